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


def roster_of(survey: Survey) -> set[str]:
    """Marks of everybody who was asked in `survey`, also when its people were forgotten. Two queries, then one."""
    kept = set(RosterMark.objects.filter(survey=survey).values_list("mark", flat=True))
    if survey.people_gone_on:  # who answered by name still stands there, and has a mark already
        return kept
    people = Participant.objects.filter(survey=survey).exclude(employee=None, email="", name="")  # taken out: marked
    return kept | {person_mark(survey.project_id, *who) for who in people.values_list("employee_id", "email", "name")}
