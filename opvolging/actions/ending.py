"""An agreement that ends, through whatever door, takes along what follows it up: its rhythms and its approaches."""

from typing import Any

from django.utils.text import Truncator

from fundament.actions.enforcing import when_ended
from fundament.models import Agreement
from opvolging.actions.remedies import finish_remedy
from opvolging.actions.rhythm import end_rhythm
from opvolging.models import CheckRhythm, Remedy

RESULT_MOST = Remedy._meta.get_field("result").max_length or 0
"""Characters. The reason of an agreement may be longer; there it stands whole."""


def end_follow_up(agreement: Agreement, why: str, by: Any) -> None:
    """Nobody looks any more whether it is followed, and nothing is tried for it."""
    for rhythm in CheckRhythm.objects.running().filter(agreement=agreement):
        end_rhythm(rhythm=rhythm, by=by)
    for remedy in Remedy.objects.running().filter(agreement=agreement):
        result = Truncator(why).chars(RESULT_MOST)
        finish_remedy(remedy=remedy, by=by, outcome=Remedy.Outcome.STOPPED, result=result)


when_ended(end_follow_up)
