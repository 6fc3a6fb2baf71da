"""«Geen bevragingen meer per mail»: said by a person for an address, kept as a mark, and undone at the same place.

It holds for every survey of the organisation: what runs sends no reminders any more, what follows gives a slip.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from bevraging.marks import address_mark
from bevraging.models import MailStop, Participant, Survey
from organisatie.models import normalise_email

BATCH = 500


def is_stopped(organisation: int, email: str) -> bool:
    return MailStop.objects.filter(organisation=organisation, mark=address_mark(organisation, email)).exists()


def stop(organisation: int, email: str) -> None:
    """No more surveys of this organisation to this address. Safe to call twice."""
    MailStop.objects.get_or_create(organisation_id=organisation, mark=address_mark(organisation, email))
    _here(organisation, email).update(muted=True)


def start(organisation: int, email: str) -> None:
    """Surveys and reminders by mail again."""
    MailStop.objects.filter(organisation=organisation, mark=address_mark(organisation, email)).delete()
    _here(organisation, email).update(muted=False)


def _here(organisation: int, email: str) -> QuerySet[Participant]:
    return Participant.objects.filter(survey__project__organisation=organisation, email=normalise_email(email))


def stopped(survey: Survey, people: Iterable[tuple[int, str]]) -> list[int]:
    """The keys of who wants no mail, among these (key, address). One query, none for nobody."""
    return among(survey.project.organisation_id, people)


def among(organisation: int, people: Iterable[tuple[Any, str]]) -> list[Any]:
    """The same for an organisation; the keys may be of anything."""
    marks = set(MailStop.objects.filter(organisation=organisation).values_list("mark", flat=True))
    return [key for key, email in people if marks and address_mark(organisation, email) in marks]


def to_paper(survey: Survey) -> int:
    """Who wants no mail gets a slip: the address leaves this list. Gives how many. Inside the launch."""
    keys = stopped(survey, survey.participants.exclude(email="").values_list("pk", "email"))
    for start_at in range(0, len(keys), BATCH):
        Participant.objects.filter(pk__in=keys[start_at : start_at + BATCH]).update(email="")
    return len(keys)
