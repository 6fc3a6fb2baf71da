"""What gate 1 asks: only figures that may be shown, and empty is never met."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from bevraging import actions, gate_facts, question_bank, questions
from bevraging.models import Survey
from bevraging.results import results_of
from bevraging.step import Bevraging
from bevraging.support_points import points
from bevraging.tests import factories
from organisatie.tests.factories import make_user
from trajecten.models import Project, ProjectRole
from trajecten.steps import State

pytestmark = pytest.mark.django_db
MANY = (("Aalst", "Zorg", 20), ("Gent", "Zorg", 20), ("Ninove", "Zorg", 20))


@pytest.fixture
def project(linde):
    return factories.make_project(linde)


def outcomes(project):
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    return {criterion.code: criterion.compute(project, criterion.default) for criterion in Bevraging().criteria()}


def outcome(project, code):
    return outcomes(project)[code]


CODES = ["s1.response", "s1.response_location", "s1.functions", "s1.baseline"]


@pytest.mark.parametrize("code", CODES)
def test_criterion_without_survey_is_too_little_with_a_way_on(project, code):
    found = outcome(project, code)
    assert (found.state, found.remedy_label) == (State.TOO_LITTLE, "Maak de startbevraging")


@pytest.mark.parametrize("code", CODES)
def test_criterion_with_a_draft_leads_to_the_draft(project, lies, code):
    survey = actions.create_start_survey(project=project, by=lies)
    found = outcome(project, code)
    assert (found.state, found.remedy_url) == (
        State.TOO_LITTLE,
        f"/trajecten/{project.slug}/bevraging/{survey.pk}/vragen/",
    )


def test_response_right_after_sending_is_too_little(project, lies):
    factories.make_open(project, by=lies)
    assert outcome(project, "s1.response").state == State.TOO_LITTLE


def test_response_of_open_survey_counts_in_steps(project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 9)
    found = outcome(project, "s1.response")
    assert (found.state, found.value, found.text) == (
        State.NOT_MET,
        Decimal("25.0"),
        "Minstens 5 van 20 collega's deden al mee (25%), doel 50%.",
    )


def test_response_of_a_survey_sent_just_now_offers_a_look(project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 5)
    assert outcome(project, "s1.response").remedy_label == "Bekijk de deelname"


def test_response_of_open_survey_offers_a_reminder(project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 5)
    Survey.objects.filter(pk=survey.pk).update(launched_at=timezone.now() - timedelta(days=8))
    assert outcome(project, "s1.response").remedy_label == "Stuur een herinnering"


def test_response_of_published_survey_is_exact(project, lies):
    factories.make_published(project, answers=12, by=lies)
    found = outcome(project, "s1.response")
    assert (found.state, found.value, found.text) == (
        State.MET,
        Decimal("60.0"),
        "12 van 20 collega's deden mee (60%), doel 50%.",
    )


def test_response_of_a_closed_survey_with_too_few_answers_is_not_met(project, lies):
    factories.make_published(project, answers=2, by=lies)
    assert outcome(project, "s1.response").state == State.TOO_LITTLE


def test_a_new_open_survey_does_not_undo_a_published_one(project, lies):
    survey = factories.make_published(project, answers=12, by=lies)
    factories.ask_again(survey, by=lies)
    assert outcome(project, "s1.response").state == State.MET


def test_location_behind_is_named_with_its_figures(project, lies):
    survey = factories.make_open(project, by=lies, people=MANY)
    factories.answer(survey, 46)  # Aalst 20, Gent 20, Ninove 6
    actions.close(survey=survey, by=lies)
    found = outcome(project, "s1.response_location")
    assert (found.state, found.value, found.text) == (
        State.NOT_MET,
        Decimal("25.0"),
        "Ninove: minstens 5 van 20, doel 35%. Een gesprek met enkele collega's daar helpt ook.",
    )


@pytest.mark.parametrize(("code", "answers"), [("s1.response", 6), ("s1.response_location", 46), ("s1.functions", 25)])
def test_after_the_close_each_point_can_be_solved_in_another_way(project, lies, code, answers):
    """Nobody can be reminded any more, and who did not answer is not known: what helps is a talk, told to the decider."""
    people = (("Aalst", "Zorg", 20), ("Gent", "Zorg", 20), ("Ninove", "Keuken", 20))
    survey = factories.make_open(project, by=lies, people=people)
    factories.answer(survey, answers)
    actions.close(survey=survey, by=lies)
    found = outcome(project, code)
    gate = f"/trajecten/{project.slug}/poort/1/?zonder={code}#zonder-{code}"
    assert (found.remedy_label, found.remedy_url) == ("Leg uit hoe het anders kan", gate)


def test_the_way_leads_to_the_opened_form_at_the_gate(project, lies, client):
    survey = factories.make_open(project, by=lies, people=MANY)
    factories.answer(survey, 46)
    actions.close(survey=survey, by=lies)
    client.force_login(lies)
    ProjectRole.objects.create(project=project, role="lead", user=lies)
    ProjectRole.objects.create(project=project, role="decider", user=make_user("karel@linde.test", "Karel"))
    body = client.get(outcome(project, "s1.response_location").remedy_url).content.decode()
    assert 'id="zonder-s1.response_location" open' in body


def test_a_baseline_that_was_not_measured_is_asked_again(project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 12, "x")
    actions.close(survey=survey, by=lies)
    assert outcome(project, "s1.baseline").remedy_label == "Maak een nieuwe bevraging"


def test_overview_leads_to_the_results(project, lies, client):
    survey = factories.make_published(project, answers=12, by=lies)
    client.force_login(lies)
    body = client.get(f"/trajecten/{project.slug}/").content.decode()
    assert f'<a href="/trajecten/{project.slug}/bevraging/{survey.pk}/resultaten/">Bekijk de resultaten</a>' in body


def test_overview_without_results_has_no_link_to_them(project, lies, client):
    factories.make_open(project, by=lies)
    client.force_login(lies)
    assert "/resultaten/" not in client.get(f"/trajecten/{project.slug}/").content.decode()


def test_support_line_tells_no_more_than_the_results_page(project, lies):
    """Nearly everybody answered, all at one end: neither the number nor the index is exact, here or there."""
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 19, "5")
    actions.close(survey=survey, by=lies)
    point, page = points([project])[project.pk][0], results_of(survey).support.total
    assert (point.words, point.who, point.n) == (page.text, page.size, page.n) == ("≥ 90", "bijna iedereen", 16)
    assert "19" not in f"{point}"


def test_support_line_of_a_survey_with_enough_missing_is_exact(project, lies):
    """The other way round, so that the test above can fail."""
    factories.make_published(project, answers=12, by=lies)
    assert (points([project])[project.pk][0].who, points([project])[project.pk][0].words) == ("12 antwoorden", "75")


def test_location_below_five_answers_never_shows_its_number(project, lies):
    survey = factories.make_open(project, by=lies, people=MANY)
    factories.answer(survey, 43)  # Ninove 3: shown together with another one
    actions.close(survey=survey, by=lies)
    labels = {group.label: group.n for group in results_of(survey).groups}
    assert (" 3 van" in outcome(project, "s1.response_location").text, min(labels.values()) >= 5) == (False, True)


def test_locations_of_open_survey_show_lower_bounds(project, lies):
    survey = factories.make_open(project, by=lies, people=MANY)
    factories.answer(survey, 28)  # Aalst 20, Gent 8
    found = outcome(project, "s1.response_location")
    assert (found.state, found.text.startswith("Ninove: nog te weinig antwoorden om te tonen")) == (State.NOT_MET, True)


def test_one_location_is_not_applicable_with_a_reason(project, lies):
    factories.make_open(project, by=lies, people=(("", "Zorg", 12),))
    found = outcome(project, "s1.response_location")
    assert (found.state, bool(found.reason)) == (State.NOT_APPLICABLE, True)


def test_functions_heard_counts_those_of_ten_or_more(project, lies):
    survey = factories.make_open(project, by=lies, people=(("Aalst", "Zorg", 20), ("Aalst", "Keuken", 20)))
    if not survey.segments.filter(dimension="function").exists():
        pytest.fail("The roster of this test should have function groups.")
    factories.answer(survey, 20)
    found = outcome(project, "s1.functions")
    assert (found.state, found.value) == (State.NOT_MET, Decimal("50.0"))


def test_baseline_of_open_survey_is_too_little(project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 20)
    assert outcome(project, "s1.baseline").state == State.TOO_LITTLE


def test_baseline_of_published_survey_is_met(project, lies):
    factories.make_published(project, answers=12, by=lies)
    found = outcome(project, "s1.baseline")
    assert (found.state, found.value) == (State.MET, Decimal("60.0"))


def test_baseline_without_pulse_questions_is_too_little(project, lies):
    survey = factories.make_draft(project)
    asked = [question for question in question_bank.START_SURVEY if question.key not in ("waarom", "goesting", "weten")]
    survey.versions.update(content=questions.dump(asked))
    actions.launch(survey=survey, by=lies)
    factories.answer(survey, 12)
    actions.close(survey=survey, by=lies)
    assert outcome(project, "s1.baseline").state == State.TOO_LITTLE


@pytest.mark.parametrize("answers", [0, 9, 12])
def test_all_criteria_together_take_few_queries(project, lies, answers, django_assert_max_num_queries):
    survey = factories.make_open(project, by=lies, people=MANY)
    factories.answer(survey, answers)
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    with django_assert_max_num_queries(4):
        for criterion in Bevraging().criteria():
            criterion.compute(project, criterion.default)


def test_facts_of_a_moment_ago_are_never_used(project, lies):
    step = Bevraging()
    before = [c.compute(project, c.default).state for c in step.criteria()]
    factories.make_published(project, answers=12, by=lies)
    after = [c.compute(project, c.default).state for c in step.criteria()]
    assert (before[0], after[0]) == (State.TOO_LITTLE, State.MET)


def test_next_action_makes_finishes_and_then_leaves_it_to_the_gate(project, lies):
    step, seen = Bevraging(), []
    seen.append(step.next_action(project))
    survey = actions.create_start_survey(project=project, by=lies)
    seen.append(step.next_action(project))
    Survey.objects.filter(pk=survey.pk).delete()
    factories.make_open(project, by=lies)
    seen.append(step.next_action(project))
    assert [action and action[0] for action in seen] == ["Maak de startbevraging", "Werk de bevraging af", None]


def test_every_default_lies_within_its_range():
    assert [c.code for c in Bevraging().criteria() if c.tunable and not c.minimum <= c.default <= c.maximum] == []


def test_support_point_is_the_index_of_the_results_page(project, lies):
    survey = factories.make_open(project, by=lies, people=MANY)
    factories.answer(survey, 20, "4")
    factories.answer(survey, 15, "2", first=20)
    factories.answer(survey, 10, "5", first=40)
    actions.close(survey=survey, by=lies)
    total, point = results_of(survey).support.total, points([project])[project.pk][0]
    assert (point.value, point.margin, point.n) == (total.index, total.margin, total.n)


def test_support_points_of_many_projects_take_two_queries(project, lies, linde, django_assert_max_num_queries):
    factories.make_published(project, answers=12, by=lies)
    other = factories.make_project(linde, slug="ander")
    factories.make_published(other, answers=12, by=lies)
    with django_assert_max_num_queries(2):
        assert set(points([project, other])) == {project.pk, other.pk}


def test_functions_are_judged_by_the_people_also_where_location_and_function_cross_too_small(project, lies):
    """Four of each function in three locations: no group of five to show, but twelve people per function to hear."""
    people = [(place, work, 4) for place in ("Aalst", "Gent", "Ninove") for work in ("Zorg", "Keuken", "")]
    survey = factories.make_open(project, by=lies, people=people)
    zorg = survey.participants.filter(employee__function__name="Zorg")
    zorg.update(answered=True)
    assert list(survey.segments.filter(dimension="function")) == []
    assert [(fact.label, fact.invited, fact.answered) for fact in gate_facts.facts_of(project).functions] == [
        ("Keuken", 12, 0),
        ("Zorg", 12, 10),
    ]
