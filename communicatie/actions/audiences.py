"""Audiences: for whom we tell what. Made, changed and removed here; how many they are is counted (`communicatie.reach`)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.models import Audience
from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from trajecten.models import Project, ProjectRole

Kind = Audience.Kind
FIELDS = ("name", "kind", "shift", "role", "outside_count", "inner", "in_matrix")


@transaction.atomic
def add_audience(
    *,
    project: Project,
    by: Any,
    functions: Iterable[Any] = (),
    locations: Iterable[Any] = (),
    form_key: UUID | None = None,
    **fields: Any,
) -> Audience:
    """A new audience. The same `form_key` twice gives the same one.

    Raises ValidationError for a name that is taken, and for a function or location of another organisation.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    earlier = project.audiences.filter(form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    audience = Audience(project=project, form_key=form_key)
    _write(audience, functions, locations, fields)
    history.record("audience_added", project=project, actor=by, audience=audience.name)
    return audience


@transaction.atomic
def change_audience(
    *, audience: Audience, by: Any, functions: Iterable[Any] = (), locations: Iterable[Any] = (), **fields: Any
) -> None:
    """Another name, or other people. What was told already keeps how many it reached then. Raises as `add_audience`."""
    Project.objects.select_for_update().get(pk=audience.project_id)
    _write(audience, functions, locations, fields)
    history.record("audience_changed", project=audience.project, actor=by, audience=audience.name)


@transaction.atomic
def remove_audience(*, audience: Audience, by: Any) -> bool:
    """Take it away; False when it was gone. Raises ValidationError when messages are planned for it or were told to it."""
    Project.objects.select_for_update().get(pk=audience.project_id)
    if audience.messages.exists():
        raise ValidationError(_("Voor deze doelgroep staan er boodschappen in het plan. Daarom blijft ze staan."))
    if not Audience.objects.filter(pk=audience.pk).delete()[0]:
        return False
    history.record("audience_removed", project=audience.project, actor=by, audience=audience.name)
    return True


@transaction.atomic
def start_audiences(*, project: Project, by: Any) -> list[Audience]:
    """The usual ones to begin with: everybody, the key figures, and each function. Nothing when there are some already."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.audiences.exists():
        return []
    made = [
        Audience(project=project, name=_("Iedereen")),
        Audience(
            project=project,
            name=_("Sleutelfiguren"),
            kind=Kind.ROLE,
            role=ProjectRole.Role.KEY_FIGURE,
            inner=True,
            in_matrix=False,
        ),
    ]
    functions = list(project.functions.all() or project.organisation.functions.all())
    taken = {audience.name.lower() for audience in made}
    functions = [one for one in functions if one.name.lower() not in taken]
    made += [Audience(project=project, name=one.name[:80]) for one in functions]
    for audience in made:
        audience.save()
    for audience, function in zip(made[-len(functions) :] if functions else [], functions, strict=True):
        audience.functions.add(function)
    history.record("audiences_started", project=project, actor=by, audiences=[one.name for one in made])
    return made


def _write(audience: Audience, functions: Iterable[Any], locations: Iterable[Any], fields: dict[str, Any]) -> None:
    """What does not belong to the chosen kind is left out, whatever was filled in."""
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"An audience has no {sorted(unknown)}.")
    functions, locations = list(functions), list(locations)
    must_be_of([*functions, *locations], audience.project.organisation_id)
    for name, value in fields.items():
        setattr(audience, name, value)
    audience.name = " ".join(audience.name.split())
    if audience.kind != Kind.ROLE:
        audience.role = ""
    if audience.kind == Kind.OUTSIDE:
        functions, locations, audience.shift, audience.inner = [], [], "", False
    else:
        audience.outside_count = None
    audience.full_clean(exclude=["form_key"])  # not without the project: a name is taken within it
    audience.save()
    audience.functions.set(functions)
    audience.locations.set(locations)


register_verb("audience_added", gettext_lazy("{actor} maakte de doelgroep «{audience}»."))
register_verb("audience_changed", gettext_lazy("{actor} paste de doelgroep «{audience}» aan."))
register_verb("audience_removed", gettext_lazy("{actor} haalde de doelgroep «{audience}» weg."))
register_verb("audiences_started", gettext_lazy("{actor} maakte de eerste doelgroepen: {audiences}."))
