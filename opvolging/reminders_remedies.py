"""What is due around an approach: three days before and a day after it would be ready, and on the day its effect counts.

To who looks after it, never to a team: it asks how it goes, and names nobody ([T] §9.10).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, override

from fundament.reminders import Mailed, hears
from opvolging.models import Remedy
from opvolging.owners import owner_or_leads
from trajecten.models import Project
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import (
    SHIFT,
    Rule,
    days_after,
    days_before,
    may_be_due,
    queue_due,
    register_rule,
    unwanted,
)
from trajecten.reminders import Source, register

BEFORE, AFTER, ON_THE_DAY = (3,), (1,), (0,)
TEMPLATE = "opvolging/herinnering-aanpak"


def running() -> QuerySet[Remedy]:
    return Remedy.objects.running().filter(agreement__project__status=Project.Status.RUNNING)


def wanted() -> QuerySet[Remedy]:
    return running().select_related("agreement__project__organisation", "location", "owner__user")


def project_of(remedy: Remedy) -> Project:
    return remedy.agreement.project


def began(remedy: Remedy) -> datetime:
    return datetime.combine(remedy.started_on, time(), UTC)


def context(remedy: Remedy, person: Any, today: date, *, effect: bool) -> dict[str, Any]:
    with override(person.language):
        day = date_format(remedy.effect_on if effect else remedy.due_on, "j F")
    page = settings.SITE_URL + reverse("opvolging:aanpak", args=[project_of(remedy).slug, remedy.pk])
    return {
        "project": project_of(remedy).title,
        "organisation": project_of(remedy).organisation.name,
        "greeting": person.first_name,
        "what": remedy.what,
        "code": remedy.agreement.code,
        "place": remedy.location.name if remedy.location else "",
        "day": day,
        "effect": effect,
        "past": not effect and today > remedy.due_on,
        "link": "" if isinstance(person, Mailed) else page,
    }


def _rule(
    kind: str, word: str, field: str, days: Callable[[Remedy], list[date]], sentence: Any, *, effect: bool
) -> Rule:
    return Rule(
        kind=kind,
        word=word,
        rows=running,
        wanted=wanted,
        around=lambda today: {
            f"{field}__range": (
                today - timedelta(days=max(AFTER)) - SHIFT,
                today + timedelta(days=max(BEFORE)) + SHIFT,
            )
        },
        days=days,
        since=began,
        people=lambda remedy, _day, teams: owner_or_leads(remedy.owner, project_of(remedy), teams),
        context=partial(context, effect=effect),
        project=project_of,
        subject=lambda remedy: f"remedy:{remedy.pk}",
        hears=hears,
        sentence=sentence,
        values=lambda remedy: {"code": remedy.agreement.code, "day": getattr(remedy, field)},
        whom=gettext_lazy("wie de aanpak opvolgt"),
        path="agreement__project",
        facts=(field, "started_on", "agreement__number"),
        on=field,
    )


RULES = (
    _rule(
        "opvolging.remedy_due",
        "remedy-due",
        "due_on",
        lambda one: [*days_before(one.due_on, BEFORE), *days_after(one.due_on, AFTER)],
        gettext_lazy("De aanpak voor afspraak {code} is klaar tegen {day}."),
        effect=False,
    ),
    _rule(
        "opvolging.remedy_effect",
        "remedy-effect",
        "effect_on",
        lambda one: days_after(one.effect_on, ON_THE_DAY),
        gettext_lazy("Vanaf {day} toont een check of de aanpak voor afspraak {code} helpt."),
        effect=True,
    ),
)

for _one in RULES:
    register_rule(_one)
    register_kind(MailKind(_one.kind, TEMPLATE, resend_when_uncertain=False, recheck=partial(unwanted, _one)))
    register(Source(_one.kind, partial(queue_due, [_one]), partial(may_be_due, _one)))
