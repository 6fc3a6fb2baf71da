"""Put something in the spotlight, say it in other words, show it, take it back. The only door to `Spotlight.status`.

History tells that it happened and not what stands in it: its words may still have to lose a name.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.actions import plan
from communicatie.actions.page import redraw
from communicatie.models import Message
from opvolging.actions.spotlight_names import ask_anew
from opvolging.models import Spotlight
from organisatie.models import User
from trajecten import history
from trajecten.actions.checks import must_edit
from trajecten.history import register_verb
from trajecten.models import Project

Status = Spotlight.Status
FIELDS = ("what", "how", "location", "team", "agreement", "on_page")
SAID = ("what", "how", "location", "team")
"""Who agreed to stand beside it, agreed to these."""


@transaction.atomic
def make_spotlight(
    *,
    project: Project,
    by: User,
    show: bool = False,
    of_answer: bool = False,
    form_key: UUID | None = None,
    **fields: Any,
) -> Spotlight:
    """A new one, shown at once or still a draft. The same `form_key` twice gives the same one.

    `of_answer`: begun from what people wrote without a name; then it has no place. Raises PermissionDenied, or
    ValidationError with a sentence: at the field for a place or an agreement of elsewhere.
    """
    must_edit(by, project)
    Project.objects.select_for_update().get(pk=project.pk)  # pressed twice at once: the second finds the first
    earlier = Spotlight.objects.filter(project=project, form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    spotlight = Spotlight(project=project, of_answer=of_answer, form_key=form_key)
    _write(spotlight, fields)
    history.record("spotlight_made", project=project, actor=by)
    if show:
        show_spotlight(spotlight=spotlight, by=by)
    return spotlight


@transaction.atomic
def change_spotlight(*, spotlight: Spotlight, by: User, **fields: Any) -> bool:
    """Other words, place or agreement; False when nothing changed. Raises as `make_spotlight`.

    Who agreed to stand beside it is asked again when its words are others, or when more people than before can read it.
    """
    must_edit(by, spotlight.project)
    held = Spotlight.objects.select_for_update().get(pk=spotlight.pk)
    before = {name: getattr(held, name) for name in FIELDS}
    held.project = spotlight.project
    _write(held, fields)
    after = {name: getattr(held, name) for name in FIELDS}
    if before == after:
        return False
    if any(before[name] != after[name] for name in SAID) or after["on_page"] > before["on_page"]:
        ask_anew(spotlight=held)
    redraw(project=held.project)
    history.record("spotlight_changed", project=held.project, actor=by)
    return True


@transaction.atomic
def show_spotlight(*, spotlight: Spotlight, by: User) -> bool:
    """Everybody in the project sees it from now on; False when they did. The first day stays its day."""
    must_edit(by, spotlight.project)
    hidden = Spotlight.objects.filter(pk=spotlight.pk).exclude(status=Status.SHOWN)
    if not hidden.update(status=Status.SHOWN, shown_on=Coalesce("shown_on", timezone.localdate())):
        return False
    return _moved(spotlight, by, "spotlight_shown")


@transaction.atomic
def take_back(*, spotlight: Spotlight, by: User) -> bool:
    """Nobody but who leads sees it from now on, on no page; messages that were not told yet drop. False when it was not
    shown. What left by mail or hangs on a wall is beyond us."""
    must_edit(by, spotlight.project)
    shown = Spotlight.objects.filter(pk=spotlight.pk, status=Status.SHOWN)
    if not shown.update(status=Status.TAKEN_BACK):
        return False
    for message in spotlight.messages.filter(status__in=Message.OPEN):
        message.project = spotlight.project
        plan.drop_message(message=message, by=by, why=_("Dit staat niet meer in de kijker."))
    return _moved(spotlight, by, "spotlight_taken_back")


def _moved(spotlight: Spotlight, by: User, verb: str) -> bool:
    spotlight.refresh_from_db(fields=["status", "shown_on"])
    redraw(project=spotlight.project)
    history.record(verb, project=spotlight.project, actor=by)
    return True


def _write(spotlight: Spotlight, fields: dict[str, Any]) -> None:
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"A spotlight has no {sorted(unknown)} to write.")
    for name, value in fields.items():
        setattr(spotlight, name, " ".join(value.split()) if isinstance(value, str) else value)
    if not spotlight.how:
        raise ValidationError({"how": _("Schrijf hoe jullie dat doen. Dan kan een ander team het ook.")})
    project = spotlight.project
    if spotlight.location is not None and spotlight.location.organisation_id != project.organisation_id:
        raise ValidationError({"location": _("Kies een locatie van deze organisatie.")})
    if spotlight.agreement is not None and spotlight.agreement.project_id != project.pk:
        raise ValidationError({"agreement": _("Kies een afspraak van dit traject.")})
    spotlight.full_clean(exclude=["project", "agreement"])  # a field left out leaves out its constraint
    spotlight.save()


register_verb("spotlight_made", gettext_lazy("{actor} schreef op wat goed loopt."))
register_verb("spotlight_changed", gettext_lazy("{actor} paste iets aan dat in de kijker staat."))
register_verb("spotlight_shown", gettext_lazy("{actor} zette iets in de kijker."))
register_verb("spotlight_taken_back", gettext_lazy("{actor} haalde iets uit de kijker."))
