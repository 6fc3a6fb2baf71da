"""What is due in step 2: a decision that waits, a decision or a framework to look at again, a thing to do, answers to sum up.

The rules are those around a gate (`trajecten.reminder_rules`): a few mails each, on working days at the organisation's own
office opening, and asked again right before it leaves. Who does a thing is a text: the mail goes to who drives the
decision, and names nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fundament import reminder_mails
from fundament.ahead import to_sum_up
from fundament.models import AgreementFramework, Decision, DecisionTask, TargetedQuestion
from organisatie.models import Employee, User
from trajecten import access
from trajecten.models import Project, ProjectRole
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import (
    SHIFT,
    Rule,
    Teams,
    days_after,
    days_before,
    local_day,
    may_be_due,
    queue_due,
    register_rule,
    unwanted,
)
from trajecten.reminders import Source, register, working_day_from

ASKED_AFTER = (2, 5)
"""Days after it was asked, as long as its day has not come."""
DUE_AFTER = (0, 3)
REVIEW_BEFORE, REVIEW_AFTER = (30, 7), (3,)
TASK_BEFORE, TASK_AFTER = (3,), (1,)
SUMMARY_AFTER = (2,)
RUNNING = Project.Status.RUNNING


@dataclass(frozen=True)
class Mailed:
    """An employee without an account: a mail reaches them, a page does not."""

    pk: str
    """«m12»: never the key of an account."""
    email: str
    name: str
    language: str
    first_name: str


# --- Which rows --------------------------------------------------------------------------------


def asked() -> QuerySet[Decision]:
    return Decision.objects.open().filter(asked_at__isnull=False, decider__isnull=False, project__status=RUNNING)


def holding() -> QuerySet[Decision]:
    return Decision.objects.holding().filter(project__status=RUNNING)


def open_tasks() -> QuerySet[DecisionTask]:
    found = DecisionTask.objects.filter(done_on__isnull=True, decision__status__in=Decision.HOLDING)
    return found.filter(decision__project__status=RUNNING)


def closed_questions() -> QuerySet[TargetedQuestion]:
    return to_sum_up().filter(decision__project__status=RUNNING)


def frameworks() -> QuerySet[AgreementFramework]:
    return AgreementFramework.objects.filter(review_on__isnull=False, project__status=RUNNING)


# --- Whom ----------------------------------------------------------------------------------------


def decider_of(decision: Decision, _day: date, _teams: Teams) -> list[User]:
    return [decision.decider] if decision.decider and decision.decider.is_active else []


def driver_or_leads(decision: Decision, _day: date, teams: Teams) -> list[User]:
    """Who drives it; who leads the project where nobody does, or who did sees it no more."""
    driver = decision.driver
    if driver is not None and driver.is_active and access.may_see_project(driver, decision.project):
        return [driver]
    return leads_of(decision.project, teams)


def leads_of(project: Project, teams: Teams) -> list[User]:
    return teams.get((project.pk, ProjectRole.Role.LEAD), [])


def leads_and_owner(framework: AgreementFramework, _day: date, teams: Teams) -> list[Any]:
    """Who leads, and the owner: by account, else by mail alone. One address gets one mail."""
    found: dict[str, Any] = {person.email: person for person in leads_of(framework.project, teams)}
    owner = framework.owner
    if owner is not None and works_here(owner):
        person = owner.user if owner.user and owner.user.is_active else _mailed(owner)
        if person.email:
            found.setdefault(person.email, person)
    return list(found.values())


def works_here(employee: Employee) -> bool:
    return employee.active_until is None or employee.active_until >= timezone.localdate()


def _mailed(owner: Employee) -> Mailed:
    return Mailed(f"m{owner.pk}", owner.email, owner.name, owner.language, owner.first_name)


def hears(person: Any, project: Project) -> bool:
    """An owner without an account reads the mail and no page, so there is nothing more to be allowed."""
    return isinstance(person, Mailed) or access.may_see_project(person, project)


# --- When ----------------------------------------------------------------------------------------


def days_since_asked(decision: Decision) -> list[date]:
    """As long as the day by which it is asked has not come: from then on that day itself reminds."""
    days = days_after(local_day(_asked_at(decision), decision.project), ASKED_AFTER)
    last = working_day_from(decision.decide_by) if decision.decide_by else date.max
    return [day for day in days if day < last]


def review_days(day: date | None) -> list[date]:
    return [*days_before(day, REVIEW_BEFORE), *days_after(day, REVIEW_AFTER)] if day else []


def _asked_at(decision: Decision) -> datetime:
    return decision.asked_at or decision.created_at


def _taken_at(decision: Decision) -> datetime:
    return decision.taken_at or decision.created_at


def between(field: str, before: timedelta, after: timedelta) -> Callable[[date], dict[str, Any]]:
    """The filter on `field` for rows of which a day to remind may be today: `before` ago until `after` from now."""
    return lambda today: {f"{field}__range": (today - before - SHIFT, today + after)}


def _days(count: int) -> timedelta:
    return timedelta(days=count)


ROUND_REVIEW = (_days(REVIEW_AFTER[-1]), _days(REVIEW_BEFORE[0]) + SHIFT)
WITH_PEOPLE = ("project__organisation", "decider", "driver")
WITH_DECISION = ("decision__project__organisation", "decision__driver")

RULES = (
    Rule(
        kind="fundament.decision_asked",
        word="decision-waits",
        rows=asked,
        wanted=lambda: asked().select_related(*WITH_PEOPLE),
        around=between("asked_at__date", _days(ASKED_AFTER[-1]), -_days(ASKED_AFTER[0] - 1)),
        days=days_since_asked,
        since=_asked_at,
        people=decider_of,
        context=reminder_mails.decision_context,
        subject=lambda decision: f"decision:{decision.pk}",
        sentence=_("Besluit {code} wacht sinds {day}."),
        values=lambda decision: {"code": decision.code, "day": local_day(_asked_at(decision), decision.project)},
        whom=_("wie beslist"),
        facts=("number", "asked_at", "created_at", "decide_by"),
        urgent=True,
    ),
    Rule(
        kind="fundament.decision_due",
        word="decision-due",
        rows=asked,
        wanted=lambda: asked().select_related(*WITH_PEOPLE),
        around=between("decide_by", _days(DUE_AFTER[-1]), _days(0)),
        days=lambda decision: days_after(decision.decide_by, DUE_AFTER),
        since=_asked_at,
        people=decider_of,
        context=reminder_mails.decision_context,
        subject=lambda decision: f"decision:{decision.pk}",
        sentence=_("Besluit {code} is gevraagd tegen {day}."),
        values=lambda decision: {"code": decision.code, "day": decision.decide_by},
        whom=_("wie beslist"),
        on="decide_by",
        facts=("number", "asked_at", "created_at", "decide_by"),
        urgent=True,
    ),
    Rule(
        kind="fundament.review",
        word="decision-review",
        rows=holding,
        wanted=lambda: holding().select_related(*WITH_PEOPLE),
        around=between("review_on", *ROUND_REVIEW),
        days=lambda decision: review_days(decision.review_on),
        since=_taken_at,
        people=driver_or_leads,
        context=reminder_mails.review_context,
        subject=lambda decision: f"decision:{decision.pk}",
        sentence=_("Besluit {code} bekijken jullie opnieuw tegen {day}."),
        values=lambda decision: {"code": decision.code, "day": decision.review_on},
        whom=_("wie het besluit trekt"),
        on="review_on",
        facts=("number", "review_on", "taken_at", "created_at"),
    ),
    Rule(
        kind="fundament.task",
        word="decision-task",
        rows=open_tasks,
        wanted=lambda: open_tasks().select_related(*WITH_DECISION),
        around=between("due_on", _days(TASK_AFTER[-1]), _days(TASK_BEFORE[0]) + SHIFT),
        days=lambda task: [*days_before(task.due_on, TASK_BEFORE), *days_after(task.due_on, TASK_AFTER)],
        since=lambda task: _taken_at(task.decision),
        people=lambda task, day, teams: driver_or_leads(task.decision, day, teams),
        context=reminder_mails.task_context,
        project=lambda task: task.decision.project,
        subject=lambda task: f"decision:{task.decision_id}",
        sentence=_("Een actie bij besluit {code} is gepland tegen {day}."),
        values=lambda task: {"code": task.decision.code, "day": task.due_on},
        whom=_("wie het besluit trekt"),
        path="decision__project",
        on="due_on",
        facts=("due_on", "decision__number", "decision__taken_at", "decision__created_at"),
    ),
    Rule(
        kind="fundament.summary",
        word="targeted-summary",
        rows=closed_questions,
        wanted=lambda: closed_questions().select_related("survey", *WITH_DECISION),
        around=between("survey__closed_at__date", _days(SUMMARY_AFTER[-1]), -_days(SUMMARY_AFTER[0] - 1)),
        days=lambda one: days_after(local_day(one.survey.closed_at, one.decision.project), SUMMARY_AFTER),
        since=lambda one: one.survey.closed_at,
        people=lambda one, _day, teams: leads_of(one.decision.project, teams),
        context=reminder_mails.summary_context,
        project=lambda one: one.decision.project,
        subject=lambda one: f"decision:{one.decision_id}",
        sentence=_("De antwoorden voor besluit {code} zijn binnen sinds {day}."),
        values=lambda one: {"code": one.decision.code, "day": local_day(one.survey.closed_at, one.decision.project)},
        whom=_("wie leidt"),
        path="decision__project",
        facts=("survey__closed_at", "decision__number"),
    ),
    Rule(
        kind="fundament.framework",
        word="framework-review",
        rows=frameworks,
        wanted=lambda: frameworks().select_related("project__organisation", "owner__user"),
        around=between("review_on", *ROUND_REVIEW),
        days=lambda framework: review_days(framework.review_on),
        since=lambda framework: framework.project.created_at,
        people=leads_and_owner,
        context=reminder_mails.framework_context,
        subject=lambda framework: f"framework:{framework.pk}",
        hears=hears,
        sentence=_("De afspraken van “{framework}” bekijken jullie opnieuw tegen {day}."),
        values=lambda framework: {"framework": framework.name, "day": framework.review_on},
        whom=_("wie leidt, en de eigenaar van de afspraken"),
        on="review_on",
        facts=("name", "review_on"),
    ),
)
TEMPLATES = {
    "fundament.decision_asked": "fundament/herinnering-besluit",
    "fundament.decision_due": "fundament/herinnering-besluit",
    "fundament.review": "fundament/herinnering-herzien",
    "fundament.task": "fundament/herinnering-actie",
    "fundament.summary": "fundament/herinnering-samenvatten",
    "fundament.framework": "fundament/herinnering-kader",
}


def collect(now: datetime, rules: Iterable[Rule] = RULES) -> int:
    """Queue what is due in step 2; gives how many mails are new."""
    return queue_due(rules, now)


for _rule in RULES:
    register_rule(_rule)
    register_kind(
        MailKind(_rule.kind, TEMPLATES[_rule.kind], resend_when_uncertain=False, recheck=partial(unwanted, _rule))
    )
    register(Source(_rule.kind, partial(collect, rules=[_rule]), partial(may_be_due, _rule)))
