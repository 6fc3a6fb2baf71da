"""Who helps: key figures and ambassadors are asked, answer, agree on hours and are prepared; everybody has a contact point."""

from django.utils import timezone

from communicatie.actions import asks, contacts
from communicatie.models import RoleAsk
from opvolging.demo import content
from opvolging.demo import content_ambassadors as told
from opvolging.demo.content_ambassadors import AMBASSADORS, Ambassador
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from organisatie.models import Employee

Role = RoleAsk.Role
HEADS = tuple(head for _house, head, _n in content.HOUSES)


def help_each_other(stage: Stage) -> None:
    stage.on(Moment(-30, 1, 9), _ask_key_figures)
    stage.on(Moment(-30, 3, 12), _say_yes, Role.KEY_FIGURE)
    stage.on(Moment(-29, 1, 9), _ask_ambassadors)
    stage.on(Moment(-29, 4, 12), _say_yes, Role.AMBASSADOR)
    stage.on(Moment(-28, 1, 9), _choose_contacts)
    stage.on(Moment(-27, 3, 16), _prepare)
    stage.on(Moment(-22, 1, 9), _ask_the_third)
    stage.on(Moment(-21, 1, 12), _say_yes, Role.AMBASSADOR)
    stage.on(Moment(-21, 3, 16), _prepare)


def _ask_key_figures(stage: Stage) -> None:
    """The heads are it since the beginning; now each says yes, and gets in with a code by mail."""
    people = [stage.employee(name) for name in (*HEADS, *told.KEY_FIGURES)]
    asks.ask_people(project=stage.project, by=stage.lead, employees=people, role=Role.KEY_FIGURE)


def _ask_ambassadors(stage: Stage) -> None:
    """House by house, and what each would do is agreed in the same talk."""
    for house, _head, _n in content.HOUSES:
        mine = {stage.employee(one.name).pk: one for one in AMBASSADORS if one.house == house}
        others = _who_would_rather_not(stage, set(mine)) if house == told.RATHER_NOT[0] else []
        people = [*Employee.objects.filter(pk__in=mine), *others]
        made = asks.ask_people(
            project=stage.project, by=stage.lead, employees=people, role=Role.AMBASSADOR, note=told.ASKED
        )
        for ask in made:
            if ask.employee_id in mine:
                _agree(stage, ask, mine[ask.employee_id])
            else:
                asks.decline(ask=ask)


def _ask_the_third(stage: Stage) -> None:
    """In Kornoelje, before its wave: with this one it has all that it needs."""
    third = stage.employee(told.THIRD.name)
    for ask in asks.ask_people(
        project=stage.project, by=stage.lead, employees=[third], role=Role.AMBASSADOR, note=told.ASKED
    ):
        _agree(stage, ask, told.THIRD)


def _who_would_rather_not(stage: Stage, taken: set[int]) -> list[Employee]:
    house, function, shift = told.RATHER_NOT
    return stage.colleagues(1, taken=taken, location__name=house, function__name=function, shift=shift)


def _agree(stage: Stage, ask: RoleAsk, one: Ambassador) -> None:
    asks.change_terms(
        ask=ask,
        by=stage.lead,
        hours=one.per_week,
        shifts=list(one.shifts),
        voluntary=one.voluntary,
        prepared_on=None,
    )


def _say_yes(stage: Stage, role: str) -> None:
    waiting = RoleAsk.objects.filter(project=stage.project, role=role, status=RoleAsk.Status.ASKED)
    for ask in waiting.select_related("project__organisation", "employee__user", "location").order_by("pk"):
        asks.accept(ask=ask)


def _prepare(stage: Stage) -> None:
    """Half a day together: what changes, how to help without taking over, and what to write down."""
    fresh = RoleAsk.objects.filter(project=stage.project, role=Role.AMBASSADOR, prepared_on__isnull=True)
    mine = fresh.confirmed()
    keys = list(mine.values_list("pk", flat=True))
    asks.note_prepared(project=stage.project, by=stage.lead, asks=keys, on=timezone.localdate())


def _choose_contacts(stage: Stage) -> None:
    """In each house an ambassador; at night whoever is responsible, and ICT behind them."""
    for house, name in told.CONTACTS.items():
        contacts.add_contact(
            project=stage.project,
            by=stage.lead,
            location=stage.place(house),
            employee=stage.employee(name),
            hours=told.BY_DAY,
            backup_note=told.BY_DAY_BACKUP,
            how=told.BY_DAY_HOW,
        )
    contacts.add_contact(
        project=stage.project,
        by=stage.lead,
        employee=stage.employee(told.AT_NIGHT_WHO),
        hours=told.AT_NIGHT,
        backup_note=told.AT_NIGHT_BACKUP,
        how=told.AT_NIGHT_HOW,
    )
