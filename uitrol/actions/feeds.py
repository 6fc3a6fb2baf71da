"""The address of somebody's own calendar: made anew when it came in other hands."""

from typing import Any

from django.db import transaction
from django.db.models import F

from organisatie.models import Employee
from trajecten import outbox
from uitrol import feeds
from uitrol.mail_kinds import LINK
from uitrol.models import PersonalLink


@transaction.atomic
def renew_link(*, employee: Employee, seen: int | None = None) -> int:
    """Another address; the earlier one opens nothing any more. It leaves by mail to who has an address. Its edition.

    `seen`: the edition that its reader saw; pressed twice, the second press changes nothing.
    """
    rows: Any = PersonalLink.objects
    link, _made = rows.select_for_update().get_or_create(employee=employee, purpose=feeds.PURPOSE)
    if seen is not None and link.generation != seen:
        return link.generation
    rows.filter(pk=link.pk).update(generation=F("generation") + 1)
    generation = link.generation + 1
    if employee.email:
        outbox.queue(
            kind=LINK,
            key=f"agenda_link:{employee.organisation_id}:{employee.pk}:{generation}",
            to=employee.email,
            name=employee.name,
            organisation=employee.organisation,
            subject_key=f"agenda:{employee.pk}",
            context={"organisation": employee.organisation.name},
            language=employee.language,
        )
    return generation
