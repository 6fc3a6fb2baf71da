"""Forgetting by itself: the sweep, the dry run, the log and its page."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from bevraging import retention, scrubbing
from bevraging.actions import answering
from bevraging.models import (
    Deletion,
    Draft,
    Response,
    Survey,
)
from bevraging.tests import factories
from bevraging.tests.over import DAY, forget, later, make_anonymous, make_named
from trajecten.outbox import policy
from trajecten.reminders import sweep


@pytest.fixture
def survey(linde, lies):
    return make_anonymous(linde, lies)


@pytest.fixture
def named(linde, lies):
    return make_named(linde, lies)


# --- The sweep, the dry run, the log -----------------------------------------------------------


def test_forgetting_twice_writes_one_line(survey):
    for _turn in range(3):
        forget(survey, 31 * DAY)
    assert list(Deletion.objects.values_list("kind", "how_many", "title")) == [("people", 20, survey.title)]


@pytest.mark.parametrize(("days", "people", "answers"), [(29.9, 20, 14), (30.1, 0, 14), (730.9, 0, 14), (731.1, 0, 0)])
def test_sweep_forgets_by_itself_and_not_a_day_too_early(survey, days, people, answers):
    """The round that Celery makes once a minute, and `manage.py sweep` too: the clock of the machine, no argument."""
    with time_machine.travel(survey.closed_at + days * DAY, tick=False):
        sweep()
        assert (survey.participants.count(), Response.objects.count()) == (people, answers)


@pytest.mark.parametrize(("days", "status"), [(29.9, "closed"), (30.1, "erased")])
def test_sweep_erases_too_few_answers_by_itself(linde, lies, days, status):
    survey = factories.make_published(factories.make_project(linde), answers=3, by=lies)
    with time_machine.travel(survey.closed_at + days * DAY, tick=False):
        sweep()
        survey.refresh_from_db()
        assert (survey.status, Response.objects.count()) == (status, 3 if status == "closed" else 0)


def test_sweep_closes_on_the_last_day_and_unfinished_answers_are_gone(linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    answering.save_draft(survey=survey, token=factories.tokens_of(survey)[0], answers={"vinden": "4"})
    for days, left in ((-1, 1), (1, 0)):
        at = datetime.combine(survey.closes_on + days * DAY, datetime.min.time(), timezone.get_current_timezone())
        with time_machine.travel(at + timedelta(hours=3), tick=False):
            sweep()
        assert Draft.objects.count() == left


def test_database_is_made_to_forget_after_each_deletion(survey):
    forget(survey, 31 * DAY)
    assert Survey.objects.get(pk=survey.pk).scrubbed is False  # the sweep takes it from here


def test_what_is_deleted_during_a_vacuum_waits_for_the_next(monkeypatch, linde, lies):
    first, second = (factories.make_published(factories.make_project(linde, slug=s), by=lies) for s in "ab")
    Survey.objects.update(scrubbed=True)
    Survey.objects.filter(pk=second.pk).update(scrubbed=False)

    def vacuum(survey):
        Survey.objects.filter(pk=first.pk).update(scrubbed=False)  # closed earlier, forgotten just now
        Survey.objects.filter(pk=survey.pk).update(scrubbed=True)
        return True

    monkeypatch.setattr(scrubbing, "scrub", vacuum)
    scrubbing.scrub_what_is_left()
    assert list(scrubbing.left().values_list("pk", flat=True)) == [first.pk]


def test_log_outlives_the_survey_it_tells_of(survey):
    forget(survey, 31 * DAY)
    title = survey.title
    Survey.objects.get(pk=survey.pk).delete()
    assert list(Deletion.objects.values_list("title", "survey")) == [(title, None)]


def test_sweep_knows_what_is_due(survey):
    due = [retention.people_to_forget, retention.answers_to_forget]
    seen = [[look(later(survey, days * DAY)).exists() for look in due] for days in (1, 31, 732)]
    assert seen == [[False, False], [True, False], [True, True]]


def test_log_never_tells_that_nearly_everybody_answered(linde, lies):
    survey = factories.make_published(factories.make_project(linde), answers=19, by=lies)
    forget(survey, 732 * DAY)
    assert Deletion.objects.get(kind="answers").how_many is None


def test_log_is_only_added_to(survey):
    forget(survey, 31 * DAY)
    line = Deletion.objects.get()
    for change in (line.save, line.delete, Deletion.objects.all().delete, lambda: Deletion.objects.update(how_many=1)):
        with pytest.raises(TypeError):
            change()


def test_dry_run_says_what_goes_when_and_deletes_nothing(survey):
    out = StringIO()
    call_command("bewaartermijnen", "--proef", stdout=out)
    lines = out.getvalue().splitlines()
    closed = timezone.localtime(survey.closed_at)
    assert [line[:10] for line in lines] == [f"{closed + days * DAY:%Y-%m-%d}" for days in (30, 731)]
    assert ("(20)" in lines[0], "(" in lines[1].split("bevraging")[0], survey.participants.count()) == (True, False, 20)


def test_command_without_dry_run_deletes_what_is_due(survey):
    Survey.objects.filter(pk=survey.pk).update(closed_at=timezone.now() - 40 * DAY)
    call_command("bewaartermijnen", stdout=StringIO())
    assert survey.participants.count() == 0


def test_page_shows_plan_and_log_and_no_person(client, lies, survey, named):
    forget(survey, 31 * DAY)
    client.force_login(lies)
    page = client.get(reverse("bevraging:bewaren")).content.decode()
    names = [name for name in named.participants.values_list("name", flat=True) if name in page]
    assert ("namen en adressen" in page, "losse antwoorden" in page, names) == (True, True, [])


@pytest.mark.parametrize("surveys", [1, 3])
def test_page_takes_as_many_queries_for_one_and_three(client, linde, lies, surveys, django_assert_num_queries):
    for _turn in range(surveys):
        forget(factories.make_published(factories.make_project(linde), by=lies), 31 * DAY)
        factories.make_published(factories.make_project(linde), by=lies)
    client.force_login(lies)
    client.get(reverse("bevraging:bewaren"))
    with django_assert_num_queries(6):
        client.get(reverse("bevraging:bewaren"))


def test_reader_does_not_see_the_page(client, noor, survey):
    client.force_login(noor)
    assert client.get(reverse("bevraging:bewaren")).status_code == 403


@pytest.mark.django_db
def test_privacy_page_tells_the_terms_that_are_kept(client):
    page = client.get(reverse("pages:privacy")).content.decode()
    months = round(retention.KEEP_ANSWERS.days / 365.25 * 12)
    assert f"{retention.KEEP_PEOPLE.days} dagen na het sluiten" in page
    assert (f"na {months} maanden" in page, f"na {policy.KEEP.days} dagen" in page) == (True, True)
