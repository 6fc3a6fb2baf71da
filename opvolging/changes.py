"""«Wat is er veranderd»: before and after, of support, of what came back, of how people do their tasks, and of spread.

Nothing is worked out here that another page does not tell already: support from the lines of the pulse, spread from two
rounds beside each other (docs/decisions/0040), what comes back from the chain. Where there is one measurement only, or
two that may not stand beside each other, it says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bevraging.comparing import Compared, compared, figures_beside
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.questions import parse
from bevraging.support_trend import Line, Point, lines_of, measured
from bevraging.support_trend import compared as beside
from bevraging.trend_chart import chart
from fundament.chain import Link, chain_of
from trajecten import paper
from trajecten.models import Project
from trajecten.report import Paper, register_paper
from trajecten.support import comparable
from trajecten.templatetags.getallen import decimaal, procent
from uitrol.self_reliance import SelfReliance, self_reliance_of

MOST = 40
"""Groups in the table of support."""
ONCE = gettext_lazy("één meting, dus nog niets te vergelijken")
OTHERS = gettext_lazy("een andere groep, dus niet te vergelijken")


@dataclass(frozen=True)
class Row:
    """One thing before and after, as it is told; `change` says in words what may be said of it."""

    label: str
    before: str
    after: str
    change: str


@dataclass(frozen=True)
class Changes:
    support: tuple[Row, ...]
    drawing: SafeString | None
    """The line of everybody, from two measurements on."""
    bundles: tuple[Row, ...]
    alone: tuple[Row, ...]
    """How independently people do the tasks they learned."""
    sentence: str


def changes_of(project: Project) -> Changes:
    """Four queries: the measurements, the reading of step 2 with the chain, and the ratings."""
    lines = lines_of(measured(project))
    everybody = next((line for line in lines if line.is_all), None)
    support = tuple(_of_line(line) for line in lines[:MOST])
    return Changes(
        support=support,
        drawing=chart(everybody) if everybody and len(everybody.points) > 1 else None,
        bundles=tuple(_of_bundle(link) for link in chain_of(project).links if link.since),
        alone=tuple(_of_ratings(self_reliance_of(project))),
        sentence=_sentence(everybody),
    )


def _sentence(line: Line | None) -> str:
    if line is None:
        return _("Er is nog niets gemeten.")
    if len(line.points) == 1:
        return _("Er is één meting van het draagvlak. Na de volgende zie je wat er veranderde.")
    values = {"before": line.points[0].text, "after": line.last.text, "change": _between(line)}
    return _("Draagvlak: van %(before)s naar %(after)s op 100 (%(change)s).") % values


def _of_line(line: Line) -> Row:
    if len(line.points) == 1:
        return Row(line.label, _dated(line.last), "–", str(ONCE))
    return Row(line.label, _dated(line.points[0]), _dated(line.last), _between(line))


def _between(line: Line) -> str:
    """The first against the last: «meer», «minder» or «ongeveer gelijk», or why neither is said."""
    first, last = line.points[0], line.last
    return beside(last, first) if not first.small_group and comparable([first], last) else str(OTHERS)


def _dated(point: Point) -> str:
    return f"{point.text} ({date_format(point.day, 'F Y')})"


def _of_bundle(link: Link) -> Row:
    before = decimaal(link.before) if link.before is not None else _("te weinig meldingen")
    after = decimaal(link.after) if link.after is not None else _("nog te vroeg")
    return Row(link.bundle.name, before, after, _less_often(link.effect.change))


def _less_often(change: int | None) -> str:
    if change is None:
        return _("nog niets te zeggen")
    if change > 0:
        return _("%(n)d%% vaker") % {"n": change}
    return _("%(n)d%% minder vaak") % {"n": -change} if change else _("even vaak")


def _of_ratings(found: SelfReliance) -> Iterable[Row]:
    if found.then is None or found.now is None:
        return
    before = procent(found.then_later) if found.then_later is not None else "–"
    later = procent(found.later) if found.later is not None else _("nog te weinig antwoorden")
    yield Row(_("Net na het leren"), procent(found.then), procent(found.now), "")
    yield Row(_("Na vier weken"), before, later, "")


# --- Spread -------------------------------------------------------------------------------------


def spread_of(project: Project) -> Compared | None:
    """The oldest and the newest round that asked the same about a theme, beside each other; None without two of those.

    Four queries: the rounds, their figures, and who was asked.
    """
    pair = _pair(_rounds(project))
    if not pair:
        return None
    before, after = figures_beside(pair)
    return compared(before, after)


def _rounds(project: Project) -> list[Any]:
    """The published surveys with what they asked, oldest first."""
    frozen = QuestionnaireVersion.objects.filter(survey=OuterRef("pk"), frozen=True).values("content")[:1]
    published = Survey.objects.filter(project=project, status=Survey.Status.PUBLISHED)
    found: list[Any] = list(published.annotate(content=Subquery(frozen)).order_by("closed_at", "pk"))
    for one in found:
        one.project = project
    return found


def _pair(rounds: list[Any]) -> list[Any]:
    """The newest round that has an older one with a themed question in the same words, with the oldest of those."""
    asked = [_themed(one.content) for one in rounds]
    for number in range(len(rounds) - 1, 0, -1):
        for earlier in range(number):
            if asked[earlier] & asked[number]:
                return [rounds[earlier], rounds[number]]
    return []


def _themed(content: Any) -> set[tuple[str, str]]:
    """(theme, words) of the closed questions that name a theme."""
    questions = parse(content) if content else []
    return {(one.theme, one.words("nl")) for one in questions if one.theme and one.is_asked and not one.is_text}


def spread_sentence(found: Compared | None) -> str:
    if found is None:
        return _("Er zijn nog geen twee bevragingen met dezelfde vragen over een thema.")
    if not found.themes:
        return _("Deze twee bevragingen stelden over geen enkel thema dezelfde vragen.")
    moved = sum(row.moved for row in found.themes)
    if not any(row.change for row in found.themes):
        return _("Deze twee bevragingen staan naast elkaar, zonder verschillen te noemen.")
    if not moved:
        return _("Over geen enkel thema is de spreiding duidelijk anders.")
    text = ngettext(
        "Over %(n)d thema is de spreiding duidelijk anders.",
        "Over %(n)d thema’s is de spreiding duidelijk anders.",
        moved,
    )
    return text % {"n": moved}


# --- On paper -----------------------------------------------------------------------------------


def change_html(project: Project) -> str:
    """Both parts as the page that becomes a PDF."""
    spread = spread_of(project)
    context = {
        "project": project,
        "found": changes_of(project),
        "spread": spread,
        "spread_text": spread_sentence(spread),
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
        "today": date_format(timezone.localdate(), "j F Y"),
    }
    return render_to_string("pdf/opvolging/verandering.html", context)


register_paper(
    "verandering",
    30,
    Paper(
        gettext_lazy("Wat is er veranderd"),
        gettext_lazy(
            "Ervoor en erna: draagvlak, wat terugkomt, hoe zelfstandig het gaat en hoe verschillend het gebeurt."
        ),
        pdf="opvolging:verandering_pdf",
        page="opvolging:verandering",
    ),
)
