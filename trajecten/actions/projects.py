"""Make a project, and change what it is about."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from organisatie.models import Organisation, User
from trajecten import access, history
from trajecten.actions.checks import must_be_of, must_edit
from trajecten.actions.roles import give_role
from trajecten.deciders import decider_account
from trajecten.models import Project, ProjectRole

RESERVED_SLUGS = frozenset({"nieuw"})
"""Addresses below /trajecten/ that are pages of their own."""
SLUG_LENGTH = 70
SLUG_TRIES = 1000
TEXTS = ("title", "goal", "why", "mode")
REACH = ("locations", "functions")


def create_project(
    *,
    organisation: Organisation,
    by: User,
    title: str,
    goal: str,
    why: str = "",
    decider_email: str = "",
    decider_user: User | None = None,
    lead: User | None = None,
    locations: Iterable[Any] = (),
    functions: Iterable[Any] = (),
    form_key: UUID | None = None,
) -> Project:
    """A new project in step 1, with its lead and its decider. The same `form_key` twice gives the same project.

    Raises PermissionDenied when `by` may not make projects here, and ValidationError when the decider also leads, when
    somebody cannot have their role, or when a location or function is of another organisation.
    """
    if not access.may_create_project(by, organisation):
        raise PermissionDenied
    if existing := _made_before(form_key, organisation, by):
        return existing
    reach = {"locations": list(locations), "functions": list(functions)}
    must_be_of([*reach["locations"], *reach["functions"]], organisation.pk)
    project = Project(
        organisation=organisation,
        title=title.strip(),
        goal=goal.strip(),
        why=why.strip(),
        form_key=form_key,
        created_by=by,
    )
    project.clean_fields(exclude=["slug", "organisation", "created_by", "form_key"])
    try:
        with transaction.atomic():
            _insert(project)
            for name, rows in reach.items():
                getattr(project, name).set(rows)
            history.record("project.created", project=project, actor=by, title=project.title)
            give_role(project=project, role=ProjectRole.Role.LEAD, user=lead or by, actor=by)
            if decider_user is None and decider_email:
                decider_user = decider_account(
                    email=decider_email, organisation=organisation, by=by, title=project.title
                )
            if decider_user is not None:
                give_role(project=project, role=ProjectRole.Role.DECIDER, user=decider_user, actor=by)
    except IntegrityError as error:
        if existing := _made_before(form_key, organisation, by):
            return existing
        raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens.")) from error
    return project


def update_project(*, project: Project, by: User, **fields: Any) -> list[str]:
    """Change title, goal, why, mode, locations or functions; gives the names of what changed.

    History keeps what was there before. Raises PermissionDenied, or ValidationError for what is of another organisation.
    """
    must_edit(by, project)
    if unknown := set(fields) - {*TEXTS, *REACH}:
        raise TypeError(f"A project has no {sorted(unknown)} to change.")
    with transaction.atomic():
        current = Project.objects.select_related("organisation").get(pk=project.pk)
        before = _change_texts(current, {k: v for k, v in fields.items() if k in TEXTS})
        before |= _change_reach(current, {k: list(v) for k, v in fields.items() if k in REACH})
        if before:
            labels = [str(Project._meta.get_field(name).verbose_name) for name in before]  # type: ignore[union-attr]
            after = {name: _plain(current, name) for name in before}
            history.record("project.changed", project=current, actor=by, fields=labels, before=before, after=after)
    project.refresh_from_db(fields=[*TEXTS])
    return list(before)


def _change_texts(project: Project, values: dict[str, Any]) -> dict[str, Any]:
    """Changes what differs; gives what was there before."""
    before = {name: getattr(project, name) for name, value in values.items() if getattr(project, name) != value}
    for name in before:
        setattr(project, name, values[name])
    if before:
        project.clean_fields(exclude=[f.name for f in Project._meta.fields if f.name not in before])
        project.save(update_fields=list(before))
    return before


def _change_reach(project: Project, values: dict[str, list[Any]]) -> dict[str, Any]:
    before = {}
    for name, rows in values.items():
        must_be_of(rows, project.organisation_id)
        old = _plain(project, name)
        if {row.pk for row in rows} != set(getattr(project, name).values_list("pk", flat=True)):
            before[name] = old
            getattr(project, name).set(rows)
    return before


def _plain(project: Project, name: str) -> Any:
    """The value as history keeps it: names in place of rows."""
    if name in REACH:
        return sorted(getattr(project, name).values_list("name", flat=True))
    return getattr(project, name)


def _made_before(form_key: UUID | None, organisation: Organisation, by: User) -> Project | None:
    if form_key is None:
        return None
    return Project.objects.filter(form_key=form_key, organisation=organisation, created_by=by).first()


def _insert(project: Project) -> None:
    """Saves it under a free address. Raises IntegrityError when the form was sent before, or no address is free."""
    base = slugify(project.title.replace("&", " en "))[:SLUG_LENGTH].strip("-") or "traject"
    for turn in range(1, SLUG_TRIES):
        slug = base if turn == 1 else f"{base}-{turn}"
        if slug in RESERVED_SLUGS or Project.objects.filter(slug=slug).exists():
            continue
        try:
            with transaction.atomic():
                project.slug = slug
                project.save(force_insert=True)
        except IntegrityError:
            if project.form_key and Project.objects.filter(form_key=project.form_key).exists():
                raise
            project.pk = None
        else:
            return
    raise IntegrityError("No free address for this title.")
