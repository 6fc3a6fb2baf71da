"""The small gate of one wave: what has to be in order before it starts. Read in one statement, whatever its size.

Whether the gate before this step is open, the room of gates itself says; the other four are counted here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communicatie.needed import AT_LEAST, needed
from organisatie.models import Employee
from trajecten.models import Project, ProjectRole
from trajecten.steps import State
from uitrol.addresses import address
from uitrol.models import Barrier, TrainingSession, Wave, WaveCheck, WaveLocation
from uitrol.shifts import same_shift

PLACE, STAFF, AMBASSADOR, SESSION, CHECK, BARRIER, EARLIER = (
    "place", "staff", "ambassador", "session", "check", "barrier", "earlier",
)  # fmt: skip
STANDARD = {
    "toestellen": gettext_lazy("Elk toestel werkt en staat op zijn plaats"),
    "toegang": gettext_lazy("Iedereen kan aanmelden"),
}
"""What every wave has to look at; a lead adds their own."""


@dataclass(frozen=True)
class Point:
    """One thing that has to be in order, in the words of a gate list."""

    code: str
    state: State
    text: str
    detail: str = ""
    remedy_url: str = ""
    remedy_label: str = ""
    kind: str = "must"

    @property
    def is_open(self) -> bool:
        return self.state not in (State.MET, State.NOT_APPLICABLE)


@dataclass
class Facts:
    """What was counted, by the key of a location."""

    places: dict[int, str] = field(default_factory=dict)
    staff: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """{location: {shift: people}}; an empty shift is that of who has none in the list."""
    ambassadors: dict[int, int] = field(default_factory=dict)
    sessions: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The shifts for which a session is planned; an empty one is for everybody there."""
    checks: list[tuple[str, str, bool]] = field(default_factory=list)
    barriers: list[tuple[int, str]] = field(default_factory=list)
    """Numbers and locations of what blocks in earlier waves."""
    earlier: int = 0

    def people(self, place: int) -> int:
        return sum(self.staff[place].values())


def end_of_start_week(day: date, zone: str) -> datetime:
    """The Monday after the week in which `day` falls."""
    return datetime.combine(day + timedelta(days=7 - day.weekday()), datetime.min.time(), ZoneInfo(zone))


def points_of(wave: Wave, gate_says: str = "", facts: Facts | None = None) -> list[Point]:
    """The five points, in the order in which one meets them. `gate_says`: why nothing may start yet; empty when it may."""
    found = facts or facts_of(wave)
    project = wave.project
    return [
        _gate(project, gate_says),
        _ambassadors(project, found),
        _training(project, found),
        _checks(wave, found),
        _barriers(project, found),
    ]


def missing(wave: Wave) -> list[Point]:
    """What is not in order yet, but for the gate, which `gate.require` asks itself."""
    return [point for point in points_of(wave) if point.is_open]


def check_words(code: str, text: str) -> str:
    """A standard check in the language of now; an own one as it was written."""
    return str(STANDARD.get(code, text))


# --- The five points -----------------------------------------------------------------------------


def _gate(project: Project, gate_says: str) -> Point:
    if not gate_says:
        return Point("gate", State.MET, _("De poort naar Uitrol is open"))
    url, label = reverse("trajecten:poort", args=[project.slug, 4]), _("Bekijk de poort")
    return Point("gate", State.NOT_MET, _("De poort naar Uitrol is nog dicht"), gate_says, url, label, "hard")


def _ambassadors(project: Project, found: Facts) -> Point:
    rows = [
        (name, found.ambassadors.get(pk, 0), max(AT_LEAST, needed(found.people(pk))))
        for pk, name in found.places.items()
    ]
    short = [row for row in rows if row[1] < row[2]]
    told = " · ".join(
        _("%(place)s %(n)d van %(of)d") % {"place": name, "n": n, "of": of} for name, n, of in short or rows
    )
    if not rows:
        return Point("ambassadors", State.TOO_LITTLE, _("Kies eerst de locaties van deze golf"))
    if short:
        url = reverse("communicatie:rollen", args=[project.slug])
        text = _("Nog niet genoeg ambassadeurs op elke locatie")
        return Point("ambassadors", State.NOT_MET, text, told, url, _("Vraag een ambassadeur"))
    return Point("ambassadors", State.MET, _("Genoeg ambassadeurs op elke locatie"), told)


def _training(project: Project, found: Facts) -> Point:
    gaps = []
    for pk, name in found.places.items():
        planned = found.sessions[pk]
        # Whoever has no shift in the list is reached by any session there; a location without people by one at least.
        shifts = found.staff[pk] or {"": 0}
        without = [shift for shift in shifts if not (planned if not shift else planned & {"", same_shift(shift)})]
        without.sort(key=str.casefold)
        if without:
            named = ", ".join(shift for shift in without if shift)
            gaps.append(f"{name} ({named})" if named else name)
    if not found.places:
        return Point("training", State.TOO_LITTLE, _("Nog geen taaktraining gepland"))
    if gaps:
        url = address(project, "sessies")
        text = _("Nog niet in elke dienst een taaktraining gepland, voor of in de startweek")
        return Point("training", State.NOT_MET, text, " · ".join(gaps), url, _("Plan een taaktraining"))
    return Point("training", State.MET, _("In elke dienst is er een taaktraining gepland"))


def _checks(wave: Wave, found: Facts) -> Point:
    left = [check_words(code, text) for code, text, done in found.checks if not done]
    if left:
        return Point(
            "checks", State.NOT_MET, _("Toestellen en toegang zijn nog niet nagekeken"), " · ".join(left),
            address(wave.project, "golf", wave.number) + "#nakijken", _("Kijk na"),
        )  # fmt: skip
    if not found.checks:
        return Point("checks", State.TOO_LITTLE, _("Er staat nog niets om na te kijken"))
    return Point("checks", State.MET, _("Toestellen en toegang zijn nagekeken"))


def _barriers(project: Project, found: Facts) -> Point:
    if not found.earlier:
        return Point(
            "barriers", State.NOT_APPLICABLE, _("Geen drempels uit eerdere golven"), _("Dit is de eerste golf.")
        )
    if found.barriers:
        n = len(found.barriers)
        text = ngettext(
            "%(n)d drempel uit een eerdere golf blokkeert nog", "%(n)d drempels uit eerdere golven blokkeren nog", n
        ) % {"n": n}
        told = " · ".join(f"D{number:02} {place}".strip() for number, place in sorted(found.barriers))
        url = address(project, "drempels")
        return Point("barriers", State.NOT_MET, text, told, url, _("Bekijk de drempels"), "hard")
    return Point("barriers", State.MET, _("Geen drempel uit een eerdere golf blokkeert nog"))


# --- One statement -------------------------------------------------------------------------------


def facts_of(wave: Wave) -> Facts:
    """Everything but the gate itself. One query."""
    found, project = Facts(), wave.project
    places = WaveLocation.objects.filter(wave=wave)
    mine = places.values("location")
    earlier = Wave.objects.filter(
        Q(starts_on__lt=wave.starts_on) | Q(starts_on=wave.starts_on, number__lt=wave.number), project=project
    ).exclude(pk=wave.pk)
    until = end_of_start_week(wave.starts_on, project.organisation.time_zone)
    sessions = TrainingSession.objects.filter(project=project, location__in=mine, starts_at__lt=until)
    before = WaveLocation.objects.filter(wave__in=earlier.values("pk")).values("location")
    blocking = Barrier.objects.filter(Q(location__in=before) | Q(location=None), project=project).blocking()
    parts = [
        _rows(places, PLACE, place=F("location"), word=F("location__name")),
        _rows(project.impacted().filter(location__in=mine), STAFF, place=F("location"), word=F("shift")),
        _ambassadors_at(project, mine),
        _rows(sessions.exclude(status="cancelled"), SESSION, place=F("location"), word=F("shift")),
        _rows(
            WaveCheck.objects.filter(wave=wave), CHECK, place=F("pk"), word=F("code"), more=F("text"),
            n=Count("pk", filter=Q(checked_at__isnull=False)),
        ),
        _rows(blocking, BARRIER, place=F("number"), word=F("location__name")),
        _rows(earlier, EARLIER),
    ]  # fmt: skip
    rows = parts[0].union(*parts[1:], all=True)
    for row in sorted(rows, key=lambda one: (one[0], one[2].casefold() if one[0] == PLACE else "", one[1])):
        _add(found, *row)
    return found


def _add(found: Facts, kind: str, place: int, word: str, more: str, n: int) -> None:
    if kind == PLACE:
        found.places[place] = word
    elif kind == STAFF:
        shifts = found.staff[place]
        shown = next((one for one in shifts if same_shift(one) == same_shift(word)), word.strip())
        shifts[shown] = shifts.get(shown, 0) + n
    elif kind == AMBASSADOR:
        found.ambassadors[place] = n
    elif kind == SESSION:
        found.sessions[place].add(same_shift(word))
    elif kind == CHECK:
        found.checks.append((word, more, bool(n)))
    elif kind == BARRIER:
        found.barriers.append((place, word))
    elif kind == EARLIER:
        found.earlier = n


def _ambassadors_at(project: Project, places: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Ambassadors of now with this location, or who work there when their role has none; each person once."""
    here = Employee.objects.filter(organisation=project.organisation_id).active()
    roles = ProjectRole.objects.current().filter(project=project, role=ProjectRole.Role.AMBASSADOR)
    named = roles.annotate(at=Coalesce("location", "employee__location"), who=Coalesce("employee", F("user") * -1))
    working = named.filter(Q(employee=None) | Q(employee__in=here), at__in=places)
    return _rows(working, AMBASSADOR, place=F("at"), n=Count("who", distinct=True))


def _rows(found: QuerySet[Any], kind: str, n: Any = None, **columns: Any) -> QuerySet[Any, Any]:
    """`found` in the columns that all parts share, counted per row of those."""
    given = {
        "row_kind": Value(kind, TextField()),
        "row_place": Coalesce(Cast(columns.get("place", Value(0)), BigIntegerField()), Value(0, BigIntegerField())),
        "row_word": Coalesce(Cast(columns.get("word", Value("")), TextField()), Value("", TextField())),
        "row_more": Coalesce(Cast(columns.get("more", Value("")), TextField()), Value("", TextField())),
    }
    grouped: Any = found.order_by().annotate(**given).values(*given)
    counted = Cast(n or Count("pk"), BigIntegerField())
    return grouped.annotate(row_n=counted).values_list("row_kind", "row_place", "row_word", "row_more", "row_n")


def sentences(points: Iterable[Point]) -> list[str]:
    return [f"{point.text}: {point.detail}." if point.detail else f"{point.text}." for point in points]
