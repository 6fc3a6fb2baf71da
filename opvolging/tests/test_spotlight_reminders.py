"""Once a quarter who leads hears where nothing was put in the spotlight; what goes well on the page of step 6."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template.loader import render_to_string

from opvolging import spotlight_reminders, spotlight_step, step_parts
from opvolging.tests.spotlight_world import make_spotlight, works_at
from trajecten.models import Mail, Project
from trajecten.outbox import deliver
from trajecten.reminders import look
from trajecten.tests.factories import make_project, make_role

DAY = datetime(2026, 6, 1, 10, tzinfo=UTC)
"""A Monday, the first of the last month of a quarter."""


@pytest.fixture
def project(linde, lies):
    with time_machine.travel("2026-01-05 10:00+01:00", tick=False):
        project = make_project(linde, lies, step=6)
    works_at(project, "Gent", "An Claes")
    works_at(project, "Aalst", "Bert Claes")
    return project


@pytest.fixture
def clock():
    with time_machine.travel(DAY, tick=False) as clock:
        yield clock


def sweep(moment: datetime = DAY) -> int:
    return spotlight_reminders.collect(moment)


@pytest.mark.parametrize(
    ("day", "asked_on"),
    [
        (date(2026, 1, 2), date(2026, 3, 2)),  # 1 March is a Sunday
        (date(2026, 6, 30), date(2026, 6, 1)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 10, 5), date(2026, 12, 1)),
    ],
)
def test_a_quarter_is_asked_about_as_its_last_month_begins(day, asked_on):
    assert spotlight_reminders.day_of(day) == asked_on


def test_who_leads_hears_it_once_with_the_places(clock, project, mailoutbox):
    make_spotlight(place="Gent", project=project, shown_on=date(2026, 4, 3))
    assert [sweep(), sweep()] == [1, 0]
    deliver()
    mail = mailoutbox[0]
    assert (len(mailoutbox), "nog niets in de kijker van: Aalst." in mail.body, "Gent" in mail.body) == (1, True, False)


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 5, 29, 10, tzinfo=UTC), datetime(2026, 6, 2, 10, tzinfo=UTC), datetime(2026, 7, 1, 10, tzinfo=UTC)],
)
def test_on_another_day_nobody_hears_it(project, moment):
    with time_machine.travel(moment, tick=False):
        assert sweep(moment) == 0


def test_when_every_place_had_one_nobody_hears_it(clock, project):
    for place in ("Gent", "Aalst"):
        make_spotlight(place=place, project=project, shown_on=date(2026, 4, 3))
    assert sweep() == 0


def test_put_there_in_between_the_mail_no_longer_leaves(clock, project, mailoutbox):
    sweep()
    for place in ("Gent", "Aalst"):
        make_spotlight(place=place, project=project, shown_on=date(2026, 6, 1))
    deliver()
    assert (mailoutbox, Mail.objects.get().status) == ([], "withdrawn")


def test_the_places_are_those_of_the_moment_of_sending(clock, project, mailoutbox):
    sweep()
    make_spotlight(place="Gent", project=project, shown_on=date(2026, 6, 1))
    deliver()
    assert "nog niets in de kijker van: Aalst." in mailoutbox[0].body


@pytest.mark.parametrize("fields", [{"step": 4}, {"status": "stopped"}])
def test_before_the_rollout_and_after_a_stop_nobody_hears_it(clock, project, fields):
    Project.objects.update(**fields)
    assert sweep() == 0


def test_who_only_reads_or_helps_hears_nothing(clock, project, bram, noor, mailoutbox):
    make_role(project, bram)
    sweep()
    assert Mail.objects.values_list("recipient", flat=True).get() == "lies@linde.test"


def test_the_look_of_the_sweep_finds_it(clock, project):
    assert "opvolging.spotlight" in look(DAY)


def test_many_places_are_counted_after_six():
    names = [f"Huis {letter}" for letter in "ABCDEFGH"]
    assert spotlight_reminders.places_in_words(names) == "Huis A, Huis B, Huis C, Huis D, Huis E, Huis F en nog 2"


# --- On the page of step 6 -------------------------------------------------------------------------


def part_of(project, day: date, *, may_edit: bool = True) -> str:
    columns = dict(spotlight_step.columns(day))
    facts = Project.objects.filter(pk=project.pk).annotate(**columns).values(*columns).get()
    found = spotlight_step.build(project, facts, day)
    return render_to_string("opvolging/deel/kijker.html", {"found": found, "project": project, "may_edit": may_edit})


def test_the_page_of_the_step_shows_the_newest(project):
    make_spotlight("Oud", "Gent", project=project, shown_on=date(2026, 2, 3))
    make_spotlight("Nieuw", project=project, shown_on=date(2026, 5, 3))
    text = part_of(project, date(2026, 5, 20))
    assert ("Nieuw" in text, "Oud" in text, "2 locaties stonden dit kwartaal nog niet" in text) == (True, False, True)


def test_the_page_of_the_step_counts_places_for_who_leads_alone(project):
    text = part_of(project, date(2026, 5, 20), may_edit=False)
    assert ("Wat liep deze week goed?" in text, "kwartaal" in text, "kijker/nieuw" in text) == (True, False, False)


def test_the_part_is_registered_where_it_belongs():
    assert dict(step_parts.all_parts())["spotlights"].template == "opvolging/deel/kijker.html"
