"""What gate 2 asks: every number from what stands in step 2, and empty is never met."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from bevraging import actions as surveys
from bevraging.models import Survey
from bevraging.tests.factories import answer, make_draft, make_open, make_project
from fundament.models import AgreementVersion, Decision, TargetedQuestion, ThemeRuling
from fundament.step import Fundament
from fundament.tests.factories import (
    follows,
    make_agreement,
    make_bottleneck,
    make_bundle,
    make_core_theme,
    make_decision,
    make_taken,
)
from trajecten.models import Project
from trajecten.steps import State

pytestmark = pytest.mark.django_db
MET, NOT_MET, TOO_LITTLE, NOT_APPLICABLE = State.MET, State.NOT_MET, State.TOO_LITTLE, State.NOT_APPLICABLE


@pytest.fixture
def project(linde):
    return make_project(linde, step=2)


def outcome(project, code, goal=None):
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    criterion = next(one for one in Fundament().criteria() if one.code == code)
    return criterion.compute(project, criterion.default if goal is None else Decimal(goal))


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("s2.themes_covered", TOO_LITTLE),
        ("s2.decisions_complete", TOO_LITTLE),
        ("s2.doer_and_decider", TOO_LITTLE),
        ("s2.open", TOO_LITTLE),
        ("s2.agreement_follows", TOO_LITTLE),
        ("s2.adhoc_top5", TOO_LITTLE),
        ("s2.targeted", NOT_APPLICABLE),
        ("s2.pulse", TOO_LITTLE),
        ("s2.pulse_location", TOO_LITTLE),
    ],
)
def test_nothing_yet_is_never_in_order(project, code, state):
    assert outcome(project, code).state == state


def test_first_thing_to_do_is_getting_the_points(project):
    found = outcome(project, "s2.themes_covered")
    assert (found.remedy_label, bool(found.remedy_url)) == ("Haal punten op", True)


def test_ranges_are_those_of_the_research():
    asked = {c.code: (str(c.kind), c.default, c.minimum, c.maximum) for c in Fundament().criteria()}
    assert asked == {
        "s2.themes_covered": ("must", 90, 50, 100),
        "s2.decisions_complete": ("must", 100, 80, 100),
        "s2.doer_and_decider": ("must", 100, 80, 100),
        "s2.open": ("must", 0, 0, 3),
        "s2.agreement_follows": ("must", 100, 80, 100),
        "s2.adhoc_top5": ("should", 80, 40, 100),
        "s2.targeted": ("should", 100, None, None),
        "s2.pulse": ("should", 50, 30, 80),
        "s2.pulse_location": ("should", 40, 30, 80),
    }


# --- Themes ------------------------------------------------------------------------------------


def ten_themes(project, lies, covered):
    decision = make_taken(project=project, decider=lies)
    for number in range(10):
        theme = make_core_theme(f"Thema {number}", project=project)
        if number < covered:
            decision.themes.add(theme)


@pytest.mark.parametrize(("covered", "state", "value"), [(8, NOT_MET, 80), (9, MET, 90)])
def test_themes_are_covered_from_nine_out_of_ten(project, lies, covered, state, value):
    ten_themes(project, lies, covered)
    found = outcome(project, "s2.themes_covered")
    assert (found.state, found.value, found.denominator) == (state, value, 10)


def test_theme_without_decision_is_named(project, lies):
    ten_themes(project, lies, 8)
    assert outcome(project, "s2.themes_covered").text == (
        "Voor 8 van 10 thema's is er een besluit, of een reden waarom dat niet nodig is (80%), doel 90%. "
        "Nog open: Thema 8, Thema 9."
    )


def test_theme_of_which_no_decision_is_needed_is_covered(project, lies):
    theme = make_core_theme(project=project)
    ThemeRuling.objects.create(theme=theme, reason="Dat regelt de planning al.", by=lies)
    assert outcome(project, "s2.themes_covered").state == MET


def by_child(theme, decision):
    decision.themes.add(make_core_theme("Briefing", project=theme.project, parent=theme))


def by_bundle(theme, decision):
    decision.bundles.add(make_bundle(project=theme.project, theme=theme))


def by_bundle_of_child(theme, decision):
    child = make_core_theme("Briefing", project=theme.project, parent=theme)
    decision.bundles.add(make_bundle(project=theme.project, theme=child))


@pytest.mark.parametrize("way", [by_child, by_bundle, by_bundle_of_child])
def test_decision_covers_a_theme_through_what_stands_under_it(project, lies, way):
    theme = make_core_theme(project=project)
    way(theme, make_taken(project=project, decider=lies))
    assert (outcome(project, "s2.themes_covered").state, outcome(project, "s2.themes_covered").denominator) == (MET, 1)


@pytest.mark.parametrize("status", ["superseded", "withdrawn", "proposal"])
def test_decision_that_does_not_hold_covers_nothing(project, lies, status):
    theme = make_core_theme(project=project)
    decision = make_decision(project=project) if status == "proposal" else make_taken(project=project, decider=lies)
    decision.themes.add(theme)
    if status != "proposal":
        Decision.objects.filter(pk=decision.pk).update(status=status, closed_why="Het werkt anders.")
    assert outcome(project, "s2.themes_covered").state == NOT_MET


def test_decision_about_the_work_covers_no_theme(project, lies):
    make_taken(project=project, decider=lies, kind="work").themes.add(make_core_theme(project=project))
    assert outcome(project, "s2.themes_covered").state == NOT_MET


def test_theme_under_which_nothing_stands_is_not_asked_about(project, lies):
    make_taken(project=project, decider=lies).themes.add(make_core_theme(project=project))
    make_core_theme("Leeg", project=project, used=False)
    assert outcome(project, "s2.themes_covered").denominator == 1


def test_themes_of_another_project_weigh_nothing(project, lies, linde):
    make_taken(project=project, decider=lies).themes.add(make_core_theme(project=project))
    make_core_theme("Elders", project=make_project(linde, "elders"))
    assert outcome(project, "s2.themes_covered").denominator == 1


# --- Decisions ---------------------------------------------------------------------------------


def good_and(project, lies, good, **bad):
    for number in range(good):
        make_taken(f"Keuze {number}?", project=project, decider=lies)
    return make_taken("En deze?", project=project, decider=lies, **bad)


BAD = {"rationale": "Daarom."}
"""Too short a reason: of what a decision may lack, the one thing that the database does not refuse."""


@pytest.mark.parametrize(("good", "state", "value"), [(3, NOT_MET, "75.0"), (4, MET, "80.0")])
def test_decisions_are_complete_at_the_goal_of_the_project(project, lies, good, state, value):
    good_and(project, lies, good, **BAD)
    found = outcome(project, "s2.decisions_complete", 80)
    assert (found.state, found.value) == (state, Decimal(value))


def test_incomplete_decision_is_named_by_its_code(project, lies):
    good_and(project, lies, 1, **BAD)
    assert outcome(project, "s2.decisions_complete").text == (
        "Volledig: 1 van 2 besluiten (50%), doel 100%. Nog aan te vullen: B02."
    )


def test_decision_with_everything_is_complete(project, lies):
    make_taken(project=project, decider=lies)
    assert outcome(project, "s2.decisions_complete").text == "Volledig: 1 van 1 besluit (100%), doel 100%."


@pytest.mark.parametrize(
    ("rationale", "state"),
    [("Zo zoekt niemand nog iets..." + " " * 9, NOT_MET), ("Zo zoekt niemand nog iets nu..", MET)],
)
def test_reason_has_thirty_characters(project, lies, rationale, state):
    assert len(rationale.strip()) in (28, 30)
    make_taken(project=project, decider=lies, rationale=rationale)
    assert outcome(project, "s2.decisions_complete").state == state


@pytest.mark.parametrize("side", ["plus", "minus"])
def test_option_without_something_for_or_against_it_is_not_complete(project, lies, side):
    decision = make_decision(project=project)
    decision.options.filter(number=2).update(**{side: "  "})
    decision.decider, decision.chosen, decision.status = lies, decision.options.first(), Decision.Status.TAKEN
    decision.taken_at, decision.review_on = timezone.now(), timezone.localdate() + timedelta(days=90)
    decision.rationale = "Zo staat alles op één plaats, en zoekt niemand nog."
    decision.save()
    assert outcome(project, "s2.decisions_complete").state == NOT_MET


@pytest.mark.parametrize(("good", "state"), [(3, NOT_MET), (4, MET)])
def test_who_does_the_work_was_consulted_in_enough_decisions(project, lies, good, state):
    good_and(project, lies, good).parties.update(does_the_work=False)
    assert outcome(project, "s2.doer_and_decider", 80).state == state


@pytest.mark.parametrize(("waiting", "state"), [(1, NOT_MET), (0, MET)])
def test_no_choice_waits(project, lies, waiting, state):
    make_taken(project=project, decider=lies)
    for _number in range(waiting):
        make_decision(project=project)
    assert outcome(project, "s2.open").state == state


@pytest.mark.parametrize(("waiting", "state"), [(4, NOT_MET), (3, MET)])
def test_project_may_leave_some_choices_open(project, waiting, state):
    for _number in range(waiting):
        make_decision(project=project)
    assert outcome(project, "s2.open", 3).state == state


def test_choice_about_the_work_may_wait(project, lies):
    make_taken(project=project, decider=lies)
    make_decision(project=project, kind="work")
    assert outcome(project, "s2.open").text == "Geen enkele keuze wacht nog op een besluit."


@pytest.mark.parametrize(("good", "state"), [(3, NOT_MET), (4, MET)])
def test_agreement_follows_from_enough_decisions(project, lies, good, state):
    good_and(project, lies, good)
    for decision in project.decisions.all()[:good]:
        follows(make_agreement(project=project), decision)
    assert outcome(project, "s2.agreement_follows", 80).state == state


def test_reason_why_no_agreement_follows_is_enough(project, lies):
    make_taken(project=project, decider=lies, no_agreement="Dit is eenmalig.")
    assert outcome(project, "s2.agreement_follows").state == MET


def test_agreement_that_was_withdrawn_follows_from_nothing(project, lies):
    version = follows(make_agreement(project=project), make_taken(project=project, decider=lies))
    AgreementVersion.objects.filter(pk=version.pk).update(status="withdrawn", withdrawn_why="Het werkt niet.")
    assert outcome(project, "s2.agreement_follows").state == NOT_MET


# --- Bundles and questions ---------------------------------------------------------------------


@pytest.mark.parametrize(("decided", "state", "value"), [(3, NOT_MET, 60), (4, MET, 80)])
def test_what_goes_wrong_most_is_decided_about(project, lies, decided, state, value):
    decision = make_taken(project=project, decider=lies)
    for number in range(5):
        bundle = make_bundle(f"Bundel {number}", project=project, count=2)
        if number < decided:
            decision.bundles.add(bundle)
    make_bundle("De zesde", project=project, count=1)
    found = outcome(project, "s2.adhoc_top5")
    assert (found.state, found.value, found.denominator) == (state, value, 5)


def test_bundle_without_reports_is_not_among_them(project, lies):
    make_bundle("Leeg", project=project)
    make_taken(project=project, decider=lies).bundles.add(make_bundle(project=project, count=1))
    assert outcome(project, "s2.adhoc_top5").denominator == 1


def test_loose_reports_ask_for_a_bundle(project):
    make_bottleneck(project=project)
    assert outcome(project, "s2.adhoc_top5").text == "Er staan nog geen knelpunten in een bundel."


def question(decision, summary="", *, status=Survey.Status.OPEN):
    survey = make_draft(decision.project, people=(), title="Lukt dat ook 's nachts?", purpose="loose")
    if status != Survey.Status.DRAFT:
        Survey.objects.filter(pk=survey.pk).update(status=status, launched_at=timezone.now())
    at = timezone.now() if summary else None
    TargetedQuestion.objects.create(decision=decision, survey=survey, summary=summary, summarised_at=at)


@pytest.mark.parametrize(("second", "state"), [("", NOT_MET), ("Ja, met gedimd scherm.", MET)])
def test_every_question_that_was_asked_has_its_answer_summarised(project, second, state):
    decision = make_decision(project=project)
    question(decision, "12 minuten, alleen wat afwijkt.")
    question(decision, second)
    assert outcome(project, "s2.targeted").state == state


def test_question_that_was_not_sent_yet_was_not_asked(project):
    question(make_decision(project=project), status=Survey.Status.DRAFT)
    assert outcome(project, "s2.targeted").reason == "Er is geen gerichte vraag gesteld."


# --- Support -----------------------------------------------------------------------------------

PLACES = (("Aalst", "Zorg", 40), ("Gent", "Zorg", 40))


def measured(project, lies, option, gent=None, *, answers=80, step=2):
    Project.objects.filter(pk=project.pk).update(step=step)
    survey = make_open(
        Project.objects.get(pk=project.pk), by=lies, people=PLACES, purpose="pulse" if step > 1 else "start"
    )
    Project.objects.filter(pk=project.pk).update(step=2)
    if gent is None:
        answer(survey, answers, option)
    else:
        answer(survey, 40, option)
        answer(survey, 20, gent, first=40)
    surveys.close(survey=survey, by=lies)


@pytest.mark.parametrize(("option", "state"), [("2", NOT_MET), ("3", MET), ("4", MET)])
def test_support_is_measured_against_fifty(project, lies, option, state):
    measured(project, lies, option)
    assert outcome(project, "s2.pulse").state == state


def test_support_just_under_the_goal_is_not_said_for_sure(project, lies):
    measured(project, lies, "3", answers=40)
    found = outcome(project, "s2.pulse", "50.5")
    assert (found.state, found.text) == (
        TOO_LITTLE,
        "Het draagvlak is 50 op 100 (40 antwoorden), doel 50,5. Dat ligt te dicht bij het doel om het zeker te zeggen.",
    )


def test_support_of_the_beginning_is_not_of_this_step(project, lies):
    measured(project, lies, "4", step=1)
    found = outcome(project, "s2.pulse")
    assert (found.state, found.remedy_label) == (TOO_LITTLE, "Meet het draagvlak")


def test_support_that_is_being_measured_is_waited_for(project, lies):
    make_open(project, by=lies, step=2, purpose="pulse")
    assert outcome(project, "s2.pulse").remedy_label == "Bekijk de deelname"


@pytest.mark.parametrize(("gent", "goal", "state"), [("2", 40, NOT_MET), ("3", 40, MET), ("3", 51, MET)])
def test_location_is_only_held_under_the_floor_when_it_is_sure(project, lies, gent, goal, state):
    measured(project, lies, "4", gent)
    assert outcome(project, "s2.pulse_location", goal).state == state


def test_location_that_may_lie_under_the_floor_is_named(project, lies):
    measured(project, lies, "4", "3")
    assert outcome(project, "s2.pulse_location", 51).text == (
        "Geen enkele locatie heeft zeker een draagvlak onder 51. Te dicht bij de grens om het zeker te zeggen: Gent (50)."
    )


# --- Together ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_all_points_together_take_two_queries(project, lies, rows, django_assert_num_queries):
    for number in range(rows):
        decision = make_taken(project=project, decider=lies)
        decision.themes.add(make_core_theme(f"Thema {number}", project=project))
        decision.bundles.add(make_bundle(f"Bundel {number}", project=project, count=rows))
        follows(make_agreement(project=project), decision)
    measured(project, lies, "4")
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    with django_assert_num_queries(2):
        for criterion in Fundament().criteria():
            criterion.compute(project, criterion.default)


def test_facts_of_a_moment_ago_are_never_used(project, lies):
    step, seen = Fundament(), []
    seen.append([c.compute(project, c.default).state for c in step.criteria()][1])
    make_taken(project=project, decider=lies)
    seen.append([c.compute(project, c.default).state for c in step.criteria()][1])
    assert seen == [TOO_LITTLE, MET]


def test_gate_is_shown_on_the_command_line(project, lies):
    make_taken(project=project, decider=lies)
    out = StringIO()
    call_command("poort", project.slug, stdout=out)
    assert "✓ [must] s2.decisions_complete: Volledig: 1 van 1 besluit (100%), doel 100%." in out.getvalue()
