"""From sealed ballots to results: batches while open, everything at close.

What one transaction writes shares its transaction number, and a table keeps its rows in the order of writing. So
ballots are opened in shuffled batches, and the close writes all answers of the survey anew, in random order, in one
transaction. How far that goes, and where it ends, stands in docs/privacy.md.
"""

import random
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging import results, scrubbing
from bevraging.actions.answering import questions_of
from bevraging.actions.launching import NotReady
from bevraging.ballots import open_ballot
from bevraging.models import (
    Deletion,
    Draft,
    NamedResponse,
    OpenAnswer,
    Participant,
    Response,
    SealedBallot,
    SupportTally,
    Survey,
    SurveySegment,
    Tally,
)
from bevraging.suppression import Plan, plan
from bevraging.tallying import Row, tally
from trajecten import history, outbox

MIN_BATCH = 10
SLICE = 2_000
TURNS = 5
_system = random.SystemRandom()


class Disturbed(Exception):
    """Somebody else published the same ballots at the same moment: nothing was written, try again."""


def publish_waiting(survey: Survey) -> int:
    """Open the waiting ballots of an open survey when there are enough to shuffle; the number that was opened.

    Any number of publishers may run: the count of what was deleted says whether the ballots were ours.
    """
    if not survey.is_anonymous:
        return 0
    try:
        with transaction.atomic():
            salt = Survey.objects.open().filter(pk=survey.pk).values_list("salt", flat=True).first()
            waiting = SealedBallot.objects.filter(survey=survey)
            if salt is None or waiting.count() < max(survey.min_group, MIN_BATCH):
                return 0
            ballots = list(waiting)
            _system.shuffle(ballots)
            _write([open_ballot(bytes(ballot.payload), bytes(salt)) for ballot in ballots], survey)
            _delete_exactly(SealedBallot, [ballot.pk for ballot in ballots])
            return len(ballots)
    except Disturbed:
        return 0


def close(*, survey: Survey, by=None) -> bool:
    """Close `survey`, count it, and forget what could tie an answer to a person. True when this call did it.

    Fewer answers than the smallest group, or by name none at all: it stays «closed», is never published, and is erased
    after 30 days.
    """
    for turn in range(TURNS):
        try:
            with transaction.atomic():
                done = _close(survey, by)
            break
        except Disturbed:
            if turn == TURNS - 1:
                raise
    survey.refresh_from_db()
    return done


def _close(survey: Survey, by) -> bool:
    from bevraging import mails  # the mails of this app know the actions of this app

    closed = Survey.objects.open().filter(pk=survey.pk)
    salt = closed.values_list("salt", flat=True).first()
    if not closed.update(status=Survey.Status.CLOSED, closed_at=timezone.now(), salt=None, scrubbed=False):
        return False
    # Waits for whoever is sending at this moment, and stops whoever comes after; and it stamps all rows alike, so that
    # they no longer tell in which order people answered.
    Participant.objects.filter(survey=survey).update(may_answer=False)
    answered = Participant.objects.filter(survey=survey, answered=True).count()
    rows = _gather_anonymous(survey, bytes(salt)) if survey.is_anonymous else _gather_named(survey)
    if len(rows) < answered:
        raise Disturbed(f"{answered} people answered, {len(rows)} answers were found")
    Draft.objects.filter(survey=survey).delete()
    outbox.withdraw(f"survey:{survey.pk}")
    if survey.is_anonymous:
        outbox.forget(f"survey:{survey.pk}")
    # By name there is nobody to protect from the lead: one answer can be read. Numbers keep the smallest group.
    if len(rows) >= (survey.min_group if survey.is_anonymous else 1):
        _publish(survey, rows)
    elif survey.is_anonymous:
        _write_responses([("", "", one["a"]) for one in rows], survey)
    history.record("survey_closed", project=survey.project, actor=by, survey=survey.title)
    survey.refresh_from_db()
    mails.queue_closed(survey)
    transaction.on_commit(lambda: scrubbing.scrub(survey))
    return True


def _gather_anonymous(survey: Survey, salt: bytes) -> list[dict]:
    """Everything that was said, in random order, and nothing of it left in the tables."""
    waiting = list(SealedBallot.objects.filter(survey=survey))
    before = list(Response.objects.filter(survey=survey))
    texts = list(OpenAnswer.objects.filter(survey=survey))
    said = [{"l": row.location, "f": row.function, "a": row.answers, "t": {}} for row in before]
    said += [open_ballot(bytes(ballot.payload), salt) for ballot in waiting]
    _delete_exactly(SealedBallot, [ballot.pk for ballot in waiting])
    _delete_exactly(Response, [row.pk for row in before])
    _delete_exactly(OpenAnswer, [row.pk for row in texts])
    _system.shuffle(said)
    loose = [(row.question, row.text) for row in texts]
    loose += [(question, text) for one in said for question, text in one.pop("t").items()]
    _system.shuffle(loose)
    _write_texts(loose, survey)
    return said


def _gather_named(survey: Survey) -> list[dict]:
    rows = NamedResponse.objects.filter(participant__survey=survey).select_related("participant")
    return [{"l": row.participant.location, "f": row.participant.function, "a": row.answers} for row in rows]


def _publish(survey: Survey, said: list[dict]) -> None:
    k = survey.min_group
    cells: dict[tuple[str, str], int] = {}
    segments = list(SurveySegment.objects.filter(survey=survey))
    for segment in segments:  # a group without answers is one that may not stand alone, like any small one
        if segment.dimension == SurveySegment.Dimension.LOCATION:
            cells[segment.code, ""] = 0
    for one in said:
        cells[one["l"], one["f"]] = cells.get((one["l"], one["f"]), 0) + 1
    decided = plan(cells, k, together=results.groups_of_nearly_the_same_people(survey))
    _write_groups(segments, decided)
    rows: list[Row] = [(*decided.regroup(one["l"], one["f"]), one["a"]) for one in said]
    if survey.is_anonymous:
        _write_responses(rows, survey)
    write_tallies(survey, rows)
    Survey.objects.filter(pk=survey.pk).update(status=Survey.Status.PUBLISHED)


def write_tallies(survey: Survey, rows: Sequence[Row]) -> None:
    """Count `rows` and store what may be shown, in place of what stood there. Inside a transaction."""
    counts, sums = tally(rows, questions_of(survey), survey.min_group)
    Tally.objects.filter(survey=survey).delete()
    SupportTally.objects.filter(survey=survey).delete()
    Tally.objects.bulk_create([Tally(survey=survey, **vars(count)) for count in counts], SLICE)
    SupportTally.objects.bulk_create([SupportTally(survey=survey, **vars(one)) for one in sums])
    _new_edition(survey)


def _new_edition(survey: Survey) -> None:
    """From the end of this transaction on, results that were drawn before are not shown any more, in any process.

    A random mark and no number: after a restored backup a number could stand for something else.
    """
    Survey.objects.filter(pk=survey.pk).update(edition=uuid.uuid4())


@transaction.atomic
def extend(*, survey: Survey, by, until) -> None:
    """Give people more time. Raises NotReady when it is closed, or when `until` is not later than it was."""
    from bevraging import reminders  # it knows the actions of this app

    later = Survey.objects.open().filter(pk=survey.pk, closes_on__lt=until)
    if until <= survey.today or not later.update(closes_on=until):
        raise NotReady(_("Kies een dag na de huidige einddatum. Een afgesloten bevraging kan niet meer open."))
    Draft.objects.filter(survey=survey).update(expires_on=until)
    survey.refresh_from_db()
    Survey.objects.filter(pk=survey.pk).update(remind_from=reminders.plan(survey))
    history.record("survey_extended", project=survey.project, actor=by, survey=survey.title, until=until.isoformat())


def review_open_answer(*, survey: Survey, answer: uuid.UUID, show: bool, text: str | None = None) -> bool:
    """The reading step: show an open answer (with names taken out, when `text` is given) or keep it hidden."""
    values: dict[str, str] = {"state": OpenAnswer.State.SHOWN if show else OpenAnswer.State.HIDDEN}
    if text is not None and text.strip():
        values["text"] = text.strip()
    with transaction.atomic():
        done = OpenAnswer.objects.filter(survey=survey, pk=answer).update(**values) == 1
        if done:
            _new_edition(survey)
    return done


@transaction.atomic
def note_export(*, survey: Survey, by, form: str) -> None:
    """Write down that somebody took the results along as a file: «csv» or «xlsx»."""
    history.record("results_exported", project=survey.project, actor=by, survey=survey.title, form=form.upper())


def erase(*, survey: Survey) -> bool:
    """Forget the answers of a survey that closed with too few of them."""
    with transaction.atomic():
        mine = Survey.objects.filter(pk=survey.pk, status=Survey.Status.CLOSED)
        if not mine.update(status=Survey.Status.ERASED, scrubbed=False, edition=None):
            return False
        Response.objects.filter(survey=survey).delete()
        OpenAnswer.objects.filter(survey=survey).delete()
        NamedResponse.objects.filter(participant__survey=survey).delete()
        Deletion.objects.create(
            organisation_id=survey.project.organisation_id,
            survey=survey,
            title=survey.title,
            kind=Deletion.Kind.TOO_FEW,
        )
        transaction.on_commit(lambda: scrubbing.scrub(survey))
    return True


@transaction.atomic
def forget_answers(*, survey: Survey) -> bool:
    """Delete the answers one by one, long after the close; what was counted stays. True when this call did it.

    Open answers that were read and shown stay: they are part of the results. Of the others only the words go: how many
    there were decides whether the shown ones may be seen.
    """
    mine = Survey.objects.filter(pk=survey.pk, status=Survey.Status.PUBLISHED, answers_gone_on=None)
    if not mine.update(answers_gone_on=timezone.localdate(), scrubbed=False):
        return False
    Response.objects.filter(survey=survey).delete()
    OpenAnswer.objects.filter(survey=survey).exclude(state=OpenAnswer.State.SHOWN).update(
        text="", state=OpenAnswer.State.HIDDEN
    )
    NamedResponse.objects.filter(participant__survey=survey).delete()
    _new_edition(survey)
    return True


def _write(said: Sequence[dict], survey: Survey) -> None:
    _write_responses([(one["l"], one["f"], one["a"]) for one in said], survey)
    loose = [(question, text) for one in said for question, text in one["t"].items()]
    _system.shuffle(loose)
    _write_texts(loose, survey)


def _write_responses(rows: Sequence[Row], survey: Survey) -> None:
    made = [
        Response(survey=survey, location=l_code, function=f_code, answers=answers) for l_code, f_code, answers in rows
    ]
    Response.objects.bulk_create(made, SLICE)


def _write_texts(loose: Sequence[tuple[str, str]], survey: Survey) -> None:
    OpenAnswer.objects.bulk_create([OpenAnswer(survey=survey, question=q, text=text) for q, text in loose], SLICE)


def _write_groups(segments: Sequence[SurveySegment], decided: Plan) -> None:
    for segment in segments:
        codes = decided.locations if segment.dimension == SurveySegment.Dimension.LOCATION else decided.functions
        segment.shown_as = codes.get(segment.code, "")
    SurveySegment.objects.bulk_update(segments, ["shown_as"])


def _delete_exactly(model, keys: Sequence[uuid.UUID]) -> None:
    gone = 0
    for start in range(0, len(keys), SLICE):
        gone += model.objects.filter(pk__in=keys[start : start + SLICE]).delete()[0]
    if gone != len(keys):
        raise Disturbed(f"{len(keys)} rows were read, {gone} were deleted")


__all__ = [
    "close",
    "erase",
    "extend",
    "forget_answers",
    "note_export",
    "publish_waiting",
    "review_open_answer",
    "write_tallies",
]
