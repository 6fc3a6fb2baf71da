"""What is in the spotlight goes further: by mail, on paper, on the page for everyone; and is gone at once when taken back."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from bevraging.tests.pdf_reading import read as read_paper
from communicatie import page_links
from communicatie.actions.page import switch_page, write_page
from communicatie.models import Message
from communicatie.tests.factories import make_audience, make_page
from opvolging.actions.spotlight_names import agree, ask_name, decline
from opvolging.actions.spotlight_sharing import plan_telling
from opvolging.actions.spotlights import change_spotlight, take_back
from opvolging.models import SpotlightName
from opvolging.spotlight_poster import poster_html
from opvolging.tests.spotlight_world import make_spotlight, works_at
from trajecten import paper
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def spotlight(project):
    return make_spotlight(place="Aalst", project=project, team="nachtdienst")


@pytest.fixture
def page(project):
    return make_page(project)


@pytest.fixture
def named(spotlight, lies, project):
    """Fatima, who said yes."""
    ask_name(spotlight=spotlight, by=lies, employee=works_at(project, "Aalst", "Fatima Akin"))
    name = SpotlightName.objects.get()
    agree(name=name)
    return name


def read(client, page, query: str = "") -> str:
    return client.get(page_links.path_of(page) + query).content.decode()


def path(name: str, spotlight) -> str:
    return reverse(f"opvolging:{name}", args=[spotlight.project.slug, spotlight.pk])


# --- By mail ---------------------------------------------------------------------------------------


def test_a_lead_plans_it_for_an_audience_and_looks_at_the_mail(client, project, spotlight, lies):
    audience = make_audience("Iedereen", project=project)
    client.force_login(lies)
    answer = client.post(path("kijker_vertel", spotlight), {"audience": audience.pk})
    message = Message.objects.get()
    assert answer.url == reverse("communicatie:boodschap_versturen", args=[project.slug, message.number])
    assert (message.key, message.status, message.title) == ("success", "ready", "Nachtbriefing in 9 minuten")
    assert "Zo doen ze het in Aalst, nachtdienst:\nEén leest" in message.text
    assert list(spotlight.messages.all()) == [message]


def test_the_same_form_sent_twice_is_one_message(project, spotlight, lies):
    audience, key = make_audience(project=project), "11111111-1111-4111-8111-111111111111"
    made = [plan_telling(spotlight=spotlight, by=lies, audience=audience, form_key=key).pk for _turn in range(2)]
    assert (len(set(made)), Message.objects.count()) == (1, 1)


def test_a_message_begins_in_dutch_whatever_the_screen_speaks(project, spotlight, lies):
    with translation.override("en"):
        message = plan_telling(spotlight=spotlight, by=lies, audience=make_audience(project=project))
    assert message.text.startswith("Zo doen ze het in Aalst")


def test_no_name_goes_along_by_mail_or_on_paper(project, spotlight, lies, named):
    message = plan_telling(spotlight=spotlight, by=lies, audience=make_audience(project=project))
    assert ["Fatima" in text for text in (message.title, message.text, poster_html(spotlight))] == [False] * 3


def test_what_is_not_shown_is_told_to_nobody(project, lies):
    draft = make_spotlight(project=project, status="draft")
    with pytest.raises(ValidationError):
        plan_telling(spotlight=draft, by=lies, audience=make_audience(project=project))
    assert Message.objects.count() == 0


def test_an_audience_of_another_project_is_refused(spotlight, lies, linde):
    elsewhere = make_audience(project=make_project(linde, lies, title="Ander traject"))
    with pytest.raises(ValidationError):
        plan_telling(spotlight=spotlight, by=lies, audience=elsewhere)


# --- On paper --------------------------------------------------------------------------------------


def sheets_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", read_paper(pdf).inside))


@pytest.mark.slow
def test_the_poster_is_one_sheet_with_the_code_of_the_page(client, spotlight, page, noor):
    client.force_login(noor)
    answer = client.get(path("kijker_affiche", spotlight))
    wanted = ("Nachtbriefing in 9 minuten", "Eén leest", "Aalst, nachtdienst", page_links.path_of(page))
    assert (answer.status_code, sheets_of(answer.content)) == (200, 1)
    assert [word for word in wanted if not read_paper(answer.content).says(word)] == []


@pytest.mark.slow
def test_the_longest_words_still_are_one_sheet(project, page):
    what, how = ("Samen noteren met bewoners " * 5)[:120], ("Eerst dit en dan dat. " * 20)[:400]
    long = make_spotlight(what, "Aalst", project=project, how=how, team="x" * 60)
    assert sheets_of(paper.pdf(poster_html(long))) == 1


def test_taken_back_has_no_poster(client, spotlight, lies):
    take_back(spotlight=spotlight, by=lies)
    client.force_login(lies)
    assert client.get(path("kijker_affiche", spotlight)).status_code == 404


# --- On the page for everyone ----------------------------------------------------------------------


def test_everybody_with_the_link_reads_it(client, spotlight, page, named):
    text = read(client, page)
    assert [word in text for word in ("In de kijker", "Nachtbriefing in 9 minuten", "Eén leest", "Fatima Akin")] == [
        True
    ] * 4


def test_taken_back_it_is_gone_from_the_page_at_once(client, spotlight, page, lies):
    before = read(client, page)
    take_back(spotlight=spotlight, by=lies)
    assert ["Nachtbriefing" in text for text in (before, read(client, page))] == [True, False]


def test_a_no_takes_the_name_from_the_page_at_once(client, page, named):
    before = read(client, page)
    decline(name=named)
    assert ["Fatima" in text for text in (before, read(client, page))] == [True, False]


def test_other_words_are_on_the_page_at_once_without_the_name(client, spotlight, page, named, lies):
    read(client, page)
    change_spotlight(spotlight=spotlight, by=lies, how="Wie de nacht had, vertelt het eerst.")
    text = read(client, page)
    assert ("Wie de nacht had" in text, "Fatima" in text) == (True, False)


def test_a_lead_keeps_it_from_that_page(client, spotlight, page, lies):
    change_spotlight(spotlight=spotlight, by=lies, on_page=False)
    assert "Nachtbriefing" not in read(client, page)


def test_a_draft_is_not_on_the_page(client, project, page):
    make_spotlight("Nog geheim", project=project, status="draft")
    assert ["Nog geheim" in text or "In de kijker" in text for text in [read(client, page)]] == [False]


def test_the_newest_three_stand_there(client, project, page):
    for number in range(1, 5):
        make_spotlight(f"Voorbeeld {number}", project=project, shown_on=f"2026-01-0{number}")
    text = read(client, page)
    assert [f"Voorbeeld {number}" in text for number in range(1, 5)] == [False, True, True, True]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_of_the_lead_are_marked_as_dutch_elsewhere(client, spotlight, page, language):
    text = read(client, page, f"?taal={language}")
    assert '<h3 data-lees lang="nl-BE">Nachtbriefing in 9 minuten</h3>' in text


def test_the_page_is_read_in_as_few_queries_as_before(client, project, page, named, django_assert_num_queries):
    make_spotlight("Nog een", project=project)
    with django_assert_num_queries(2):
        read(client, page, "?taal=fr")


def test_a_page_written_and_opened_later_shows_it_too(client, project, spotlight, lies):
    written = write_page(project=project, by=lies, texts={"what": "We noteren voortaan met de tablet."})
    switch_page(project=project, by=lies, on=True)
    assert "Nachtbriefing" in read(client, written)
