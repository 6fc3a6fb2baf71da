"""Marks that stand for a person or an address where neither may be kept. Without LINK_KEY nobody can make one."""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, CharField, QuerySet, Value

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


def _known(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Without who was taken out on their own request: nothing tells any more whether they were asked before."""
    return people.exclude(employee=None, email="", name="")


def people_of(survey: Survey) -> list[tuple[str, str]]:
    """(code of the location group, mark) of everybody who is asked in `survey`, while its people are known. One query."""
    rows = _known(Participant.objects.filter(survey=survey)).values_list("location", "employee_id", "email", "name")
    project = survey.project_id
    return [(location, person_mark(project, employee, email, name)) for location, employee, email, name in rows]


def roster_of(survey: Survey) -> set[str]:
    """Marks of everybody who was asked in `survey`, also when its people were forgotten. One query."""
    return rosters_of([survey])[survey.pk]


def rosters_of(surveys: Sequence[Survey]) -> dict[int, set[str]]:
    """The same for each of some surveys, by their keys. One query."""
    project = {survey.pk: survey.project_id for survey in surveys}
    found: dict[int, set[str]] = {pk: set() for pk in project}
    nobody = {
        "a": Value(None, output_field=BigIntegerField()),
        "b": Value("", output_field=CharField()),
        "c": Value("", output_field=CharField()),
    }
    forgotten: Any = RosterMark.objects.filter(survey__in=project).annotate(**nobody)
    # Whoever is forgotten has a mark already, also who answered by name and still stands there; and who was taken out.
    people = _known(Participant.objects.filter(survey__in=[one.pk for one in surveys if one.people_gone_on is None]))
    people = people.annotate(kept=Value("", output_field=CharField()))
    known = people.values_list("survey_id", "employee_id", "email", "name", "kept").order_by()
    for pk, employee, email, name, kept in known.union(
        forgotten.values_list("survey_id", "a", "b", "c", "mark").order_by(), all=True
    ):
        found[pk].add(kept or person_mark(project[pk], employee, email, name))
    return found
