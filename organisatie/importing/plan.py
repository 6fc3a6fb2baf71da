"""What a sheet would do, without doing it: who is new, who changes, who stays, and what is wrong with which row.

Who is who: the personnel number, otherwise the mail address; without both the name, among those who have neither.
An empty cell never wipes what is known. The plan is made again at the moment of applying, so that it is never older
than the data.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from organisatie.importing.values import Problem, domain_counts, values_of
from organisatie.models import Employee, Organisation

SLICE = 250
TO_BE_MADE = 0
"""Stands for the id of a place or function that does not exist yet."""
NAMES = {"location": "locations", "function": "functions"}


@dataclass
class Plan:
    fresh: list[dict] = field(default_factory=list)
    changed: list[tuple[Employee, dict]] = field(default_factory=list)
    same: int = 0
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    """Names that do not exist yet; they are made when the plan is applied."""
    functions: list[str] = field(default_factory=list)

    @property
    def bad_rows(self) -> set[int]:
        return {number for number, _problem in self.problems}


def make_plan(
    organisation: Organisation, rows: list, mapping: dict[str, int], progress: Callable[[int], None] = lambda done: None
) -> Plan:
    """Check all rows; `progress` hears after each slice how many are done."""
    plan, book = Plan(), _Book(organisation)
    domains = domain_counts(rows, mapping)
    for done, (number, cells) in enumerate(rows, start=1):
        values, problems = values_of(cells, mapping, domains)
        employee = None
        if not problems:
            employee, problems = book.find(values, number)
        if problems:
            plan.problems += [(number, problem) for problem in problems]
        else:
            _sort(plan, book, employee, values)
        if done % SLICE == 0:
            progress(done)
    progress(len(rows))
    return plan


def _sort(plan: Plan, book: "_Book", employee: Employee | None, values: dict) -> None:
    for kind, made in (("location", plan.locations), ("function", plan.functions)):
        name = values.get(kind)
        if name and name.casefold() not in book.names[kind]:
            book.names[kind][name.casefold()] = TO_BE_MADE
            made.append(name)
    if employee is None:
        plan.fresh.append(values)
    elif differences := book.differences(employee, values):
        plan.changed.append((employee, differences))
    else:
        plan.same += 1


class _Book:
    """Who works here already, and who stood higher in the sheet."""

    def __init__(self, organisation: Organisation):
        self.by_number: dict[str, Employee] = {}
        self.by_email: dict[str, Employee] = {}
        self.by_name: dict[str, Employee] = {}
        for employee in Employee.objects.filter(organisation=organisation).order_by("-pk"):
            if employee.personnel_number:
                self.by_number[employee.personnel_number.casefold()] = employee
            if employee.email:
                self.by_email[employee.email] = employee
            if not employee.personnel_number and not employee.email:
                self.by_name[employee.name.casefold()] = employee
        self.names = {
            "location": {name.casefold(): pk for pk, name in organisation.locations.values_list("pk", "name")},
            "function": {name.casefold(): pk for pk, name in organisation.functions.values_list("pk", "name")},
        }
        self.seen: dict[tuple[str, str], int] = {}
        self.taken: dict[int, int] = {}

    def find(self, values: dict, row: int) -> tuple[Employee | None, list[Problem]]:
        """The employee that a row is about; or what makes that impossible to say."""
        number, email = values.get("personnel_number", "").casefold(), values.get("email", "")
        name = values["name"].casefold()
        keys = [(kind, key) for kind, key in (("personnel_number", number), ("email", email)) if key] or [
            ("name", name)
        ]
        if repeated := self._repeated(keys, row):
            return None, [repeated]
        if number or email:
            return self._known(number, email, row)
        return self._once(self.by_name.get(name), row)

    def _known(self, number: str, email: str, row: int) -> tuple[Employee | None, list[Problem]]:
        numbered, mailed = self.by_number.get(number), self.by_email.get(email)
        if numbered and mailed and numbered.pk != mailed.pk:
            sentence = _("Dit mailadres hoort bij %(name)s, met een ander personeelsnummer.") % {"name": mailed.name}
            return None, [Problem("email", sentence)]
        if not numbered and mailed and number and mailed.personnel_number:
            sentence = _("%(name)s heeft al personeelsnummer %(number)s.") % {
                "name": mailed.name,
                "number": mailed.personnel_number,
            }
            return None, [Problem("personnel_number", sentence)]
        return self._once(numbered or mailed, row)

    def _once(self, employee: Employee | None, row: int) -> tuple[Employee | None, list[Problem]]:
        if employee and self.taken.setdefault(employee.pk, row) != row:
            sentence = _("Deze collega staat ook op rij %(row)s.") % {"row": self.taken[employee.pk]}
            return None, [Problem("name", sentence)]
        return employee, []

    def _repeated(self, keys: list[tuple[str, str]], row: int) -> Problem | None:
        for kind, key in keys:
            earlier = self.seen.get((kind, key))
            if earlier is not None:
                return Problem(kind, _SAME[kind]() % {"row": earlier})
        self.seen.update(dict.fromkeys(keys, row))
        return None

    def differences(self, employee: Employee, values: dict) -> dict:
        """{field: new value} for what would change."""
        found = {}
        for name, value in values.items():
            if name in NAMES:
                if getattr(employee, f"{name}_id") != self.names[name][value.casefold()]:
                    found[name] = value
            elif getattr(employee, name) != value:
                found[name] = value
        return found


_SAME = {
    "personnel_number": lambda: _("Dit personeelsnummer staat ook op rij %(row)s."),
    "email": lambda: _("Dit mailadres staat ook op rij %(row)s."),
    "name": lambda: _("Deze naam staat ook op rij %(row)s. Vul een mailadres of personeelsnummer in."),
}
