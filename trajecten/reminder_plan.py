"""What will be sent in the coming weeks about one project: every rule, asked in one statement.

A rule names the columns that it reads (`facts`). They come along as small lists, and each becomes a row again of which the
rule itself says on which days it reminds, and why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, JSONField, Model, OuterRef, Subquery
from django.db.models.functions import JSONObject

from trajecten.models import Project
from trajecten.reading import Rows, moment_in
from trajecten.reminder_rules import ITSELF, Rule, all_rules
from trajecten.reminders import local_moment
from trajecten.week_digest import sentence_of

AHEAD = timedelta(days=28)
"""Four weeks: what lies further away is moved more often than not."""


@dataclass(frozen=True)
class Planned:
    """A reminder that will go when nothing changes before."""

    day: date
    sentence: str
    whom: str


def planned(project: Project, now: datetime) -> list[Planned]:
    """By day. One query, however many rules and rows there are."""
    rules = [rule for rule in all_rules() if rule.facts]
    columns = {f"plan_{number}": _column(rule) for number, rule in enumerate(rules)}
    found = Project.objects.filter(pk=project.pk).values_list(*columns.values()).first() or ()
    items = [
        Planned(day, sentence_of(rule, rule.values(row)), str(rule.whom))
        for rule, rows in zip(rules, found, strict=False)
        for row in (row_of(rule, facts, project) for facts in rows or [])
        for day in _days_ahead(rule, row, project, now)
    ]
    return sorted(items, key=lambda item: (item.day, item.sentence))


def row_of(rule: Rule, facts: dict[str, Any], project: Project) -> Any:
    """A row of this rule that knows these columns and its project, and nothing else."""
    if rule.path == ITSELF:
        return project
    row = rule.rows().model()
    _put(row, rule.path, project)
    for name, value in facts.items():
        _put(row, name, value)
    return row


def _column(rule: Rule) -> Subquery:
    rows = rule.wanted().filter(**{rule.path: OuterRef("pk")}).select_related(None).order_by().values(rule.path)
    facts = JSONObject(**{name: name for name in rule.facts})
    return Subquery(rows.annotate(rows=Rows(facts)).values("rows"), output_field=JSONField())


def _put(row: Model, lookup: str, value: Any) -> None:
    """Set `decision__request__step` on a row, with the rows in between made on the way."""
    name, _dots, rest = lookup.partition("__")
    field: Any = row._meta.get_field(name)
    if not rest:
        setattr(row, name, value if isinstance(value, Model) else _read(field, value))
        return
    if not field.is_cached(row):
        setattr(row, name, field.related_model())
    _put(getattr(row, name), rest, value)


def _read(field: Any, value: Any) -> Any:
    """As the database would have given it."""
    return moment_in(value) if isinstance(field, DateTimeField) and value else field.to_python(value)


def _days_ahead(rule: Rule, row: Any, project: Project, now: datetime) -> Iterable[date]:
    zone, opens = ZoneInfo(project.organisation.time_zone), project.organisation.office_from
    since, last = rule.since(row), (now + AHEAD).astimezone(zone).date()
    return {day for day in rule.days(row) if day <= last and max(now, since) < local_moment(day, opens, zone)}
