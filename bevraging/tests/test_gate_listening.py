"""What gate 1 asks beside a number of answers: talking, four questions with an answer, examples, and how far apart."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bevraging import actions, gate_facts, questions
from bevraging.actions import talks
from bevraging.gate_listening import enough_for_spread
from bevraging.step import Bevraging
from bevraging.tests import factories
from bevraging.tests.talk_factories import confirmed_item, fill_inventory, make_conversation, make_item, make_place
from organisatie.models import JobFunction
from trajecten.models import Project
from trajecten.steps import Kind, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return factories.make_project(linde)


def criterion(code):
    return next(one for one in Bevraging().criteria() if one.code == code)


def outcome(project, code, goal=None):
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    found = criterion(code)
    return found.compute(project, found.default if goal is None else Decimal(goal))


def report(project, lies, *, places=(), functions=(), **fields):
    """A finished report of a conversation with people of these locations and functions."""
    functions = [
        JobFunction.objects.get_or_create(organisation=project.organisation, name=name)[0] for name in functions
    ]
    locations = [make_place(project, name) for name in places]
    talk = make_conversation(project, by=lies, lines=1, locations=locations, functions=functions, **fields)
    talks.finish_report(conversation=talk, by=lies)


# --- Conversations ----------------------------------------------------------------------------------


def test_conversations_without_a_finished_report_are_too_little(project, lies):
    make_conversation(project, by=lies, lines=2)
    found = outcome(project, "s1.conversations")
    assert (found.state, found.remedy_url) == (
        State.TOO_LITTLE,
        f"/trajecten/{project.slug}/bevraging/gesprekken/",
    )


@pytest.mark.parametrize(("reports", "state"), [(1, State.NOT_MET), (2, State.MET)])
def test_conversations_are_counted_against_the_goal(project, lies, reports, state):
    for _turn in range(reports):
        report(project, lies)
    assert outcome(project, "s1.conversations", 2).state == state


@pytest.mark.parametrize(
    ("mode", "kind"), [("both", Kind.SHOULD), ("quantitative", Kind.SHOULD), ("qualitative", Kind.MUST)]
)
def test_conversations_weigh_only_where_nothing_else_is_asked(mode, kind):
    found = criterion("s1.conversations")
    assert (found.kind_for(mode), mode in found.modes) == (kind, True)


def test_by_talk_alone_three_reports_with_every_location_are_needed(project, lies):
    factories.make_draft(project)  # twenty colleagues in Aalst and Gent
    Project.objects.filter(pk=project.pk).update(mode=Project.Mode.QUALITATIVE)
    seen = []
    for place in ("Aalst", "Aalst", "Aalst", "Gent"):
        report(project, lies, places=[place])
        seen.append(outcome(project, "s1.conversations").state)
    assert seen == [State.NOT_MET, State.NOT_MET, State.NOT_MET, State.MET]
    assert outcome(project, "s1.conversations").text == "4 gesprekken met een klaar verslag, doel 3."


def test_by_talk_alone_the_location_that_was_not_spoken_with_is_named(project, lies):
    factories.make_draft(project)
    Project.objects.filter(pk=project.pk).update(mode=Project.Mode.QUALITATIVE)
    report(project, lies, places=["Aalst"])
    assert "Nog niemand gesproken van: Gent." in outcome(project, "s1.conversations").text


def test_small_location_with_one_answer_is_heard_when_somebody_was_spoken_with(project, lies):
    people = (("Aalst", "Zorg", 20), ("Gent", "Zorg", 9))
    factories.answer(factories.make_open(project, by=lies, people=people), 15)
    before = outcome(project, "s1.response_location").state
    report(project, lies, places=["Gent"])
    assert (before, outcome(project, "s1.response_location").state) == (State.NOT_MET, State.MET)


def test_function_with_few_answers_is_heard_when_somebody_was_spoken_with(project, lies):
    people = (("Aalst", "Zorg", 12), ("Aalst", "Keuken", 12))
    survey = factories.make_open(project, by=lies, people=people)
    factories.answer(survey, 12)
    actions.close(survey=survey, by=lies)
    before = outcome(project, "s1.functions").state
    report(project, lies, functions=["Keuken"])
    assert (before, outcome(project, "s1.functions").state) == (State.NOT_MET, State.MET)


# --- The inventory ----------------------------------------------------------------------------------


def test_four_questions_without_items_are_too_little(project):
    assert [outcome(project, code).state for code in ("s1.four_questions", "s1.examples")] == [State.TOO_LITTLE] * 2


def test_proposed_item_does_not_count(project, lies):
    make_item(project, by=lies)
    assert outcome(project, "s1.four_questions").state == State.TOO_LITTLE


def test_four_questions_with_three_items_each_are_answered(project):
    fill_inventory(project)
    found = outcome(project, "s1.four_questions")
    assert (found.state, found.value, found.text) == (
        State.MET,
        Decimal(3),
        "4 van de 4 vragen hebben genoeg bevestigde punten, doel 3 per vraag.",
    )


def test_question_with_too_few_items_is_named(project):
    fill_inventory(project)
    project.inventory.filter(lens="able").first().delete()
    found = outcome(project, "s1.four_questions")
    assert (found.state, found.value) == (State.NOT_MET, Decimal(2))
    assert found.text.endswith("Nog te weinig bij «Wie moet wat kunnen?» (2).")


def test_items_from_one_location_alone_are_not_the_organisation(project):
    fill_inventory(project)
    project.inventory.filter(lens="needs").update(location=make_place(project, "Aalst"))
    before = outcome(project, "s1.four_questions")
    confirmed_item(project, "Nog één", location=make_place(project, "Gent"))
    assert (before.state, outcome(project, "s1.four_questions").state) == (State.NOT_MET, State.MET)
    assert before.text.endswith("Nog maar van één locatie: «Wie heeft wat nodig?».")


@pytest.mark.parametrize(("good", "bad", "state"), [(2, 1, State.NOT_MET), (2, 2, State.MET), (4, 0, State.NOT_MET)])
def test_examples_need_two_good_and_two_bad_ones(project, good, bad, state):
    for lens, items in (("good", good), ("bad", bad)):
        for number in range(items):
            confirmed_item(project, f"Voorbeeld {number}", lens=lens)
    found = outcome(project, "s1.examples")
    assert (found.state, found.value) == (state, Decimal(min(good, bad)))


# --- How far practices differ -----------------------------------------------------------------------


def test_spread_is_known_when_half_of_a_small_survey_answered(project, lies):
    factories.make_published(project, answers=10, by=lies)
    assert outcome(project, "s1.spread").text == "Van 2 van de 2 thema's kennen we de spreidstand (100%), doel 80%."


def test_spread_with_too_few_answers_is_not_known(project, lies):
    factories.make_published(project, answers=9, by=lies)
    assert outcome(project, "s1.spread").state == State.NOT_MET


@pytest.mark.parametrize(("invited", "needed"), [(8, 5), (20, 10), (39, 20), (40, 20), (400, 20)])
def test_spread_asks_twenty_answers_or_half_of_a_small_group(invited, needed):
    assert enough_for_spread(invited, 5) == needed


def test_spread_of_a_survey_about_one_theme_is_too_little(project, lies):
    survey = factories.make_draft(project)
    version = survey.versions.get()
    asked = [one for one in questions.parse(version.content) if one.theme != "info"]
    survey.versions.update(content=questions.dump(asked))
    actions.launch(survey=survey, by=lies)
    factories.answer(survey, 12)
    actions.close(survey=survey, by=lies)
    assert outcome(project, "s1.spread").state == State.TOO_LITTLE


def test_spread_before_the_close_is_too_little_with_a_way_on(project, lies):
    factories.make_open(project, by=lies)
    found = outcome(project, "s1.spread")
    assert (found.state, found.remedy_label) == (State.TOO_LITTLE, "Bekijk de deelname")


# --- Read together ----------------------------------------------------------------------------------


def test_everything_beside_the_surveys_is_read_in_one_query(project, lies):
    factories.make_published(project, answers=12, by=lies)
    fill_inventory(project)
    report(project, lies, places=["Aalst", "Gent"], functions=["Zorg"])
    project = Project.objects.get(pk=project.pk)
    with CaptureQueriesContext(connection) as asked:
        facts = gate_facts.facts_of(project)
    assert len(asked) == 2
    assert (facts.listening.reports, facts.listening.places, facts.themes) == (
        1,
        {"Aalst", "Gent"},
        {"info": 12, "werkwijze": 12},
    )
    assert {lens: (one.items, one.places, one.everywhere) for lens, one in facts.listening.items.items()} == {
        "needs": (3, 0, 3),
        "exists": (3, 0, 3),
        "good": (2, 0, 2),
        "bad": (2, 0, 2),
        "able": (3, 0, 3),
    }
