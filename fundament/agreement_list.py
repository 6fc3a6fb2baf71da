"""Agreements as pages read them: each with its versions and where which one holds, in one query whatever the data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.naming import in_short
from fundament.models import Agreement, AgreementVersion, InForce
from organisatie.models import Location
from trajecten.models import Project
from trajecten.reading import Rows
from trajecten.templatetags.getallen import datum

Status = AgreementVersion.Status
IN_FORCE, PLANNED, MAKING, ENDED = "van_kracht", "gepland", "in_de_maak", "gestopt"
STATES = {
    IN_FORCE: (gettext_lazy("Van kracht"), "ok"),
    PLANNED: (gettext_lazy("Gaat straks in"), "nu"),
    MAKING: (gettext_lazy("In de maak"), "nog"),
    ENDED: (gettext_lazy("Gestopt"), ""),
}


@dataclass(frozen=True)
class Words:
    """A version, as far as a list needs it."""

    pk: int
    number: int
    status: str
    sentence: str


@dataclass(frozen=True)
class Line:
    """What begins at one place on one day; no version: it ends there."""

    version: int | None
    place: str
    """Empty in an organisation without locations."""
    since: date


@dataclass(frozen=True)
class Standing:
    """How an agreement stands on a day."""

    versions: tuple[Words, ...]
    """The newest first."""
    now: tuple[Line, ...]
    planned: tuple[Line, ...]
    places: int
    """Locations that the project is about."""

    @property
    def making(self) -> Words | None:
        return next((one for one in self.versions if one.status in (Status.CONCEPT, Status.TESTED)), None)

    @property
    def shown(self) -> Words | None:
        """The words people read: those that hold, else those that begin next, else the newest."""
        for lines in (self.now, self.planned):
            holding = {line.version for line in lines}
            if found := next((one for one in self.versions if one.pk in holding), None):
                return found
        return self.making or next(iter(self.versions), None)

    @property
    def state(self) -> str:
        if self.now:
            return IN_FORCE
        if any(line.version for line in self.planned):
            return PLANNED
        return MAKING if self.making else ENDED

    @property
    def label(self) -> str:
        """A filter speaks of «in de maak»; of one agreement can be said that it was tested already."""
        return _("Getoetst") if self.is_tested else str(STATES[self.state][0])

    @property
    def tone(self) -> str:
        return "nu" if self.is_tested else STATES[self.state][1]

    @property
    def is_tested(self) -> bool:
        """Nothing holds yet, and the words were tried."""
        return self.state == MAKING and self.making is not None and self.making.status == Status.TESTED

    @property
    def where(self) -> list[str]:
        """«Versie 1 sinds 3 maart, overal», «Versie 2 vanaf 1 juli, in Gent»: a sentence per version and day."""
        return [*self._told(self.now, _("Versie %(n)s sinds %(day)s")), *self._coming()]

    def _coming(self) -> list[str]:
        return self._told([line for line in self.planned if line.version], _("Versie %(n)s vanaf %(day)s"))

    def _told(self, lines: Iterable[Line], told: str) -> list[str]:
        numbers = {one.pk: one.number for one in self.versions}
        together: dict[tuple[int, date], list[str]] = {}
        for line in lines:
            together.setdefault((numbers.get(line.version or 0, 0), line.since), []).append(line.place)
        return [
            f"{told % {'n': number, 'day': datum(since)}}{self._at(names)}"
            for (number, since), names in sorted(together.items(), reverse=True)
        ]

    def _at(self, names: Sequence[str]) -> str:
        """«, in Gent en Aalst»; «, overal» when that is so; nothing where there are no places to tell apart."""
        if not self.places:
            return ""
        if len(names) >= self.places or not all(names):
            return ", " + _("overal")
        return ", " + _("in %(places)s") % {"places": in_short(sorted(names))}


def for_pages(agreements: QuerySet[Agreement], day: date | None = None) -> QuerySet[Agreement]:
    """With framework, owner, and what `standing_of` needs."""
    day = day or timezone.localdate()
    lines = InForce.objects.on(day) | InForce.objects.filter(since__gt=day)
    line = JSONObject(version="version_id", place="location__name", since=Cast("since", CharField()))
    words = JSONObject(pk="pk", number="number", status="status", sentence="sentence")
    return agreements.select_related("framework", "owner").annotate(
        lines_read=_rows(lines, line),
        words_read=_rows(AgreementVersion.objects.all(), words),
        places_read=places_of("project"),
    )


def places_of(project: str) -> Coalesce:
    """How many locations the project is about; `project` is the way to it from these rows."""
    mine = Project.locations.through.objects.filter(project=OuterRef(project)).order_by().values("project")
    there = Location.objects.filter(organisation=OuterRef(f"{project}__organisation")).order_by().values("organisation")
    return Coalesce(_count(mine), _count(there), 0)


def with_audience(versions: QuerySet[AgreementVersion]) -> QuerySet[AgreementVersion]:
    """With the names of functions and locations, in the same query."""
    return versions.annotate(
        function_names=_names(AgreementVersion.functions.through, "jobfunction__name"),
        location_names=_names(AgreementVersion.locations.through, "location__name"),
    )


def _names(through: Any, name: str) -> Subquery:
    rows = through.objects.filter(agreementversion=OuterRef("pk")).order_by().values("agreementversion")
    return Subquery(rows.annotate(found=Rows(name)).values("found"), output_field=JSONField())


def _count(rows: Any) -> Subquery:
    return Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def _rows(rows: QuerySet[Any], row: JSONObject) -> Subquery:
    mine = rows.filter(agreement=OuterRef("pk")).order_by().values("agreement")
    return Subquery(mine.annotate(read=Rows(row)).values("read"), output_field=JSONField())


def standing_of(agreement: Any, day: date | None = None) -> Standing:
    """Of an agreement that `for_pages` read."""
    day = day or timezone.localdate()
    words = sorted((Words(**row) for row in agreement.words_read or ()), key=lambda one: -one.number)
    lines = [
        Line(row["version"], row["place"] or "", date.fromisoformat(row["since"])) for row in agreement.lines_read or ()
    ]
    return Standing(
        versions=tuple(words),
        now=tuple(line for line in lines if line.since <= day and line.version),
        planned=tuple(line for line in lines if line.since > day),
        places=agreement.places_read,
    )


def with_standing(agreements: Iterable[Agreement], day: date | None = None) -> list[Agreement]:
    """Each with its `standing`."""
    found = list(agreements)
    for one in found:
        one.standing = standing_of(one, day)  # type: ignore[attr-defined]
    return found


def in_state(agreements: QuerySet[Agreement], state: str) -> QuerySet[Agreement]:
    """Those that stand so today, as `Standing.state` says it."""
    today = timezone.localdate()
    holds = Q(pk__in=InForce.objects.on(today).filter(version__isnull=False).values("agreement"))
    comes = Q(pk__in=InForce.objects.filter(since__gt=today, version__isnull=False).values("agreement"))
    made = AgreementVersion.objects.filter(status__in=[Status.CONCEPT, Status.TESTED]).values("agreement")
    return agreements.filter(
        {
            IN_FORCE: holds,
            PLANNED: ~holds & comes,
            MAKING: ~holds & ~comes & Q(pk__in=made),
            ENDED: ~holds & ~comes & ~Q(pk__in=made),
        }[state]
    )
