"""The pulse: sent in two clicks at any step, to half of a large group, and what it shows over time."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging import actions
from bevraging.actions.pulse import launch_pulse, plan_pulse
from bevraging.models import Survey
from bevraging.questions import PULSE_KEYS
from bevraging.sampling import sample
from bevraging.support_trend import FINE, GREY, SURE, Point, compared, lines_of, safe_margin
from bevraging.support_trend import measured as measured_in
from bevraging.tests import factories
from bevraging.trend_chart import chart
from organisatie.models import Employee, Location
from trajecten import gate
from trajecten.models import Project
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db
MANY = (("Aalst", "Zorg", 20), ("Gent", "Zorg", 20), ("Ninove", "Zorg", 20))


@pytest.fixture
def project(linde):
    return make_project(linde, step=2)


def hire(project, location, count):
    place = Location.objects.get_or_create(organisation=project.organisation, name=location)[0]
    Employee.objects.bulk_create(
        Employee(
            organisation=project.organisation,
            name=f"{location} {number}",
            email=f"{location.lower()}{number}@linde.test",
            location=place,
        )
        for number in range(count)
    )


def measured(project, lies, step, option, answers=40, people=MANY):
    Project.objects.filter(pk=project.pk).update(step=step)
    survey = factories.make_open(project, by=lies, people=people)
    factories.answer(survey, answers, option)
    actions.close(survey=survey, by=lies)
    return survey


# --- Who is asked -----------------------------------------------------------------------------------


def test_group_of_two_hundred_is_asked_whole():
    assert len(sample([(key, 1) for key in range(200)], (), Random(1))) == 200


def test_above_two_hundred_half_of_each_location_is_asked():
    people = [(key, 1 if key < 150 else 2) for key in range(251)]
    asked = sample(people, (), Random(1))
    assert (len([key for key in asked if key < 150]), len([key for key in asked if key >= 150])) == (75, 51)


def test_small_location_is_asked_whole_also_then():
    people = [(key, 1 if key < 20 else 2) for key in range(220)]
    assert set(sample(people, (), Random(1))) >= set(range(20))


def test_who_was_not_asked_last_time_goes_first():
    people = [(key, 1) for key in range(240)]
    first = set(sample(people, (), Random(1)))
    second = set(sample(people, first, Random(2)))
    assert (len(first), len(second), first & second) == (120, 120, set())


# --- Sending ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [1, 4, 6])
def test_pulse_is_sent_at_any_step_and_stands_there(project, lies, step):
    hire(project, "Aalst", 12)
    Project.objects.filter(pk=project.pk).update(step=step)
    survey = launch_pulse(project=project, by=lies)
    asked = [question.key for question in actions.questions_of(survey) if question.pulse]
    assert (survey.status, survey.purpose, survey.step, survey.invited, tuple(asked)) == (
        Survey.Status.OPEN,
        Survey.Purpose.PULSE,
        step,
        12,
        PULSE_KEYS,
    )


def test_pulse_pressed_twice_is_one_pulse(project, lies):
    hire(project, "Aalst", 12)
    assert launch_pulse(project=project, by=lies) == launch_pulse(project=project, by=lies)


def test_pulse_for_too_few_people_is_refused_and_leaves_nothing(project, lies):
    hire(project, "Aalst", 4)
    with pytest.raises(actions.NotReady, match="Nodig minstens 5 collega's uit"):
        launch_pulse(project=project, by=lies)
    assert Survey.objects.count() == 0


def test_second_pulse_asks_the_other_half(project, lies):
    hire(project, "Aalst", 240)
    first = launch_pulse(project=project, by=lies)
    actions.close(survey=first, by=lies)
    second = launch_pulse(project=project, by=lies)
    people = [set(survey.participants.values_list("employee", flat=True)) for survey in (first, second)]
    assert (len(people[0]), len(people[1]), people[0] & people[1]) == (120, 120, set())


def test_plan_says_how_many_and_changes_nothing(project, lies):
    hire(project, "Aalst", 240)
    plan = plan_pulse(project)
    assert (plan.people, plan.asked, plan.half, plan.running, Survey.objects.count()) == (240, 120, True, None, 0)


def test_pulse_of_a_later_step_does_not_change_what_gate_1_says(project, lies):
    factories.make_published(project, answers=12, by=lies)
    Survey.objects.update(launched_at=timezone.now() - timedelta(days=20))  # who was asked lately is left in peace
    before = gate.evaluate(Project.objects.get(pk=project.pk), 1)
    launch_pulse(project=project, by=lies)
    assert gate.evaluate(Project.objects.get(pk=project.pk), 1) == before


def test_lead_sends_a_pulse_in_two_clicks(client, project, lies):
    hire(project, "Aalst", 12)
    client.force_login(lies)
    link = reverse("bevraging:meet", args=[project.slug])
    assert link in client.get(reverse("trajecten:overzicht", args=[project.slug])).content.decode()
    assert "Verstuur naar 12 collega" in client.get(link).content.decode()
    answer = client.post(link)
    assert answer.url == reverse("bevraging:deelname", args=[project.slug, Survey.objects.get().pk])


@pytest.mark.parametrize(
    ("without", "words"),
    [
        (12, ["Open de polsing voor 12 collega", "iedereen krijgt een briefje"]),
        (5, ["Verstuur naar 7 collega", "7 collega&#x27;s krijgen een mail, 5 een briefje"]),
    ],
)
def test_page_says_who_gets_a_mail_and_who_a_slip(client, project, lies, without, words):
    hire(project, "Aalst", 12)
    Employee.objects.filter(pk__in=list(Employee.objects.values_list("pk", flat=True)[:without])).update(email="")
    client.force_login(lies)
    page = client.get(reverse("bevraging:meet", args=[project.slug])).content.decode()
    assert [one in page for one in words] == [True, True]


def test_looking_at_the_page_sends_nothing(client, project, lies):
    hire(project, "Aalst", 12)
    client.force_login(lies)
    client.get(reverse("bevraging:meet", args=[project.slug]))
    assert Survey.objects.count() == 0


# --- What it shows ----------------------------------------------------------------------------------


def test_trend_has_everybody_first_and_then_each_location(project, lies):
    measured(project, lies, 1, "3")
    lines = lines_of(measured_in(project))
    assert [(line.label, line.is_all, [point.text for point in line.points]) for line in lines] == [
        ("Iedereen", True, ["50"]),
        ("Aalst en Ninove", False, ["50"]),
        ("Gent", False, ["50"]),
    ]


def test_trend_says_more_only_when_chance_does_not_explain_it():
    before, near, far = (Point(None, 1, value, str(value), 5.0, "20") for value in (50, 56, 60))
    assert [compared(now, before) for now in (near, far)] == ["ongeveer gelijk", "meer"]


def test_small_group_stands_beside_nothing(client, project, lies):
    measured(project, lies, 1, "3", answers=10, people=(("Aalst", "Zorg", 20),))
    measured(project, lies, 1, "5", answers=5, people=(("Gent", "Keuken", 5),))
    line = lines_of(measured_in(project))[0]
    assert [(point.small_group, point.trend) for point in line.points] == [(False, ""), (True, "")]
    client.force_login(lies)
    body = client.get(reverse("trajecten:overzicht", args=[project.slug])).content.decode()
    assert ("te weinig om te vergelijken" in body, "punten meer" in body, "kleine groep" in body) == (True, False, True)


def test_no_margin_is_nothing(project, lies):
    """Everybody of a survey by name answered alike: still one moment, and no «plus of min 0»."""
    people = (("Aalst", "Zorg", 10), ("Gent", "Zorg", 10))
    survey = factories.make_open(project, by=lies, people=people, mode="named")
    factories.answer(survey, 20, "4")
    actions.close(survey=survey, by=lies)
    assert [line.last.margin for line in lines_of(measured_in(project))] == [1.0, 1.0, 1.0]


def test_margin_of_a_group_follows_from_what_is_told_alone():
    assert [safe_margin(told, 20) for told in (0, 5, 10, 15)] == [50.0, 19.0, 11.0, 6.3]


@pytest.mark.parametrize(("value", "zone"), [(60, FINE), (44, FINE), (38, GREY), (33, SURE)])
def test_location_near_the_floor_is_in_the_grey_zone(value, zone):
    assert Point(None, 2, value, str(value), 6.0, "15").zone == zone


def test_first_measurement_has_no_floor():
    assert Point(None, 1, 20, "20", 6.0, "15").zone == FINE


def test_chart_says_in_words_what_it_draws(project, lies):
    measured(project, lies, 1, "3")
    drawing = chart(lines_of(measured_in(project))[0])
    assert ('aria-label="Iedereen: stap 1: 50"' in drawing, drawing.count("<circle")) == (True, 1)


def test_page_shows_the_first_barrier_with_what_helps(client, project, lies):
    measured(project, lies, 1, "2")
    client.force_login(lies)
    body = client.get(reverse("bevraging:draagvlak", args=[project.slug])).content.decode()
    assert ("Ik begrijp waarom we dit samen aanpakken." in body, "Laat de directie nog eens vertellen" in body) == (
        True,
        True,
    )


def test_page_without_measurement_invites_to_measure(client, project, lies):
    client.force_login(lies)
    assert "Nog geen meting." in client.get(reverse("bevraging:draagvlak", args=[project.slug])).content.decode()


@pytest.mark.parametrize("rounds", [1, 3])
def test_page_takes_the_same_queries_for_any_number_of_rounds(
    client, project, lies, rounds, django_assert_max_num_queries
):
    for step in range(1, rounds + 1):
        measured(project, lies, step, "3")
    client.force_login(lies)
    path = reverse("bevraging:draagvlak", args=[project.slug])
    client.get(path)
    with django_assert_max_num_queries(8):
        client.get(path)
