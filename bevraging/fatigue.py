"""At most one survey by mail in fourteen days for one person, over all projects of an organisation.

Counts only: nobody is told who was asked elsewhere. Reminders of a running survey and drafts do not count, nor does a
survey on paper. Why so: docs/decisions/0034-fatigue.md.
"""

from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from bevraging.models import Participant, Survey
from organisatie.models import Employee, Organisation

DAYS = 14
LEAVE_OUT = "later"
"""They stay out of this survey: no mail, no slip, not counted."""
SEND_ANYWAY = "toch"
"""They get it, for a reason that stands in the history."""
LONGEST_REASON = 300


def asked_lately(survey: Survey) -> QuerySet[Participant]:
    """Who on this list would get a mail, and got one about another survey less than 14 days ago.

    The same employee, or the same address.
    """
    lately = _lately(survey.project.organisation_id).exclude(survey=survey.pk)
    known = lately.filter(employee__isnull=False).values("employee")
    return survey.participants.exclude(email="").filter(Q(employee__in=known) | Q(email__in=lately.values("email")))


def employees_asked_lately(organisation: int) -> set[int]:
    """Keys of the employees that any survey of this organisation reached by mail less than 14 days ago. One query."""
    lately = _lately(organisation)
    known = lately.filter(employee__isnull=False).values("employee")
    staff = Employee.objects.filter(organisation=organisation).exclude(email="")
    return set(staff.filter(Q(pk__in=known) | Q(email__in=lately.values("email"))).values_list("pk", flat=True))


def _lately(organisation: int) -> QuerySet[Participant]:
    since = timezone.now() - timedelta(days=DAYS)
    asked = Participant.objects.filter(survey__project__organisation=organisation, survey__launched_at__gt=since)
    return asked.exclude(email="").order_by()


def one_at_a_time(organisation: int) -> None:
    """Until the end of the transaction no other survey of this organisation is launched.

    Two launches at the same moment would otherwise each look before the other has written, and both send. On PostgreSQL
    the row of the organisation is held by this statement; on SQLite a transaction that writes is alone anyway.
    """
    Organisation.objects.filter(pk=organisation).update(name=F("name"))
