"""How an approach stands, in words: for a list, for its page and for a mail."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from opvolging.models import Remedy
from opvolging.remedy_effects import Effect
from trajecten.templatetags.getallen import datum

Outcome = Remedy.Outcome
TONES = {Outcome.RUNNING: "nu", Outcome.HELPED: "ok", Outcome.NOT_ENOUGH: "nog", Outcome.STOPPED: ""}
MOST = 3
"""So many places are told of in one line."""


def dress(remedy: Any, effects: Sequence[Effect], today: date) -> None:
    """Adds what templates show: its tone, what changed per place, and that in one line."""
    remedy.tone = TONES[Outcome(remedy.outcome)]
    remedy.effects = effects
    remedy.effect_words = effect_words(effects)
    remedy.is_late = remedy.ended_on is None and remedy.due_on < today


def effect_words(effects: Sequence[Effect]) -> str:
    """«57 → 80 %»; of several places «Linde 55 → 72 %, Vlier 50 → 80 %». Empty when nothing can be told yet."""
    told = [one for one in effects if one.in_words]
    if len(told) == 1 and len(effects) == 1:
        return told[0].in_words
    return ", ".join(f"{one.place} {one.in_words}".strip() for one in told[:MOST])


def state_of(remedy: Any, today: date) -> str:
    """One sentence under the head of its page; `dress` came first."""
    if remedy.ended_on is not None:
        words = {"outcome": str(remedy.get_outcome_display()), "day": datum(remedy.ended_on)}
        return _("Afgesloten op %(day)s: %(outcome)s.") % words
    if today >= remedy.effect_on:
        if remedy.effect_words:
            return _("Er is opnieuw gekeken: %(effect)s. Sluit je de aanpak af?") % {"effect": remedy.effect_words}
        return _("Tijd om te kijken of het hielp. De volgende check vertelt het.")
    if remedy.is_late:
        return _("Het was klaar tegen %(day)s. Lukte het, of is er meer tijd nodig?") % {"day": datum(remedy.due_on)}
    words = {"due": datum(remedy.due_on), "effect": datum(remedy.effect_on)}
    return _("Deze aanpak loopt. Klaar tegen %(due)s, kijken of het helpt vanaf %(effect)s.") % words
