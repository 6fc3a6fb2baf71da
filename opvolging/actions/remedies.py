"""An approach where an agreement asks for attention: begin one, change it, close it.

An approach is for a place or for everywhere; no verb here names a colleague but the one who looks after it. History names
the agreement and the place: the words of an approach stand on its own page.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.naming import in_words
from fundament.models import Agreement
from opvolging import ladder
from opvolging.models import AgreementCheck, Remedy
from organisatie.models import Employee, Location
from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb

Outcome = Remedy.Outcome
READY_AFTER, EFFECT_AFTER = timedelta(weeks=3), timedelta(weeks=6)
"""Three weeks to do it, and as many to let it work before somebody looks whether it helped."""
ENDS = (Outcome.HELPED, Outcome.NOT_ENOUGH, Outcome.STOPPED)
CHANGED = ("what", "owner", "due_on", "effect_on")


@transaction.atomic
def start_remedy(
    *,
    agreement: Agreement,
    by: Any,
    cause: str,
    rung: int,
    what: str,
    location: Location | None = None,
    owner: Employee | None = None,
    due_on: date | None = None,
    effect_on: date | None = None,
    skipped_why: str = "",
    check_seen: AgreementCheck | None = None,
    form_key: UUID | None = None,
) -> Remedy:
    """An approach that begins today, at `location` or everywhere. The same `form_key` twice gives the same one.

    Raises ValidationError for a place, an owner or a check of elsewhere, for days in the wrong order, and when a softer
    step was not tried there yet and nothing says why it is skipped.
    """
    # Two at once: the second one knows what the first one tries.
    held = Agreement.objects.select_for_update(of=("self",)).select_related("project__organisation")
    agreement = held.get(pk=agreement.pk)
    if form_key is not None and (earlier := Remedy.objects.filter(form_key=form_key).first()):
        if earlier.agreement.project_id != agreement.project_id:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return earlier
    must_be_of([one for one in (location, owner) if one is not None], agreement.project.organisation_id)
    _of_here(check_seen, agreement)
    today = timezone.localdate()
    remedy = Remedy(
        agreement=agreement,
        location=location,
        check_seen=check_seen,
        cause=cause,
        rung=rung,
        what=what.strip(),
        owner=owner,
        started_on=today,
        due_on=due_on or today + READY_AFTER,
        effect_on=effect_on or (due_on or today + READY_AFTER) + (EFFECT_AFTER - READY_AFTER),
        form_key=form_key,
    )
    remedy.full_clean(exclude=["agreement", "check_seen", "form_key", "skipped_why"])
    remedy.skipped_why = _why_skipped(remedy, skipped_why.strip())
    remedy.full_clean(exclude=["agreement", "check_seen", "form_key"])
    remedy.save()
    _told("remedy_started", remedy, by)
    return remedy


def tried_at(agreement: Agreement, location: Location | None) -> set[int]:
    """The steps that were or are tried there; what was tried everywhere was tried there as well. What was stopped half
    way was not."""
    rows = Remedy.objects.filter(agreement=agreement).exclude(outcome=Outcome.STOPPED)
    here = Q(location__isnull=True) if location is None else Q(location=location) | Q(location__isnull=True)
    return set(rows.filter(here).values_list("rung", flat=True))


def _why_skipped(remedy: Remedy, why: str) -> str:
    """The reason, where one is needed. Raises ValidationError when it is missing."""
    missing = ladder.skipped(remedy.cause, remedy.rung, tried_at(remedy.agreement, remedy.location))
    if not missing:
        return ""
    if not why:
        told = _("Je slaat een zachtere stap over: %(steps)s. Schrijf kort op waarom.")
        raise ValidationError({"skipped_why": told % {"steps": in_words([str(one.label) for one in missing])}})
    return why


@transaction.atomic
def change_remedy(*, remedy: Remedy, by: Any, what: str, owner: Employee | None, due_on: date, effect_on: date) -> bool:
    """Other words, another owner or other days; False when nothing changes.

    Raises ValidationError when it was closed, for an owner of elsewhere, and for days in the wrong order.
    """
    held = _held(remedy)
    wanted = {"what": what.strip(), "owner": owner, "due_on": due_on, "effect_on": effect_on}
    if all(getattr(held, name) == wanted[name] for name in CHANGED):
        return False
    _must_run(held)
    must_be_of([owner] if owner else [], held.agreement.project.organisation_id)
    for name in CHANGED:
        setattr(held, name, wanted[name])
    held.full_clean(exclude=["agreement", "check_seen", "form_key"])
    held.save()
    _told("remedy_changed", held, by)
    return True


@transaction.atomic
def give_remedy(*, remedy: Remedy, by: Any, owner: Employee | None) -> bool:
    """Somebody else looks after it; its days stay. False when it was theirs already. Raises as `change_remedy`."""
    held = _held(remedy)
    days = {"due_on": held.due_on, "effect_on": held.effect_on}
    return change_remedy(remedy=held, by=by, what=held.what, owner=owner, **days)


@transaction.atomic
def finish_remedy(*, remedy: Remedy, by: Any, outcome: str, result: str) -> bool:
    """It is over, and `result` says what it brought. False when it was closed before.

    Raises ValidationError without that, or for an outcome that is none.
    """
    held, result = _held(remedy), result.strip()
    if held.ended_on is not None:
        return False
    if outcome not in ENDS:
        raise ValidationError({"outcome": _("Kies of het hielp.")})
    if not result:
        raise ValidationError({"result": _("Schrijf op wat het opbracht.")})
    held.outcome, held.result, held.ended_on = Outcome(outcome), result, timezone.localdate()
    held.full_clean(exclude=["agreement", "check_seen", "form_key"])
    held.save()
    _told("remedy_ended", held, by, outcome=str(Outcome(outcome).label))
    return True


def _held(remedy: Remedy) -> Remedy:
    """The approach, held for the rest of the transaction."""
    rows = Remedy.objects.select_for_update(of=("self",))
    return rows.select_related("agreement__project__organisation", "location", "owner").get(pk=remedy.pk)


def _must_run(remedy: Remedy) -> None:
    if remedy.ended_on is not None:
        raise ValidationError(_("Deze aanpak is afgesloten. Begin een nieuwe."))


def _of_here(check: AgreementCheck | None, agreement: Agreement) -> None:
    if check is not None and check.rhythm.agreement_id != agreement.pk:
        raise ValidationError(_("Deze check hoort bij een andere afspraak. Laad de bladzijde opnieuw."))


def _told(verb: str, remedy: Remedy, by: Any, **more: Any) -> None:
    place = remedy.location.name if remedy.location else ""
    agreement = remedy.agreement
    verb = verb if place else f"{verb}_everywhere"
    history.record(verb, project=agreement.project, actor=by, agreement=agreement.code, place=place, **more)


def _register(verb: str, there: Any, everywhere: Any) -> None:
    register_verb(verb, there)
    register_verb(f"{verb}_everywhere", everywhere)


_register(
    "remedy_started",
    gettext_lazy("{actor} begon een aanpak voor afspraak {agreement} in {place}."),
    gettext_lazy("{actor} begon een aanpak voor afspraak {agreement}."),
)
_register(
    "remedy_changed",
    gettext_lazy("{actor} paste de aanpak voor afspraak {agreement} in {place} aan."),
    gettext_lazy("{actor} paste de aanpak voor afspraak {agreement} aan."),
)
_register(
    "remedy_ended",
    gettext_lazy("{actor} sloot de aanpak voor afspraak {agreement} in {place} af: {outcome}."),
    gettext_lazy("{actor} sloot de aanpak voor afspraak {agreement} af: {outcome}."),
)
