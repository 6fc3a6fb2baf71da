"""What gate 3 asks, at its edges. Empty is never met."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from toetsing.step import Toetsing
from toetsing.tests.factories import (
    add_version,
    close_round,
    give_feedback,
    make_concept,
    make_finding,
    make_round,
    make_testers,
)
from trajecten.models import Project
from trajecten.steps import Kind, State
from trajecten.tests.factories import make_project

MET, NOT_MET, TOO_LITTLE, NOT_APPLICABLE = State.MET, State.NOT_MET, State.TOO_LITTLE, State.NOT_APPLICABLE
DAY = timedelta(days=1)


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=3)


@pytest.fixture
def concept(project):
    return make_concept(project=project)


def outcomes(project):
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    return {one.code: one.compute(project, one.default) for one in Toetsing().criteria()}


def outcome(project, code):
    return outcomes(project)[f"s3.{code}"]


def state(project, code):
    return outcome(project, code).state


def trial(concept, *groups, kind="small", tried="a1", ready="", done=True):
    """A round about this concept in which everybody of `groups` said how it went."""
    people = make_testers(concept.project, *groups)
    found = make_round(kind, concepts=[concept], people=people)
    for person in people:
        give_feedback(found, person, concept, tried=tried, ready=ready)
    return close_round(found) if done else found


def key_figures(concept, count=10, **fields):
    return trial(concept, ("Aalst", "Zorg", count), kind="key_figures", **fields)


def answered(finding, disposition="not", **fields):
    values = {"disposition": disposition, "answer": "Geen effect", "answered_at": timezone.now(), **fields}
    type(finding).objects.filter(pk=finding.pk).update(**values)


# --- All of it -----------------------------------------------------------------------------------


def test_nothing_at_all_is_never_met(project):
    assert {code: found.state for code, found in outcomes(project).items()} == {
        "s3.round1": TOO_LITTLE,
        "s3.blocking": TOO_LITTLE,
        "s3.disposition": TOO_LITTLE,
        "s3.adjusted": TOO_LITTLE,
        "s3.key_figures": TOO_LITTLE,
        "s3.verdict": TOO_LITTLE,
        "s3.without_help": TOO_LITTLE,
        "s3.agreements_tested": TOO_LITTLE,
        "s3.pulse": TOO_LITTLE,
    }


def test_weights_goals_and_what_a_project_may_choose():
    told = {
        one.code[3:]: (one.kind, one.default, one.minimum, one.maximum, one.tunable) for one in Toetsing().criteria()
    }
    assert told == {
        "round1": (Kind.MUST, 5, 3, 12, True),
        "blocking": (Kind.HARD, 0, None, None, False),
        "disposition": (Kind.MUST, 90, 60, 100, True),
        "adjusted": (Kind.MUST, 100, 50, 100, True),
        "key_figures": (Kind.MUST, 10, 5, 40, True),
        "verdict": (Kind.MUST, 70, 50, 95, True),
        "without_help": (Kind.SHOULD, 80, 50, 100, True),
        "agreements_tested": (Kind.MUST, 100, 80, 100, True),
        "pulse": (Kind.SHOULD, 55, 30, 85, True),
    }


def test_all_criteria_take_two_queries(project, concept, django_assert_num_queries):
    """One about trying out, one for the surveys in which support was measured."""
    trial(concept, ("Aalst", "Zorg", 3))
    make_finding(concept=concept)
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    with django_assert_num_queries(2):
        for one in Toetsing().criteria():
            one.compute(project, one.default)


# --- The small round -----------------------------------------------------------------------------


@pytest.mark.parametrize(("care", "found", "value"), [(3, NOT_MET, 4), (4, MET, 5)])
def test_small_round_needs_five_people(project, concept, care, found, value):
    trial(concept, ("Aalst", "Zorg", care), ("Aalst", "Keuken", 1))
    one = outcome(project, "round1")
    assert (one.state, one.value) == (found, Decimal(value))


def test_small_round_needs_two_functions(project, concept):
    make_testers(project, ("Aalst", "Keuken", 1))
    trial(concept, ("Aalst", "Zorg", 6))
    one = outcome(project, "round1")
    assert (one.state, one.text) == (
        NOT_MET,
        "0 van 1 concepten zijn geprobeerd door genoeg collega's, doel 5 per concept. Nog maar van één functiegroep: C1.",
    )


def test_where_there_is_one_function_one_is_enough(project, concept):
    trial(concept, ("Aalst", "Zorg", 5))
    assert state(project, "round1") == MET


def test_five_people_over_two_rounds_are_not_one_group(project, concept):
    for _turn in range(2):
        trial(concept, ("Aalst", "Zorg", 2), ("Aalst", "Keuken", 1))
    assert outcome(project, "round1").value == 3


def test_every_concept_in_scope_is_asked_about_and_no_other(project, concept):
    trial(concept, ("Aalst", "Zorg", 4), ("Aalst", "Keuken", 1))
    other = make_concept("Noodmap", project=project)
    assert outcome(project, "round1").text.endswith("Nog te weinig bij: C2 (0).")
    type(other).objects.filter(pk=other.pk).update(left_out="Bestaat al")
    assert state(project, "round1") == MET


def test_answers_of_a_round_that_runs_count(project, concept):
    trial(concept, ("Aalst", "Zorg", 4), ("Aalst", "Keuken", 1), done=False)
    assert state(project, "round1") == MET


def test_who_did_not_try_it_does_not_count(project, concept):
    trial(concept, ("Aalst", "Zorg", 4), ("Aalst", "Keuken", 1), tried="a4")
    assert state(project, "round1") == TOO_LITTLE


def test_invited_and_silent_is_not_tried(project, concept):
    make_round(concepts=[concept], people=make_testers(project, ("Aalst", "Zorg", 8)))
    assert state(project, "round1") == TOO_LITTLE


def test_key_figures_are_not_the_small_round(project, concept):
    key_figures(concept, 10)
    assert state(project, "round1") == TOO_LITTLE


# --- What was found ------------------------------------------------------------------------------


def test_blocking_finding_keeps_the_gate_closed(project, concept):
    make_finding(concept=concept, severity="blocking")
    one = outcome(project, "blocking")
    assert (one.state, one.value, one.text, one.remedy_url) == (
        NOT_MET,
        1,
        "1 blokkerende bevinding is nog niet opgelost.",
        f"/trajecten/{project.slug}/toetsing/drempels/?ernst=blocking",
    )


@pytest.mark.parametrize(("disposition", "found"), [("not", NOT_MET), ("later", NOT_MET), ("adjusted", MET)])
def test_blocking_finding_is_only_solved_in_a_version(project, concept, disposition, found):
    more = {
        "not": {},
        "later": {"later_on": timezone.localdate() + DAY},
        "adjusted": {"adjusted_in": add_version(concept)},
    }[disposition]
    answered(make_finding(concept=concept, version=concept.versions.first(), severity="blocking"), disposition, **more)
    assert state(project, "blocking") == found


def test_compliment_alone_leaves_nothing_blocking(project, concept):
    make_finding(concept=concept, kind="compliment", severity="")
    assert (state(project, "blocking"), state(project, "disposition")) == (MET, NOT_APPLICABLE)


@pytest.mark.parametrize(("left", "found"), [(1, MET), (2, NOT_MET)])
def test_nine_of_ten_got_an_answer(project, concept, left, found):
    for number in range(10):
        made = make_finding(concept=concept, kind="question" if number % 2 else "barrier")
        if number >= left:
            answered(made)
    one = outcome(project, "disposition")
    assert (one.state, one.value) == (found, Decimal(100 - 10 * left))


def test_blocking_findings_are_not_among_the_others(project, concept):
    make_finding(concept=concept, severity="blocking")
    answered(make_finding(concept=concept))
    assert outcome(project, "disposition").denominator == 1


# --- Adjusted ------------------------------------------------------------------------------------


def test_concept_without_anything_found_needs_no_other_version(project, concept):
    make_finding(concept=concept, round=trial(concept, ("Aalst", "Zorg", 5)), kind="compliment", severity="")
    assert state(project, "adjusted") == NOT_APPLICABLE


def test_nothing_tried_yet_is_too_little_to_say_that_it_was_adjusted(project, concept):
    make_finding(concept=concept, kind="compliment", severity="")
    assert state(project, "adjusted") == TOO_LITTLE


@pytest.mark.parametrize(("newer", "found"), [(False, NOT_MET), (True, MET)])
def test_key_figures_try_a_newer_version_where_something_was_found(project, concept, newer, found):
    make_finding(concept=concept, round=trial(concept, ("Aalst", "Zorg", 5)))
    if newer:
        add_version(concept)
    key_figures(concept)
    assert state(project, "adjusted") == found


def test_new_version_that_nobody_tried_is_not_enough(project, concept):
    make_finding(concept=concept, round=trial(concept, ("Aalst", "Zorg", 5)))
    add_version(concept)
    assert outcome(project, "adjusted").text.endswith("(0%), doel 100%. Nog niet: C1.")


def test_what_key_figures_find_themselves_asks_no_third_round(project, concept):
    trial(concept, ("Aalst", "Zorg", 5))
    make_finding(concept=concept, round=key_figures(concept))
    assert state(project, "adjusted") == NOT_APPLICABLE


def test_half_of_the_concepts_is_half(project, concept):
    for one in (concept, make_concept("Noodmap", project=project)):
        make_finding(concept=one, round=trial(one, ("Aalst", "Zorg", 5)))
    add_version(concept)
    key_figures(concept)
    assert outcome(project, "adjusted").value == Decimal("50.0")


def test_heard_outside_a_round_counts_with_the_version_that_was_tried(project, concept):
    trial(concept, ("Aalst", "Zorg", 5))
    make_finding(concept=concept)
    key_figures(concept)
    assert state(project, "adjusted") == NOT_MET


# --- Key figures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "found"), [(9, NOT_MET), (10, MET)])
def test_ten_key_figures_take_part(project, concept, people, found):
    key_figures(concept, people)
    one = outcome(project, "key_figures")
    assert (one.state, one.value) == (found, people)


def test_every_location_is_there(project, concept):
    make_testers(project, ("Gent", "Zorg", 1))
    key_figures(concept, 12)
    one = outcome(project, "key_figures")
    assert (one.state, one.text) == (NOT_MET, "12 sleutelfiguren deden mee, doel 10. Nog niemand van: Gent.")


def test_the_same_person_in_two_rounds_is_one(project, concept):
    people = make_testers(project, ("Aalst", "Zorg", 6))
    for _turn in range(2):
        found = make_round("key_figures", concepts=[concept], people=people)
        for person in people:
            give_feedback(found, person, concept, tried="a1")
        close_round(found)
    assert outcome(project, "key_figures").value == 6


def test_round_on_the_version_of_before_does_not_count(project, concept):
    make_finding(concept=concept, round=trial(concept, ("Aalst", "Zorg", 5)))
    key_figures(concept)
    one = outcome(project, "key_figures")
    assert (one.state, one.value, "Ronde 2 telt niet mee" in one.text) == (NOT_MET, 0, True)


def test_later_small_round_does_not_undo_earlier_key_figures(project, concept):
    """After a reopening everything that was done keeps counting; only what was found since asks for more."""
    trial(concept, ("Aalst", "Zorg", 5))
    key_figures(concept)
    make_finding(concept=concept, round=trial(concept, ("Aalst", "Zorg", 5)))
    assert (state(project, "key_figures"), state(project, "adjusted")) == (MET, NOT_MET)


# --- Verdict and help ----------------------------------------------------------------------------


def judged(concept, *verdicts, tried="a1"):
    people = make_testers(concept.project, ("Aalst", "Zorg", len(verdicts)))
    found = make_round("key_figures", concepts=[concept], people=people)
    for person, ready in zip(people, verdicts, strict=True):
        give_feedback(found, person, concept, tried=tried, ready=ready)
    return close_round(found)


@pytest.mark.parametrize(("no", "found"), [(3, MET), (4, NOT_MET)])
def test_seven_of_ten_find_it_ready(project, concept, no, found):
    judged(concept, *[4, 5] * 5)
    other = make_concept("Noodmap", project=project)
    judged(other, *["3"] * no * 2, *[5] * (10 - no * 2))
    assert outcome(project, "verdict").value == Decimal(100 - no * 10)
    assert state(project, "verdict") == found


def test_four_verdicts_say_nothing(project, concept):
    judged(concept, 5, 5, 5, 5)
    assert state(project, "verdict") == TOO_LITTLE


def test_newest_round_with_enough_verdicts_counts(project, concept):
    judged(concept, 1, 1, 1, 1, 1)
    judged(concept, 5, 5, 5, 5, 5)
    judged(concept, 1)
    assert outcome(project, "verdict").value == Decimal("100.0")


def test_no_idea_is_no_verdict(project, concept):
    judged(concept, 5, 5, 5, 5, "x")
    assert outcome(project, "verdict").denominator == 4


def test_verdict_of_a_small_group_is_not_that_of_key_figures(project, concept):
    trial(concept, ("Aalst", "Zorg", 8), ready=5)
    assert state(project, "verdict") == TOO_LITTLE


@pytest.mark.parametrize(("helped", "found"), [(2, MET), (3, NOT_MET)])
def test_four_of_five_tasks_without_help(project, concept, helped, found):
    people = make_testers(project, ("Aalst", "Zorg", 11))
    one = make_round("key_figures", concepts=[concept], people=people)
    for number, person in enumerate(people):
        give_feedback(one, person, concept, tried="a4" if number == 10 else "a2" if number < helped else "a1")
    assert (state(project, "without_help"), outcome(project, "without_help").denominator) == (found, 10)
