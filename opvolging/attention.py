"""Where an agreement asks for attention and nobody takes it up yet, and where the same agreement goes well.

Places and agreements, never people. Where it goes badly is told to who leads, one place at a time; beside each other stand
only the places where it goes well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from communicatie.page_parts import rows_of
from fundament.models import Agreement, InForce
from opvolging.classes import ATTENTION, SEEN_AT_LEAST, WELL, class_of
from opvolging.models import AgreementCheck, Remedy, Spotlight
from opvolging.reading import FIELDS, latest_of, seen_of
from organisatie.models import Employee
from trajecten.models import Project
from trajecten.reading import register_columns

COLUMN = "step6_asking"


@dataclass(frozen=True)
class Asked:
    """A place where an agreement asks for attention and no running approach is about it."""

    check: int
    """The key of the latest check there."""
    number: int
    """Of the agreement: 3 for A03."""
    place: str
    """Empty: everywhere at once."""
    seen: int
    followed: int
    unit: str

    @property
    def code(self) -> str:
        return f"A{self.number:02}"


def column(day: date) -> Subquery:
    """Of a project, as small rows: what may ask for attention on this day."""
    about = "rhythm__agreement"
    return rows_of(
        untaken(day).filter(**{f"{about}__project": OuterRef("pk")}),
        f"{about}__project",
        check="pk",
        number=f"{about}__number",
        place="rhythm__location__name",
        seen="seen",
        followed="followed",
        unit="rhythm__unit",
    )


def asking(projects: Iterable[Any], today: date) -> dict[int, list[Asked]]:
    """{key of a project: where it asks for attention}. No query where it came along with them, else one for all."""
    wanted = list(projects)
    missing = [getattr(one, "pk", one) for one in wanted if not hasattr(one, COLUMN)]
    rows = Project.objects.filter(pk__in=missing).values_list("pk", column(today)) if missing else ()
    read = dict(rows)
    return {
        (pk := getattr(one, "pk", one)): asked_in(getattr(one, COLUMN, None) or read.get(pk), today) for one in wanted
    }


def asked_in(rows: list[dict[str, Any]] | None, today: date) -> list[Asked]:
    """Those of the rows of `column` that ask for it, by agreement and place."""
    found = [Asked(**{**row, "place": row["place"] or ""}) for row in rows or ()]
    asks = [one for one in found if class_of(one.seen, one.followed, today, today) is ATTENTION]
    return sorted(asks, key=lambda one: (one.number, one.place, one.check))


def counts_on(today: date) -> Q:
    """Which approaches count on this day: what ended always, what runs as long as its owner works here."""
    return Q(ended_on__isnull=False) | Q(Exists(Employee.objects.active(today).filter(pk=OuterRef("owner"))))


def untaken(today: date) -> QuerySet[AgreementCheck]:
    """The latest checks that still count, of what is in force today, without an approach there or everywhere: one that runs
    and has an owner, or that was begun after this check and helped (the next check will tell). Health counts the same."""
    about = Remedy.objects.filter(
        Q(location=OuterRef("rhythm__location")) | Q(location__isnull=True), agreement=OuterRef("rhythm__agreement")
    )
    helped = Q(outcome=Remedy.Outcome.HELPED, started_on__gte=OuterRef("noted_on"))
    taken_up = about.filter(counts_on(today), Q(ended_on__isnull=True) | helped)
    holds = InForce.objects.on(today).filter(agreement=OuterRef("rhythm__agreement"), version__isnull=False)
    counting = AgreementCheck.objects.filter(expires_on__gte=today, noted_on__lte=today, seen__gte=SEEN_AT_LEAST)
    return latest_of(counting.filter(~Exists(taken_up), Exists(holds)))


@dataclass(frozen=True)
class Example:
    """A place where the agreement goes well, with how they do it as far as they told."""

    place: str
    """Empty: everywhere at once."""
    what: str = ""
    how: str = ""
    team: str = ""


def examples(agreement: Agreement, today: date, besides: int | None = None) -> list[Example]:
    """By the name of the place: this is no ranking. `besides`: the place itself, that nobody has to go and see. Two queries."""
    rows = latest_of(AgreementCheck.objects.filter(rhythm__agreement=agreement, noted_on__lte=today))
    seen = [seen_of(row) for row in rows.order_by("rhythm__location__name", "pk").values_list(*FIELDS)]
    well = [one for one in seen if one.class_on(today) is WELL and (besides is None or one.location != besides)]
    told = _told(agreement)
    return [Example(one.place, *told.get(one.location, ())) for one in well]


def _told(agreement: Agreement) -> dict[int | None, tuple[str, str, str]]:
    """{place: the newest spotlight on this agreement there}."""
    shown = Spotlight.objects.shown().filter(agreement=agreement).order_by("shown_on", "pk")
    return {
        place: (what, how, team) for place, *(what, how, team) in shown.values_list("location", "what", "how", "team")
    }


register_columns("opvolging.asking", lambda: {COLUMN: column(timezone.localdate())})
