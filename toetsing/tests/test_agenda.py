"""«Binnenkort»: rounds that are to come and findings that were put off, without a query more."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from toetsing import agenda
from toetsing.ahead import ahead_of
from toetsing.tests.factories import (
    close_round,
    make_concept,
    make_finding,
    make_ready_project,
    make_round,
    make_testers,
    open_now,
    small,
)
from trajecten.agenda import upcoming

BRUSSELS = ZoneInfo("Europe/Brussels")


def day(count):
    return timezone.localdate() + timedelta(days=count)


def at(count, hour=13, minute=30):
    return datetime.combine(day(count), datetime.min.time(), BRUSSELS).replace(hour=hour, minute=minute)


def planned(project, count=3, people=0, *, hour=13, minute=30, **fields):
    """A round in so many days, with so many colleagues."""
    start = at(count, hour, minute)
    group = make_testers(project, ("Aalst", "Zorg", people)) if people else ()
    return make_round(project=project, people=group, starts_at=start, ends_at=start + timedelta(hours=1), **fields)


def put_off(project, count, text="Te veel velden"):
    return make_finding(
        text,
        concept=make_concept(text, project=project),
        disposition="later",
        later_on=day(count),
        answered_at=timezone.now(),
    )


def told(project):
    return [(item.title, item.detail, item.day) for item in agenda.items([project])]


@pytest.mark.parametrize(
    ("people", "title"),
    [
        (0, "Ronde 1 om 13.30 uur"),
        (1, "Ronde 1 om 13.30 uur, met 1 collega"),
        (6, "Ronde 1 om 13.30 uur, met 6 collega's"),
    ],
)
def test_round_tells_its_day_its_hour_and_how_many_people(project, people, title):
    planned(project, people=people)
    assert told(project) == [(title, "Try-out met een kleine groep, Vergaderzaal", day(3))]


def test_round_without_a_place_tells_with_whom(project):
    planned(project, kind="key_figures", place="")
    assert told(project) == [("Ronde 1 om 13.30 uur", "Toetsing met sleutelfiguren", day(3))]


def test_round_whose_invitations_left_is_still_to_come_and_one_that_is_over_is_not(project, lies):
    close_round(planned(project))
    sent = open_now(small(project, make_concept(project=project)), lies)
    assert [(item.title.partition(",")[0].partition(" om ")[0], item.day) for item in agenda.items([project])] == [
        ("Ronde 2", timezone.localdate(sent.starts_at))
    ]


def test_round_of_today_stands_there_all_day_and_one_of_yesterday_no_more(project, time_machine):
    time_machine.move_to(at(0, 20), tick=False)
    planned(project, 0, hour=0, minute=5)
    planned(project, -1, hour=23, minute=55)
    assert [(item.title, item.day) for item in upcoming([project])] == [("Ronde 1 om 0.05 uur", day(0))]


def test_round_is_told_in_the_time_of_its_organisation(project):
    project.organisation.time_zone = "America/Cayenne"
    project.organisation.save()
    planned(project, hour=2, minute=0)
    (found,) = agenda.items([project])
    there = at(3, 2, 0).astimezone(ZoneInfo("America/Cayenne"))
    assert (found.day, f"om {there.hour} uur" in found.title) == (day(2), True)


def test_finding_that_was_put_off_stands_on_its_day(project):
    put_off(project, 4)
    make_finding("Nog open", concept=make_concept("Ander", project=project))
    assert told(project) == [("Bevinding F01 opnieuw bekijken", "Te veel velden", day(4))]


def test_finding_past_its_day_is_not_soon(project):
    put_off(project, -1)
    assert upcoming([project]) == []


@pytest.mark.parametrize("path", ["trajecten:vandaag", "trajecten:overzicht"])
def test_page_tells_what_is_planned(as_lies, project, path):
    planned(project, people=6)
    put_off(project, 4)
    page = as_lies.get(reverse(path, args=[project.slug] if "overzicht" in path else []))
    assert [item.title for item in page.context["soon"]] == [
        "Ronde 1 om 13.30 uur, met 6 collega's",
        "Bevinding F01 opnieuw bekijken",
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("trajecten:vandaag", 8), ("trajecten:overzicht", 8)])
def test_pages_ask_no_query_more_for_what_is_planned(as_lies, project, path, queries, count, django_assert_num_queries):
    for number in range(count):
        planned(project, people=2)
        put_off(project, 4, f"Velden {number}")
    address = reverse(path, args=[project.slug] if "overzicht" in path else [])
    as_lies.get(reverse("trajecten:nieuw"))
    with django_assert_num_queries(queries):
        assert "om 13.30 uur" in as_lies.get(address).content.decode()


def test_ahead_of_many_projects_is_one_query_when_it_did_not_come_along(project, django_assert_num_queries):
    others = [make_ready_project(slug=f"ander-{number}") for number in range(3)]
    with django_assert_num_queries(1):
        ahead_of([project, *others])
