"""Gate 1 looks at everybody the project touches: who was not asked was not heard, whatever the share of the others."""

from decimal import Decimal

import pytest

from bevraging import actions, gate_facts
from bevraging.actions import talks
from bevraging.gate_coverage import coverage_of
from bevraging.models import Participant
from bevraging.step import Bevraging
from bevraging.tests import factories
from bevraging.tests.talk_factories import make_conversation, make_place
from organisatie.models import Employee
from trajecten.models import Project
from trajecten.steps import State

pytestmark = pytest.mark.django_db
WIDE = (("Aalst", "Zorg", 30), ("Gent", "Zorg", 30), ("Ninove", "Keuken", 30))


@pytest.fixture
def project(linde):
    return factories.make_project(linde)


@pytest.fixture
def broad(project, lies):
    """Ninety colleagues asked; fifty-four answered: thirty of Aalst, nineteen of Gent, five of Ninove."""
    survey = factories.make_open(project, by=lies, people=WIDE)
    factories.answer(survey, 49)
    factories.answer(survey, 5, first=60)
    actions.close(survey=survey, by=lies)
    return survey


def outcome(project, code):
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    criterion = next(one for one in Bevraging().criteria() if one.code == code)
    return criterion.compute(project, criterion.default)


def narrow(project, lies, *, people=("Aalst", "Zorg", 6), answers=6):
    """A published survey to a few of the colleagues only, who all answer."""
    survey = factories.make_open(project, by=lies, people=(people,))
    factories.answer(survey, answers)
    actions.close(survey=survey, by=lies)
    return survey


def colleagues(project, location, function, count):
    """Colleagues whom the project touches and nobody asked."""
    other = factories.make_draft(project, people=((location, function, count),))
    other.delete()


# --- One narrow survey ------------------------------------------------------------------------------


def test_response_is_a_share_of_everybody_the_project_touches(project, lies):
    colleagues(project, "Gent", "Zorg", 98)
    narrow(project, lies)
    found = outcome(project, "s1.response")
    assert (found.state, found.denominator, found.remedy_label) == (State.NOT_MET, 104, "Vraag ook de anderen")
    assert "Gevraagd: 6 van de 104 collega's die het raakt." in found.text


def test_baseline_is_a_share_of_everybody_the_project_touches(project, lies):
    colleagues(project, "Gent", "Zorg", 98)
    narrow(project, lies)
    assert outcome(project, "s1.baseline").state == State.NOT_MET


def test_location_that_was_not_asked_is_not_heard(project, lies):
    colleagues(project, "Gent", "Zorg", 12)
    narrow(project, lies, people=("Aalst", "Zorg", 20), answers=15)
    found = outcome(project, "s1.response_location")
    assert (found.state, "Niet iedereen is gevraagd: Gent (0/12)." in found.text) == (State.NOT_MET, True)


def test_small_location_that_was_not_asked_is_heard_in_a_conversation(project, lies):
    colleagues(project, "Gent", "Zorg", 8)
    narrow(project, lies, people=("Aalst", "Zorg", 20), answers=15)
    before = outcome(project, "s1.response_location").state
    talk = make_conversation(project, by=lies, lines=1, locations=[make_place(project, "Gent")])
    talks.finish_report(conversation=talk, by=lies)
    assert (before, outcome(project, "s1.response_location").state) == (State.NOT_MET, State.MET)


def test_function_that_was_not_asked_is_not_heard(project, lies):
    colleagues(project, "Aalst", "Keuken", 12)
    narrow(project, lies, people=("Aalst", "Zorg", 20), answers=15)
    found = outcome(project, "s1.functions")
    assert (found.state, "Niet iedereen is gevraagd: Keuken (0/12)." in found.text) == (State.NOT_MET, True)


def test_project_of_one_location_asks_only_about_that_location(project, lies):
    colleagues(project, "Gent", "Keuken", 60)
    project.locations.add(make_place(project, "Aalst"))
    narrow(project, lies, people=("Aalst", "Zorg", 20), answers=15)
    found = [outcome(project, code).state for code in ("s1.response", "s1.response_location", "s1.functions")]
    assert found == [State.MET, State.NOT_APPLICABLE, State.MET]


def test_location_the_project_does_not_touch_weighs_nothing(project, lies):
    for name in ("Aalst", "Gent"):
        project.locations.add(make_place(project, name))
    survey = factories.make_open(project, by=lies, people=WIDE)
    factories.answer(survey, 60)  # nobody of Ninove, which is not touched
    actions.close(survey=survey, by=lies)
    assert outcome(project, "s1.response_location").state == State.MET


def test_pasted_list_without_known_colleagues_counts_who_was_asked(project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 12)
    actions.close(survey=survey, by=lies)
    Participant.objects.filter(survey=survey).update(employee=None)
    Employee.objects.filter(organisation=project.organisation).delete()
    assert outcome(project, "s1.response").text == "12 van 20 collega's deden mee (60%), doel 50%."


def test_colleague_who_came_after_the_sending_changes_nothing(project, lies):
    survey = factories.make_published(project, answers=12, by=lies)
    later = survey.launched_at.date().replace(year=survey.launched_at.year + 1)
    Employee.objects.create(organisation=project.organisation, name="Nieuw", active_from=later)
    assert outcome(project, "s1.response").denominator == 20


# --- A sample ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("touched", "listed", "of"),
    [
        ({"A": 150, "B": 100}, {"A": 75, "B": 50}, 125),
        ({"A": 150, "B": 100}, {"A": 75, "B": 49}, 250),
        ({"A": 120, "B": 80}, {"A": 60, "B": 40}, 200),
        ({"A": 20}, {"A": 12, "B": 4}, 24),
        ({}, {"": 30}, 30),
    ],
)
def test_half_at_every_location_of_a_large_project_speaks_for_all(touched, listed, of):
    cover = coverage_of({(place, ""): n for place, n in touched.items()}, listed, sum(listed.values()))
    assert cover.of == of


def test_sample_says_that_it_is_one(project, lies):
    survey = factories.make_draft(project, people=(("Aalst", "Zorg", 120), ("Gent", "Zorg", 100)))
    mine = list(survey.participants.filter(employee__location__name="Aalst").values_list("pk", flat=True)[:60])
    mine += list(survey.participants.filter(employee__location__name="Gent").values_list("pk", flat=True)[:50])
    survey.participants.exclude(pk__in=mine).delete()
    actions.launch(survey=survey, by=lies)
    factories.answer(survey, 66)
    actions.close(survey=survey, by=lies)
    found = outcome(project, "s1.response")
    assert (found.state, found.value) == (State.MET, Decimal("60.0"))
    assert found.text.endswith("Gevraagd: 110 van de 220 collega's die het raakt.")


# --- More than one survey ---------------------------------------------------------------------------


def test_narrow_later_survey_never_displaces_a_broad_one(project, broad, lies):
    before = {code: outcome(project, code) for code in ("s1.response", "s1.baseline", "s1.spread")}
    again = factories.ask_again(broad, by=lies, only="Aalst")
    while_open = {code: outcome(project, code) for code in before}
    factories.answer(again, 30)
    actions.close(survey=again, by=lies)
    after = {code: outcome(project, code) for code in before}
    assert before == while_open == after
    assert {one.state for one in before.values()} == {State.MET}


def test_extra_round_where_it_was_quiet_counts_for_that_location(project, broad, lies):
    before = outcome(project, "s1.response_location").state
    again = factories.ask_again(broad, by=lies, only="Ninove")
    factories.answer(again, 15)
    actions.close(survey=again, by=lies)
    assert (before, outcome(project, "s1.response_location").state) == (State.NOT_MET, State.MET)


def test_surveys_of_other_locations_are_added_up(project, lies):
    narrow(project, lies, people=("Aalst", "Zorg", 20), answers=12)
    narrow(project, lies, people=("Gent", "Zorg", 20), answers=11)
    found = outcome(project, "s1.response")
    assert (found.state, found.text) == (State.MET, "23 van 40 collega's deden mee (57,5%), doel 50%.")


def test_people_asked_twice_are_never_counted_twice(project, lies):
    survey = factories.make_published(project, answers=9, by=lies)
    again = factories.ask_again(survey, by=lies)
    factories.answer(again, 9)
    actions.close(survey=again, by=lies)
    assert outcome(project, "s1.response").value == Decimal("45.0")


def test_all_surveys_are_read_in_two_queries(project, broad, lies, django_assert_num_queries):
    factories.ask_again(broad, by=lies, only="Ninove")
    narrow(project, lies)
    fresh = Project.objects.get(pk=project.pk)
    with django_assert_num_queries(2):
        gate_facts.facts_of(fresh)
