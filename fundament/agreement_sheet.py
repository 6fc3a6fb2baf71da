"""«Afspraken op één blad»: what holds today for one function, per framework. On request also what is in the making."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bevraging.naming import in_words
from fundament.agreement_list import places_of
from fundament.models import AgreementVersion, InForce
from organisatie.models import JobFunction
from trajecten import paper
from trajecten.models import Project
from trajecten.templatetags.getallen import datum

Status = AgreementVersion.Status
TONES = 6
"""Colours of frameworks; a seventh framework begins again. The name always stands beside it."""


@dataclass(frozen=True)
class SheetLine:
    code: str
    version: AgreementVersion
    where: str
    """Empty: everywhere."""
    making: str = ""
    """Why it does not hold yet: «concept», «getoetst», «vanaf 1 juli»."""


@dataclass(frozen=True)
class SheetPart:
    name: str
    tone: int
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True)
class Sheet:
    project: Project
    function: JobFunction | None
    day: date
    parts: tuple[SheetPart, ...]
    also_making: bool

    @property
    def count(self) -> int:
        return sum(len(part.lines) for part in self.parts)


def sheet_of(project: Project, function: JobFunction | None = None, *, also_making: bool = False) -> Sheet:
    """A fixed number of queries, whatever the data."""
    day = timezone.localdate()
    frameworks: Any = list(project.frameworks.annotate(places=places_of("project")))
    if not frameworks:
        return Sheet(project, function, day, (), also_making)
    rows = InForce.objects.on(day)
    if also_making:
        rows = rows | InForce.objects.filter(since__gt=day)
    lines = _holding(rows, project, function, frameworks[0].places, day) + (
        _made(project, function) if also_making else []
    )
    parts = []
    for number, framework in enumerate(frameworks):
        mine = [line for line in lines if line.version.agreement.framework_id == framework.pk]
        mine.sort(key=lambda line: (line.code, bool(line.making), -line.version.number))
        if mine:
            parts.append(SheetPart(framework.name, number % TONES + 1, tuple(mine)))
    return Sheet(project, function, day, tuple(parts), also_making)


def _for(function: JobFunction | None, way: str) -> Q:
    """Meant for this function, or for everybody; all of them when no function is asked."""
    if function is None:
        return Q()
    meant = AgreementVersion.objects.filter(Q(functions=function) | Q(functions__isnull=True))
    return Q(**{f"{way}__in": meant.values("pk")})


def _holding(
    rows: QuerySet[Any], project: Project, function: JobFunction | None, places: int, day: date
) -> list[SheetLine]:
    """A line per version, with the places where it holds; per day when it is still to begin."""
    found = rows.filter(_for(function, "version"), agreement__project=project, version__isnull=False)
    together: dict[tuple[int, date | None], list[Any]] = {}
    for row in found.select_related("version__agreement", "location"):
        together.setdefault((row.version_id, row.since if row.since > day else None), []).append(row)
    return [
        SheetLine(
            code=same[0].version.agreement.code,
            version=same[0].version,
            where=_where([row.location.name for row in same if row.location], places),
            making=_("vanaf %(day)s") % {"day": datum(since)} if since else "",
        )
        for (_version, since), same in together.items()
    ]


def _made(project: Project, function: JobFunction | None) -> list[SheetLine]:
    found = AgreementVersion.objects.filter(
        _for(function, "pk"), agreement__project=project, status__in=[Status.CONCEPT, Status.TESTED]
    )
    return [
        SheetLine(version.agreement.code, version, "", str(version.get_status_display()))
        for version in found.select_related("agreement")
    ]


def _where(names: Sequence[str], places: int) -> str:
    return _("in %(places)s") % {"places": in_words(sorted(names))} if 0 < len(names) < places else ""


def title_of(sheet: Sheet) -> str:
    return _("Onze afspraken: %(who)s") % {"who": sheet.function} if sheet.function else _("Onze afspraken")


def sheet_html(sheet: Sheet) -> str:
    """The sheet as the page that becomes a PDF."""
    context = {
        "sheet": sheet,
        "project": sheet.project,
        "title": title_of(sheet),
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
        "today": date_format(sheet.day, "j F Y"),
    }
    return render_to_string("pdf/fundament/blad.html", context)


def tones_of(frameworks: Iterable[Any]) -> dict[int, int]:
    """Framework → its colour, the same one on the page and on paper."""
    return {framework.pk: number % TONES + 1 for number, framework in enumerate(frameworks)}
