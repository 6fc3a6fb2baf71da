"""What the latest checks say: per agreement and place, and for a whole agreement together.

One rule, in the database: of each agreement in each place only its latest check counts, and once that expired nobody
knows («onbekend»), however well it went before. Health, remedies and the page of the step read from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from opvolging.classes import SEEN_AT_LEAST, TOO_LITTLE, UNKNOWN, CheckClass, class_of
from opvolging.models import AgreementCheck

FIELDS = (
    "pk", "rhythm_id", "rhythm__agreement_id", "rhythm__agreement__number", "rhythm__location_id",
    "rhythm__location__name", "rhythm__method", "rhythm__unit", "noted_on", "seen", "followed", "expires_on",
    "good_example_seen",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """The latest check of one agreement in one place."""

    check: int
    rhythm: int
    agreement: int
    number: int
    """Of the agreement: 3 for A03."""
    location: int | None
    place: str
    """Empty: everywhere at once."""
    method: str
    unit: str
    noted_on: date
    seen: int
    followed: int
    expires_on: date
    good_example_seen: bool = False

    @property
    def code(self) -> str:
        return f"A{self.number:02}"

    def is_known(self, today: date) -> bool:
        return self.expires_on >= today

    def counts(self, today: date) -> bool:
        """Not expired, and seen often enough to say something."""
        return self.is_known(today) and self.seen >= SEEN_AT_LEAST

    def class_on(self, today: date) -> CheckClass:
        return class_of(self.seen, self.followed, self.expires_on, today)


@dataclass(frozen=True)
class Share:
    """One agreement over all its places: the latest checks that count, added up."""

    number: int
    seen: int
    followed: int
    places: int
    """So many latest checks count."""
    found: CheckClass

    @property
    def percent(self) -> int | None:
        """Rounded to whole per cents, halves up; None when nothing counts."""
        return percent(self.followed, self.seen) if self.places else None


def percent(followed: int, seen: int) -> int | None:
    """In whole numbers, so that 15 of 20 is 75 on every machine; None of nothing."""
    return (200 * followed + seen) // (2 * seen) if seen else None


def latest_of(checks: QuerySet[AgreementCheck]) -> QuerySet[AgreementCheck]:
    """Of these checks those after which none of the same agreement and place was noted; expired ones as well."""
    place = Coalesce("rhythm__location_id", 0)  # everywhere at once is a place of its own
    same = AgreementCheck.objects.alias(place=place).filter(
        rhythm__agreement=OuterRef("rhythm__agreement"), place=OuterRef("place")
    )
    after = Q(noted_on__gt=OuterRef("noted_on")) | Q(noted_on=OuterRef("noted_on"), pk__gt=OuterRef("pk"))
    return checks.alias(place=place).filter(~Exists(same.filter(after)))


def latest(projects: Iterable[Any]) -> dict[int, list[Seen]]:
    """{project: the latest check of each agreement in each place, in the order of the agreements}. One query for all."""
    wanted = [getattr(project, "pk", project) for project in projects]
    rows = latest_of(AgreementCheck.objects.filter(rhythm__agreement__project__in=wanted))
    found: dict[int, list[Seen]] = {pk: [] for pk in wanted}
    ordered = rows.order_by("rhythm__agreement__number", "rhythm__location__name", "pk")
    for project, *row in ordered.values_list("rhythm__agreement__project_id", *FIELDS):
        found[project].append(seen_of(row))
    return found


def latest_in(project: Any) -> list[Seen]:
    """The same of one project."""
    (found,) = latest([project]).values()
    return found


def seen_of(row: Iterable[Any]) -> Seen:
    """A row of `FIELDS`; without a place its name is empty."""
    values = list(row)
    values[FIELDS.index("rhythm__location__name")] = values[FIELDS.index("rhythm__location__name")] or ""
    return Seen(*values)


def shares(found: Iterable[Seen], today: date) -> dict[int, Share]:
    """{number of an agreement: its share over all places}. Asks the database nothing.

    Only what counts is added up (`Seen.counts`). An agreement of which nothing counts is «te weinig gezien» as long as
    something is known, else «onbekend».
    """
    by_number: dict[int, list[Seen]] = {}
    for one in found:
        by_number.setdefault(one.number, []).append(one)
    return {number: _share(number, places, today) for number, places in by_number.items()}


def _share(number: int, found: list[Seen], today: date) -> Share:
    counting = [one for one in found if one.counts(today)]
    if not counting:
        known = any(one.is_known(today) for one in found)
        return Share(number, 0, 0, 0, TOO_LITTLE if known else UNKNOWN)
    seen, followed = sum(one.seen for one in counting), sum(one.followed for one in counting)
    return Share(number, seen, followed, len(counting), class_of(seen, followed, today, today))
