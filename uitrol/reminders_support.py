"""What is due around barriers: on the day by which one would be solved, and three days later."""

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
from trajecten.models import Project, ProjectRole
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import SHIFT, Rule, Teams, days_after, may_be_due, queue_due, register_rule, unwanted
from trajecten.reminders import Source, register
from uitrol.models import Barrier

AFTER = (0, 3)


def unsolved() -> QuerySet[Barrier]:
    return Barrier.objects.unsolved().filter(due_on__isnull=False, project__status=Project.Status.RUNNING)


def leads(barrier: Barrier, _day: date, teams: Teams) -> list[User]:
    """Who leads, and not who would take it up: the mail says what is open, not whose it is."""
    return teams.get((barrier.project_id, ProjectRole.Role.LEAD), [])


def context(barrier: Barrier, person: User, today: date) -> dict[str, Any]:
    day: Any = barrier.due_on
    with override(person.language):
        due_on = date_format(day, "j F")
    return {
        "project": barrier.project.title,
        "greeting": person.first_name,
        "code": barrier.code,
        "text": barrier.text,
        "due_on": due_on,
        "past": today > day,
        "link": settings.SITE_URL + reverse("uitrol:drempel", args=[barrier.project.slug, barrier.number]),
    }


RULE = Rule(
    kind="uitrol.barrier_reminder",
    word="rollout-barrier",
    rows=unsolved,
    wanted=lambda: unsolved().select_related("project__organisation"),
    around=lambda today: {
        "due_on__range": (today - timedelta(days=max(AFTER)) - SHIFT, today + SHIFT),
    },
    days=lambda barrier: days_after(barrier.due_on, AFTER),
    since=lambda barrier: barrier.opened_at,
    people=leads,
    context=context,
    subject=lambda barrier: f"rollout-barrier:{barrier.pk}",
    sentence=_("Drempel {code} is gepland tegen {day}."),
    values=lambda barrier: {"code": barrier.code, "day": barrier.due_on},
    whom=_("wie leidt"),
    on="due_on",
    facts=("number", "due_on", "opened_at"),
)
register_rule(RULE)
register_kind(
    MailKind(RULE.kind, "uitrol/herinnering-drempel", resend_when_uncertain=False, recheck=partial(unwanted, RULE))
)
register(Source("uitrol.barrier", partial(queue_due, [RULE]), partial(may_be_due, RULE)))
