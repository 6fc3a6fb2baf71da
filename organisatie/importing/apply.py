"""Carry out a plan: everything or nothing, in one short transaction."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from organisatie.importing.plan import Plan, make_plan
from organisatie.models import Employee, JobFunction, Location, Organisation

BATCH = 500
PLAIN_FIELDS = ("name", "email", "personnel_number", "shift", "language", "active_from", "active_until")


@dataclass(frozen=True)
class Applied:
    plan: Plan
    fresh: int
    changed: int


@transaction.atomic
def apply(organisation: Organisation, rows: list, mapping: dict[str, int]) -> Applied:
    """Plan again with the data of this moment, and do it. Raises IntegrityError when somebody else was just in time.

    The row of the organisation is taken first: two imports at once come one after the other, on every database.
    """
    Organisation.objects.filter(pk=organisation.pk).update(slug=F("slug"))
    plan = make_plan(organisation, rows, mapping)
    places = _made(Location, organisation, plan.locations)
    functions = _made(JobFunction, organisation, plan.functions)
    fresh = [_filled(Employee(organisation=organisation), values, places, functions) for values in plan.fresh]
    Employee.objects.bulk_create(fresh, batch_size=BATCH)
    changed = [_filled(employee, values, places, functions) for employee, values in plan.changed]
    # An upsert on the id: bulk_update would build a CASE per field per row, ten times slower.
    fields = [*PLAIN_FIELDS, "location", "function"]
    Employee.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
    return Applied(plan, len(fresh), len(changed))


def _made(model, organisation: Organisation, names: list[str]) -> dict[str, int]:
    """Make what is missing; gives {name in small letters: id} of all."""
    model.objects.bulk_create([model(organisation=organisation, name=name) for name in names], ignore_conflicts=True)
    return {
        name.casefold(): pk for pk, name in model.objects.filter(organisation=organisation).values_list("pk", "name")
    }


def _filled(employee: Employee, values: dict, places: dict[str, int], functions: dict[str, int]) -> Employee:
    for name in PLAIN_FIELDS:
        if name in values:
            setattr(employee, name, values[name])
    if "location" in values:
        employee.location_id = places[values["location"].casefold()]
    if "function" in values:
        employee.function_id = functions[values["function"].casefold()]
    return employee
