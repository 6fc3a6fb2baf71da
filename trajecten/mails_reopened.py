"""The mail when a step opens again: to who leads and who decides, and not to who opened it."""

from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import override

from organisatie.models import User
from trajecten.models import Mail, ProjectRole, Reopening
from trajecten.outbox import MailKind, queue, register_kind
from trajecten.steps import step_for

REOPENED = "gate.reopened"
TOLD = (ProjectRole.Role.LEAD, ProjectRole.Role.DECIDER)


def queue_reopened(row: Reopening) -> int:
    """Tell them once; gives how many mails are new."""
    project = row.project
    people = User.objects.filter(
        project_roles__project=project, project_roles__role__in=TOLD, project_roles__until__isnull=True, is_active=True
    )
    found = 0
    for person in people.exclude(pk=row.by_id).distinct():
        with override(person.language):
            step_name = str(step_for(row.to_step).name)
        found += queue(
            kind=REOPENED,
            key=f"reopened:{row.pk}:{person.pk}",
            to=person.email,
            name=person.name,
            organisation=project.organisation,
            subject_key=f"project:{project.pk}",
            language=person.language,
            context={
                "greeting": person.first_name,
                "project": project.title,
                "reopened_by": str(row.by),
                "reason": row.reason,
                "step": row.to_step,
                "step_name": step_name,
                "link": settings.SITE_URL + reverse("trajecten:overzicht", args=[project.slug]),
            },
        )
    return found


def _closed_since(mails: list[Mail]) -> dict[Any, str]:
    """A step that was passed again before this mail left is no news any more."""
    asked = {mail.pk: int(mail.key.split(":")[1]) for mail in mails}
    still = Reopening.objects.filter(pk__in=asked.values(), project__step__lte=F("to_step")).values_list(
        "pk", flat=True
    )
    valid = set(still)
    return {pk: "intussen weer afgerond" for pk, row in asked.items() if row not in valid}


register_kind(MailKind(REOPENED, "trajecten/heropend", resend_when_uncertain=False, recheck=_closed_since))
