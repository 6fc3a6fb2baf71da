"""What was agreed at a gate, as tasks on Vandaag: what somebody promised, and what the team goes on without for a while.
Step apps add rows that wait for one person (`register_rows`).

One query for all of it, over all projects: Vandaag stays within eight.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.models import Condition, Project, Waiver
from trajecten.steps import title_of
from trajecten.today import CONDITION, WAIVER, Task
from trajecten.track import day_month

AHEAD, BEHIND = timedelta(days=7), timedelta(days=7)
"""From when a waiver shows before its last day, and for how long after it."""


class Row(NamedTuple):
    what: str
    words: str
    day: date
    holder: int
    project: int
    slug: str
    title: str
    number: int
    """The step, or the key of what the row is about."""


Source = Callable[[Any, set[int]], QuerySet[Any, Any]]
_sources: dict[str, tuple[Source, Callable[[Row, Any], Task]]] = {}


def register_rows(what: str, rows: Source, task: Callable[[Row, Any], Task]) -> None:
    """Let a step app join the one query: `rows(user, edited)` gives the columns of `Row`, beginning with `what` (see
    `columns_of`), and `task(row, user)` says it. Of projects that the user does not see, nothing is said."""
    _sources[what] = rows, task


def tasks(user: Any, projects: list[Project]) -> Iterable[Task]:
    """To the owner their promise and their waiver; to who edits the project also what is past its day."""
    mine = {project.pk for project in projects}
    edited = {project.pk for project in projects if getattr(project, "edits", False)}
    more = [source(user, edited) for source, _task in _sources.values()]
    for row in map(Row._make, conditions(user, edited).union(waivers(user, edited), *more, all=True)):
        if row.project in mine:
            yield _said(row, user)


def _said(row: Row, user: Any) -> Task:
    if row.what in _sources:
        return _sources[row.what][1](row, user)
    return _waiver(row) if row.what == "waiver" else _condition(row, user)


def conditions(user: Any, edited: set[int]) -> QuerySet[Any, Any]:
    """Open promises of `user`, and those past their day in projects that they edit."""
    late = Q(decision__request__project__in=edited, due_on__lt=timezone.localdate())
    found = Condition.objects.open().filter(Q(owner=user) | late)
    return _as_rows(found, "condition", F("text"), F("due_on"), "decision__request")


def waivers(user: Any, edited: set[int]) -> QuerySet[Any, Any]:
    """Waivers that end soon or ended just now: of `user`, and in projects that they edit."""
    today = timezone.localdate()
    found = Waiver.objects.in_force().filter(
        Q(owner=user) | Q(snapshot__request__project__in=edited), expires_on__range=(today - BEHIND, today + AHEAD)
    )
    return _as_rows(found, "waiver", F("code"), F("expires_on"), "snapshot__request")


def _as_rows(found: QuerySet[Any], what: str, words: F, day: F, request: str) -> QuerySet[Any, Any]:
    return columns_of(found, what, words, day, F("owner_id"), f"{request}__project", F(f"{request}__step"))


def columns_of(
    found: QuerySet[Any], what: str, words: F, day: Any, holder: F, project: str, number: F
) -> QuerySet[Any, Any]:
    """These rows with the columns of `Row`, in its order."""
    columns = {
        "row_what": Value(what, output_field=CharField()),
        "row_words": words,
        "row_day": day,
        "row_holder": holder,
        "row_project": F(f"{project}_id"),
        "row_slug": F(f"{project}__slug"),
        "row_title": F(f"{project}__title"),
        "row_number": number,
    }
    return found.order_by().annotate(**columns).values_list(*columns)


def _condition(row: Row, user: Any) -> Task:
    values = {"project": row.title, "day": day_month(row.day)}
    late = row.day < timezone.localdate()
    if row.holder != user.pk:
        detail = _("%(project)s. Afgesproken tegen %(day)s, en nog open. Kijk samen wat helpt.")
    elif late:
        detail = _("%(project)s. Dit was afgesproken tegen %(day)s.")
    else:
        detail = _("%(project)s. Afgesproken tegen %(day)s.")
    return Task(
        title=row.words,
        detail=detail % values,
        url=reverse("trajecten:poort", args=[row.slug, row.number]),
        label=_("Bekijk de afspraak"),
        icon="vink",
        weight=CONDITION,
        due=row.day,
    )


def _waiver(row: Row) -> Task:
    values = {"project": row.title, "day": day_month(row.day)}
    over = row.day < timezone.localdate()
    return Task(
        title=_("Kijk samen naar «%(title)s»") % {"title": title_of(row.words)},
        detail=(
            _("%(project)s. We gingen hier zonder verder tot %(day)s.")
            if over
            else _("%(project)s. We gaan hier zonder verder tot %(day)s.")
        )
        % values,
        url=reverse("trajecten:poort", args=[row.slug, row.number]),
        label=_("Bekijk hoe het staat"),
        icon="vink",
        weight=WAIVER,
        due=row.day,
    )
