"""The report of a whole project and the one page for the board: what stands in them, for a page and for paper.

Nothing in them depends on who asks: everybody who sees results reads the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trajecten import gate, paper, support
from trajecten.decisions import decisions_of
from trajecten.gate_words import OUTCOME_WORDS, gate_sentence, held_needs, next_name, still_open
from trajecten.models import GateDecision, Project
from trajecten.overview import state_sentence, support_sentence
from trajecten.report import Paper, chapters_of, news_of, register_paper
from trajecten.steps import all_steps, step_for
from trajecten.support import SupportPoint
from trajecten.templatetags.getallen import datum
from trajecten.track import still_held, track_for

LINES = 4
"""So many lines of one kind fit on the sheet of the board; how many more there are is said."""
LETTERS = 130
"""Of a line on that sheet: two lines on paper at most."""


@dataclass(frozen=True)
class Decided:
    """One decision at a gate, for a list. Without names: those are in its dossier."""

    pk: int
    step: int
    gate: str
    outcome: str
    on: date
    reason: str


def decided(decisions: Sequence[GateDecision]) -> list[Decided]:
    """Newest first, as `decisions_of` gives them."""
    return [
        Decided(
            one.pk,
            one.request.step,
            gate_name(one.request.step),
            capfirst(str(OUTCOME_WORDS[GateDecision.Outcome(one.outcome)]) % {"step": one.back_to or ""}),
            timezone.localdate(one.at),
            one.reason,
        )
        for one in decisions
    ]


def gate_name(step: int) -> str:
    return _("Poort naar stap %(n)d, %(name)s") % {"n": step + 1, "name": next_name(step)}


# --- The whole project --------------------------------------------------------------------------


def project_html(project: Project) -> str:
    """The report of the project as the page that becomes a PDF."""
    decisions = decisions_of(project)
    points = _points(project)
    told = decided(decisions)
    context = {
        "track": track_for(project, decisions=decisions, points=points),
        "support_text": support_sentence(points),
        "chapters": [
            {"step": one.step, "section": one.section, "decided": [row for row in told if row.step == one.step.number]}
            for one in chapters_of(project)
            if one.section or one.step.number <= project.step
        ],
        "later": [str(step.name) for step in all_steps() if step.number > project.step],
    }
    return _drawn("traject", project, context)


# --- The board ----------------------------------------------------------------------------------


def board_context(project: Project) -> dict[str, Any]:
    """One sheet: where it stands, how support moves, the gates, what changed, what waits and what is asked of the board.

    `project` as `access.project_or_404(with_gate=True)` reads it. Computes the current gate, once.
    """
    view = gate.status_of(project)
    points, news, decider = _points(project), news_of(project), project.decider
    held = still_held(project, view.last_decision)
    left = len(still_open(view.results))
    track = track_for(
        project,
        decisions=view.decisions,
        open_request=view.open_request,
        open_points=left if step_for(project.step).ready else None,
        points=points,
        held=held,
    )
    waiting = [*_request(view), *news.waiting]
    return {
        "state": state_sentence(project, gate_sentence(project, view, decider, held=held)),
        "track": track,
        "support_text": support_sentence(points),
        "gates": _gates(track, decided(view.decisions)),
        "changed": _cut([*_moved(points), *news.changed]),
        "waiting": _cut(waiting),
        "asked": _asked(project, view, held=held, waiting=len(news.waiting)),
    }


def board_html(project: Project) -> str:
    """The same on exactly one sheet of A4."""
    return _drawn("bestuur", project, board_context(project))


def _points(project: Project) -> list[SupportPoint]:
    return support.points_for([project]).get(project.pk, [])


def _gates(track: Any, told: list[Decided]) -> list[dict[str, Any]]:
    """Each of the five with how it stands and what was decided last."""
    newest: dict[int, Decided] = {}
    for one in told:
        newest.setdefault(one.step, one)
    return [{"name": gate_name(one.after), "title": one.title, "last": newest.get(one.after)} for one in track.gates]


def _moved(points: list[SupportPoint]) -> list[str]:
    told = support.trend([point for point in points if point.n >= 5])
    return [_("Draagvlak: %(trend)s.") % {"trend": told}] if told else []


def _request(view: Any) -> list[str]:
    if view.open_request is None:
        return []
    day = datum(view.open_request.decide_by)
    return [_("%(gate)s: beslissing tegen %(day)s") % {"gate": gate_name(view.open_request.step), "day": day}]


def _asked(project: Project, view: Any, *, held: bool, waiting: int) -> list[str]:
    """What the board can do now; never nothing: then it says that nothing waits."""
    found = [_("Beslis over de poort, of zeg wat je nog nodig hebt.")] if view.open_request else []
    if waiting:
        text = ngettext("Neem de keuze die wacht.", "Neem de %(n)d keuzes die wachten.", waiting)
        found.append(text % {"n": waiting})
    if needs := held_needs(view, held=held):
        found.append(needs[1])
    found += [
        _("Zorg dat dit kan, tegen %(day)s: %(text)s") % {"day": datum(one.due_on), "text": one.text}
        for one in view.conditions
        if one.fulfilled_on is None
    ]
    return _cut(found) or [_("Er ligt nu niets bij jullie. Blijf tonen dat dit telt.")]


def _cut(lines: Sequence[str]) -> list[str]:
    shown = [Truncator(line).chars(LETTERS) for line in lines[:LINES]]
    more = len(lines) - len(shown)
    return [*shown, _("en nog %(n)d") % {"n": more}] if more > 0 else shown


def _drawn(template: str, project: Project, context: dict[str, Any]) -> str:
    shared = {
        "project": project,
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
        "today": date_format(timezone.localdate(), "j F Y"),
    }
    return render_to_string(f"pdf/trajecten/{template}.html", context | shared)


register_paper(
    "bestuur",
    10,
    Paper(
        gettext_lazy("Eén blad voor het bestuur"),
        gettext_lazy("Waar jullie staan, wat er veranderde en wat er van hen gevraagd wordt."),
        pdf="trajecten:bestuur_pdf",
        page="trajecten:bestuur",
    ),
)
register_paper(
    "traject",
    20,
    Paper(
        gettext_lazy("Rapport van het hele traject"),
        gettext_lazy("Stap voor stap: wat we vroegen, kozen, probeerden, vertelden en invoerden."),
        pdf="trajecten:traject_pdf",
    ),
)
