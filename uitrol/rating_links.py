"""The personal link behind /v/taken/: whose it is, signed. A next generation, or leaving, makes it worthless."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from organisatie.models import Employee
from trajecten.tokens import make_token
from uitrol.models import PersonalLink

PURPOSE = "uitrol-taken"


def secret_of(employee: int, generation: int = 0) -> str:
    return f"{employee}-{make_token(PURPOSE, employee, generation)}"


def link_of(employee: int, generation: int = 0) -> str:
    """The whole address, for a mail."""
    return settings.SITE_URL + reverse("uitrol:v_taken", args=[secret_of(employee, generation)])


def generations(employees: Iterable[int]) -> dict[int, int]:
    """{employee: how often their link was made anew}; who is not in it has the first one."""
    rows = PersonalLink.objects.filter(purpose=PersonalLink.Purpose.RATING, employee__in=list(employees))
    return dict(rows.values_list("employee_id", "generation"))


def employee_of(secret: str) -> Employee | None:
    """Who the link is of; None when it is not ours, is an old one, or somebody does not work here any more."""
    number = secret.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    person = Employee.objects.active().select_related("organisation").filter(pk=int(number)).first()
    if person is None:
        return None
    known = secret_of(person.pk, generations([person.pk]).get(person.pk, 0))
    return person if constant_time_compare(secret, known) else None
