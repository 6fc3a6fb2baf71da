"""Which words of an agreement hold: where somebody looks on a day, and which ones to show when it is about all places."""

from datetime import date

from django.db.models import Case, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import IsNull

from fundament.models import AgreementVersion, InForce


def holding_there(agreement: OuterRef | int, location: OuterRef | int | None, day: date) -> QuerySet[InForce]:
    """What holds on `day` at this location, the newest version first; without a location what holds anywhere.

    What was put in force before the organisation had locations holds at each of them.
    """
    there = Q(location=location) | Q(location__isnull=True)
    if location is None:
        there = Q()
    elif isinstance(location, OuterRef):
        there |= Q(IsNull(location, True))
    rows = InForce.objects.filter(there, agreement=agreement, version__isnull=False).on(day)
    return rows.select_related("version").order_by("-version__number", "pk")


def in_force_first(versions: QuerySet[AgreementVersion]) -> QuerySet[AgreementVersion]:
    """What is in force before what is in the making or over; then the newest first."""
    in_force = Case(When(status=AgreementVersion.Status.IN_FORCE, then=Value(0)), default=Value(1))
    return versions.order_by(in_force, "-number")
