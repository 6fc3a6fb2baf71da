"""Asking somebody to take up a role, their answer, the terms, and the end of it. The only door to `RoleAsk.status`.

History tells how many were asked and who does it, never who would rather not.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie import role_mails
from communicatie.accounts import account_of
from communicatie.models import RoleAsk
from organisatie.models import Employee, Location, User
from trajecten import history
from trajecten.actions import end_role
from trajecten.actions.checks import must_be_of, must_edit
from trajecten.actions.roles import give_role
from trajecten.history import register_verb
from trajecten.models import Project, ProjectRole
from trajecten.tokens import token_hash

Status = RoleAsk.Status
MOST_AT_ONCE = 50


@transaction.atomic
def ask_people(
    *,
    project: Project,
    by: User,
    employees: Iterable[Employee],
    role: str,
    location: Location | None = None,
    shifts: Iterable[str] = (),
    hours: Decimal | None = None,
    voluntary: bool = True,
    note: str = "",
    form_key: UUID | None = None,
) -> list[RoleAsk]:
    """Ask these colleagues, each by their own mail; gives the new questions. Who was asked for it already is left alone.

    Without a `location` everybody is asked for the place where they work. Who has no address is on the list, and their
    answer is noted by who leads. Raises PermissionDenied, or ValidationError with a sentence.
    """
    must_edit(by, project)
    Project.objects.select_for_update().get(pk=project.pk)  # two leads at once: the second sees whom the first asked
    _settle(project)
    chosen = _who_work_here(project, employees)
    must_be_of([location] if location else [], project.organisation_id)
    have = RoleAsk.objects.filter(project=project, role=role, employee__in=[one.pk for one in chosen]).running()
    known = set(have.values_list("employee", "location"))
    fresh = []
    for employee in chosen:
        place = location or employee.location
        if (employee.pk, place.pk if place else None) in known:
            continue
        ask = RoleAsk(project=project, employee=employee, role=role, location=place, asked_by=by)
        ask.shifts, ask.hours, ask.voluntary, ask.note = list(shifts), hours, voluntary, note.strip()
        ask.form_key = uuid5(form_key, str(employee.pk)) if form_key else None
        fresh.append(ask)
    for ask in fresh[:1]:  # the terms are the same for all
        ask.clean_fields(exclude=["project", "employee", "location", "asked_by"])
        ask.validate_constraints(exclude=["project", "employee", "location"])
    return _send(project, by, role, _without_repeated(fresh))


def _who_work_here(project: Project, employees: Iterable[Employee]) -> list[Employee]:
    wanted = {employee.pk for employee in employees}
    if len(wanted) > MOST_AT_ONCE:
        raise ValidationError(_("Vraag hooguit %(n)d collega's tegelijk.") % {"n": MOST_AT_ONCE})
    here = Employee.objects.filter(organisation=project.organisation_id, pk__in=wanted).active()
    found = list(here.select_related("location"))
    if len(found) != len(wanted):
        raise ValidationError(_("Kies collega's die hier werken. Laad de bladzijde opnieuw."))
    return found


def _without_repeated(asks: list[RoleAsk]) -> list[RoleAsk]:
    """Without those of a form that was sent before: who said no in between is not asked again by a second press."""
    sent = RoleAsk.objects.filter(form_key__in=[ask.form_key for ask in asks if ask.form_key])
    keys = set(sent.values_list("form_key", flat=True))
    return [ask for ask in asks if ask.form_key is None or ask.form_key not in keys]


def _send(project: Project, by: User, role: str, asks: list[RoleAsk]) -> list[RoleAsk]:
    if not asks:
        return []
    made = RoleAsk.objects.bulk_create(asks)
    for ask in made:
        ask.token_hash = token_hash(role_mails.secret_of(ask))
    RoleAsk.objects.bulk_update(made, ["token_hash"])
    role_mails.queue_asked(made)
    history.record("role_asked", project=project, actor=by, role=_label(role), people=len(made))
    return made


@transaction.atomic
def send_again(*, ask: RoleAsk, by: User) -> bool:
    """The same mail once more, once a day; False when it went today, or is no longer needed.

    The link stays the same, unless their address is another one by now: then the earlier link opens nothing any more.
    """
    must_edit(by, ask.project)
    if not ask.employee.email:
        raise ValidationError(_("%(name)s heeft geen mailadres. Vraag het aan tafel.") % {"name": ask.employee})
    if not RoleAsk.objects.filter(pk=ask.pk, status=Status.ASKED).exists():
        return False
    if role_mails.last_address(ask) not in ("", ask.employee.email):
        RoleAsk.objects.filter(pk=ask.pk).update(generation=F("generation") + 1)
        ask.refresh_from_db(fields=["generation"])
        ask.token_hash = token_hash(role_mails.secret_of(ask))
        ask.save(update_fields=["token_hash"])
    return role_mails.queue_asked([ask]) == 1


# --- The answer ------------------------------------------------------------------------------------


@transaction.atomic
def accept(*, ask: RoleAsk) -> bool:
    """Yes, by the link in the mail, also by who said no before. False when it was answered so already, or is over.

    Gives the role, and an account that signs in with a code by mail. Raises ValidationError when that cannot be.
    """
    return _accepted(ask, [Status.ASKED, Status.DECLINED], by=None)


@transaction.atomic
def note_yes(*, ask: RoleAsk, by: User) -> bool:
    """They told the lead yes: at the table, on paper. False when there was an answer already."""
    must_edit(by, ask.project)
    return _accepted(ask, [Status.ASKED], by=by)


def _accepted(ask: RoleAsk, before: list[Status], *, by: User | None) -> bool:
    open_ = RoleAsk.objects.filter(pk=ask.pk, status__in=before)
    try:
        with transaction.atomic():
            if not open_.update(status=Status.ACCEPTED, answered_at=timezone.now()):
                return False
    except IntegrityError:  # said no, and was asked the same again since
        raise ValidationError(_("Je werd hiervoor opnieuw gevraagd. Open de link in de laatste mail.")) from None
    employee = ask.employee
    user = account_of(employee, proven=by is None)
    _link_earlier_role(ask, user)
    actor: Any = by or user
    given = give_role(
        project=ask.project, role=ask.role, actor=actor, user=user, employee=employee, location=ask.location
    )
    RoleAsk.objects.filter(given=given).update(given=None)  # of an earlier ask: a role has one set of terms
    RoleAsk.objects.filter(pk=ask.pk).update(given=given)
    ask.refresh_from_db(fields=["status", "answered_at", "given"])
    return True


def _link_earlier_role(ask: RoleAsk, user: User | None) -> None:
    """They had this role without an account: then it is the same role, with the account, and not a second one."""
    if user is None:
        return
    mine = ProjectRole.objects.current().filter(project=ask.project_id, role=ask.role, location=ask.location_id)
    if not mine.filter(user=user).exists():
        mine.filter(employee=ask.employee_id, user=None).update(user=user)


@transaction.atomic
def decline(*, ask: RoleAsk) -> bool:
    """Rather not, by the link; nobody is told who. False when it was answered already, or is over."""
    asked = RoleAsk.objects.filter(pk=ask.pk, status=Status.ASKED)
    if not asked.update(status=Status.DECLINED, answered_at=timezone.now()):
        return False
    history.record("role_still_open", project=ask.project, role=_label(ask.role))
    return True


# --- Terms, and the end ------------------------------------------------------------------------------


@transaction.atomic
def change_terms(
    *,
    ask: RoleAsk,
    by: User,
    hours: Decimal | None,
    shifts: Iterable[str],
    voluntary: bool,
    prepared_on: date | None,
) -> bool:
    """What was agreed. False when that was so already. Raises ValidationError, also once it is over."""
    must_edit(by, ask.project)
    held = RoleAsk.objects.select_for_update().get(pk=ask.pk)
    if held.status not in RoleAsk.RUNNING:
        raise ValidationError(_("Deze vraag is niet meer open."))
    terms = {"hours": hours, "shifts": list(shifts), "voluntary": voluntary, "prepared_on": prepared_on}
    if all(getattr(held, name) == value for name, value in terms.items()):
        return False
    for name, value in terms.items():
        setattr(held, name, value)
    held.clean_fields(exclude=["project", "employee", "location", "asked_by"])
    held.validate_constraints()
    held.save(update_fields=list(terms))
    if held.status == Status.ACCEPTED:
        values = {"person": str(ask.employee), "role": _label(ask.role)}
        history.record("role_terms_changed", project=ask.project, actor=by, **values)
    return True


@transaction.atomic
def note_prepared(*, project: Project, by: User, asks: Iterable[int], on: date) -> int:
    """These confirmed people were prepared on that day; gives for how many that is new."""
    must_edit(by, project)
    mine = RoleAsk.objects.filter(project=project, pk__in=list(asks)).confirmed()
    rows = RoleAsk.objects.filter(pk__in=list(mine.values_list("pk", flat=True)))
    changed = rows.filter(Q(prepared_on=None) | ~Q(prepared_on=on)).update(prepared_on=on)
    if changed:
        history.record("role_prepared", project=project, actor=by, people=changed, day=on.isoformat())
    return changed


@transaction.atomic
def withdraw(*, ask: RoleAsk, by: User) -> bool:
    """The question is no longer asked; its link says so. False when it was answered already."""
    must_edit(by, ask.project)
    if not RoleAsk.objects.filter(pk=ask.pk, status=Status.ASKED).update(status=Status.WITHDRAWN):
        return False
    history.record("role_ask_withdrawn", project=ask.project, actor=by, role=_label(ask.role))
    return True


@transaction.atomic
def stop(*, ask: RoleAsk, by: User) -> bool:
    """Somebody stops; the role ends with it. False when that was so already."""
    must_edit(by, ask.project)
    confirmed = RoleAsk.objects.filter(pk=ask.pk, status=Status.ACCEPTED)
    if not confirmed.update(status=Status.STOPPED, stopped_at=timezone.now()):
        return False
    if ask.given is not None:
        ask.given.project = ask.project
        end_role(role=ask.given, by=by)
    return True


def _settle(project: Project) -> None:
    """A role that was ended on the page of the team: then its question is over too, and may be asked anew."""
    ended = RoleAsk.objects.filter(project=project, status=Status.ACCEPTED).exclude(
        pk__in=RoleAsk.objects.filter(project=project).confirmed().values("pk")
    )
    ended.update(status=Status.STOPPED, stopped_at=timezone.now())


def _label(role: str) -> str:
    return str(RoleAsk.Role(role).label)


register_verb("role_asked", gettext_lazy("{actor} vroeg {people} collega's voor de rol {role}."))
register_verb("role_still_open", gettext_lazy("Een plaats voor de rol {role} is nog open."))
register_verb("role_terms_changed", gettext_lazy("{actor} paste de afspraken aan met {person}, {role}."))
register_verb("role_prepared", gettext_lazy("{actor} noteerde dat {people} collega's voorbereid zijn, op {day}."))
register_verb("role_ask_withdrawn", gettext_lazy("{actor} trok een vraag voor de rol {role} in."))
