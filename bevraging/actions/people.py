"""Who is asked: add and remove people while it is a draft; repair an address once it is open."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bevraging.actions.prepare import take_draft
from bevraging.links import code_of, token_of
from bevraging.models import Participant, Survey
from bevraging.people_list import LONGEST_LIST, Entry
from organisatie.models import Employee, normalise_email
from trajecten import history
from trajecten.tokens import token_hash

__all__ = [
    "add_employees",
    "add_people",
    "correct_address",
    "give_slips",
    "remove_participants",
    "replace_employees",
    "with_employees",
]

SLICE = 2_000
MOST_PEOPLE = 2 * LONGEST_LIST


@transaction.atomic
def add_employees(*, survey: Survey, employees: Iterable[Employee], by) -> int:
    """Ask these employees; who is on the list already stays once. Gives how many are new. Raises AlreadySent."""
    take_draft(survey)
    rows = (
        Participant(
            survey=survey, employee=employee, name=employee.name, email=employee.email, language=employee.language
        )
        for employee in employees
    )
    return _insert(survey, list(rows), by)


@transaction.atomic
def replace_employees(*, survey: Survey, employees: Iterable[Employee], by) -> int:
    """Ask these employees in place of everybody who stood on the list. Gives how many went off it. Raises AlreadySent."""
    wanted = list(employees)
    keys = {employee.pk for employee in wanted}
    take_draft(survey)
    listed = survey.participants.values_list("pk", "employee_id")
    gone = remove_participants(survey=survey, by=by, ids=[pk for pk, employee in listed if employee not in keys])
    add_employees(survey=survey, employees=wanted, by=by)
    return gone


@transaction.atomic
def add_people(*, survey: Survey, entries: Sequence[Entry], by) -> int:
    """Ask the people of a list that was read; an address of an employee counts as that employee.

    Gives how many are new. Raises AlreadySent.
    """
    take_draft(survey)
    rows = []
    for entry, employee in with_employees(survey, entries):
        if employee:
            rows.append(
                Participant(
                    survey=survey,
                    employee=employee,
                    name=employee.name,
                    email=employee.email,
                    language=employee.language,
                )
            )
        else:
            rows.append(Participant(survey=survey, name=entry.name, email=entry.email))
    have = set(survey.participants.filter(email="", employee=None).values_list("name", flat=True))
    # The database knows addresses and employees once; for a bare name we must look ourselves.
    return _insert(survey, [row for row in rows if row.email or row.employee_id or row.name not in have], by)


def with_employees(survey: Survey, entries: Sequence[Entry]) -> list[tuple[Entry, Employee | None]]:
    """Each of them with the employee it is: by address, or by name for who has none. Two queries at most."""
    known = _employees_by_address(survey, [entry.email for entry in entries if entry.email])
    by_name = _employees_by_name(survey, [entry.name for entry in entries if not entry.email])
    return [(one, known.get(one.email) if one.email else by_name.get(one.name.lower())) for one in entries]


@transaction.atomic
def remove_participants(*, survey: Survey, by, ids: Iterable[int] | None = None) -> int:
    """Take people off the list (everybody when `ids` is None). Raises AlreadySent."""
    take_draft(survey)
    gone = survey.participants.all() if ids is None else survey.participants.filter(pk__in=list(ids))
    count = gone.delete()[0]
    if count:
        history.record("survey_people_removed", project=survey.project, actor=by, survey=survey.title, people=count)
    return count


@transaction.atomic
def give_slips(*, survey: Survey, by, ids: Iterable[int]) -> int:
    """These people get a slip on paper in place of a mail: the address leaves this list. Gives how many. Raises AlreadySent."""
    take_draft(survey)
    count = survey.participants.filter(pk__in=list(ids)).exclude(email="").update(email="")
    if count:
        history.record("survey_slips_given", project=survey.project, actor=by, survey=survey.title, people=count)
    return count


@transaction.atomic
def correct_address(*, survey: Survey, participant: Participant, email: str, by) -> bool:
    """Give somebody another address. In an open survey they get a new link there, and the old link stops working.

    Open: only where the invitation came back, and whether or not they answered. Otherwise a lead could try any colleague,
    and see from what happens (or from whose mail arrives) who answered. False when nothing changed (the same address
    again while its invitation did not fail: a second press would end the link that just left). Raises ValidationError
    for a wrong or a used address, for one that works, and when the survey is closed.
    """
    from bevraging import mails  # the mails of this app know the actions of this app

    address = normalise_email(email)
    _check_address(survey, participant, address)
    came_back = mails.invitation_failed(survey, participant)
    if address == participant.email and not came_back:
        return False
    if survey.status == Survey.Status.DRAFT:
        take_draft(survey)
        changed: dict[str, object] = {"email": address}
    elif survey.takes_answers:
        if not came_back:
            raise ValidationError(_("Naar dit adres is de uitnodiging vertrokken. Er valt niets te verbeteren."))
        generation = participant.generation + 1
        changed = {
            "email": address,
            "generation": generation,
            "token_hash": token_hash(token_of(participant.pk, generation)),
            "code_hash": token_hash(code_of(participant.pk, generation)),
        }
    else:
        raise ValidationError(_("De bevraging is afgesloten."))
    # The generation in the condition: of two presses at once, one sends.
    same = Participant.objects.filter(pk=participant.pk, survey=survey, generation=participant.generation)
    try:
        with transaction.atomic():
            if not same.update(**changed):
                return False
    except IntegrityError as error:
        raise ValidationError(_("Dit mailadres staat al in de lijst.")) from error
    participant.refresh_from_db()
    if survey.status == Survey.Status.OPEN:
        mails.queue_invitation_again(survey, participant)
        history.record("survey_address_corrected", project=survey.project, actor=by, survey=survey.title)
    return True


def _check_address(survey: Survey, participant: Participant, address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(_("Dit mailadres klopt niet. Schrijf het als naam@organisatie.be.")) from error
    if survey.participants.filter(email=address).exclude(pk=participant.pk).exists():
        raise ValidationError(_("Dit mailadres staat al in de lijst."))


def _insert(survey: Survey, rows: list[Participant], by) -> int:
    before = survey.participants.count()
    if before + len(rows) > MOST_PEOPLE:
        raise ValidationError(_("Een bevraging gaat naar hooguit 10.000 collega's."))
    Participant.objects.bulk_create(rows, batch_size=SLICE, ignore_conflicts=True)
    new = survey.participants.count() - before
    if new:
        history.record("survey_people_added", project=survey.project, actor=by, survey=survey.title, people=new)
    return new


def _employees_by_address(survey: Survey, addresses: list[str]) -> dict[str, Employee]:
    staff = Employee.objects.filter(organisation=survey.project.organisation_id).active().with_mail()
    if len(addresses) > 500:
        wanted = set(addresses)
        return {employee.email: employee for employee in staff if employee.email in wanted}
    return {employee.email: employee for employee in staff.filter(email__in=addresses)}


def _employees_by_name(survey: Survey, names: list[str]) -> dict[str, Employee]:
    """Employees without mail whose name is unique; two of the same name are not guessed at."""
    if not names:
        return {}
    staff = Employee.objects.filter(organisation=survey.project.organisation_id, email="").active()
    found: dict[str, Employee | None] = {}
    for employee in staff:
        key = employee.name.lower()
        found[key] = None if key in found else employee
    return {key: employee for key, employee in found.items() if employee}
