"""What is due around findings: one that was planned for later, a few days before its day and the day after."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from organisatie.models import User
from toetsing.models import Finding
from trajecten.models import Project, ProjectRole
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import Rule, Teams, may_be_due, queue_due, register_rule, unwanted
from trajecten.reminders import Source, register, working_day_from, working_day_until

BEFORE, AFTER = 3, 1
SHIFT = timedelta(days=6)
"""The furthest that weekends and holidays in a row move a day; a query looks that much wider."""


def postponed() -> QuerySet[Finding]:
    return Finding.objects.filter(disposition=Finding.Disposition.LATER, project__status=Project.Status.RUNNING)


def leads(finding: Finding, _day: date, teams: Teams) -> list[User]:
    """Who leads, and not who would take it up: the mail says what is open, not whose it is."""
    return teams.get((finding.project_id, ProjectRole.Role.LEAD), [])


def context(finding: Finding, person: User, today: date) -> dict[str, Any]:
    day: Any = finding.later_on  # what was postponed has a day: a check constraint says so
    with override(person.language):
        later_on = date_format(day, "j F")
    return {
        "project": finding.project.title,
        "greeting": person.first_name,
        "code": finding.code,
        "text": finding.text,
        "later_on": later_on,
        "past": today > day,
        "link": settings.SITE_URL + reverse("toetsing:bevinding", args=[finding.project.slug, finding.pk]),
    }


RULE = Rule(
    kind="toetsing.finding_reminder",
    word="finding",
    rows=postponed,
    wanted=lambda: postponed().select_related("project__organisation"),
    around=lambda today: {
        "later_on__range": (today - timedelta(days=AFTER) - SHIFT, today + timedelta(days=BEFORE) + SHIFT)
    },
    days=lambda finding: [
        working_day_until(finding.later_on - timedelta(days=BEFORE)),
        working_day_from(finding.later_on + timedelta(days=AFTER)),
    ],
    since=lambda finding: finding.answered_at,
    people=leads,
    context=context,
    subject=lambda finding: f"finding:{finding.pk}",
    sentence=_("Bevinding {code} is gepland tegen {day}."),
    values=lambda finding: {"code": finding.code, "day": finding.later_on},
    whom=_("wie leidt"),
    on="later_on",
    facts=("number", "later_on", "answered_at"),
)
register_rule(RULE)
register_kind(
    MailKind(RULE.kind, "toetsing/herinnering-bevinding", resend_when_uncertain=False, recheck=partial(unwanted, RULE))
)
register(Source("toetsing.finding", partial(queue_due, [RULE]), partial(may_be_due, RULE)))
