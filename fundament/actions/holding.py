"""How a proposal is held while it changes: one conditional UPDATE, that raises its version.

The second of two clicks waits for it, on SQLite and on PostgreSQL alike, and then sees what the first one did.
"""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.actions.refusals import ChangedMeanwhile, Refused, Settled, WithTheDecider
from fundament.models import Decision
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Event

Status = Decision.Status


def hold(decision: Decision, *, version: int | None = None) -> Decision:
    """The proposal as it stands now, with a higher version; nobody else changes it until the transaction ends.

    `version` is the one that the page showed. Raises ChangedMeanwhile when it is another one now, WithTheDecider, or
    Settled. Needs a transaction around it.
    """
    mine = Decision.objects.filter(pk=decision.pk, status=Status.PROPOSAL, asked_at__isnull=True)
    if version is not None:
        mine = mine.filter(version=version)
    if not mine.update(version=F("version") + 1):
        raise why_not(decision)
    now = Decision.objects.select_related("driver", "decider").get(pk=decision.pk)
    now.project = decision.project
    decision.version = now.version
    return now


def keep(decision: Decision, **values: Any) -> None:
    """Put what was stored on the object that the caller holds."""
    for name, value in values.items():
        setattr(decision, name, value)


def why_not(decision: Decision) -> Refused:
    """Why the conditional UPDATE found nothing to change."""
    now = Decision.objects.get(pk=decision.pk)
    if now.status != Status.PROPOSAL:
        return Settled(_("%(code)s is geen voorstel meer: het is %(status)s.") % _words(now))
    if now.asked_at is not None:
        return WithTheDecider(
            _("%(code)s ligt nu bij de beslisser. Neem het terug om nog iets te wijzigen.") % _words(now)
        )
    return changed_by(now)


def changed_by(decision: Decision) -> ChangedMeanwhile:
    """«Joris paste dit net aan.» Who it was, the history knows."""
    last = Event.objects.filter(project=decision.project_id, data__decision=decision.pk).select_related("actor")
    found = last.order_by("-pk").first()
    who = found.actor.first_name if found and found.actor else _("Iemand")
    return ChangedMeanwhile(_("%(who)s paste dit net aan. Kijk na wat er veranderde en bewaar opnieuw.") % {"who": who})


def _words(decision: Decision) -> dict[str, str]:
    return {"code": decision.code, "status": str(decision.get_status_display())}


def told(decision: Decision) -> dict[str, Any]:
    """What an event says of the decision it is about."""
    return {"decision": decision.pk, "code": decision.code, "question": decision.question}


def tell_change(decision: Decision, by: Any, fields: list[str]) -> None:
    history.record("decision_changed", project=decision.project, actor=by, fields=fields, **told(decision))


register_verb("decision_changed", gettext_lazy("{actor} paste {code} «{question}» aan: {fields}."))
