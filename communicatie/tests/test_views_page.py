"""The page for everyone as its lead makes it: write, look, open, share, another link."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from communicatie import page_links
from communicatie.models import ProjectPage
from communicatie.tests.everyone_world import fill
from communicatie.tests.factories import make_audience, make_message, make_page
from trajecten.models import Event
from trajecten.tests.factories import make_project, make_role

pytestmark = pytest.mark.django_db

NAMES = ["bladzijde", "bladzijde_tekst", "bladzijde_voorbeeld", "bladzijde_zet", "bladzijde_link", "bladzijde_qr"]
TEXTS = {"what": "Eén dossier.", "why": "Niemand zoekt nog.", "help": "Vraag het gerust."}


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4, goal="Iedereen leest hetzelfde.", why="Minder zoeken.")


@pytest.fixture
def page(project):
    return make_page(project, is_on=False)


@pytest.fixture
def as_(client):
    def as__(user):
        client.force_login(user)
        return client

    return as__


def url(name: str, project) -> str:
    return reverse(f"communicatie:{name}", args=[project.slug])


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def heading(answer) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", text_of(answer)).group(1)


def verbs(project) -> list[str]:
    found = Event.objects.filter(project=project, verb__startswith="page.").order_by("pk")
    return list(found.values_list("verb", flat=True))


# --- Who comes in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_stranger_finds_nothing(as_, vik, page, name):
    method = "post" if name == "bladzijde_zet" else "get"
    assert getattr(as_(vik), method)(url(name, page.project)).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("bladzijde", 200),
        ("bladzijde_voorbeeld", 200),
        ("bladzijde_qr", 200),
        ("bladzijde_tekst", 403),
        ("bladzijde_link", 403),
    ],
)
def test_reader_looks_and_changes_nothing(as_, noor, page, name, status):
    ProjectPage.objects.update(is_on=True)
    assert as_(noor).get(url(name, page.project)).status_code == status


@pytest.mark.parametrize("name", ["bladzijde_tekst", "bladzijde_zet", "bladzijde_link"])
def test_reader_may_not_write(as_, noor, page, name):
    answer = as_(noor).post(url(name, page.project), TEXTS | {"zet": "open", "uitgave": "1"})
    page.refresh_from_db()
    assert (answer.status_code, page.is_on, page.generation, page.why) == (403, False, 1, "")


@pytest.mark.parametrize("name", NAMES)
def test_guest_with_a_role_only_reads_the_page_by_its_link(as_, vik, page, name):
    make_role(page.project, vik)
    method = "post" if name == "bladzijde_zet" else "get"
    assert getattr(as_(vik), method)(url(name, page.project)).status_code == 403


@pytest.mark.parametrize(
    ("name", "method"),
    [("bladzijde", "post"), ("bladzijde_voorbeeld", "post"), ("bladzijde_qr", "post"), ("bladzijde_zet", "get"),
     ("bladzijde_tekst", "delete"), ("bladzijde_link", "put")],
)  # fmt: skip
def test_wrong_method_is_refused(as_, lies, page, name, method):
    assert getattr(as_(lies), method)(url(name, page.project)).status_code == 405


def test_who_is_not_signed_in_is_asked_to(client, page):
    assert urlsplit(client.get(url("bladzijde", page.project))["Location"]).path == "/aanmelden/"


# --- Writing ---------------------------------------------------------------------------------------


def test_page_begins_with_what_the_project_says(as_, lies, project):
    body = text_of(as_(lies).get(url("bladzijde_tekst", project)))
    assert ("Iedereen leest hetzelfde.</textarea>" in body, "Minder zoeken.</textarea>" in body) == (True, True)
    assert not ProjectPage.objects.exists()


def test_lead_writes_the_page_and_it_stays_closed(as_, lies, project):
    answer = as_(lies).post(url("bladzijde_tekst", project), TEXTS | {"show_faces": "on"})
    page = project.page
    assert (answer.status_code, answer["Location"]) == (302, url("bladzijde", project))
    assert (page.what, page.why, page.help, page.show_faces, page.is_on) == (*TEXTS.values(), True, False)
    assert (page.token_hash, verbs(project)) == (page_links.hash_of(project.pk, 1), ["page.written"])


def test_lead_hides_the_ambassadors(as_, lies, page):
    as_(lies).post(url("bladzijde_tekst", page.project), TEXTS)
    page.refresh_from_db()
    assert page.show_faces is False


def test_same_words_again_tell_history_nothing(as_, lies, project):
    for _press in range(2):
        as_(lies).post(url("bladzijde_tekst", project), TEXTS)
    assert verbs(project) == ["page.written"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("what", "", "Vertel eerst in een paar zinnen wat jullie doen."), ("why", "x" * 1001, "Maak het korter.")],
)
def test_words_that_cannot_be_are_refused_and_kept_in_the_form(as_, lies, project, field, value, told):
    answer = as_(lies).post(url("bladzijde_tekst", project), TEXTS | {field: value})
    assert (answer.status_code, told in text_of(answer), "Vraag het gerust.</textarea>" in text_of(answer)) == (
        200,
        True,
        True,
    )
    assert not ProjectPage.objects.exists()


def test_translation_stands_beside_the_dutch_words(as_, lies, page):
    client = as_(lies)
    client.post(url("bladzijde_tekst", page.project) + "?taal=fr", {"what": "Un seul dossier."})
    page.refresh_from_db()
    assert (page.what, page.translations) == (
        "We noteren alles op één plaats.", {"fr": {"what": "Un seul dossier.", "why": "", "help": ""}},
    )  # fmt: skip
    form = text_of(client.get(url("bladzijde_tekst", page.project) + "?taal=fr"))
    assert ("Un seul dossier.</textarea>" in form, "Toon wie ambassadeur is" in form) == (True, False)


def test_empty_translation_goes_also_while_the_page_is_open(as_, lies, page):
    client, where = as_(lies), url("bladzijde_tekst", page.project) + "?taal=en"
    ProjectPage.objects.update(is_on=True)
    client.post(where, {"what": "One file."})
    client.post(where, {"what": ""})
    page.refresh_from_db()
    assert (page.translations, page.show_faces) == ({}, True)


def test_translation_waits_for_the_dutch_words(as_, lies, project):
    as_(lies).post(url("bladzijde_tekst", project) + "?taal=fr", TEXTS)
    assert (project.page.what, project.page.translations) == ("Eén dossier.", {})


# --- Looking ---------------------------------------------------------------------------------------


def test_overview_without_a_page_offers_to_write_it(as_, lies, project):
    answer = as_(lies).get(url("bladzijde", project))
    assert (heading(answer), f'href="{url("bladzijde_tekst", project)}"' in text_of(answer)) == (
        "Bladzijde voor iedereen", True,
    )  # fmt: skip


def test_overview_without_a_page_offers_a_reader_nothing(as_, noor, project):
    body = text_of(as_(noor).get(url("bladzijde", project)))
    assert ("Nog niet geschreven." in body, url("bladzijde_tekst", project) in body) == (True, False)


def test_overview_of_a_closed_page_gives_no_link(as_, lies, page):
    body = text_of(as_(lies).get(url("bladzijde", page.project)))
    assert ("De bladzijde is dicht." in body, "/v/traject/" in body, "Zet de bladzijde open" in body) == (
        True,
        False,
        True,
    )


def test_overview_of_an_open_page_gives_link_and_qr_code(as_, lies, page):
    ProjectPage.objects.update(is_on=True)
    body = text_of(as_(lies).get(url("bladzijde", page.project)))
    assert (f'value="{page_links.address_of(page)}"' in body, "<path" in body.partition('class="qr"')[2][:400]) == (
        True,
        True,
    )


def test_overview_says_which_parts_are_on_the_page(as_, lies, page):
    make_message(audience=make_audience(project=page.project), status="sent", key="when")
    body = text_of(as_(lies).get(url("bladzijde", page.project)))
    card = body[body.index('id="delen"') :].partition("</ul>")[0]
    rows = re.findall(r"<li><p>(.*?)</p>.*?(Staat erop|Nog niets)", card)
    assert [title for title, there in rows if there == "Staat erop"] == ["Wat doen we?", "Waar staan we?", "Wanneer?"]
    assert [title for title, there in rows if there == "Nog niets"] == [
        "Wat verandert er voor mij?", "Wanneer start het bij mij?", "Wie helpt mij?", "Onze afspraken",
        "In de kijker", "Wat deden we met jullie antwoorden?",
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_takes_six_queries(as_, lies, page, rows, django_assert_num_queries):
    fill(page.project, rows)
    client = as_(lies)
    client.get(url("bladzijde", page.project))
    with django_assert_num_queries(6):
        client.get(url("bladzijde", page.project))


def test_preview_shows_a_closed_page_and_what_was_told_just_now(as_, lies, page):
    client = as_(lies)
    client.get(url("bladzijde_voorbeeld", page.project))
    make_message("Net verteld", audience=make_audience(project=page.project), status="sent", key="what_changes")
    body = text_of(client.get(url("bladzijde_voorbeeld", page.project)))
    assert [
        words in body for words in ("Zo lezen collega’s de bladzijde.", "Ze staat nog niet open.", "Net verteld")
    ] == [True] * 3


def test_preview_and_picture_of_what_is_not_there(as_, lies, project):
    client = as_(lies)
    assert [
        client.get(url(name, project)).status_code for name in ("bladzijde_voorbeeld", "bladzijde_qr", "bladzijde_link")
    ] == [404] * 3


def test_picture_of_the_qr_code_is_given_while_the_page_is_open(as_, lies, page):
    client = as_(lies)
    closed = client.get(url("bladzijde_qr", page.project))
    ProjectPage.objects.update(is_on=True)
    answer = client.get(url("bladzijde_qr", page.project))
    assert (closed.status_code, answer["Content-Type"], answer.content[:4]) == (404, "image/png", b"\x89PNG")


# --- Open, close, another link ---------------------------------------------------------------------


def test_lead_opens_and_closes_the_page(as_, lies, page):
    client, seen = as_(lies), []
    for how in ("open", "open", "dicht", "dicht"):
        client.post(url("bladzijde_zet", page.project), {"zet": how})
        seen.append(Client().get(page_links.path_of(page)).status_code)
    assert (seen, verbs(page.project)) == ([200, 200, 404, 404], ["page.opened", "page.closed"])


def test_switch_without_a_choice_does_nothing(as_, lies, page):
    as_(lies).post(url("bladzijde_zet", page.project), {"zet": "half"})
    page.refresh_from_db()
    assert page.is_on is False


def test_page_that_was_not_written_does_not_open(as_, lies, project):
    answer = as_(lies).post(url("bladzijde_zet", project), {"zet": "open"}, follow=True)
    assert ("Vertel eerst in een paar zinnen wat jullie doen." in text_of(answer), ProjectPage.objects.count()) == (
        True,
        0,
    )


def test_another_link_is_asked_first(as_, lies, page):
    answer = as_(lies).get(url("bladzijde_link", page.project))
    page.refresh_from_db()
    assert ("Maak je een nieuwe link?" in text_of(answer), 'name="uitgave" value="1"' in text_of(answer), page.generation) == (
        True, True, 1,
    )  # fmt: skip


def test_another_link_pressed_twice_is_one(as_, lies, page):
    for _press in range(2):
        as_(lies).post(url("bladzijde_link", page.project), {"uitgave": "1"})
    page.refresh_from_db()
    assert (page.generation, page.token_hash, verbs(page.project)) == (
        2, page_links.hash_of(page.project_id, 2), ["page.link_renewed"],
    )  # fmt: skip


@pytest.mark.parametrize("seen", ["", "x", "²", "7", "1" * 30])
def test_another_link_of_a_form_that_is_not_ours_is_none(as_, lies, page, seen):
    as_(lies).post(url("bladzijde_link", page.project), {"uitgave": seen})
    page.refresh_from_db()
    assert page.generation == 1


def test_history_tells_in_sentences(as_, lies, page):
    client = as_(lies)
    client.post(url("bladzijde_tekst", page.project), TEXTS)
    client.post(url("bladzijde_zet", page.project), {"zet": "open"})
    body = text_of(client.get(reverse("trajecten:geschiedenis", args=[page.project.slug])))
    assert [f"Lies Maes {words} de bladzijde voor iedereen" in body for words in ("schreef", "zette")] == [True, True]
