"""The page of step 3: where trying out stands, what came of it, and what the gate still asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from toetsing import gate_facts
from toetsing.gate_facts import ConceptFact, Facts, Round
from toetsing.models import Finding, TestRound
from trajecten import access, gate
from trajecten.gate_words import rows, still_open
from trajecten.models import Project
from trajecten.steps import step_for
from trajecten.track import Track, track_for
from trajecten.views.frame import frame

STEP = 3
COMPLIMENTS = 3
MOST = 50
Status, Kind = TestRound.Status, Finding.Kind
TONES = {Status.OPEN: "nu", Status.CLOSED: "ok"}


@dataclass(frozen=True)
class RoundLine:
    """One round as the page shows it."""

    round: Round
    url: str
    barriers_url: str
    """Where its remarks become findings; only for who may read those, and when there are any."""

    @property
    def day(self) -> date:
        return self.round.day

    @property
    def title(self) -> str:
        kind = _("kleine groep") if self.round.is_small else _("sleutelfiguren")
        return _("Ronde %(n)d, %(kind)s") % {"n": self.round.number, "kind": kind}

    @property
    def status(self) -> str:
        return str(Status(self.round.status).label)

    @property
    def tone(self) -> str:
        return TONES.get(Status(self.round.status), "")

    @property
    def answered(self) -> int:
        return len(self.round.people)


@dataclass(frozen=True)
class ConceptLine:
    concept: ConceptFact
    tried: int
    """In how many rounds people could try it."""
    found: int
    left: int
    adjusted: int
    url: str
    story_url: str


@require_safe
@login_required
def step_page(request, slug: str):
    """Everything of step 3 on one page; the lists come from what its gate reads."""
    project = access.project_or_404(request, slug, with_gate=True)
    sees = access.may_see_results(request.user, project)
    edits = access.may_edit_project(request.user, project)
    facts = gate_facts.keep(project) if sees else Facts()
    results, track = _gate_of(project, sees)
    names = access.may_see_names(request.user, project)
    context = {
        "step": step_for(STEP),
        "sees": sees,
        "track": track,
        "state": state_sentence(facts, sees),
        "main": main_action(project, facts) if edits else None,
        "rounds": [_round_line(project, one, names) for one in facts.rounds[::-1]][:MOST],
        "concepts": [_concept_line(project, one, facts) for one in facts.concepts][:MOST],
        "noted": facts.count(),
        "left": facts.count(is_open=True),
        "blocking": facts.count(is_open=True, is_blocking=True),
        "compliments": _compliments(project) if facts.count(kind=Kind.COMPLIMENT) else [],
        "compliment_n": facts.count(kind=Kind.COMPLIMENT),
        "rows": rows(results, with_remedies=edits and project.step == STEP),
    }
    return render(request, "toetsing/stap.html", frame(request, project, **context))


def _gate_of(project: Project, sees: bool) -> tuple[list[gate.CriterionResult], Track]:
    """What gate 3 says, and the spoor with that gate as it stands; nothing of either for who may not see figures."""
    if not sees or project.step != STEP:
        return gate.evaluate(project, STEP) if sees else [], track_for(project)
    now = gate.status_of(project)
    left = len(still_open(now.results))
    return now.results, track_for(project, decisions=now.decisions, open_request=now.open_request, open_points=left)


def _compliments(project: Project) -> list[Finding]:
    found = Finding.objects.filter(project=project, kind=Kind.COMPLIMENT).select_related("concept")
    return list(found.order_by("-number")[:COMPLIMENTS])


def _round_line(project: Project, one: Round, names: bool) -> RoundLine:
    remarks = reverse("toetsing:opmerkingen", args=[project.slug, one.number]) if names and one.has_remarks else ""
    return RoundLine(one, reverse("toetsing:ronde", args=[project.slug, one.number]), remarks)


def _concept_line(project: Project, one: ConceptFact, facts: Facts) -> ConceptLine:
    mine = [row for row in facts.found if row.concept == one.pk and row.asks]
    return ConceptLine(
        concept=one,
        tried=sum(row.was_opened and row.of(one.pk) is not None for row in facts.rounds),
        found=facts.count(mine),
        left=facts.count(mine, is_open=True),
        adjusted=facts.count(mine, disposition=Finding.Disposition.ADJUSTED),
        url=reverse("toetsing:concept", args=[project.slug, one.pk]),
        story_url=reverse("toetsing:voor_na", args=[project.slug, one.pk]),
    )


def state_sentence(facts: Facts, sees: bool) -> str:
    """Where it stands, in one sentence; two when something is open as well."""
    if not sees:
        return str(step_for(STEP).purpose)
    told = _round_sentence(facts)
    left = facts.count(is_open=True)
    if not left:
        return told
    return told + " " + ngettext("%(n)d bevinding is nog open.", "%(n)d bevindingen zijn nog open.", left) % {"n": left}


def _round_sentence(facts: Facts) -> str:
    runs = next((one for one in facts.rounds if one.status == Status.OPEN), None)
    if runs is not None:
        told = _("Ronde %(n)d loopt: %(said)d van %(of)d collega's vertelden al hoe het ging.")
        return told % {"n": runs.number, "said": len(runs.people), "of": runs.invited}
    done = [one for one in facts.rounds if one.status == Status.CLOSED]
    if done:
        return ngettext("%(n)d ronde is afgerond.", "%(n)d rondes zijn afgerond.", len(done)) % {"n": len(done)}
    if facts.rounds:
        return _("Ronde %(n)d is gepland.") % {"n": facts.rounds[-1].number}
    if facts.concepts:
        return _("Er is nog geen ronde gepland. Probeer eerst klein, met 5 tot 8 collega's.")
    return _("Er is nog niets om te proberen. Begin met een concept.")


def main_action(project: Project, facts: Facts) -> tuple[str, str] | None:
    """The one filled button; None when the empty state has it.

    What blocks comes first, then the round of now, then what is open, then the next round.
    """
    if not facts.rounds and not facts.found:
        return None
    findings = reverse("toetsing:drempels", args=[project.slug])
    if facts.count(is_open=True, is_blocking=True):
        return _("Los op wat blokkeert"), f"{findings}?ernst=blocking&open=ja"
    for one in sorted(facts.rounds, key=lambda one: one.status != Status.OPEN):
        if one.status != Status.CLOSED:
            url = reverse("toetsing:ronde", args=[project.slug, one.number])
            return _("Bekijk ronde %(n)d") % {"n": one.number}, url
    if facts.count(is_open=True):
        return _("Geef een antwoord"), f"{findings}?open=ja"
    return _next_round(project, facts)


def _next_round(project: Project, facts: Facts) -> tuple[str, str] | None:
    plans: list[tuple[Any, str, str]] = [
        (facts.opened(small=True), _("Plan de try-out"), TestRound.Kind.SMALL),
        (facts.opened(small=False), _("Plan de ronde met sleutelfiguren"), TestRound.Kind.KEY_FIGURES),
    ]
    url = reverse("toetsing:ronde_nieuw", args=[project.slug])
    return next(((label, f"{url}?soort={kind}") for done, label, kind in plans if not done), None)
