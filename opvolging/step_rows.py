"""What the page of step 6 knows of the rhythm, read in the statement of the page: small rows of the project, as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, JSONField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from fundament.models import InForce
from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck
from opvolging.models.rhythm import owned_today
from opvolging.reading import Seen, latest_of
from opvolging.step_parts import Facts
from trajecten.reading import Rows

Place = int | None


@dataclass(frozen=True)
class Holding:
    """An agreement that holds in a place today, with its words."""

    agreement: int
    number: int
    version: int
    sentence: str
    location: Place
    place: str


@dataclass(frozen=True)
class Running:
    """A rhythm that runs: whether somebody owns it, the next day, and how many days are past and still open."""

    pk: int
    number: int
    location: Place
    place: str
    owned: bool
    next_on: date | None
    late: int

    @property
    def code(self) -> str:
        return f"A{self.number:02}"


def columns(day: date) -> dict[str, Subquery]:
    """Also read by the parts of health and remedies: `step6_latest` is the latest check per agreement and place."""
    mine = {"rhythm__agreement__project": OuterRef("pk")}
    checks = latest_of(AgreementCheck.objects.filter(**mine))
    holding = InForce.objects.filter(agreement__project=OuterRef("pk"), version__isnull=False).on(day)
    planned = (
        PlannedCheck.objects.filter(rhythm=OuterRef("pk"), status=PlannedCheck.Status.PLANNED)
        .order_by()
        .values("rhythm")
    )
    running = CheckRhythm.objects.running().filter(agreement__project=OuterRef("pk"))
    return {
        "step6_latest": rows_of(
            checks, "rhythm__agreement__project",
            pk="pk", rhythm="rhythm_id", agreement="rhythm__agreement_id", number="rhythm__agreement__number",
            location="rhythm__location_id", place="rhythm__location__name", method="rhythm__method",
            unit="rhythm__unit", noted_on="noted_on", seen="seen", followed="followed", expires_on="expires_on",
            good="good_example_seen",
        ),
        "step6_holding": rows_of(
            holding, "agreement__project",
            agreement="agreement_id", number="agreement__number", version="version__number",
            sentence="version__sentence", location="location_id", place="location__name",
        ),
        "step6_rhythms": rows_of(
            running, "agreement__project",
            pk="pk", number="agreement__number", location="location_id", place="location__name", owned=owned_today(),
            next_on=Subquery(planned.filter(due_on__gte=day).annotate(value=Min("due_on")).values("value")),
            late=Subquery(planned.filter(due_on__lt=day).annotate(value=Count("pk")).values("value")),
        ),
    }  # fmt: skip


def rows_of(found: QuerySet[Any], project: str, **fields: Any) -> Subquery:
    """`found` of one project as one JSON list; `project` is the way from these rows to it."""
    columns = {name: F(value) if isinstance(value, str) else value for name, value in fields.items()}
    listed = found.order_by().values(project).annotate(rows=Rows(JSONObject(**columns))).values("rows")
    return Subquery(listed, output_field=JSONField())


def latest(facts: Facts) -> list[Seen]:
    """In the order of the agreements, then of the places."""
    found = [
        Seen(
            one["pk"], one["rhythm"], one["agreement"], one["number"], one["location"], one["place"] or "", one["method"],
            one["unit"], date.fromisoformat(one["noted_on"]), one["seen"], one["followed"],
            date.fromisoformat(one["expires_on"]), bool(one["good"]),
        )
        for one in facts.get("step6_latest") or ()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.number, one.place, one.check))


def holding(facts: Facts) -> list[Holding]:
    found = [
        Holding(one["agreement"], one["number"], one["version"], one["sentence"], one["location"], one["place"] or "")
        for one in facts.get("step6_holding") or ()
    ]
    return sorted(found, key=lambda one: (one.number, one.place))


def running(facts: Facts) -> list[Running]:
    found = [
        Running(
            one["pk"], one["number"], one["location"], one["place"] or "", bool(one["owned"]),
            date.fromisoformat(one["next_on"]) if one["next_on"] else None, one["late"] or 0,
        )
        for one in facts.get("step6_rhythms") or ()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.next_on or date.max, one.number, one.place))


def without_rhythm(held: Iterable[Holding], begun: Iterable[Running]) -> list[Holding]:
    """Where an agreement holds and nobody looks."""
    looked = {(one.number, one.location) for one in begun}
    return [one for one in held if not looked & {(one.number, one.location), (one.number, None)}]
