"""Reminders that follow a rule: which rows ask for one, on which working days, and whom it reaches.

The same rule is asked twice: when a mail is made, and right before it leaves. What changed in between reminds nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.utils import timezone

from organisatie.models import User
from trajecten import access, rhythms
from trajecten.models import Condition, GateRequest, Mail, Project, ProjectRole, Reminder
from trajecten.reminder_claims import STAYS as STAYS  # rules that make their own mails use it too
from trajecten.reminder_claims import claim, in_pieces
from trajecten.reminders import local_moment, newest_due, working_day_from, working_day_until

logger = structlog.get_logger(__name__)
SHIFT = timedelta(days=6)
"""The furthest that weekends and holidays in a row move a day; a query looks that much wider."""

Teams = dict[tuple[int, str], list[User]]
"""{(project, role): who can sign in and holds it now}, for leads and deciders."""

Part = tuple[int, str, date]
"""The row, the person and the day of a reminder, as they stand in its key."""
NO_NEED = "niet meer nodig"
ITSELF = "pk"
"""The `path` of a rule of which the rows are the projects themselves."""


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
    sentence: Any = ""
    """Why it goes, without a name of anybody: «Besluit {code} wacht sinds {day}.», for the weekly mail and for who leads."""
    values: Callable[[Any], dict[str, Any]] = lambda _row: {}
    """What stands between the braces: texts and days. Kept with the reminder, so codes rather than stories."""
    whom: Any = ""
    """Whom it reaches, as a role: «wie beslist»."""
    path: str = "project"
    """The lookup from a row to its project; ITSELF when the rows are projects."""
    facts: tuple[str, ...] = ()
    """The columns that `days`, `since` and `values` read, as lookups from a row: with them the plan is one statement."""
    on: str = ""
    """The date of a row that alone decides its days, when one does; `around` is then a range of it."""
    urgent: bool = False
    """Somebody waits for it: it goes on the day itself in a mail of its own, whatever else comes due."""
    line: Callable[[Any, date], dict[str, str]] | None = None
    """{"text", "link"} in a mail with several, when the sentence and the link of `context` do not do; of (row, day)."""


@dataclass(frozen=True)
class Due:
    rule: Rule
    row: Any
    person: Any
    today: date

    @property
    def key(self) -> str:
        return f"{self.rule.word}:{self.row.pk}:{self.person.pk}:{self.today}"


_rules: dict[str, Rule] = {}


def register_rule(rule: Rule) -> Rule:
    """Make a rule known to the canary. Raises ImproperlyConfigured when its kind is taken by another."""
    if _rules.get(rule.kind, rule) is not rule:
        raise ImproperlyConfigured(f"Two rules of reminders are called {rule.kind!r}.")
    _rules[rule.kind] = rule
    return rule


def all_rules() -> list[Rule]:
    return list(_rules.values())


def queue_due(rules: Iterable[Rule], now: datetime) -> int:
    """Queue what these rules ask for at `now`; gives how many mails are new. One query per rule when nothing is due."""
    asked = list(rules)
    fresh = _fresh(asked, now)
    if any(not one.rule.urgent for one in fresh):
        fresh += _of_the_others(asked, now)
    return claim(fresh, now) if fresh else 0


def _fresh(rules: Iterable[Rule], now: datetime) -> list[Due]:
    """What is due by these rules, was not decided about, and still reaches somebody who may hear it."""
    due = [found for rule in rules for found in due_by(rule, now)]
    known = known_keys(one.key for one in due)
    return [one for one in due if one.key not in known and one.rule.hears(one.person, one.rule.project(one.row))]


def _of_the_others(asked: list[Rule], now: datetime) -> list[Due]:
    """What all other rules ask for now: who hears of two things on one day reads one mail, so they are decided together.

    Only on the few sweeps on which something is new. A rule that fails keeps nobody else from being reminded.
    """
    found: list[Due] = []
    for rule in all_rules():
        if rule.urgent or any(rule.kind == one.kind for one in asked):
            continue
        try:
            found += _fresh([rule], now)
        except Exception:
            logger.exception("reminder_rule_failed", kind=rule.kind)
    return found


def known_keys(keys: Iterable[str]) -> set[str]:
    """Of these keys the ones about which something was decided. No query for none."""
    return {
        key for piece in in_pieces(keys) for key in Reminder.objects.filter(key__in=piece).values_list("key", flat=True)
    }


def may_be_due(rule: Rule, now: datetime) -> QuerySet[Any]:
    """The cheap look of the sweep: has a row when `queue_due` may have something to do around this day."""
    return rule.rows().filter(**rule.around(now.date()))


def due_by(rule: Rule, now: datetime) -> list[Due]:
    """The mails that this rule asks for at `now`, whether or not they were made before."""
    found = []
    for row in due_rows(rule, now):
        moment = newest_due(moments(rule, row), now)
        if moment is not None and moment > rule.since(row):
            found.append((row, local_day(moment, rule.project(row))))
    access.know_everybody(rule.project(row) for row, _day in found)
    teams = teams_of(rule.project(row) for row, _day in found)
    return [Due(rule, row, person, day) for row, day in found for person in rule.people(row, day, teams)]


def due_rows(rule: Rule, now: datetime) -> QuerySet[Any]:
    """The rows of which a day to remind may be now."""
    return rule.wanted().filter(**_near(rule, timezone.localdate(now)))


def _near(rule: Rule, today: date) -> dict[str, Any]:
    """The filter of `around`, and where one date decides: of those dates only the ones that remind now.

    A day to remind is moved over weekends and holidays, so the window is wide; nearly all of it would be read for nothing.
    """
    wide = rule.around(today)
    if not rule.on:
        return wide
    first, last = wide[f"{rule.on}__range"]
    model, near = rule.rows().model, {today + timedelta(days=count) for count in (-1, 0, 1)}
    dates = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return {f"{rule.on}__in": [day for day in dates if near & set(rule.days(model(**{rule.on: day})))]}


def moments(rule: Rule, row: Any) -> list[datetime]:
    """Office opening, on the wall clock of the organisation, on each of its days."""
    opens = rule.project(row).organisation.office_from
    zone = ZoneInfo(rule.project(row).organisation.time_zone)
    return [local_moment(day, opens, zone) for day in rule.days(row)]


def local_day(moment: datetime, project: Project) -> date:
    """The day where the people of this project are."""
    return moment.astimezone(ZoneInfo(project.organisation.time_zone)).date()


def days_after(day: date, counts: Iterable[int]) -> list[date]:
    """So many days after `day`, each moved to a working day that follows."""
    return [working_day_from(day + timedelta(days=count)) for count in counts]


def days_before(day: date, counts: Iterable[int]) -> list[date]:
    """So many days before `day`, each moved to a working day before it."""
    return [working_day_until(day - timedelta(days=count)) for count in counts]


def unwanted(rule: Rule, mails: list[Mail]) -> dict[Any, str]:
    """Of these mails the ones that should not leave any more: asked right before sending, for a whole batch."""
    parts = {mail.pk: _parts(mail) for mail in mails}
    still = still_asked(rule, parts.values())
    no_more = rhythms.want_none(person for _row, person, _day in parts.values())
    reasons = {pk: NO_NEED for pk, part in parts.items() if part not in still}
    return {pk: rhythms.TURNED_OFF for pk, part in parts.items() if part[1] in no_more} | reasons


def still_asked(rule: Rule, parts: Iterable[Part]) -> dict[Part, tuple[Any, Any]]:
    """Of these reminders the ones that still ask for a mail: {part: (row, person)}. A query for rows, one for teams."""
    asked = set(parts)
    rows = {row.pk: row for row in rule.wanted().filter(pk__in={row for row, _person, _day in asked})}
    access.know_everybody(rule.project(row) for row in rows.values())
    teams = teams_of(rule.project(row) for row in rows.values())
    return {
        (pk, str(person.pk), day): (rows[pk], person)
        for pk, day in {(pk, day) for pk, _person, day in asked if pk in rows}
        for person in rule.people(rows[pk], day, teams)
        if (pk, str(person.pk), day) in asked and rule.hears(person, rule.project(rows[pk]))
    }


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


def _parts(mail: Mail) -> Part:
    """The row, the person and the day in a key as `condition:7:12:2026-03-24`."""
    _word, row, person, day = mail.key.split(":")
    return int(row), person, date.fromisoformat(day)
