"""Who does what in a project. Roles are ended, never deleted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from organisatie.access import role_in
from organisatie.models import Employee, Location, User
from trajecten import history, mails
from trajecten.actions.checks import must_be_of, must_edit
from trajecten.deciders import belongs
from trajecten.models import Project, ProjectRole

Role = ProjectRole.Role


def set_role(
    *,
    project: Project,
    role: str,
    by: User,
    user: User | None = None,
    employee: Employee | None = None,
    location: Location | None = None,
) -> ProjectRole:
    """Give somebody a role; the same role twice is one row. A new decider replaces the one before.

    Raises PermissionDenied, or ValidationError with a sentence when this person cannot have this role.
    """
    must_edit(by, project)
    return give_role(project=project, role=role, user=user, employee=employee, location=location, actor=by)


def give_role(
    *,
    project: Project,
    role: str,
    actor: User,
    user: User | None = None,
    employee: Employee | None = None,
    location: Location | None = None,
) -> ProjectRole:
    """As `set_role`, for actions that checked the right of the `actor` themselves."""
    if user is None and employee is not None:
        user = employee.user
    _check_person(project, role, user, employee, location)
    with transaction.atomic():
        hold(project)
        _check_separation(project, role, user)
        roles = ProjectRole.objects.current().filter(project=project, role=role)
        person = {"user": user} if user else {"employee": employee}
        if same := roles.filter(location=location, **person).first():
            return same
        if role == Role.DECIDER:
            for former in roles.select_related("user", "employee"):
                _end(former, actor)
        given = ProjectRole.objects.create(project=project, role=role, user=user, employee=employee, location=location)
        values = {"person": str(given.person), "role": given.get_role_display()}
        history.record("role.given", project=project, actor=actor, **values)
        if role == Role.DECIDER:
            mails.ask_again(project)
    forget_standing(project)
    return given


def end_role(*, role: ProjectRole, by: User) -> bool:
    """End a role; False when it had ended already. The row stays, with its end.

    Raises PermissionDenied, or ValidationError for the last lead (somebody has to keep an eye on the project) and for
    who decides (every gate asks for one: name another).
    """
    must_edit(by, role.project)
    if role.role == Role.DECIDER and role.until is None:
        raise ValidationError(_("Beslist er voortaan iemand anders? Voeg die toe met de rol beslisser."))
    with transaction.atomic():
        hold(role.project)
        others = ProjectRole.objects.current().filter(project=role.project_id, role=Role.LEAD).exclude(pk=role.pk)
        if role.role == Role.LEAD and not others.exists():
            raise ValidationError(_("Een traject heeft minstens één projectleider. Kies eerst iemand anders."))
        ended = _end(role, by)
    forget_standing(role.project)
    return ended


def hold(project: Project) -> None:
    """Changes of roles come one after the other, or two people would become lead and decider at the same moment."""
    Project.objects.filter(pk=project.pk).update(turn=F("turn") + 1)


def forget_standing(project: Project) -> None:
    """What `access.standing` remembered on this object is no longer true."""
    project.__dict__.pop("_standing", None)


def _end(role: ProjectRole, actor: User) -> bool:
    ended = ProjectRole.objects.current().filter(pk=role.pk).update(until=timezone.now()) == 1
    if ended:
        values = {"person": str(role.person), "role": role.get_role_display()}
        history.record("role.ended", project=role.project, actor=actor, **values)
    return ended


def _check_person(
    project: Project, role: str, user: User | None, employee: Employee | None, location: Location | None
) -> None:
    """Raises ValidationError unless this person exists for the organisation and can do what the role asks."""
    if role not in Role.values:
        raise ValidationError(_("Kies een rol uit de lijst."))
    must_be_of([row for row in (employee, location) if row is not None], project.organisation_id)
    if user is None and employee is None:
        raise ValidationError(_("Kies wie deze rol opneemt."))
    if user is not None and not belongs(user, project.organisation):
        raise ValidationError(_("Deze persoon hoort niet bij jullie organisatie. Nodig eerst uit."))
    if role == Role.DECIDER and user is None:
        raise ValidationError(_("Wie beslist, heeft een account nodig. Nodig deze persoon eerst uit."))
    if role == Role.LEAD and (user is None or role_in(user, project.organisation) not in ("admin", "lead")):
        raise ValidationError(_("Een projectleider is lid van jullie organisatie als projectleider of beheerder."))


def _check_separation(project: Project, role: str, user: User | None) -> None:
    """Doers and deciders together, but never the same person."""
    other = {Role.DECIDER: Role.LEAD, Role.LEAD: Role.DECIDER}.get(Role(role))
    if other and user and ProjectRole.objects.current().held_by(user).filter(project=project, role=other).exists():
        raise ValidationError(_("Wie beslist, is iemand anders dan wie het traject leidt. Kies iemand anders."))
