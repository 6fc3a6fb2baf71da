"""The product with a known mistake in it, to see that the promise tests find it.

Use: PLANTED=name gunicorn promises.planted_answers:application
"""

import os
import time
from contextlib import contextmanager

import django

django.setup()

from bevraging.actions import answering  # noqa: E402
from bevraging.actions.answering import (  # noqa: E402
    Draft,
    Outcome,
    Participant,
    draft_key,
    open_draft,
    seal_draft,
)
from bevraging.answer_rules import split  # noqa: E402
from bevraging.models import OpenAnswer, Response  # noqa: E402
from trajecten.tokens import token_hash  # noqa: E402
from trajecten.wsgi import application  # noqa: E402

__all__ = ["application"]
_submit, _keep = answering.submit, answering._keep


def naive_submit(*, survey, token, answers=None):
    """Look, then mark: what a careful person writes who never met two clicks at once."""
    closed, texts = split(answering.questions_of(survey), answering.draft_of(token))
    person = Participant.objects.get(token_hash=token_hash(token))
    if person.answered:
        return Outcome.ALREADY
    if not closed and not texts:
        return Outcome.EMPTY
    time.sleep(0.01)
    person.answered = True
    person.save(update_fields=["answered"])
    _keep(survey, person, closed, texts)
    return Outcome.SENT


def overwriting_draft(*, survey, token, answers, seen=None):
    """Read, change, write back: the last tab wins everything."""
    key = draft_key(token)
    payload = answering._payload(key)
    merged = {**(open_draft(payload, token) if payload else {}), **answers}
    time.sleep(0.01)
    Draft.objects.update_or_create(
        key=key, defaults={"survey": survey, "payload": seal_draft(merged, token), "expires_on": survey.closes_on}
    )
    return merged


def late_ballot(survey, person, closed, texts):
    """The ballot half a second after the mark, outside its transaction."""
    time.sleep(0.5)
    _keep(survey, person, closed, texts)


def straight_insert(survey, person, closed, texts):
    """A clean schema without times, written at once: random keys and nothing else. Still everybody can be found."""
    Response.objects.bulk_create([Response(survey=survey, location=person.location, answers=closed)])
    OpenAnswer.objects.bulk_create([OpenAnswer(survey=survey, question=key, text=text) for key, text in texts.items()])


@contextmanager
def no_transaction():
    yield


class Loose:
    atomic = staticmethod(no_transaction)


match os.environ.get("PLANTED"):
    case "naive":
        from bevraging.views import respondent

        respondent.submit = naive_submit
    case "overwrite":
        from bevraging.views import respondent

        respondent.save_draft = overwriting_draft
    case "late-ballot":
        answering.transaction, answering._keep = Loose, late_ballot
    case "straight":
        answering._keep = straight_insert
