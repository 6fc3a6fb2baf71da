"""What is due around the plan: a message on its day and three days after it; how many a sending reached, once it is done.

Who leads the project hears that something is still open, and who wrote it. Never who should have told it.
"""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from communicatie.actions import sending
from communicatie.models import Message
from organisatie.models import User
from trajecten.models import Project, ProjectRole
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import SHIFT, Rule, Teams, days_after, may_be_due, queue_due, register_rule, unwanted
from trajecten.reminders import Source, register

AFTER = (0, 3)
"""On the day itself, and once more; after that it stands on Vandaag."""


def planned() -> QuerySet[Message]:
    return Message.objects.filter(
        status__in=Message.OPEN, planned_on__isnull=False, project__status=Project.Status.RUNNING
    )


def leads_and_author(message: Message, _day: date, teams: Teams) -> list[User]:
    people = [
        *([message.author] if message.author else []),
        *teams.get((message.project_id, ProjectRole.Role.LEAD), []),
    ]
    return list({person.pk: person for person in people}.values())


def context(message: Message, person: User, today: date) -> dict[str, Any]:
    day: Any = message.planned_on
    with override(person.language):
        words = {
            "planned_on": date_format(day, "j F"),
            "audience": message.audience.name,
            "channel": message.get_channel_display(),
        }
    return words | {
        "project": message.project.title,
        "greeting": person.first_name,
        "code": message.code,
        "title": message.title,
        "past": today > day,
        "link": settings.SITE_URL + reverse("communicatie:boodschap", args=[message.project.slug, message.number]),
    }


RULE = Rule(
    kind="communicatie.reminder",
    word="message_due",
    rows=planned,
    wanted=lambda: planned().select_related("project__organisation", "audience", "author"),
    around=lambda today: {"planned_on__range": (today - timedelta(days=AFTER[-1]) - SHIFT, today)},
    days=lambda message: days_after(message.planned_on, AFTER),
    since=lambda message: message.created_at,
    people=leads_and_author,
    context=context,
    subject=lambda message: f"message:{message.pk}",
    sentence=_("Boodschap {code} is gepland op {day}."),
    values=lambda message: {"code": message.code, "day": message.planned_on},
    whom=_("wie leidt, en wie de boodschap schreef"),
    on="planned_on",
    facts=("number", "planned_on", "created_at"),
)
register_rule(RULE)
register_kind(
    MailKind(RULE.kind, "communicatie/herinnering", resend_when_uncertain=False, recheck=partial(unwanted, RULE))
)
register(Source("communicatie.message", partial(queue_due, [RULE]), partial(may_be_due, RULE)))


def keep_reached(_now: datetime) -> int:
    return sending.keep_reached()


def to_keep(_now: datetime) -> QuerySet[Message]:
    return sending.waiting_for_figures()


register(Source("communicatie.reached", keep_reached, to_keep))
