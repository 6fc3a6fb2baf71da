"""What belongs to a proposal: options, who is heard or told, who does what by when. Only as long as it is a proposal that
lies with nobody; saying that something is done comes after.

Adding the same twice gives the first one. Each may raise WithTheDecider, Settled, and ValidationError; a change, which
says which version its page showed, ChangedMeanwhile as well.
"""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.actions.holding import hold, tell_change, told
from fundament.actions.refusals import Settled
from fundament.models import Decision, DecisionOption, DecisionParty, DecisionTask
from trajecten import history
from trajecten.history import register_verb

Part = TypeVar("Part", DecisionOption, DecisionParty, DecisionTask)
NAMES: dict[type[models.Model], Any] = {
    DecisionOption: gettext_lazy("opties"),
    DecisionParty: gettext_lazy("wie meedenkt"),
    DecisionTask: gettext_lazy("acties"),
}


@transaction.atomic
def add_option(*, decision: Decision, by: Any, title: str, plus: str = "", minus: str = "") -> DecisionOption:
    now = hold(decision)
    last = now.options.aggregate(last=Max("number"))["last"]
    return _add(DecisionOption(decision=now, title=title, plus=plus, minus=minus, number=(last or 0) + 1), by, "number")


@transaction.atomic
def change_option(*, option: DecisionOption, by: Any, version: int, **fields: Any) -> None:
    _change(option, by, version, fields)


@transaction.atomic
def remove_option(*, option: DecisionOption, by: Any) -> None:
    _remove(option, by)


@transaction.atomic
def add_party(
    *,
    decision: Decision,
    by: Any,
    name: str,
    part: str = DecisionParty.Part.CONSULTED,
    does_the_work: bool = False,
    function: Any = None,
    said: str = "",
) -> DecisionParty:
    """A group that is heard or told. Who is only told gives no advice, and is not asked whether they do the work."""
    party = DecisionParty(
        decision=hold(decision), name=name, part=part, does_the_work=does_the_work, function=function, said=said
    )
    return _add(party, by)


@transaction.atomic
def change_party(*, party: DecisionParty, by: Any, version: int, **fields: Any) -> None:
    _change(party, by, version, fields)


@transaction.atomic
def remove_party(*, party: DecisionParty, by: Any) -> None:
    _remove(party, by)


@transaction.atomic
def add_task(*, decision: Decision, by: Any, what: str, who: str, due_on: date) -> DecisionTask:
    return _add(DecisionTask(decision=hold(decision), what=what, who=who, due_on=due_on), by)


@transaction.atomic
def change_task(*, task: DecisionTask, by: Any, version: int, **fields: Any) -> None:
    _change(task, by, version, fields)


@transaction.atomic
def remove_task(*, task: DecisionTask, by: Any) -> None:
    _remove(task, by)


@transaction.atomic
def complete_task(*, task: DecisionTask, by: Any) -> bool:
    """What was promised is done; False when somebody said so before. Raises Settled when the decision does not hold."""
    return _done(task, by, "decision_task_done", timezone.localdate())


@transaction.atomic
def undo_task(*, task: DecisionTask, by: Any) -> bool:
    """It is not done after all; False when it was open. Raises Settled when the decision does not hold."""
    return _done(task, by, "decision_task_undone", None)


def _done(task: DecisionTask, by: Any, verb: str, after: date | None) -> bool:
    holding = DecisionTask.objects.filter(pk=task.pk, decision__status__in=Decision.HOLDING)
    if not holding.filter(done_on__isnull=after is not None).update(done_on=after):
        if not holding.exists():
            raise Settled(_("Afvinken kan zodra het besluit genomen is."))
        return False
    task.done_on = after
    history.record(verb, project=task.decision.project, actor=by, **told(task.decision))
    return True


def _add(part: Part, by: Any, *apart: str) -> Part:
    """Store it, or give the one that says the same. `apart`: what differs each time."""
    _check(part)
    same = {f.name: getattr(part, f.name) for f in part._meta.concrete_fields if f.name not in ("id", *apart)}
    earlier = type(part)._default_manager.filter(**same).first()
    if earlier is not None:
        return earlier
    part.validate_constraints()
    part.save(force_insert=True)
    tell_change(part.decision, by, [str(NAMES[type(part)])])
    return part


def _change(part: Part, by: Any, version: int, fields: dict[str, Any]) -> None:
    now = hold(part.decision, version=version)
    for name, value in fields.items():
        setattr(part, name, value)
    _check(part)
    part.validate_constraints()
    part.save(update_fields=list(fields))
    tell_change(now, by, [str(NAMES[type(part)])])


def _remove(part: Part, by: Any) -> None:
    """Safe to press twice."""
    now = hold(part.decision)
    if type(part)._default_manager.filter(pk=part.pk).delete()[0]:
        tell_change(now, by, [str(NAMES[type(part)])])


def _check(part: Part) -> None:
    if isinstance(part, DecisionParty):
        if part.part == DecisionParty.Part.INFORMED:
            part.does_the_work, part.said = False, ""
        if part.function is not None and part.function.organisation_id != part.decision.project.organisation_id:
            raise ValidationError({"function": _("Kies een functiegroep van jullie organisatie.")})
    part.full_clean(exclude=["decision"], validate_constraints=False)


register_verb("decision_task_done", gettext_lazy("{actor} noteerde dat een actie van {code} gedaan is."))
register_verb("decision_task_undone", gettext_lazy("{actor} zette een actie van {code} weer open."))
