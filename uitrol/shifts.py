"""Who works where and when: the people a project touches at a location, by the shift that stands in the list."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organisatie.models import Employee, Location
from trajecten.models import Project


def people_at(project: Project, location: Location | int, shift: str = "") -> QuerySet[Employee]:
    """The employees that this project touches at a location; of one shift, or of all of them."""
    found: QuerySet[Employee] = project.impacted().filter(location=location)
    return found.filter(shift__iexact=shift) if shift else found


def shifts_of(project: Project) -> list[str]:
    """Every shift that people of this project have, each once. One query."""
    rows = project.impacted().exclude(shift="").order_by().values_list("shift", flat=True).distinct()
    return sorted({same_shift(shift): shift.strip() for shift in sorted(rows)}.values(), key=str.casefold)


def same_shift(shift: str) -> str:
    """«Nacht» and «nacht » are one shift."""
    return " ".join(shift.split()).casefold()


def shift_words(shift: str) -> str:
    """«dienst nacht»; without one «alle diensten»."""
    return _("dienst %(shift)s") % {"shift": shift} if shift else _("alle diensten")
