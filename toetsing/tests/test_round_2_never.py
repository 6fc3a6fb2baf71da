"""Whatever is planned, found, adjusted and reopened, in whatever order: key figures never try what was not adjusted."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toetsing.actions import concepts, rounds
from toetsing.models import Finding, RoundConcept, TestRound
from toetsing.tests.factories import make_concept, make_finding, make_ready_project, make_round, make_testers
from trajecten import gate
from trajecten.models import Project

REFUSALS = (rounds.RoundNotReady, gate.GateClosed, ValidationError)
WHICH = st.sampled_from([(0,), (1,), (0, 1)])
MOVES = st.one_of(
    st.tuples(st.just("plan"), st.sampled_from(["small", "key_figures"]), WHICH),
    # A whole round with what it found, and a try with key figures: often enough to come deep.
    st.tuples(st.just("small"), WHICH, st.sampled_from([None, "barrier", "question", "compliment"])),
    st.tuples(st.just("key_figures"), WHICH),
    st.tuples(st.just("open")),
    st.tuples(st.just("close")),
    st.tuples(st.just("heard"), st.integers(0, 1)),
    st.tuples(st.just("version"), st.integers(0, 1)),
    st.tuples(st.just("step"), st.integers(2, 3)),
)


class Rollback(Exception):
    """Ends one example: the next one starts from the same rows."""


def play(project, known, testers, by, move):
    """Do one thing that a person can do; a refusal is a fine answer."""
    name, *rest = move
    newest = project.test_rounds.order_by("-number").first()
    if name == "plan":
        make_round(rest[0], project=project, people=testers, concepts=[known[place] for place in rest[1]])
    elif name in ("small", "key_figures"):
        planned = make_round(name, project=project, people=testers, concepts=[known[place] for place in rest[0]])
        rounds.open_round(test_round=planned, by=by)
        if name == "small":
            rounds.close_round(test_round=planned, by=by)
            find(planned, rest[1])
    elif name == "open" and newest:
        rounds.open_round(test_round=newest, by=by)
    elif name == "close":
        for running in project.test_rounds.filter(status="open"):
            rounds.close_round(test_round=running, by=by)
    elif name == "heard":
        make_finding(concept=known[rest[0]])
    elif name == "version":
        concepts.add_version(concept=known[rest[0]], by=by, text="Anders.", changed="Iets.")
    elif name == "step":
        Project.objects.filter(pk=project.pk).update(step=rest[0])


def find(closed: TestRound, kind: str | None) -> None:
    """The same finding about each of the versions it tried."""
    severity = "" if kind == "compliment" else "annoying"
    for row in closed.concepts.all() if kind else ():
        make_finding(concept=row.concept, round=closed, kind=kind, severity=severity, version=row.version)


def unadjusted(opened: TestRound) -> list[RoundConcept]:
    """Counted anew and by hand: what key figures got before them that no small group tried, or not since it found something."""
    wrong = []
    for row in opened.concepts.select_related("version"):
        before = [
            one
            for one in RoundConcept.objects.filter(concept=row.concept_id).select_related("round", "version")
            if one.round.kind == "small" and one.round.status == "closed"
        ]
        asking = Finding.objects.filter(concept=row.concept_id).exclude(kind="compliment").select_related("version")
        tried = {one.round_id: one.version.number for one in before}
        last = max(tried.values(), default=0)
        found = [
            one.version.number
            for one in asking
            if one.round_id in tried or (one.round_id is None and one.version.number <= last)
        ]
        if not before or row.version.number <= max(found, default=0):
            wrong.append(row)
    return wrong


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, max_size=14))
def test_round_2_never_opens_on_an_unadjusted_version(linde, lies, moves):
    with suppress(Rollback), transaction.atomic():
        project = make_ready_project()
        known = [make_concept(name, project=project) for name in ("Drie tikken", "Noodmap")]
        testers = make_testers(project, ("Aalst", "Zorg", 2))
        for move in moves:
            was_open = set(project.test_rounds.filter(status="open").values_list("pk", flat=True))
            with suppress(*REFUSALS), transaction.atomic():
                play(project, known, testers, lies, move)
            for opened in project.test_rounds.filter(status="open", kind="key_figures").exclude(pk__in=was_open):
                assert unadjusted(opened) == []
            assert project.test_rounds.filter(status="open").count() <= 1
        raise Rollback
