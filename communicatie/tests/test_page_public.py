"""The page for everyone as it is read: by who has the link, light, kept for a minute, and nothing that is not for all."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from bevraging import lane
from communicatie import page_links, page_parts, page_public, urls_public
from communicatie.actions.page import renew_link, switch_page, write_page
from communicatie.models import Message
from communicatie.tests.everyone_world import fill
from communicatie.tests.factories import make_audience, make_message, make_page, secret_of_page
from organisatie.tests.factories import make_organisation
from trajecten.models import Project
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def page(project):
    return make_page(project, why="Zo zoekt niemand nog.")


def read(page, query: str = "", client=None):
    return (client or Client()).get(page_links.path_of(page) + query)


def text_of(answer) -> str:
    return answer.content.decode()


def later():
    """Over a minute: what was read is read again."""
    return time_machine.travel(timezone.now() + timedelta(seconds=page_public.KEEP + 1), tick=False)


# --- The link ------------------------------------------------------------------------------------


def test_link_opens_the_page_without_an_account(page):
    answer = read(page)
    assert (answer.status_code, "We noteren alles op één plaats." in text_of(answer)) == (200, True)


@pytest.mark.parametrize("way", ["made_up", "replaced", "closed", "gone", "other_project"])
def test_every_link_that_opens_nothing_gets_the_same_page(page, lies, way):
    path = page_links.path_of(page)
    if way == "made_up":
        path = reverse("communicatie:v_traject", args=["abcdefgh"])
    elif way == "replaced":
        renew_link(project=page.project, by=lies, seen=1)
    elif way == "closed":
        switch_page(project=page.project, by=lies, on=False)
    elif way == "gone":
        page.delete()
    else:
        path = reverse("communicatie:v_traject", args=[page_links.secret_of(page.project_id + 1, 1)])
    answer = Client().get(path)
    calm = Client().get(reverse("communicatie:v_traject", args=["zzzzzzzz"]))
    assert (answer.status_code, text_of(answer)) == (404, text_of(calm))
    assert "We vinden deze link niet." in text_of(answer)


def test_link_that_was_kept_closes_at_once(page, lies):
    read(page)
    switch_page(project=page.project, by=lies, on=False)
    assert read(page).status_code == 404


def test_new_link_works_and_the_old_one_no_more(page, lies):
    renew_link(project=page.project, by=lies, seen=1)
    old = read(page)
    page.refresh_from_db()
    assert (old.status_code, read(page).status_code) == (404, 200)


def test_link_in_capitals_works(page):
    path = reverse("communicatie:v_traject", args=[secret_of_page(page).upper()])
    assert Client().get(path).status_code == 200


def test_who_guesses_too_often_waits(page):
    answers = [Client().get(reverse("communicatie:v_traject", args=[f"fout{n}"])).status_code for n in range(31)]
    assert (set(answers[:30]), answers[30], read(page).status_code) == ({404}, 429, 200)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_is_only_read(page, method):
    answer = getattr(Client(), method)(page_links.path_of(page))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


# --- The lane ------------------------------------------------------------------------------------


def test_page_stands_in_the_lane(page):
    path = page_links.path_of(page)
    request = read(page).wsgi_request
    assert lane.page_at(path).func is resolve(path).func
    assert [name for name in ("session", "user", "htmx") if hasattr(request, name)] == []
    assert [pattern.name for pattern in urls_public.urlpatterns] == ["v_traject"]


def test_page_sets_no_cookie_and_is_kept_nowhere(page):
    answer = read(page)
    names = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag", "X-Frame-Options")
    assert (list(answer.cookies), [answer[name] for name in names]) == (
        [],
        ["no-store", "no-referrer", "noindex, nofollow", "DENY"],
    )
    assert answer["Content-Security-Policy"] == Client().get("/aanmelden/")["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex, nofollow">' in text_of(answer)


def test_page_asks_nothing_of_others_and_runs_nothing_inline(page):
    body = text_of(read(page))
    assert re.findall(r"\son\w+=|style=|(?:href|src|action)=\"(?:https?:)?//", body) == []
    assert re.findall(r"<script[^>]*>", body) == ['<script src="/static/js/voorlezen.js" defer>']


# --- Queries, and what is kept ---------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_first_look_takes_two_queries_whatever_stands_on_it(page, rows, django_assert_num_queries):
    fill(page.project, rows)
    with django_assert_num_queries(2):
        assert read(page).status_code == 200


def test_next_look_takes_one_query_with_any_choice(page, django_assert_num_queries):
    place, work = fill(page.project, 1)
    read(page)
    with django_assert_num_queries(1):
        read(page)
    with django_assert_num_queries(1):
        read(page, f"?functie={work.pk}&locatie={place.pk}&taal=fr")


def test_words_of_the_lead_are_there_at_once(page, lies):
    read(page)
    write_page(project=page.project, by=lies, texts={"what": "Heel iets anders."})
    assert "Heel iets anders." in text_of(read(page))


def test_what_changes_elsewhere_is_there_within_a_minute(page):
    read(page)
    make_message("Je noteert met de tablet.", audience=make_audience(project=page.project), **TOLD)
    now = "Je noteert met de tablet." in text_of(read(page))
    with later():
        after = "Je noteert met de tablet." in text_of(read(page))
    assert (now, after) == (False, True)


def test_page_of_yesterday_is_not_shown_today(page):
    with time_machine.travel(timezone.now().replace(hour=12, minute=0), tick=False):
        read(page)
    make_message("Je noteert met de tablet.", audience=make_audience(project=page.project), **TOLD)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert "Je noteert met de tablet." in text_of(read(page))


def test_choices_take_no_room_from_pages_of_surveys(page):
    place, _work = fill(page.project, 3)
    for query in ("", f"?locatie={place.pk}", "?taal=fr", "?taal=en", f"?taal=en&locatie={place.pk}"):
        read(page, query)
    assert len(caches["pages"]._cache) == 4


TOLD = {"status": Message.Status.SENT, "key": Message.Key.WHAT_CHANGES}


# --- Languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "lang"), [("", "nl-BE"), ("?taal=fr", "fr"), ("?taal=en", "en"), ("?taal=tr", "nl-BE")]
)
def test_page_is_read_in_a_language_of_the_house(page, query, lang):
    assert f'<html lang="{lang}"' in text_of(read(page, query))


def test_words_of_the_lead_are_shown_as_they_were_translated(page, lies):
    words = {"what": "Tout au même endroit.", "why": "", "help": ""}
    write_page(project=page.project, by=lies, texts=words, language="fr")
    body = text_of(read(page, "?taal=fr"))
    assert "<div data-lees><p>Tout au même endroit.</p></div>" in body
    assert '<div data-lees lang="nl-BE"><p>Zo zoekt niemand nog.</p></div>' in body


def test_switch_keeps_the_choice(page):
    place, work = fill(page.project, 2)
    body = text_of(read(page, f"?functie={work.pk}&locatie={place.pk}"))
    switch = re.search(r'<form method="get">(.*?)</form>', body).group(1)
    assert re.findall(r'name="(\w+)" value="(\w+)"', switch) == [
        ("functie", str(work.pk)), ("locatie", str(place.pk)), ("taal", "nl"), ("taal", "fr"), ("taal", "en"),
    ]  # fmt: skip


# --- The choice ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["?functie=abc", "?functie=999999", "?locatie=-1", "?functie=%C2%B2", "?functie=" + "9" * 40]
)
def test_choice_that_is_none_is_no_choice(page, query):
    assert text_of(read(page, query)) == text_of(read(page))


def test_location_of_another_organisation_is_no_choice(page):
    from organisatie.models import Location

    stray = Location.objects.create(organisation=make_organisation("Het Anker"), name="Oostende")
    body = text_of(read(page, f"?locatie={stray.pk}"))
    assert ("Oostende" in body, body == text_of(read(page))) == (False, True)


def test_only_places_of_the_project_can_be_chosen(page):
    fill(page.project, 3)
    page.project.locations.set(page.project.organisation.locations.filter(name__in=["Plaats 1", "Plaats 2"]))
    options = re.findall(r"<option[^>]*>([^<]+)</option>", text_of(read(page)))
    assert options == ["Kies je functie", "Werk 1", "Werk 2", "Werk 3", "Kies je locatie", "Plaats 1", "Plaats 2"]


def test_one_place_and_one_function_leave_nothing_to_choose(page):
    fill(page.project, 1)
    assert 'id="kies"' not in text_of(read(page))


# --- Weight and words --------------------------------------------------------------------------------


WHOLE = ["", "?functie={work}&locatie={place}", "?functie={work}&locatie={place}&taal=fr"]


def weight(body: bytes, *, travels: bool) -> int:
    """Page, styles, font, script and icon, for a browser without a cache. `travels`: as WhiteNoise sends them, the page
    itself uncompressed."""
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', body.decode()))
    assert "fonts/figtree-latin-wght-normal.woff2" in names
    files = {name: Path(settings.BASE_DIR, "static", name).read_bytes() for name in names}
    return len(body) + sum(
        len(gzip.compress(file) if travels and not name.endswith(".woff2") else file) for name, file in files.items()
    )


def whole(page, rows: int, query: str, **longest) -> bytes:
    """The page with every part on it."""
    place, work = fill(page.project, rows, **longest)
    body = read(page, query.format(work=work.pk, place=place.pk)).content
    on_it = re.findall(r'<section class="deel" id="(\w+)"', body.decode())
    assert on_it == ["about", "where_now", "changes", "when", "help", "agreed", "feedback"]
    return body


@pytest.mark.parametrize("query", WHOLE)
def test_page_with_everything_on_it_weighs_at_most_60_kb(page, query):
    assert weight(whole(page, 12, query), travels=False) <= 60_000


@pytest.mark.parametrize("query", WHOLE)
def test_page_with_everything_as_long_as_may_be_weighs_at_most_60_kb(page, query):
    """52, so that the parts of steps 5 and 6 have room."""
    assert weight(whole(page, 25, query, long=True), travels=True) <= 52_000


def test_words_are_only_words(page, lies):
    write_page(project=page.project, by=lies, texts={"what": "<script>alert(1)</script>"})
    assert ("<script>alert" in text_of(read(page)), "&lt;script&gt;alert" in text_of(read(page))) == (False, True)


def test_stopped_project_says_so(page):
    Project.objects.filter(pk=page.project_id).update(status=Project.Status.STOPPED)
    assert "Dit traject is stopgezet." in text_of(read(page))


def test_stations_show_where_we_are(page):
    lines = re.findall(r'<li class="(\w*)"[^>]*><span class="lijn__bol".*?lijn__naam">([^<]+)<', text_of(read(page)))
    assert lines == [
        ("klaar", "Bevraging"), ("klaar", "Fundament"), ("klaar", "Toetsing"), ("nu", "Communicatie"),
        ("", "Uitrol"), ("", "Opvolging"),
    ]  # fmt: skip


def test_parts_with_nothing_to_say_are_not_there(page):
    assert re.findall(r'<section class="deel" id="(\w+)"', text_of(read(page))) == ["about", "where_now"]


def test_part_of_a_later_room_is_put_in_its_place(page, monkeypatch):
    monkeypatch.setattr(page_parts, "_parts", dict(page_parts._parts))
    part = page_parts.Part(
        "Momenten", "public/communicatie/deel/terug.html", lambda reader: {"links": [("Maandag", "/x/")]}
    )
    page_parts.register("moments", 15, part)
    assert re.findall(r'<section class="deel" id="(\w+)"', text_of(read(page))) == ["about", "moments", "where_now"]
