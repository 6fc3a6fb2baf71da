"""Once a year the whole project: what follows from it, what stopping does, and who hears of it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from fundament.dates import months_later
from opvolging import remedy_agenda, reminders_yearly
from opvolging.actions.yearly import hold_project_review
from opvolging.models import ProjectReview
from opvolging.tests.factories import make_holding, make_rhythm
from opvolging.tests.remedies import make_remedy
from opvolging.yearly_reading import what_stops
from trajecten import gate
from trajecten.gate.errors import NoExit
from trajecten.models import Event, Mail, Project
from trajecten.reminder_rules import queue_due
from trajecten.tests.factories import make_decider, make_project
from trajecten.tests.gate_world import Facts, World, fake_steps

TODAY = timezone.localdate
FIRST, NEXT = "opvolging.project_review_first", "opvolging.project_review"


def make_passed(organisation, lead) -> Project:
    """A project of which every gate had its go today."""
    facts, dirk = Facts(), make_decider(organisation)
    with fake_steps(facts):
        world = World(make_project(organisation, lead, dirk), lead, dirk, facts)
        world.pass_gates(6)
    return world.project


@pytest.fixture
def project(linde, lies):
    return make_passed(linde, lies)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def hold(project, by, outcome="go_on", **fields):
    return hold_project_review(project=project, by=by, outcome=outcome, why="De afspraken leven.", **fields)


def url(name, project):
    return reverse(f"opvolging:{name}", args=[project.slug])


def text_of(response) -> str:
    return re.sub(r"(<[^>]*>|\s)+", " ", response.content.decode())


def verbs() -> list[str]:
    """What was told since the last go."""
    told = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    return told[max(n for n, verb in enumerate(told, 1) if verb == "gate.moved") :]


# --- What it does --------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["go_on", "adjust", "hand_over"])
def test_goes_on_and_comes_back_in_a_year(project, lies, outcome):
    review = hold(project, lies, outcome)
    assert (review.next_on, Project.objects.get().status) == (months_later(TODAY(), 12), "running")
    assert verbs() == ["project_review_held"]


def test_same_press_twice_is_one_review(project, lies):
    key = uuid4()
    assert hold(project, lies, "stop", form_key=key) == hold(project, lies, "stop", form_key=key)
    assert verbs() == ["project_review_held_last", "gate.stopped"]


def test_stopping_stops_the_project_for_good(project, lies):
    review = hold(project, lies, "stop", next_on=TODAY() + timedelta(days=9))
    project.refresh_from_db()
    assert (review.next_on, project.status, project.step) == (None, "stopped", 6)
    for verb in (lambda: hold(project, lies), lambda: gate.reopen(project=project, to_step=2, by=lies, reason="Toch")):
        with pytest.raises(NoExit):
            verb()


def test_only_in_the_last_step(project, lies):
    Project.objects.update(step=5)
    with pytest.raises(ValidationError, match="stap 6"):
        hold(project, lies)


def test_reason_is_asked_and_the_next_day_is_ahead(project, lies):
    for fields in ({"why": " "}, {"why": "Ja", "next_on": TODAY()}):
        with pytest.raises(ValidationError):
            hold_project_review(project=project, by=lies, outcome="go_on", **fields)
    assert ProjectReview.objects.count() == 0


def test_what_stops_is_counted_in_one_query(project, django_assert_num_queries):
    version = make_holding(project, "Aalst")
    rhythm = make_rhythm(version, "Aalst")
    for days in (-3, 4, 60):
        rhythm.planned.create(due_on=TODAY() + timedelta(days=days))
    make_remedy(version)
    make_remedy(version, outcome="helped", result="Ja", ended_on=TODAY())
    with django_assert_num_queries(1):
        found = what_stops(project, TODAY())
    assert (found.rhythms, found.checks, found.remedies, found.frameworks) == (1, 2, 1, 1)


# --- Pages ---------------------------------------------------------------------------------------


def test_who_may(client, vik, noor, lies, project):
    told = {}
    for person in (vik, noor, lies):
        client.force_login(person)
        told[person] = [client.get(url(f"trajectherziening{more}", project)).status_code for more in ("", "_houden")]
    assert list(told.values()) == [[404, 404], [200, 403], [200, 200]]


def test_stopping_asks_once_more_and_says_what_stops(as_lies, project):
    make_rhythm(make_holding(project, "Aalst"), "Aalst")
    address, key = url("trajectherziening_houden", project), str(uuid4())
    form = {"outcome": "stop", "why": "Het werkt vanzelf.", "form_key": key}
    asked = as_lies.post(address, form)
    assert "1 ritme van checks, met 0 geplande checks" in text_of(asked)
    assert (ProjectReview.objects.count(), Project.objects.get().status) == (0, "running")
    window = asked.content.decode().partition("data-venster-inhoud")[2]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', window.partition("</section>")[0]))
    hidden.pop("csrfmiddlewaretoken")
    assert hidden == {**form, "namen": "laat", "zeker": "ja"}
    answers = [as_lies.post(address, hidden).status_code for _ in range(2)]
    assert (answers, Project.objects.get().status, ProjectReview.objects.count()) == ([302, 302], "stopped", 1)
    assert "Dit traject is stopgezet." in text_of(as_lies.get(url("trajectherziening", project)))


@pytest.mark.parametrize(
    ("outcome", "where"),
    [
        ("go_on", "opvolging:trajectherziening"),
        ("hand_over", "opvolging:overdracht"),
        ("adjust", "trajecten:heropenen"),
    ],
)
def test_what_was_chosen_leads_to_what_follows(as_lies, project, outcome, where):
    form = {"outcome": outcome, "why": "Daarom.", "form_key": str(uuid4())}
    answer = as_lies.post(url("trajectherziening_houden", project), form)
    assert answer.url == reverse(where, args=[project.slug])


def test_nothing_is_chosen_beforehand(as_lies, project):
    page = text_of(as_lies.post(url("trajectherziening_houden", project), {"why": ""}))
    told = ["Kies hoe het verdergaat.", "Schrijf kort op waarom."]
    assert [words in page for words in told] == [True, True]


# --- The first one, before any was held ------------------------------------------------------------


def make_go(linde, lies, days: int) -> Project:
    """The last gate had its go so long ago that the first look is in so many days."""
    passed = datetime.combine(months_later(TODAY() + timedelta(days=days), -12), time(10), UTC)
    with time_machine.travel(passed, tick=False):
        return make_passed(linde, lies)


@pytest.mark.parametrize(("days", "ahead", "task"), [(40, 0, []), (20, 1, []), (5, 1, ["is op"]), (-5, 1, ["was op"])])
def test_first_look_stands_on_vandaag_and_under_binnenkort(linde, lies, days, ahead, task, django_assert_num_queries):
    project = make_go(linde, lies, days)
    with django_assert_num_queries(2):
        items, tasks = list(remedy_agenda.items([project])), list(remedy_agenda.tasks(lies, [project]))
    told = [word for one in tasks for word in ("is op", "was op") if f"De jaarlijkse herziening {word}" in one.detail]
    assert ([one.title for one in items], told) == (["Jaarlijkse herziening"] * ahead, task)


def test_first_look_stands_on_the_page_of_the_step_until_one_was_held(as_lies, linde, lies):
    project = make_go(linde, lies, 20)
    assert "Het hele traject" in text_of(as_lies.get(url("stap", project)))
    hold(project, lies)
    assert "Het hele traject" not in text_of(as_lies.get(url("stap", project)))
    assert list(remedy_agenda.items([project])) == []


# --- Reminders -----------------------------------------------------------------------------------

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def days_of(kind, first: date, count: int) -> list[str]:
    """The days on which a sweep at opening made a mail of this kind."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        for day in range(count):
            clock.move_to(datetime.combine(first, datetime.min.time(), UTC) + timedelta(days=day, hours=7))
            queue_due(reminders_yearly.RULES, datetime.now(UTC))
    return sorted(key.rsplit(":", 1)[1] for key in Mail.objects.filter(kind=kind).values_list("key", flat=True))


def test_lead_hears_thirty_and_seven_days_before_and_three_days_after(project, lies):
    with time_machine.travel(MONDAY, tick=False):
        hold(project, lies, next_on=date(2026, 6, 17))
    assert days_of(NEXT, date(2026, 5, 10), 50) == ["2026-05-18", "2026-06-10", "2026-06-22"]
    assert set(Mail.objects.filter(kind=NEXT).values_list("recipient", flat=True)) == {lies.email}


def test_first_one_is_a_year_after_the_last_go(linde, lies):
    with time_machine.travel(MONDAY, tick=False):
        make_passed(linde, lies)
    assert days_of(FIRST, date(2026, 12, 1), 45) == ["2026-12-04", "2026-12-29", "2027-01-08"]


def test_once_held_the_first_one_is_not_asked_again(linde, lies):
    with time_machine.travel(MONDAY, tick=False):
        hold(make_passed(linde, lies), lies)
    assert days_of(FIRST, date(2026, 12, 1), 45) == []
