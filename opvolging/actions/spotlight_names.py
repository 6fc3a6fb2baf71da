"""May a colleague's name stand beside a spotlight? Asking it, their own answer, and the end. The only door to
`SpotlightName.status`.

Only the colleague says yes, by the link in the mail, and no at any moment. History names nobody: who would rather not,
is no news.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.actions.page import redraw
from opvolging import spotlight_mails
from opvolging.models import Spotlight, SpotlightName
from organisatie.models import Employee, User
from trajecten import history
from trajecten.actions.checks import must_edit
from trajecten.history import register_verb
from trajecten.tokens import token_hash

Status = SpotlightName.Status
MOST = 6
"""Names beside one spotlight: it is about what a team does. [eigen]"""


@transaction.atomic
def ask_name(*, spotlight: Spotlight, by: User, employee: Employee) -> bool:
    """Ask this colleague, by mail; False when there is nothing to ask: they were asked today, or answered already.

    Who said «liever niet» is not asked again. Raises PermissionDenied, or ValidationError with a sentence.
    """
    must_edit(by, spotlight.project)
    Spotlight.objects.select_for_update().get(
        pk=spotlight.pk
    )  # two leads at once: the second sees whom the first asked
    _can_be_asked(spotlight, employee)
    now = timezone.now()
    name, fresh = SpotlightName.objects.get_or_create(
        spotlight=spotlight, employee=employee, defaults={"asked_by": by, "asked_at": now}
    )
    if name.status in (Status.AGREED, Status.DECLINED):
        return False
    if name.status == Status.WITHDRAWN or spotlight_mails.went_elsewhere(name):
        _renew([name])
    elif fresh:
        _seal([name])
    if not spotlight_mails.queue_asked([name]):
        return False
    history.record("spotlight_name_asked", project=spotlight.project, actor=by)
    return True


def _can_be_asked(spotlight: Spotlight, employee: Employee) -> None:
    here = Employee.objects.filter(organisation=spotlight.project.organisation_id).active()
    if not here.filter(pk=employee.pk).exists():
        raise ValidationError(_("Kies een collega die hier werkt."))
    if not employee.email:
        raise ValidationError(
            _("%(name)s heeft geen mailadres. Alleen met een eigen ja kan een naam erbij.") % {"name": employee}
        )
    others = SpotlightName.objects.filter(spotlight=spotlight, status__in=SpotlightName.RUNNING)
    if others.exclude(employee=employee).count() >= MOST:
        raise ValidationError(_("Hooguit %(n)d namen. Het gaat over wat een team doet.") % {"n": MOST})


@transaction.atomic
def ask_anew(*, spotlight: Spotlight) -> int:
    """The words are others by now: who was asked or agreed is asked again, and until then has no name there. How many."""
    names = list(
        SpotlightName.objects.select_related("employee").filter(spotlight=spotlight, status__in=SpotlightName.RUNNING)
    )
    for name in names:
        name.spotlight = spotlight
    _renew(names)
    spotlight_mails.queue_asked(names)
    return len(names)


def _renew(names: list[SpotlightName]) -> None:
    """Asked again, by another link: the earlier one opens nothing any more."""
    SpotlightName.objects.filter(pk__in=[name.pk for name in names]).update(
        status=Status.ASKED, answered_at=None, asked_at=timezone.now(), generation=F("generation") + 1
    )
    for name in names:
        name.refresh_from_db(fields=["status", "answered_at", "asked_at", "generation"])
    _seal(names)


def _seal(names: list[SpotlightName]) -> None:
    for name in names:
        name.token_hash = token_hash(spotlight_mails.secret_of(name))
    SpotlightName.objects.bulk_update(names, ["token_hash"])


# --- The answer ------------------------------------------------------------------------------------


@transaction.atomic
def agree(*, name: SpotlightName) -> bool:
    """Yes, by the link in the mail, also by who said no before. False when it was answered so already, or is over."""
    return _answered(name, [Status.ASKED, Status.DECLINED], Status.AGREED)


@transaction.atomic
def decline(*, name: SpotlightName) -> bool:
    """Rather not, at any moment, also after a yes: the name is gone from that moment on. False when it was so already."""
    return _answered(name, [Status.ASKED, Status.AGREED], Status.DECLINED)


def _answered(name: SpotlightName, before: list[SpotlightName.Status], after: SpotlightName.Status) -> bool:
    rows = SpotlightName.objects.filter(pk=name.pk, generation=name.generation, status__in=before)
    if not rows.update(status=after, answered_at=timezone.now()):
        return False
    name.refresh_from_db(fields=["status", "answered_at"])
    redraw(project=name.spotlight.project)
    return True


@transaction.atomic
def withdraw(*, name: SpotlightName, by: User) -> bool:
    """Who leads takes the name away, or no longer asks for it. False when that was so already."""
    must_edit(by, name.spotlight.project)
    running = SpotlightName.objects.filter(pk=name.pk, status__in=SpotlightName.RUNNING)
    if not running.update(status=Status.WITHDRAWN):
        return False
    name.refresh_from_db(fields=["status"])
    redraw(project=name.spotlight.project)
    return True


register_verb("spotlight_name_asked", gettext_lazy("{actor} vroeg een collega om met naam in de kijker te staan."))
