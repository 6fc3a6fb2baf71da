"""Fetching bottlenecks goes back as well, and what goes well is none."""

import re

import pytest

from bevraging.models import InventoryItem
from bevraging.results_open import shown_answers
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_conversation, make_note, make_open_answers
from fundament.models import Bottleneck
from fundament.tests.test_views_bottlenecks import text_of, url
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def answer(project, lies):
    make_open_answers(project, by=lies)
    return shown_answers(project).first()


def take_back(browser, page):
    """Press «Maak ongedaan» of the message on this page."""
    address = re.search(r'action="([^"]+)">(?:(?!</form>).)*Maak ongedaan', page.content.decode(), re.DOTALL)[1]
    return browser.post(address.replace("&amp;", "&"), follow=True)


def test_taken_answer_goes_back_and_stays_in_the_inventory(as_lies, project, answer):
    page = as_lies.post(url("knelpunt_uit_antwoord", project, answer.pk) + "?bron=antwoorden", follow=True)
    assert Bottleneck.objects.count() == 1
    after = take_back(as_lies, page)
    assert "In de inventaris blijft het staan." in text_of(after)
    assert (Bottleneck.objects.count(), InventoryItem.objects.count()) == (0, 1)
    assert after.context["source"] == "antwoorden"


def test_taken_note_goes_back(as_lies, project):
    note = make_note(make_conversation(project), "Niemand leest het", lens="bad")
    take_back(as_lies, as_lies.post(url("knelpunt_uit_notitie", project, note.pk) + "?bron=notities", follow=True))
    assert Bottleneck.objects.count() == 0


def test_what_goes_well_is_kept_as_a_good_example_and_is_no_bottleneck(as_lies, project, answer):
    path = url("knelpunt_uit_antwoord", project, answer.pk) + "?bron=antwoorden"
    for _turn in range(2):
        page = as_lies.post(path, {"als": "goed"}, follow=True)
    assert "Bewaard in de inventaris, als goed voorbeeld." in text_of(page)
    kept = InventoryItem.objects.get()
    assert (kept.lens, kept.is_confirmed, Bottleneck.objects.count()) == ("good", True, 0)


def test_good_example_is_never_taken_as_a_bottleneck_after_all(as_lies, project, answer):
    path = url("knelpunt_uit_antwoord", project, answer.pk) + "?bron=antwoorden"
    as_lies.post(path, {"als": "goed"})
    assert "Neem alleen mee wat bevestigd is" in text_of(as_lies.post(path, follow=True))
    assert Bottleneck.objects.count() == 0
