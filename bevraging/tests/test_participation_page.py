"""The page «Deelname»: one filled button, for what is of use now."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from bevraging import actions, reminders
from bevraging.tests import factories
from trajecten.models import Mail, ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def survey(project, lies):
    return factories.make_open(project, by=lies, closes_on=timezone.localdate() + timedelta(days=30))


def when_reminding_may(survey):
    """At noon on the first day on which the lead may remind by hand."""
    day = reminders.by_hand_from(survey)
    return time_machine.travel(datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone()), tick=False)


def button(client, survey, user) -> str:
    client.force_login(user)
    page = client.get(reverse("bevraging:deelname", args=[survey.project.slug, survey.pk]))
    assert page.content.decode().count('class="knop" ') == 1
    return page.context["next"]["text"]


def test_just_sent_leads_back_to_the_project(client, survey, lies):
    assert button(client, survey, lies) == "Bekijk het traject"


def test_reminding_comes_first_as_soon_as_it_may(client, survey, lies):
    with when_reminding_may(survey):
        assert button(client, survey, lies) == "Stuur een herinnering"


def test_addresses_that_failed_come_before_reminding(client, survey, lies):
    failed = Mail.objects.filter(pk__in=Mail.objects.values("pk")[:2])
    failed.update(status=Mail.Status.FAILED)
    with when_reminding_may(survey):
        assert button(client, survey, lies) == "Verbeter 2 adressen"


def test_colleagues_without_mail_wait_for_their_slips(client, survey, lies):
    survey.participants.filter(pk__in=survey.participants.values("pk")[:2]).update(email="")
    assert button(client, survey, lies) == "Druk de briefjes af"


def test_reminded_twice_leaves_more_time(client, survey, lies):
    for _turn in range(2):
        with when_reminding_may(survey):
            actions.send_reminder(survey=survey, by=lies)
    assert button(client, survey, lies) == "Geef meer tijd"


def test_reader_is_offered_nothing_that_writes(client, survey, noor):
    with when_reminding_may(survey):
        assert button(client, survey, noor) == "Bekijk het traject"


def test_closed_with_results_shows_them(client, survey, lies):
    factories.answer(survey, 12)
    actions.close(survey=survey, by=lies)
    assert button(client, survey, lies) == "Bekijk de resultaten"


def test_closed_with_too_few_answers_leads_to_the_step(client, survey, lies):
    actions.close(survey=survey, by=lies)
    assert button(client, survey, lies) == "Bekijk de bevragingen"
