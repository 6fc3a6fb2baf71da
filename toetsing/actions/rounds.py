"""A round: plan it, change it, open it, close it. Who is asked stands in `people`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging import actions as surveys
from bevraging.fatigue import SEND_ANYWAY
from organisatie.models import Employee
from toetsing import mails, readiness
from toetsing.actions import agreements, feedback_survey
from toetsing.actions.concepts import hold
from toetsing.models import Concept, RoundConcept, TestRound
from trajecten import gate, history
from trajecten.history import register_verb
from trajecten.models import Project

Status = TestRound.Status
MOMENT = ("starts_at", "ends_at", "place")
"""What stands in somebody's calendar: another one of these asks for a new invitation."""


class RoundNotReady(Exception):
    """The round cannot open yet. `sentences` say what is still needed."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))


@transaction.atomic
def plan_round(
    *,
    project: Project,
    by: Any,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    concepts: Iterable[Concept],
    place: str = "",
    note: str = "",
    form_key: UUID | None = None,
) -> TestRound:
    """A round in preparation, with the newest version of each concept. The same `form_key` twice gives the same round.

    Raises ValidationError for a concept of another project, out of scope or without a version, and when it ends before
    it begins.
    """
    hold(project)
    earlier = project.test_rounds.filter(form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    number = (project.test_rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    planned = TestRound(project=project, number=number, kind=kind, form_key=form_key)
    _write(planned, starts_at=starts_at, ends_at=ends_at, place=place, note=note)
    _try_newest(planned, concepts)
    history.record("round_planned", project=project, actor=by, round=number, day=planned.starts_at.isoformat())
    return planned


@transaction.atomic
def change_round(
    *,
    test_round: TestRound,
    by: Any,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    note: str = "",
    kind: str | None = None,
    concepts: Iterable[Concept] | None = None,
) -> bool:
    """Another moment, place or note; in preparation also another kind and other concepts.

    True when people got a new invitation: the round is open, and its moment or place is another one. Raises
    ValidationError as `plan_round`, for a round that is over, and when the kind or the concepts of an open one change.
    """
    hold(test_round.project)
    before = TestRound.objects.get(pk=test_round.pk)
    test_round.status, test_round.sequence = before.status, before.sequence
    if before.status == Status.CLOSED:
        raise ValidationError(_("Deze ronde is afgerond en blijft zoals ze is."))
    if before.status == Status.OPEN and (kind not in (None, before.kind) or concepts is not None):
        raise ValidationError(_("De ronde loopt al. Wat en met wie je test, ligt vast."))
    test_round.kind = kind or before.kind
    _write(test_round, starts_at=starts_at, ends_at=ends_at, place=place, note=note)
    if concepts is not None:
        _try_newest(test_round, concepts)
    moved = before.status == Status.OPEN and any(getattr(before, name) != getattr(test_round, name) for name in MOMENT)
    if moved:
        TestRound.objects.filter(pk=test_round.pk).update(sequence=F("sequence") + 1)
        test_round.refresh_from_db(fields=["sequence"])
        _more_time(test_round, by)
        mails.queue_changed(test_round)
    history.record(
        "round_changed",
        project=test_round.project,
        actor=by,
        round=test_round.number,
        day=test_round.starts_at.isoformat(),
    )
    return moved


@transaction.atomic
def open_round(*, test_round: TestRound, by: Any) -> bool:
    """Invite the people, and let the feedback begin. True when this call did it, False when it was open or over already.

    Raises GateClosed before the go of gate 2, RoundNotReady with what is still needed, and `bevraging.actions.NotReady`
    when the survey cannot leave.
    """
    project = test_round.project
    gate.require(project, "round.open")
    hold(project)
    test_round.refresh_from_db()
    test_round.project = project
    if test_round.status != Status.PLANNED:
        return False
    rows = readiness.rows_of(test_round)
    employees = list(Employee.objects.filter(pk__in=test_round.people.values("employee")).order_by("name", "pk"))
    if needs := readiness.missing(test_round, rows, len(employees), readiness.running_in(project.pk)):
        raise RoundNotReady([need.sentence for need in needs])
    survey = feedback_survey.make(test_round=test_round, rows=rows, employees=employees, by=by)
    agreements.try_along(test_round)
    opened = {"status": Status.OPEN, "opened_at": timezone.now(), "survey": survey}
    TestRound.objects.filter(pk=test_round.pk, status=Status.PLANNED).update(**opened)
    # Before the launch: the invitation tells about the round of this survey (`toetsing.mails`).
    surveys.launch(
        survey=survey,
        by=by,
        lately=SEND_ANYWAY,
        reason=_("Uitnodiging om mee uit te proberen in testronde %(n)d.") % {"n": test_round.number},
    )
    test_round.refresh_from_db()
    test_round.project = project
    told = {"round": test_round.number, "people": len(employees)}
    history.record("round_opened", project=project, actor=by, **told)
    return True


@transaction.atomic
def close_round(*, test_round: TestRound, by: Any) -> bool:
    """End it: the feedback closes, and agreements that were tried along are tested. False unless it was open.

    Everything stays as it was: also when step 2 or 3 is opened again later, and more rounds follow.
    """
    hold(test_round.project)
    mine = TestRound.objects.filter(pk=test_round.pk, status=Status.OPEN)
    if not mine.update(status=Status.CLOSED, closed_at=timezone.now()):
        return False
    test_round.refresh_from_db(fields=["status", "closed_at"])
    if test_round.survey is not None:
        surveys.close(survey=test_round.survey, by=by)
    agreements.mark_tried(test_round, by)
    history.record("round_closed", project=test_round.project, actor=by, round=test_round.number)
    return True


@transaction.atomic
def remove_round(*, test_round: TestRound, by: Any) -> bool:
    """Take away a round in preparation; False once it was opened."""
    hold(test_round.project)
    if not TestRound.objects.filter(pk=test_round.pk, status=Status.PLANNED).delete()[0]:
        return False
    history.record("round_removed", project=test_round.project, actor=by, round=test_round.number)
    return True


def _write(test_round: TestRound, *, starts_at: datetime, ends_at: datetime, place: str, note: str) -> None:
    test_round.starts_at, test_round.ends_at = starts_at, ends_at
    test_round.place, test_round.note = " ".join(place.split()), note.strip()
    test_round.full_clean(exclude=["project", "survey", "opened_at", "closed_at", "form_key"])
    if test_round.pk:
        test_round.save(update_fields=["kind", "starts_at", "ends_at", "place", "note"])
    else:
        test_round.save()


def _try_newest(test_round: TestRound, concepts: Iterable[Concept]) -> None:
    """Exactly these concepts, each in its newest version."""
    newest = readiness.newest_versions(test_round.project)
    chosen = list(concepts)
    for concept in chosen:
        if concept.project_id != test_round.project_id or not concept.in_scope or concept.pk not in newest:
            raise ValidationError({"concepts": _("Kies concepten van dit traject die al een versie hebben.")})
    test_round.concepts.all().delete()
    RoundConcept.objects.bulk_create(
        RoundConcept(round=test_round, concept=concept, version=newest[concept.pk]) for concept in chosen
    )


def _more_time(test_round: TestRound, by: Any) -> None:
    """A round that moves later leaves as much time for feedback as before."""
    survey, until = test_round.survey, feedback_survey.closing_day(test_round)
    if survey is not None and survey.takes_answers and survey.closes_on is not None and until > survey.closes_on:
        surveys.extend(survey=survey, by=by, until=until)


register_verb("round_planned", gettext_lazy("{actor} plande testronde {round} op {day}."))
register_verb("round_changed", gettext_lazy("{actor} paste testronde {round} aan: nu op {day}."))
register_verb("round_opened", gettext_lazy("{actor} opende testronde {round} en nodigde {people} collega's uit."))
register_verb("round_closed", gettext_lazy("{actor} rondde testronde {round} af."))
register_verb("round_removed", gettext_lazy("{actor} haalde testronde {round} weg voor ze begon."))
