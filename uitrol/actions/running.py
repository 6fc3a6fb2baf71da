"""A wave starts, stops for a while, goes on, and is done; and what a person looks at before it starts."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetsing.actions.concepts import hold
from trajecten import gate, history
from trajecten.history import register_verb
from uitrol import wave_gate
from uitrol.models import Wave, WaveCheck
from uitrol.wave_gate import STANDARD, Point

Status = Wave.Status
MOST_CHECKS = 20


class WaveNotReady(Exception):
    """The wave cannot start yet. `points` say what is still needed."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = list(points)
        super().__init__(" ".join(wave_gate.sentences(points)))


@transaction.atomic
def start_wave(*, wave: Wave, by: Any) -> bool:
    """Let it begin. True when this call did it, False when it had begun already.

    Raises GateClosed before the go of gate 4, and WaveNotReady with what its own small gate still asks.
    """
    hold(wave.project)  # first: a step that opens again in the meantime closes the gate
    gate.require(wave.project, "wave.start")
    wave.refresh_from_db(fields=["status", "starts_on", "number"])
    if wave.status != Status.PLANNED:
        return False
    if open_points := wave_gate.missing(wave):
        raise WaveNotReady(open_points)
    begun = {"status": Status.RUNNING, "started_at": timezone.now()}
    return _move(wave, by, "wave_started", [Status.PLANNED], begun)


@transaction.atomic
def pause_wave(*, wave: Wave, by: Any, why: str) -> bool:
    """Stop for a while, and say why; planned moments stay where they are. False unless it runs.

    Raises ValidationError without a reason.
    """
    reason = " ".join(why.split())
    if not reason:
        raise ValidationError({"why": _("Schrijf op waarom de golf even stopt.")})
    values = {"status": Status.PAUSED, "paused_at": timezone.now(), "paused_why": reason}
    return _move(wave, by, "wave_paused", [Status.RUNNING], values, reason=reason)


@transaction.atomic
def resume_wave(*, wave: Wave, by: Any) -> bool:
    """Go on; False unless it was paused."""
    values = {"status": Status.RUNNING, "paused_at": None, "paused_why": ""}
    return _move(wave, by, "wave_resumed", [Status.PAUSED], values)


@transaction.atomic
def finish_wave(*, wave: Wave, by: Any) -> bool:
    """Done; False unless it runs or is paused."""
    values = {"status": Status.DONE, "done_at": timezone.now(), "paused_at": None, "paused_why": ""}
    return _move(wave, by, "wave_done", [Status.RUNNING, Status.PAUSED], values)


def _move(wave: Wave, by: Any, verb: str, before: list[Status], values: dict[str, Any], **told: str) -> bool:
    """One conditional UPDATE: of two clicks one wins."""
    if not Wave.objects.filter(pk=wave.pk, status__in=before).update(**values):
        return False
    for name, value in values.items():
        setattr(wave, name, value)
    history.record(verb, project=wave.project, actor=by, number=wave.number, **told)
    return True


# --- What a person looks at ----------------------------------------------------------------------


@transaction.atomic
def check(*, check: WaveCheck, by: Any, done: bool) -> bool:
    """This was looked at, or after all not; False when it stood so already, or the wave began."""
    planned = Q(wave__status=Status.PLANNED)
    row = WaveCheck.objects.filter(planned, pk=check.pk, checked_at__isnull=done)
    changed = row.update(checked_at=timezone.now() if done else None, by=by if done else None)
    if changed:
        verb = "wave_checked" if done else "wave_unchecked"
        told = {"number": check.wave.number, "what": check.text}
        history.record(verb, project=check.wave.project, actor=by, **told)
    return bool(changed)


@transaction.atomic
def add_check(*, wave: Wave, by: Any, text: str) -> WaveCheck:
    """Something of one's own to look at. The same words twice are one check.

    Raises ValidationError without words, for too many, and once the wave began.
    """
    hold(wave.project)
    _must_be_planned(wave)
    words = " ".join(text.split())
    if not words:
        raise ValidationError({"text": _("Schrijf op wat jullie nakijken.")})
    if wave.checks.count() >= MOST_CHECKS:
        raise ValidationError({"text": _("Er staat al genoeg op de lijst. Haal eerst iets weg.")})
    same = wave.checks.filter(text__iexact=words).first()
    if same is not None:
        return same
    used, stem = set(wave.checks.values_list("code", flat=True)), slugify(words)[:32] or "eigen"
    code = next(one for one in (f"{stem}-{n}" for n in range(1, MOST_CHECKS + 2)) if one not in used)
    made = WaveCheck(wave=wave, code=code, text=words)
    made.full_clean(exclude=["wave", "by", "checked_at"])
    made.save()
    return made


@transaction.atomic
def remove_check(*, check: WaveCheck, by: Any) -> bool:
    """An own check goes; a standard one stays. False when it is not there any more.

    Raises ValidationError for a standard one, and once the wave began.
    """
    hold(check.wave.project)
    _must_be_planned(check.wave)
    if check.code in STANDARD:
        raise ValidationError(_("Dit kijken jullie voor elke golf na. Het blijft op de lijst."))
    return bool(WaveCheck.objects.filter(pk=check.pk).delete()[0])


def _must_be_planned(wave: Wave) -> None:
    if not Wave.objects.filter(pk=wave.pk, status=Status.PLANNED).exists():
        raise ValidationError(_("Deze golf is gestart. Wat nagekeken is, ligt vast."))


register_verb("wave_started", gettext_lazy("{actor} startte golf {number}."))
register_verb("wave_paused", gettext_lazy("{actor} pauzeerde golf {number}.{reason!q}"))
register_verb("wave_resumed", gettext_lazy("{actor} liet golf {number} weer verdergaan."))
register_verb("wave_done", gettext_lazy("{actor} rondde golf {number} af."))
register_verb("wave_checked", gettext_lazy("{actor} keek na voor golf {number}: {what!l}."))
register_verb("wave_unchecked", gettext_lazy("Voor golf {number} wordt opnieuw nagekeken: {what!l}."))
