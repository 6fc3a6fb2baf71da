"""From proposal to decision and on. The only door to `Decision.status`: each verb is one conditional UPDATE, so that of
twelve simultaneous clicks one wins; the others hear that somebody was first.

Who changes their mind about a decision proposes one that replaces it (`proposing.propose(supersedes=…)`).
"""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament import decision_mails
from fundament.actions.holding import changed_by, hold, keep, told, why_not
from fundament.actions.refusals import Incomplete, Settled
from fundament.decision_reading import whole
from fundament.missing import ahead, missing
from fundament.models import Decision, DecisionOption
from fundament.models.decisions import SHORTEST_RATIONALE
from organisatie.models import User
from trajecten import access, gate, history
from trajecten.history import register_verb

Status = Decision.Status
DECIDE = "decision.take"


@transaction.atomic
def ask(*, decision: Decision, by: User, decide_by: date) -> bool:
    """Put the proposal before its decider, by mail; False when it lies there already.

    Raises Incomplete with what misses, Settled, ValidationError for a day that cannot be, PermissionDenied for who decides
    about it: nobody asks themselves.
    """
    if Decision.objects.filter(pk=decision.pk, status=Status.PROPOSAL, asked_at__isnull=False).exists():
        return False
    now = hold(decision)
    if by.pk == now.decider_id:
        raise PermissionDenied
    read = whole(Decision.objects.filter(pk=now.pk)).get()
    read.project = decision.project
    if found := missing(read):
        raise Incomplete(_("Dit is nog nodig: %(what)s") % {"what": found[0].sentence}, found)
    if not ahead(decide_by):
        raise ValidationError({"decide_by": _("Kies een datum na vandaag")})
    if now.review_on <= decide_by:
        raise ValidationError({"decide_by": _("Kies een dag voor jullie het besluit opnieuw bekijken.")})
    values = {"asked_at": timezone.now(), "decide_by": decide_by, "sent_back": ""}
    Decision.objects.filter(pk=now.pk).update(**values)
    keep(now, **values)
    keep(decision, version=now.version, **values)
    history.record(
        "decision_asked", project=now.project, actor=by, decider=str(now.decider), decide_by=decide_by, **told(now)
    )
    decision_mails.queue_asked(now, by)
    return True


@transaction.atomic
def take_back(*, decision: Decision, by: User) -> bool:
    """It no longer lies with the decider, and may change again; its mail does not leave any more. False: it did not."""
    values = {"asked_at": None, "decide_by": None}
    if not _asked(decision).update(version=F("version") + 1, **values):
        return False
    decision.refresh_from_db(fields=["version", *values])
    history.record("decision_taken_back", project=decision.project, actor=by, **told(decision))
    return True


@transaction.atomic
def decide(*, decision: Decision, by: User, version: int, option: DecisionOption, rationale: str) -> Decision:
    """The decider takes it; what it replaces is replaced from then on. `version` is that of the page they read.

    Raises PermissionDenied for anybody else, GateClosed for a foundation decision before the go of gate 1, Settled
    (pressed twice, taken back), ChangedMeanwhile, and ValidationError for a choice or a reason that cannot be.
    """
    now = _for_the_decider(decision, by, version)
    if now.kind == Decision.Kind.FOUNDATION:
        gate.require(now.project, DECIDE)
    rationale = rationale.strip()
    _check_choice(now, option, rationale)
    values = {"status": Status.TAKEN, "chosen": option, "rationale": rationale, "taken_at": timezone.now()}
    if not _asked(now, decider=by, version=version).update(version=F("version") + 1, **values):
        raise _too_late(now)
    keep(decision, version=version + 1, **values)
    keep(now, version=version + 1, **values)
    history.record("decision_taken", project=now.project, actor=by, option=option.title, **told(now))
    _replace_former(now, by)
    decision_mails.queue_told(now, "taken", by)
    return decision


@transaction.atomic
def send_back(*, decision: Decision, by: User, version: int, reason: str) -> Decision:
    """«Nog niet»: the decider says what they still need; the driver hears it, and the proposal may change again.

    Raises PermissionDenied, Settled, ChangedMeanwhile, and ValidationError without a reason.
    """
    now = _for_the_decider(decision, by, version)
    reason = _reason(reason, "reason", _("Schrijf kort op wat je nog nodig hebt"), "sent_back")
    values = {"asked_at": None, "decide_by": None, "sent_back": reason}
    if not _asked(now, decider=by, version=version).update(version=F("version") + 1, **values):
        raise _too_late(now)
    keep(decision, version=version + 1, **values)
    keep(now, version=version + 1, **values)
    history.record("decision_sent_back", project=now.project, actor=by, **told(now))
    decision_mails.queue_told(now, "sent_back", by)
    return decision


@transaction.atomic
def withdraw(*, decision: Decision, by: User, why: str) -> bool:
    """A proposal that goes no further, or a decision that does not hold any more; False when it was withdrawn already.

    Who drives and who decides hear it. Raises Settled for one that was replaced, and ValidationError without a reason.
    """
    why = _reason(why, "why", _("Schrijf kort op waarom."), "closed_why")
    now = Decision.objects.select_related("driver", "decider").get(pk=decision.pk)
    now.project = decision.project
    mine = Decision.objects.filter(pk=decision.pk, status__in=[Status.PROPOSAL, *Decision.HOLDING])
    values: dict[str, Any] = {"status": Status.WITHDRAWN, "closed_why": why, "asked_at": None, "decide_by": None}
    if not mine.update(version=F("version") + 1, **values):
        if Decision.objects.filter(pk=now.pk, status=Status.WITHDRAWN).exists():
            return False
        raise why_not(now)
    decision.refresh_from_db(fields=["version", *values])
    now.closed_why, now.version = why, decision.version
    history.record("decision_withdrawn", project=now.project, actor=by, **told(now))
    decision_mails.queue_told(now, "withdrawn", by)
    return True


@transaction.atomic
def review(*, decision: Decision, by: User, next_review_on: date, note: str = "") -> bool:
    """Looked at again, and it still holds; until the next time. False when that was said today already.

    Raises Settled when it does not hold, and ValidationError for a day that is past.
    """
    if not ahead(next_review_on):
        raise ValidationError({"next_review_on": _("Kies een datum na vandaag")})
    holding = Decision.objects.filter(pk=decision.pk, status__in=Decision.HOLDING)
    values = {"status": Status.REVIEWED, "reviewed_on": timezone.localdate(), "review_on": next_review_on}
    if not holding.exclude(**values).update(**values):
        if not holding.exists():
            raise Settled(_("Dit besluit geldt niet."))
        return False
    keep(decision, **values)
    history.record(
        "decision_reviewed",
        project=decision.project,
        actor=by,
        next=next_review_on,
        note=note.strip(),
        **told(decision),
    )
    return True


# --- Helpers -----------------------------------------------------------------------------------


def _asked(decision: Decision, **more: Any) -> Any:
    return Decision.objects.filter(pk=decision.pk, status=Status.PROPOSAL, asked_at__isnull=False, **more)


def _for_the_decider(decision: Decision, by: User, version: int) -> Decision:
    """As it stands now, when `by` may answer it. The version holds: whatever changes it afterwards, raises it."""
    now = Decision.objects.select_related("driver", "decider", "supersedes").get(pk=decision.pk)
    now.project = decision.project
    if not access.may_take_decision(by, now):
        raise PermissionDenied
    if not now.is_asked or now.version != version:
        raise _too_late(now)
    return now


def _too_late(decision: Decision) -> Exception:
    now = Decision.objects.get(pk=decision.pk)
    if now.status != Status.PROPOSAL:
        return why_not(now)
    if now.asked_at is None:
        return Settled(
            _("%(code)s ligt niet meer voor. Je krijgt een mail als het weer zover is.") % {"code": now.code}
        )
    return changed_by(now)


def _check_choice(decision: Decision, option: DecisionOption, rationale: str) -> None:
    if option.decision_id != decision.pk:
        raise ValidationError({"option": _("Kies een van de opties.")})
    if len(rationale) < SHORTEST_RATIONALE:
        sentence = _("Schrijf op waarom, in minstens %(n)d tekens.") % {"n": SHORTEST_RATIONALE}
        raise ValidationError({"rationale": sentence})
    other = decision.advised_id is not None and decision.advised_id != option.pk
    if other and rationale == decision.rationale.strip():
        # The proposed reason speaks for the option that was proposed.
        raise ValidationError({"rationale": _("Je kiest iets anders dan voorgesteld. Schrijf waarom.")})
    _field("rationale").clean(rationale, decision)


def _field(name: str) -> Any:
    return Decision._meta.get_field(name)


def _reason(text: str, name: str, needed: str, field: str) -> str:
    """The sentence, or ValidationError at `name`."""
    text = text.strip()
    limit = _field(field).max_length
    if not text:
        raise ValidationError({name: needed})
    if len(text) > limit:
        raise ValidationError({name: _("Maak het korter. Er is plaats voor %(n)d tekens.") % {"n": limit}})
    return text


def _replace_former(decision: Decision, by: User) -> None:
    former = decision.supersedes
    if former is None:
        return
    holding = Decision.objects.filter(pk=former.pk, status__in=Decision.HOLDING)
    if holding.update(status=Status.SUPERSEDED):
        history.record(
            "decision_superseded", project=decision.project, actor=by, successor=decision.code, **told(former)
        )


register_verb(
    "decision_asked", gettext_lazy("{actor} legde {code} «{question}» voor aan {decider}, tegen {decide_by}.")
)
register_verb("decision_taken_back", gettext_lazy("{actor} nam {code} «{question}» terug om het aan te passen."))
register_verb("decision_taken", gettext_lazy("{actor} nam besluit {code} «{question}»: {option}."))
register_verb("decision_sent_back", gettext_lazy("{actor} heeft nog iets nodig voor {code} «{question}»."))
register_verb("decision_withdrawn", gettext_lazy("{actor} trok {code} «{question}» in."))
register_verb("decision_reviewed", gettext_lazy("{actor} bekeek {code} opnieuw: het blijft gelden tot {next}.{note!q}"))
register_verb("decision_superseded", gettext_lazy("Besluit {code} «{question}» is vervangen door {successor}."))
