"""What is due around a gate: a decision past its day, a promise near or past its day, a waiver that ends soon.

At most a few mails each, on working days at the organisation's own office opening. The rule that made a mail is asked
again right before it leaves: what was decided, done, revised or stopped in between reminds nobody.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models import User
from trajecten import reminder_mails
from trajecten.models import Condition, GateRequest, Project, ProjectRole, Waiver
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import (
    SHIFT,
    Rule,
    Teams,
    days_after,
    days_before,
    local_day,
    may_be_due,
    project_of,
    queue_due,
    register_rule,
    unwanted,
)
from trajecten.reminders import Source, register

Role = ProjectRole.Role
ASKED_AFTER = (2, 5)
"""Days after the question, as long as the day by which it is asked has not come."""
DECISION_AFTER = (1, 6)
"""Days after the day that was asked; two reminders, then the lead and the decider talk."""
CONDITION_BEFORE, CONDITION_AFTER = 7, (0, 3)
WAIVER_BEFORE = (3, 0)


def collect(now: datetime | None = None, rules: Iterable[Rule] | None = None) -> int:
    """Queue what is due around a gate; gives how many mails are new. A query for each rule when nothing is."""
    return queue_due(RULES if rules is None else rules, now or timezone.now())


def asked() -> QuerySet[GateRequest]:
    return GateRequest.objects.filter(status=GateRequest.Status.OPEN, project__status=Project.Status.RUNNING)


def open_decisions() -> QuerySet[GateRequest]:
    """Open questions of which the figures are still fresh enough to decide on."""
    from trajecten.gate import MAX_AGE  # the gate sends mails itself

    return asked().filter(at__gt=timezone.now() - MAX_AGE).select_related("project__organisation", "requested_by")


def open_conditions() -> QuerySet[Condition]:
    return Condition.objects.open().select_related("owner", "decision__request__project__organisation")


def waivers_in_force() -> QuerySet[Waiver]:
    running = Waiver.objects.in_force().filter(expires_on__gte=timezone.localdate())
    return running.select_related("owner", "snapshot__request__project__organisation")


def decider_of(request: GateRequest, _day: date, teams: Teams) -> list[User]:
    """Who decides now; nobody decides on what they asked themselves."""
    found = teams.get((request.project_id, Role.DECIDER), [])
    return [person for person in found if person.pk != request.requested_by_id]


def days_since_asked(request: GateRequest) -> list[date]:
    """Until the day by which it is asked has come: from then on that day itself reminds."""
    days = days_after(local_day(request.at, request.project), ASKED_AFTER)
    return [day for day in days if day < request.decide_by]


def owner_and_later_leads(condition: Condition, day: date, teams: Teams) -> list[User]:
    """The owner; who leads hears of it once the day is past."""
    return _once(condition.owner, _leads(condition, teams) if day > condition.due_on else [])


def owner_and_leads(waiver: Waiver, _day: date, teams: Teams) -> list[User]:
    return _once(waiver.owner, _leads(waiver, teams))


def _leads(row: Condition | Waiver, teams: Teams) -> list[User]:
    return teams.get((project_of(row).pk, Role.LEAD), [])


def _once(owner: User, others: list[User]) -> list[User]:
    return list({person.pk: person for person in (owner, *others)}.values())


RULES = (
    Rule(
        kind="gate.decision_asked",
        word="gate-asked",
        rows=asked,
        wanted=open_decisions,
        around=lambda today: {
            "at__date__range": (today - timedelta(days=ASKED_AFTER[-1]) - SHIFT, today - timedelta(days=1))
        },
        days=days_since_asked,
        since=lambda request: request.at,
        people=decider_of,
        context=reminder_mails.decision_context,
        sentence=_("De beslissing na stap {step} wacht sinds {day}."),
        values=lambda request: {"step": request.step, "day": local_day(request.at, request.project)},
        whom=_("wie beslist"),
        facts=("step", "at", "decide_by"),
        urgent=True,
    ),
    Rule(
        kind="gate.decision_reminder",
        word="overdue",
        rows=asked,
        wanted=open_decisions,
        around=lambda today: {"decide_by__range": (today - timedelta(days=DECISION_AFTER[-1]) - SHIFT, today)},
        days=lambda request: days_after(request.decide_by, DECISION_AFTER),
        since=lambda request: request.at,
        people=decider_of,
        context=reminder_mails.decision_context,
        sentence=_("De beslissing na stap {step} is gevraagd tegen {day}."),
        values=lambda request: {"step": request.step, "day": request.decide_by},
        whom=_("wie beslist"),
        on="decide_by",
        facts=("step", "at", "decide_by"),
        urgent=True,
    ),
    Rule(
        kind="gate.condition_reminder",
        word="condition",
        rows=Condition.objects.open,
        wanted=open_conditions,
        around=lambda today: {
            "due_on__range": (
                today - timedelta(days=CONDITION_AFTER[-1]) - SHIFT,
                today + timedelta(days=CONDITION_BEFORE) + SHIFT,
            )
        },
        days=lambda row: [*days_before(row.due_on, [CONDITION_BEFORE]), *days_after(row.due_on, CONDITION_AFTER)],
        since=lambda condition: condition.decision.at,
        people=owner_and_later_leads,
        context=reminder_mails.condition_context,
        sentence=_("“{text}” is afgesproken tegen {day}."),
        values=lambda condition: {"text": condition.text, "day": condition.due_on},
        whom=_("wie het op zich nam"),
        path="decision__request__project",
        on="due_on",
        facts=("text", "due_on", "decision__at"),
    ),
    Rule(
        kind="gate.waiver_reminder",
        word="waiver",
        rows=Waiver.objects.in_force,
        wanted=waivers_in_force,
        around=lambda today: {
            "expires_on__range": (today - timedelta(days=1), today + timedelta(days=WAIVER_BEFORE[0]) + SHIFT)
        },
        days=lambda waiver: days_before(waiver.expires_on, WAIVER_BEFORE),
        since=lambda waiver: waiver.at,
        people=owner_and_leads,
        context=reminder_mails.waiver_context,
        sentence=_("Een afwijking bij de poort na stap {step} loopt tot {day}."),
        values=lambda waiver: {"step": waiver.snapshot.request.step, "day": waiver.expires_on},
        whom=_("wie het op zich nam, en wie leidt"),
        path="snapshot__request__project",
        on="expires_on",
        facts=("expires_on", "at", "snapshot__request__step"),
    ),
)
TEMPLATES = {
    "gate.decision_asked": "trajecten/herinnering-beslissing",
    "gate.decision_reminder": "trajecten/herinnering-beslissing",
    "gate.condition_reminder": "trajecten/herinnering-afspraak",
    "gate.waiver_reminder": "trajecten/herinnering-afwijking",
}
for _rule in RULES:
    register_rule(_rule)
    register_kind(
        MailKind(_rule.kind, TEMPLATES[_rule.kind], resend_when_uncertain=False, recheck=partial(unwanted, _rule))
    )
    register(Source(f"trajecten.{_rule.word}", partial(collect, rules=[_rule]), partial(may_be_due, _rule)))
