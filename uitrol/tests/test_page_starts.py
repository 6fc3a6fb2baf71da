"""On the page for everyone: when it begins at the reader's location, and where they can go."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communicatie import page_links
from communicatie.tests.factories import make_page
from organisatie.tests.factories import make_location
from trajecten.tests.factories import make_project
from uitrol.actions.running import pause_wave
from uitrol.tests.factories import hold, make_moment, make_place, make_wave, start_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    for name in ("Aalst", "Gent"):
        make_location(linde, name)
    return make_project(linde, lies, step=5)


@pytest.fixture
def page(project):
    return make_page(project)


def words(page, location: str = "") -> str | None:
    """The words of this part as somebody reads them; None when it is not there."""
    query = {"locatie": page.project.organisation.locations.get(name=location).pk} if location else {}
    body = Client().get(page_links.path_of(page), query).content.decode()
    found = re.search(r'<section class="deel" id="starts".*?</section>', body, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split()) if found else None


def test_without_a_wave_the_part_is_not_there(page):
    assert words(page) is None


def test_everybody_reads_where_it_begins_and_who_chose_only_of_their_own(project, page):
    make_wave("Aalst", project=project)
    start_wave(make_wave("Gent", project=project))
    assert ("Aalst : start op" in words(page), "Gent : gestart op" in words(page)) == (True, True)
    assert ("Aalst" in words(page, "Gent"), "Gent : gestart op" in words(page, "Gent")) == (False, True)


def test_wave_that_pauses_says_so_and_one_that_goes_on_does_not(project, page, lies):
    paused = start_wave(make_wave("Gent", project=project))
    start_wave(make_wave("Aalst", project=project))
    pause_wave(wave=paused, by=lies, why="Griep in huis.")
    told = words(page)
    assert told.count("staat nu even stil") == 1
    assert ("staat nu even stil" in words(page, "Gent"), "staat nu even stil" in words(page, "Aalst")) == (True, False)
    assert "Griep" not in told


def test_moments_to_come_are_those_of_the_chosen_location(project, page):
    make_wave("Aalst", "Gent", project=project)
    make_moment("drop_in", project=project, note="Breng je vragen mee.")
    make_moment("floor", project=project, location=make_place(project, "Gent"))
    assert ("Inloop" in words(page), "Kies je locatie" in words(page)) == (False, True)
    here = words(page, "Aalst")
    assert ("Inloop" in here, "Breng je vragen mee." in here, "vloer" in here) == (True, True, False)


def test_held_cancelled_and_far_moments_are_not_told(project, page):
    make_wave("Aalst", project=project)
    hold(make_moment("drop_in", project=project))
    far = timezone.now() + timedelta(weeks=8)
    make_moment("floor", project=project, starts_at=far, ends_at=far + timedelta(hours=1))
    assert "Hier kun je naartoe" not in words(page, "Aalst")


def test_page_still_reads_in_two_queries(project, page, django_assert_num_queries):
    make_wave("Aalst", project=project)
    make_moment(project=project)
    with django_assert_num_queries(2):
        Client().get(page_links.path_of(page))
