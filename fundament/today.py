"""What step 2 puts on Vandaag: a decision or a framework to look at again, what was promised, what to sum up, and what
still follows from a decision.

No query of its own: it came along with the projects (`fundament.ahead`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging.naming import in_words
from fundament.ahead import Ahead, FrameworkReview, Review, ToDo, ToSumUp, ahead_of, code_of
from trajecten.steps import LAST_STEP
from trajecten.templatetags.getallen import datum
from trajecten.today import CONDITION, STEP, WAIVER, Task, register_personal_source, register_task_source

REVIEW_AHEAD, TODO_AHEAD = timedelta(days=7), timedelta(days=3)
SUM_UP = CONDITION - 5
"""Colleagues gave their time: what they said comes before what we agreed among ourselves."""


def tasks(user: Any, projects: list[Any]) -> Iterable[Task]:
    """What waits for `user` in these projects; who edits a project also sees what belongs to its team."""
    for ahead in ahead_of(projects):
        yield from _of(ahead, user, edits=getattr(ahead.project, "edits", False))


def _of(ahead: Ahead, user: Any, *, edits: bool) -> Iterator[Task]:
    today = timezone.localdate()
    yield from (
        _review(ahead, one)
        for one in ahead.reviews
        if one.on <= today + REVIEW_AHEAD and _minds(user, one.driver, edits=edits, late=one.on < today)
    )
    yield from (
        _todo(ahead, one)
        for one in ahead.todo
        if one.due_on <= today + TODO_AHEAD and _minds(user, one.driver, edits=edits, late=one.due_on < today)
    )
    if edits:
        yield from _sum_up(ahead)
        yield from (_framework(ahead, one) for one in ahead.frameworks if one.on <= today + REVIEW_AHEAD)


def _minds(user: Any, driver: int | None, *, edits: bool, late: bool) -> bool:
    """The driver; the team where nobody drives it, and once its day is past."""
    return driver == user.pk or (edits and (driver is None or late))


def _review(ahead: Ahead, one: Review) -> Task:
    return Task(
        title=_("Kijk of besluit %(code)s nog klopt") % {"code": code_of(one.number)},
        detail=_("%(project)s. %(question)s Herzien op %(day)s.")
        % {"project": ahead.project.title, "question": one.question, "day": datum(one.on)},
        url=reverse("fundament:keuze", args=[ahead.project.slug, one.pk]),
        label=_("Bekijk het besluit"),
        icon="oog",
        weight=WAIVER,
        due=one.on,
        project_id=ahead.project.pk,
    )


def _todo(ahead: Ahead, one: ToDo) -> Task:
    values = {"project": ahead.project.title, "day": datum(one.due_on)}
    late = one.due_on < timezone.localdate()
    return Task(
        title=one.what,
        detail=(
            _("%(project)s. Afgesproken tegen %(day)s, en nog open. Kijk samen wat helpt.")
            if late
            else _("%(project)s. Afgesproken tegen %(day)s.")
        )
        % values,
        url=reverse("fundament:keuze", args=[ahead.project.slug, one.decision]),
        label=_("Bekijk het besluit"),
        icon="vink",
        weight=CONDITION,
        due=one.due_on,
        project_id=ahead.project.pk,
    )


def _sum_up(ahead: Ahead) -> Iterator[Task]:
    """One task a project: what closed comes before what runs and has answers."""
    closed = [one for one in ahead.to_sum_up if one.closed]
    if closed:
        yield _question(ahead, closed, _("Vat samen wat collega's antwoordden"), _closed_words(closed), SUM_UP)
    elif ahead.to_sum_up:
        told = _(
            "%(project)s. Er kwamen antwoorden op je gerichte vraag bij %(codes)s. Weet je genoeg? Sluit ze en vat ze samen."
        )
        yield _question(ahead, ahead.to_sum_up, _("Kijk of je genoeg antwoorden hebt"), told, STEP)


def _closed_words(closed: Sequence[ToSumUp]) -> str:
    if len(closed) == 1:
        return _("%(project)s. Je vroeg bij besluit %(code)s: «%(title)s»")
    return _("%(project)s. %(n)d gerichte vragen zijn gesloten en nog niet samengevat, bij %(codes)s.")


def _question(ahead: Ahead, rows: Sequence[ToSumUp], title: str, detail: str, weight: int) -> Task:
    """It leads to the first of them."""
    first = rows[0]
    told = {"project": ahead.project.title, "n": len(rows), "codes": _codes(rows)}
    return Task(
        title=title,
        detail=detail % {**told, "code": code_of(first.number), "title": first.title},
        url=reverse("fundament:vraag", args=[ahead.project.slug, first.decision, first.pk]),
        label=_("Bekijk de antwoorden") if first.closed else _("Bekijk de vraag"),
        icon="potlood",
        weight=weight,
        project_id=ahead.project.pk,
    )


def _codes(rows: Iterable[Any]) -> str:
    """«B01 en B03»."""
    return in_words(sorted({code_of(row.number) for row in rows}))


def _framework(ahead: Ahead, one: FrameworkReview) -> Task:
    return Task(
        title=_("Kijk de afspraken van «%(name)s» na") % {"name": one.name},
        detail=_("%(project)s. Herzien op %(day)s.") % {"project": ahead.project.title, "day": datum(one.on)},
        url=_where_to_review(ahead.project, one),
        label=_("Bekijk de afspraken"),
        icon="oog",
        weight=WAIVER,
        due=one.on,
        project_id=ahead.project.pk,
    )


def _where_to_review(project: Any, one: FrameworkReview) -> str:
    """In the last step there is a page to hold the review; an address by name, as this room does not know that one."""
    if project.step == LAST_STEP:
        return reverse("opvolging:herziening", args=[project.slug, one.pk])
    return reverse("fundament:afspraken", args=[project.slug])


def step_tasks(_user: Any, projects: list[Any]) -> Iterable[Task]:
    """What the step proposes to who edits the project: write what follows from what was decided. One task a project."""
    for ahead in ahead_of(projects):
        if ahead.unfollowed:
            yield _follow_up(ahead)


def _follow_up(ahead: Ahead) -> Task:
    """It leads to the decision itself: there one writes the agreement, or why none follows."""
    first = ahead.unfollowed[0]
    detail = _("%(project)s. Uit %(codes)s volgt nog geen afspraak. Komt er geen? Schrijf op waarom.")
    return Task(
        title=_("Schrijf op wat jullie afspreken"),
        detail=detail % {"project": ahead.project.title, "codes": _codes(ahead.unfollowed)},
        url=reverse("fundament:keuze", args=[ahead.project.slug, first.pk]),
        label=_("Bekijk %(code)s") % {"code": code_of(first.number)},
        icon="potlood",
        weight=STEP,
        project_id=ahead.project.pk,
    )


register_personal_source("fundament", tasks)
register_task_source("fundament", step_tasks)
