"""What a respondent does: answer, one tap at a time, and send once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.db import IntegrityError, transaction

from bevraging import hotpath
from bevraging.answer_rules import missing, split
from bevraging.ballots import open_draft, seal_ballot, seal_draft
from bevraging.hotpath import Moment, Person
from bevraging.links import draft_key
from bevraging.models import Draft, NamedResponse, Participant, QuestionnaireVersion, SealedBallot, Survey
from bevraging.papers import Paper, paper
from bevraging.questions import Question
from trajecten.tokens import normalise_code, token_hash

KEPT = 500
"""Surveys that one process keeps at hand."""
TURNS = 20
"""How often a tap is tried again when another tab of the same person writes at the same moment."""


class Outcome(Enum):
    SENT = "sent"
    ALREADY = "already"
    """Sent before: the same thank-you."""
    EMPTY = "empty"
    """Nothing was answered: nothing is spent."""
    MISSING = "missing"
    """A question that must be answered was not: nothing is spent."""
    CLOSED = "closed"


@dataclass(frozen=True)
class Visit:
    """Somebody with a valid link."""

    token: str
    participant: Person
    survey: Survey
    draft: bytes
    """Sealed, as it stood when they came in; empty without one."""

    @property
    def is_open(self) -> bool:
        return self.participant.may_answer and self.survey.takes_answers

    @property
    def answers(self) -> dict[str, str]:
        """The answers so far: {question key: answer}, empty for a question that was skipped."""
        return open_draft(self.draft, self.token) if self.draft else {}


def find_visit(token: str) -> Visit | None:
    """The person and survey of a link; None for an unknown one. One query, writes nothing."""
    found = hotpath.visit(token_hash(token), draft_key(token))
    if found is None:
        return None
    person, moment, draft = found
    return Visit(token, person, _survey(person.survey_id, moment), draft)


_surveys: dict[tuple[int, Moment], Survey] = {}


def _survey(pk: int, moment: Moment) -> Survey:
    """The survey as it is at `moment`, kept per process: nothing else changes after its launch. To be read only."""
    known = _surveys.get((pk, moment))
    if known is None:
        known = Survey.objects.select_related("project__organisation").get(pk=pk)
        if len(_surveys) > KEPT:
            _surveys.clear()
        # The row may have been changed between the two queries; what was read first is what this visit goes by.
        known.status, known.closes_on = moment.status, moment.closes_on
        _surveys[pk, moment] = known
    return known


def find_by_code(typed: str) -> Participant | None:
    """The person of a paper code; None for an unknown one."""
    code = normalise_code(typed)
    return Participant.objects.filter(code_hash=token_hash(code)).first() if code else None


_papers: dict[str, Paper] = {}


def paper_of(survey: Survey) -> Paper:
    """The frozen questionnaire. Kept per process under its digest: it cannot change."""
    known = _papers.get(survey.digest)
    if known is None:
        versions = QuestionnaireVersion.objects.filter(survey=survey, frozen=True)
        known = keep_paper(survey.digest, *versions.values_list("content", "languages", "translations").get())
    return known


def keep_paper(digest: str, content: list, languages: list, translations: dict) -> Paper:
    """Keep the frozen questionnaire with this digest at hand, for who read it together with something else."""
    known = _papers.get(digest)
    if known is None:
        known = paper(content, languages, translations)
        if len(_papers) > KEPT:
            _papers.clear()
        _papers[digest] = known
    return known


def forget_papers() -> None:
    """Read every survey and paper anew, for tests: there a row of the next test may have the number of this one's."""
    _surveys.clear()
    _papers.clear()


def questions_of(survey: Survey) -> list[Question]:
    """The frozen questions."""
    return paper_of(survey).asked


def draft_of(token: str) -> dict[str, str]:
    """The answers so far: {question key: answer}, empty for a question that was skipped. Writes nothing."""
    payload = _payload(draft_key(token))
    return open_draft(payload, token) if payload else {}


def save_draft(*, survey: Survey, token: str, answers: Mapping[str, str], seen: bytes | None = None) -> dict[str, str]:
    """Keep `answers` beside what was answered already, and return all of it. `seen` is the sealed draft, when just read.

    Two tabs lose nothing: the new row replaces exactly the row that was read (same bytes), or the tap is done again on
    top of what the other tab wrote. At most one SELECT and one write when nobody else is busy; no lock, no transaction.
    """
    key = draft_key(token)
    for turn in range(TURNS):
        payload = seen if seen is not None and turn == 0 else _payload(key)
        merged = {**(open_draft(payload, token) if payload else {}), **answers}
        if _put(key, payload, seal_draft(merged, token), survey):
            return merged
    raise RuntimeError("a draft was rewritten by others at every turn")


def _payload(key: str) -> bytes:
    return hotpath.draft(key)


def _put(key: str, before: bytes, after: bytes, survey: Survey) -> bool:
    if before:
        return hotpath.replace_draft(key, before, after)
    try:
        # The closing day and not the day of answering: a draft tells nothing about when.
        Draft(key=key, survey_id=survey.pk, payload=after, expires_on=survey.closes_on).save(force_insert=True)
    except IntegrityError:
        return False
    return True


def submit(*, survey: Survey, token: str, answers: Mapping[str, str] | None = None) -> Outcome:
    """Send what was answered (the draft, with `answers` on top), once, in one transaction.

    The row count of the first UPDATE is the idempotency key: whoever flips `answered` brings the ballot, everybody else
    gets the same thank-you. Nothing real answered: EMPTY; a question that must be answered was not: MISSING. Neither
    spends anything.
    """
    given = {**draft_of(token), **(answers or {})}
    asked = questions_of(survey)
    closed, texts = split(asked, given)
    mine = Participant.objects.filter(token_hash=token_hash(token), survey=survey)
    person = mine.only("pk", "location", "function", "answered", "may_answer").first()
    if person is None or person.answered:
        return Outcome.ALREADY if person else Outcome.CLOSED
    if not person.may_answer or not survey.takes_answers:
        return Outcome.CLOSED
    if not closed and not texts:
        return Outcome.EMPTY
    if missing(asked, given):
        return Outcome.MISSING
    with transaction.atomic():
        if not mine.filter(answered=False, may_answer=True).update(answered=True):
            return Outcome.ALREADY if mine.filter(answered=True).exists() else Outcome.CLOSED
        _keep(survey, person, closed, texts)
        Draft.objects.filter(key=draft_key(token)).delete()
    return Outcome.SENT


def _keep(survey: Survey, person: Participant, closed: Mapping[str, str], texts: Mapping[str, str]) -> None:
    if not survey.is_anonymous:
        NamedResponse.objects.create(participant=person, answers={**closed, **texts})
        return
    payload = seal_ballot(
        location=person.location, function=person.function, closed=closed, texts=texts, salt=bytes(survey.salt)
    )
    SealedBallot.objects.bulk_create([SealedBallot(survey=survey, payload=payload)])
