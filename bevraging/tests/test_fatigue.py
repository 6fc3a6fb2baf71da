"""At most one survey by mail in fourteen days for one person, over all projects of an organisation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bevraging import actions, fatigue
from bevraging.actions.pulse import launch_pulse, plan_pulse
from bevraging.models import Participant, Survey
from bevraging.tests import factories
from organisatie.models import Employee
from trajecten import history
from trajecten.models import Event, Mail, ProjectRole


def second_draft(linde, lies, *, slug="tweede", take=6, **fields) -> Survey:
    """A draft of another project: twenty new people, and the first `take` of who was asked before."""
    project = factories.make_project(linde, slug=slug)
    ProjectRole.objects.get_or_create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = factories.make_draft(project, created_by=lies, **fields)
    have = set(survey.participants.values_list("employee_id", flat=True))
    known = Employee.objects.filter(organisation=linde).exclude(pk__in=have).order_by("pk")[:take]
    Participant.objects.bulk_create(Participant(survey=survey, employee=e, name=e.name, email=e.email) for e in known)
    return survey


@pytest.fixture
def first(linde, lies):
    return factories.make_open(factories.make_project(linde), by=lies)


@pytest.fixture
def draft(first, linde, lies):
    return second_draft(linde, lies)


def sent_days_ago(survey: Survey, days: float) -> None:
    Survey.objects.filter(pk=survey.pk).update(launched_at=timezone.now() - timedelta(days=days))


def url(name, survey):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def test_who_was_asked_lately_is_counted_over_all_projects(draft):
    assert fatigue.asked_lately(draft).count() == 6


@pytest.mark.parametrize(("days", "found"), [(13.9, 6), (14.1, 0)])
def test_fourteen_days_later_somebody_may_be_asked_again(first, draft, days, found):
    sent_days_ago(first, days)
    assert fatigue.asked_lately(draft).count() == found


def test_same_address_is_the_same_person(first, draft):
    address = first.participants.order_by("pk").last().email
    Participant.objects.create(survey=draft, name="Iemand", email=address)
    assert fatigue.asked_lately(draft).count() == 7


def test_draft_does_not_count(linde, lies):
    factories.make_draft(factories.make_project(linde))
    assert fatigue.asked_lately(second_draft(linde, lies)).count() == 0


def test_slip_on_paper_does_not_count(first, draft):
    first.participants.update(email="")
    assert fatigue.asked_lately(draft).count() == 0


def test_survey_that_closed_early_still_counts(first, draft, lies):
    actions.close(survey=first, by=lies)
    assert fatigue.asked_lately(draft).count() == 6


def test_other_organisation_does_not_count(draft, anker, vik):
    elsewhere = factories.make_draft(factories.make_project(anker, slug="anker"))
    Participant.objects.create(survey=elsewhere, name="Bo", email=draft.participants.first().email)
    assert fatigue.asked_lately(elsewhere).count() == 0


def test_launch_without_a_choice_is_refused_with_a_count(draft, lies):
    with pytest.raises(actions.AskedLately, match="6 collega's kregen de voorbije 14 dagen al een bevraging"):
        actions.launch(survey=draft, by=lies)
    draft.refresh_from_db()
    assert (draft.status, Mail.objects.filter(subject_key=f"survey:{draft.pk}").count()) == ("draft", 0)


def test_left_out_people_get_nothing_and_are_not_in_the_groups(draft, lies):
    actions.launch(survey=draft, by=lies, lately=fatigue.LEAVE_OUT)
    draft.refresh_from_db()
    mails = Mail.objects.filter(subject_key=f"survey:{draft.pk}").count()
    assert (draft.invited, draft.rested, mails, draft.participants.count()) == (20, 6, 20, 20)


def test_sending_anyway_needs_a_reason(draft, lies):
    with pytest.raises(actions.NotReady, match="Schrijf waarom"):
        actions.launch(survey=draft, by=lies, lately=fatigue.SEND_ANYWAY, reason="  ")


def test_sending_anyway_stores_the_reason_and_no_name(draft, lies):
    actions.launch(survey=draft, by=lies, lately=fatigue.SEND_ANYWAY, reason="De try-out is morgen.")
    event = Event.objects.get(verb="survey_sent_anyway")
    draft.refresh_from_db()
    assert (draft.invited, draft.rested, event.data["people"], "De try-out is morgen." in history.sentence(event)) == (
        26,
        None,
        6,
        True,
    )


def test_leaving_out_never_makes_a_survey_too_small(first, linde, lies):
    small = second_draft(linde, lies, slug="klein", people=[("Aalst", "Zorg", 3)])
    with pytest.raises(actions.NotReady, match="Er blijven er minder dan 5 over"):
        actions.launch(survey=small, by=lies, lately=fatigue.LEAVE_OUT)
    assert small.participants.count() == 9


def test_send_check_shows_a_count_and_no_name(client, lies, draft):
    client.force_login(lies)
    page = client.get(url("versturen", draft)).content.decode()
    names = [p.name for p in fatigue.asked_lately(draft)]
    assert (
        "6 collega’s kregen de voorbije 14 dagen al een bevraging" in page,
        "Verstuur naar 20 collega" in page,
        [name for name in names if name in page],
    ) == (True, True, [])


def test_send_check_with_everybody_counts_everybody(client, lies, draft):
    client.force_login(lies)
    page = client.get(url("versturen", draft), {"rust": "toch"}).content.decode()
    assert ("Verstuur naar 26 collega" in page, "?rust=toch" in page) == (True, True)


def test_confirm_asks_the_reason_again_when_it_is_empty(client, lies, draft):
    client.force_login(lies)
    page = client.post(url("bevestig", draft), {"rust": "toch", "reden": " "}).content.decode()
    draft.refresh_from_db()
    assert ("Schrijf kort waarom." in page, draft.status) == (True, "draft")


def test_page_of_taking_part_says_who_stayed_out_as_a_count(client, lies, draft):
    client.force_login(lies)
    client.post(url("bevestig", draft), {"rust": "later"})
    page = client.get(url("deelname", draft)).content.decode()
    assert "6 collega’s bleven buiten deze ronde" in page


def test_choice_that_is_no_longer_true_sends_back_to_the_check(client, lies, draft):
    """The page said that nobody was asked lately; meanwhile another project sent."""
    client.force_login(lies)
    page = client.post(url("bevestig", draft), follow=True).content.decode()
    draft.refresh_from_db()
    assert ("Kies eerst wat je doet." in page, draft.status) == (True, "draft")


@pytest.mark.django_db(transaction=True)
def test_two_launches_at_the_same_moment_do_not_both_reach_somebody(linde, lies):
    """Two projects, the same twenty people, two processes: one is sent, the other is asked what to do."""
    one = factories.make_draft(factories.make_project(linde))
    other = factories.make_draft(factories.make_project(linde, slug="tweede"), people=[])
    Participant.objects.bulk_create(
        Participant(survey=other, employee_id=p.employee_id, name=p.name, email=p.email) for p in one.participants.all()
    )

    def press(survey) -> str:
        try:
            return str(actions.launch(survey=survey, by=lies))
        except actions.AskedLately:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(press, [one, other]))
    assert (told, Mail.objects.filter(kind="bevraging.invitation").count()) == (["True", "refused"], 20)


# --- The pulse -----------------------------------------------------------------------------------


@pytest.fixture
def lately(first, lies):
    """A project with twenty colleagues who were asked today, and twelve who were not."""
    ProjectRole.objects.create(project=first.project, role=ProjectRole.Role.LEAD, user=lies)
    factories.add_people(factories.make_draft(first.project, people=[]), "Aalst", "Zorg", 12)
    return first.project


def measure(project) -> str:
    return reverse("bevraging:meet", args=[project.slug])


def test_pulse_leaves_who_was_asked_lately_in_peace(lately, lies):
    assert (plan_pulse(lately).asked, plan_pulse(lately).rested) == (12, 20)
    survey = launch_pulse(project=lately, by=lies)
    left_out = Event.objects.get(verb="survey_left_out").data["people"]
    assert (survey.invited, survey.rested, left_out, plan_pulse(lately).rested) == (12, 20, 20, 32)


def test_pulse_goes_to_everybody_for_a_reason_that_stands_in_the_history(lately, lies):
    survey = launch_pulse(project=lately, by=lies, lately=fatigue.SEND_ANYWAY, reason="De directie vraagt het.")
    event = Event.objects.get(verb="survey_sent_anyway")
    told = (event.data["people"], "De directie vraagt het." in history.sentence(event))
    assert (survey.invited, survey.rested, *told) == (32, None, 20, True)


def test_pulse_to_everybody_without_a_reason_is_not_sent(lately, lies):
    before = Survey.objects.count()
    with pytest.raises(actions.NotReady, match="Schrijf waarom"):
        launch_pulse(project=lately, by=lies, lately=fatigue.SEND_ANYWAY)
    assert Survey.objects.count() == before


def test_pulse_with_an_unknown_choice_leaves_them_out(client, lately, lies):
    client.force_login(lies)
    client.post(measure(lately), {"rust": "onzin"})
    assert Survey.objects.get(purpose=Survey.Purpose.PULSE).invited == 12


def test_page_of_the_pulse_counts_who_is_left_out_and_offers_the_other_way(client, lately, lies):
    client.force_login(lies)
    page = client.get(measure(lately)).content.decode()
    anyway = client.get(measure(lately), {"rust": "toch"}).content.decode()
    assert "We vragen het aan 12 collega&#x27;s die dit traject raakt." in page
    assert ("20 collega’s kregen" in page, "Verstuur naar 12 collega" in page, "?rust=toch" in page) == (True,) * 3
    assert ("Waarom krijgen 20 collega’s" in anyway, "Verstuur naar 32 collega" in anyway) == (True, True)


def test_page_of_the_pulse_asks_the_reason_again_when_it_is_empty(client, lately, lies):
    client.force_login(lies)
    page = client.post(measure(lately), {"rust": "toch", "reden": " "}).content.decode()
    sent = Survey.objects.filter(purpose=Survey.Purpose.PULSE).exists()
    assert ("Schrijf kort waarom." in page, 'value="toch"' in page, sent) == (True, True, False)
    client.post(measure(lately), {"rust": "toch", "reden": "Het is dringend."})
    assert Survey.objects.get(purpose=Survey.Purpose.PULSE).invited == 32


@pytest.mark.parametrize("others", [0, 4])
def test_page_of_the_pulse_has_no_button_when_too_few_are_left_to_ask(client, first, lies, others):
    factories.add_people(factories.make_draft(first.project, people=[]), "Aalst", "Zorg", others)
    ProjectRole.objects.create(project=first.project, role=ProjectRole.Role.LEAD, user=lies)
    client.force_login(lies)
    page = client.get(measure(first.project)).content.decode()
    assert ("Bijna iedereen kreeg" in page, "Verstuur naar" in page, "?rust=toch" in page) == (True, False, True)


def test_pulse_of_which_too_few_are_left_says_why(linde, lies, first):
    with pytest.raises(actions.NotReady, match="Bijna iedereen kreeg"):
        launch_pulse(project=first.project, by=lies)
