"""The dossier of one gate decision, for a page and for paper: what was kept that day, and whether it still agrees.

A decision of before dossiers were kept has none: its own is then drawn up from the record as it stands, and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten import paper
from trajecten.criteria import with_unit
from trajecten.decisions import decisions_of
from trajecten.gate import CriterionResult, results_in
from trajecten.gate import dossier as keeping
from trajecten.gate.snapshots import canonical, digest
from trajecten.gate.view import STATE_WORDS
from trajecten.gate_past import Moment, past_of
from trajecten.gate_words import OUTCOME_WORDS, rows
from trajecten.models import Condition, GateDecision, Project, Waiver
from trajecten.steps import Kind, State
from trajecten.waivers import Waived

WEIGHTS = {
    Kind.HARD: gettext_lazy("kan niet overgeslagen worden"),
    Kind.MUST: gettext_lazy("nodig"),
    Kind.SHOULD: gettext_lazy("helpt"),
}
PARTS = {
    "request": gettext_lazy("de vraag"),
    "snapshot": gettext_lazy("de punten met hun cijfers"),
    "waivers": gettext_lazy("de afwijkingen"),
    "decision": gettext_lazy("de beslissing"),
    "conditions": gettext_lazy("wat er afgesproken is"),
}
GROUP = 8
"""Signs of the number that stand together on paper: one reads and compares eight at a time."""


@dataclass(frozen=True)
class Dossier:
    decision: GateDecision
    content: dict[str, Any]
    sha256: str
    kept: bool
    """False: of before dossiers were kept."""
    check: keeping.Check | None
    """None when nothing was kept to compare with."""
    since: list[Moment]
    """What happened at this gate after the decision."""

    @property
    def number(self) -> str:
        """The number as it is printed: eight groups of eight."""
        return " ".join(self.sha256[at : at + GROUP] for at in range(0, len(self.sha256), GROUP))

    @property
    def document(self) -> str:
        """The very text that is hashed: `sha256sum` of this file gives the number."""
        return canonical(self.content)


def dossiers() -> Any:
    """Decisions with all that a dossier reads of them; three queries, for however many."""
    return GateDecision.objects.select_related(
        "request__project__organisation",
        "request__snapshot",
        "request__requested_by",
        "decided_by",
        "replaces",
        "dossier",
    ).prefetch_related(
        Prefetch("conditions", Condition.objects.select_related("owner")),
        Prefetch("request__snapshot__waivers", Waiver.objects.select_related("owner", "by")),
    )


def dossier_of(decision: GateDecision, project: Project | None = None) -> Dossier:
    """`decision` as `dossiers()` reads it; with `project`, of which the page wants more, also what happened since."""
    decision.request.project = project or decision.request.project
    conditions = sorted(decision.conditions.all(), key=lambda one: one.pk)
    waivers = sorted(decision.request.snapshot.waivers.all(), key=lambda one: one.code)
    kept = getattr(decision, "dossier", None)
    content = kept.content if kept else keeping.content_of(decision, conditions, waivers)
    return Dossier(
        decision=decision,
        content=content,
        sha256=kept.sha256 if kept else digest(content),
        kept=kept is not None,
        check=keeping.check(kept, decision, conditions, waivers) if kept else None,
        since=_since(decision, project) if project else [],
    )


def _since(decision: GateDecision, project: Project) -> list[Moment]:
    """Later turns, and what was done of what was agreed then."""
    past = past_of(decision.request.step, decisions_of(project, past=True))
    return [
        one
        for one in past
        if one.turn > decision.turn or (one.turn == decision.turn and not isinstance(one.at, datetime))
    ]


def same_number(found: Dossier, typed: str) -> bool:
    """Whether what somebody read from paper is the number of this dossier; spaces and capitals do not matter."""
    return "".join(typed.split()).lower() == found.sha256


# --- In words -----------------------------------------------------------------------------------


def told(found: Dossier) -> dict[str, Any]:
    """Everything that stands in the dossier, as page and paper show it."""
    facts, names = found.content["facts"], found.content["told"]
    people = names["people"]
    asked, answer = facts["request"], facts["decision"]
    results = results_in(facts["snapshot"]["content"])
    waived = {
        one["code"]: Waived(
            one["code"],
            one["reason"],
            one["measure"],
            _who(people, one["owner"]),
            date.fromisoformat(one["expires_on"]),
        )
        for one in facts["waivers"]
    }
    return {
        "organisation": names["organisation"],
        "title": names["project"],
        "gate": _("Poort na stap %(n)d, %(name)s") % {"n": asked["step"], "name": names["step"]},
        "round": asked["round"],
        "asked_by": _who(people, asked["by"]),
        "asked_on": _day(asked["at"]),
        "note": asked["note"],
        "outcome": capfirst(
            str(OUTCOME_WORDS[GateDecision.Outcome(answer["outcome"])]) % {"step": answer["back_to"] or ""}
        ),
        "decided_by": _who(people, answer["by"]),
        "decided_at": datetime.fromisoformat(answer["at"]),
        "reason": answer["reason"],
        "support": names["support"],
        "points": [_point(result, waived) for result in results],
        "rows": rows(results, with_remedies=False, waived=waived),
        "counted": _counted(results, waived),
        "waivers": [
            {
                "title": next((result.title for result in results if result.code == one["code"]), one["code"]),
                "reason": one["reason"],
                "measure": one["measure"],
                "owner": _who(people, one["owner"]),
                "by": _who(people, one["by"]),
                "expires_on": date.fromisoformat(one["expires_on"]),
            }
            for one in facts["waivers"]
        ],
        "conditions": [
            {"text": one["text"], "owner": _who(people, one["owner"]), "due_on": date.fromisoformat(one["due_on"])}
            for one in facts["conditions"]
        ],
        "verdict": verdict(found),
    }


def verdict(found: Dossier) -> tuple[str, str, str]:
    """(tone, title, text): whether this still is what was decided."""
    if found.check is None:
        text = _("Het bewaarde dossier bestaat pas sinds later. Dit is gemaakt met wat nu in het traject staat.")
        return "info", _("Dit dossier is achteraf gemaakt"), text
    if found.check.intact:
        text = _("Wat nu bewaard staat, is precies wat er was op het moment van de beslissing.")
        return "ok", _("Ongewijzigd sinds de beslissing"), text
    if not found.check.itself:
        text = _("Het controlegetal hoort niet meer bij wat in dit dossier staat. Vertrouw op het papier van toen.")
        return "fout", _("Dit dossier is na de beslissing gewijzigd"), text
    text = _("In het traject staat nu iets anders bij: %(parts)s. Het dossier hieronder is nog zoals toen.") % {
        "parts": ", ".join(str(PARTS[part]) for part in found.check.changed)
    }
    return "fout", _("Het traject is na de beslissing gewijzigd"), text


def dossier_html(found: Dossier) -> str:
    """The dossier as the page that becomes a PDF."""
    context = {
        "dossier": found,
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
        "today": date_format(timezone.localdate(), "j F Y"),
    }
    return render_to_string("pdf/trajecten/dossier.html", context | told(found))


def _point(result: CriterionResult, waived: dict[str, Waived]) -> dict[str, Any]:
    is_waived = result.code in waived and result.is_open
    return {
        "title": result.title,
        "text": " ".join(filter(None, [result.text, result.detail])),
        "weight": str(WEIGHTS[result.kind]),
        "goal": with_unit(result.goal, result.unit) if result.goal is not None and result.unit else "–",
        "state": _("met een afwijking") if is_waived else str(STATE_WORDS[result.state]),
        "tone": "met" if result.state == State.MET else "open" if result.is_open else "none",
    }


def _counted(results: Iterable[CriterionResult], waived: dict[str, Waived]) -> str:
    counted = [one for one in results if one.kind != Kind.SHOULD and one.state != State.NOT_APPLICABLE]
    values = {
        "done": sum(one.state == State.MET for one in counted),
        "total": len(counted),
        "waived": sum(one.code in waived and one.is_open for one in counted),
    }
    if values["waived"]:
        return _("%(done)s van %(total)s nodige punten in orde, %(waived)s met een afwijking") % values
    return _("%(done)s van %(total)s nodige punten in orde") % values


def _who(people: dict[str, str], key: int) -> str:
    return people.get(str(key), "–")


def _day(at: str) -> date:
    return timezone.localdate(datetime.fromisoformat(at))
