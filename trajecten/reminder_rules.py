"""Reminders that follow a rule: which rows ask for one, on which working days, and whom it reaches.

The same rule is asked twice: when a mail is made, and right before it leaves. What changed in between reminds nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from organisatie.models import User
from trajecten import access
from trajecten.models import Condition, GateRequest, Mail, Project, ProjectRole
from trajecten.outbox import MailSpec, queue_many
from trajecten.reminders import (
    local_moment,
    newest_due,
    next_office_moment,
    working_day_from,
    working_day_until,
)

STAYS = timedelta(days=3)
"""A reminder that could not leave within three days is not sent any more: the next one says it better."""

SHIFT = timedelta(days=6)
"""The furthest that weekends and holidays in a row move a day; a query looks that much wider."""

Teams = dict[tuple[int, str], list[User]]
"""{(project, role): who can sign in and holds it now}, for leads and deciders."""


def request_of(row: Any) -> GateRequest:
    """The question at a gate that this row belongs to."""
    if isinstance(row, GateRequest):
        return row
    return row.decision.request if isinstance(row, Condition) else row.snapshot.request


def project_of(row: Any) -> Project:
    """Its own, or that of the question at a gate."""
    return row.project if hasattr(row, "project") else request_of(row).project


def subject_of(row: Any) -> str:
    return f"gate:{request_of(row).pk}"


@dataclass(frozen=True)
class Rule:
    """One kind of reminder: which rows still ask for it, on which days, and whom it reaches."""

    kind: str
    word: str
    """The first part of the key: `word:row:person:day`."""
    rows: Callable[[], QuerySet[Any]]
    """What may ever ask for one, whatever the moment; the sweep looks here whether there is anything."""
    wanted: Callable[[], QuerySet[Any]]
    """Of those the ones that ask for it now, with what a mail says of them."""
    around: Callable[[date], dict[str, Any]]
    """The filter that finds, in one query for all projects, what may be due on this day; a little wide."""
    days: Callable[[Any], list[date]]
    since: Callable[[Any], datetime]
    """When it was asked or agreed: a moment before that reminds of nothing."""
    people: Callable[[Any, date, Teams], list[Any]]
    """Accounts, or who can be mailed without one: each with `pk`, `email`, `name` and `language`."""
    context: Callable[[Any, Any, date], dict[str, Any]]
    project: Callable[[Any], Project] = project_of
    subject: Callable[[Any], str] = subject_of
    """What its mails have in common in the outbox."""
    hears: Callable[[Any, Project], bool] = access.may_see_project


@dataclass(frozen=True)
class Due:
    rule: Rule
    row: Any
    person: Any
    today: date

    @property
    def key(self) -> str:
        return f"{self.rule.word}:{self.row.pk}:{self.person.pk}:{self.today}"


def queue_due(rules: Iterable[Rule], now: datetime) -> int:
    """Queue what these rules ask for at `now`; gives how many mails are new. One query per rule when nothing is due."""
    due = [found for rule in rules for found in due_by(rule, now)]
    known = set(Mail.objects.filter(key__in=[one.key for one in due]).values_list("key", flat=True)) if due else set()
    fresh = [one for one in due if one.key not in known and one.rule.hears(one.person, one.rule.project(one.row))]
    return queue_many([_spec(one, now) for one in fresh], mailing=None) if fresh else 0


def may_be_due(rule: Rule, now: datetime) -> QuerySet[Any]:
    """The cheap look of the sweep: has a row when `queue_due` may have something to do around this day."""
    return rule.rows().filter(**rule.around(now.date()))


def due_by(rule: Rule, now: datetime) -> list[Due]:
    """The mails that this rule asks for at `now`, whether or not they were made before."""
    found = []
    for row in rule.wanted().filter(**rule.around(timezone.localdate(now))):
        moment = newest_due(moments(rule, row), now)
        if moment is not None and moment > rule.since(row):
            found.append((row, moment.astimezone(_zone(rule, row)).date()))
    teams = teams_of(rule.project(row) for row, _day in found)
    return [Due(rule, row, person, day) for row, day in found for person in rule.people(row, day, teams)]


def moments(rule: Rule, row: Any) -> list[datetime]:
    """Office opening, on the wall clock of the organisation, on each of its days."""
    opens = rule.project(row).organisation.office_from
    return [local_moment(day, opens, _zone(rule, row)) for day in rule.days(row)]


def days_after(day: date, counts: Iterable[int]) -> list[date]:
    """So many days after `day`, each moved to a working day that follows."""
    return [working_day_from(day + timedelta(days=count)) for count in counts]


def days_before(day: date, counts: Iterable[int]) -> list[date]:
    """So many days before `day`, each moved to a working day before it."""
    return [working_day_until(day - timedelta(days=count)) for count in counts]


def unwanted(rule: Rule, mails: list[Mail]) -> dict[Any, str]:
    """Of these mails the ones that should not leave any more: asked right before sending, for a whole batch."""
    parts = {mail.pk: _parts(mail) for mail in mails}
    rows = list(rule.wanted().filter(pk__in=[row for row, _person, _day in parts.values()]))
    teams = teams_of(rule.project(row) for row in rows)
    days = {row: day for row, _person, day in parts.values()}
    still = {
        (row.pk, str(person.pk))
        for row in rows
        for person in rule.people(row, days[row.pk], teams)
        if rule.hears(person, rule.project(row))
    }
    return {pk: "niet meer nodig" for pk, (row, person, _day) in parts.items() if (row, person) not in still}


def teams_of(found: Iterable[Project]) -> Teams:
    """Who leads and who decides in these projects now; one query for all, none when there are none."""
    projects = {project.pk for project in found}
    if not projects:
        return {}
    roles = ProjectRole.objects.current().filter(
        project__in=projects, role__in=[ProjectRole.Role.LEAD, ProjectRole.Role.DECIDER]
    )
    teams: Teams = {}
    for role in roles.select_related("user", "employee__user"):
        person = role.user or (role.employee.user if role.employee else None)
        if person is not None:
            teams.setdefault((role.project_id, role.role), []).append(person)
    return teams


def _parts(mail: Mail) -> tuple[int, str, date]:
    """The row, the person and the day in a key as `condition:7:12:2026-03-24`."""
    _word, row, person, day = mail.key.split(":")
    return int(row), person, date.fromisoformat(day)


def _zone(rule: Rule, row: Any) -> ZoneInfo:
    return ZoneInfo(rule.project(row).organisation.time_zone)


def _spec(due: Due, now: datetime) -> MailSpec:
    organisation = due.rule.project(due.row).organisation
    moment = next_office_moment(organisation, now)
    return MailSpec(
        kind=due.rule.kind,
        key=due.key,
        to=due.person.email,
        name=due.person.name,
        organisation=organisation,
        subject_key=due.rule.subject(due.row),
        context=due.rule.context(due.row, due.person, due.today),
        language=due.person.language,
        not_before=moment,
        expires_at=moment + STAYS,
    )
