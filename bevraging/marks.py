"""Marks that stand for a person or an address where neither may be kept. Without LINK_KEY nobody can make one."""

import hashlib
import hmac

from django.conf import settings

from bevraging.models import Participant, RosterMark, Survey
from organisatie.models import normalise_email


def person_mark(project: int, employee: int | None, email: str, name: str = "") -> str:
    """Who was asked, the same in every survey of one project and another in every other project."""
    return _mark("roster", str(project), f"employee {employee}" if employee else email or name.lower())


def address_mark(organisation: int, email: str) -> str:
    """An address in one organisation."""
    return _mark("mail-stop", str(organisation), normalise_email(email))


def _mark(*parts: str) -> str:
    message = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (part.encode() for part in parts))
    return hmac.digest(settings.LINK_KEY.encode(), b"bevraging:mark:" + message, hashlib.sha256).hex()


def people_of(survey: Survey) -> list[tuple[str, str]]:
    """(code of the location group, mark) of everybody who is asked in `survey`, while its people are known. One query."""
    rows = Participant.objects.filter(survey=survey).values_list("location", "employee_id", "email", "name")
    project = survey.project_id
    return [(location, person_mark(project, employee, email, name)) for location, employee, email, name in rows]


def roster_of(survey: Survey) -> set[str]:
    """Marks of everybody who was asked in `survey`, also when its people were forgotten. Two queries."""
    people = Participant.objects.filter(survey=survey).values_list("employee_id", "email", "name")
    here = {person_mark(survey.project_id, *person) for person in people}
    return here | set(RosterMark.objects.filter(survey=survey).values_list("mark", flat=True))
