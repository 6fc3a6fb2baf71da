"""The short way of a respondent: nothing of the desk, and everything that protects a page."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from bevraging import lane, urls_public
from bevraging.tests.browser import Visitor
from bevraging.tests.factories import make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return make_open()


@pytest.fixture
def visitor(survey):
    return Visitor(survey).arrive()


def test_page_of_a_respondent_has_every_header_of_a_page_of_the_desk(visitor):
    desk = Client().get("/aanmelden/")
    # Of the session, and so of nobody here: what a page depends on, and when it grows old.
    expected = {name: value for name, value in desk.headers.items() if name not in {"Vary", "Expires"}}
    page = visitor.at("1/").page
    assert set(expected) - set(page.headers) == set()
    same = set(expected) - {"Content-Length", "Cache-Control", "Referrer-Policy"}
    assert {name: page.headers[name] for name in same} == {name: expected[name] for name in same}


@pytest.mark.parametrize("path", ["/v/", "/v/fout/", "/v/{token}/", "/v/b/{survey}/", "/v/b/{survey}/1/"])
def test_every_answer_carries_the_policy_and_its_length(survey, visitor, path):
    answer = visitor.client.get(path.format(token=visitor.token, survey=survey.pk))
    assert (answer["Content-Security-Policy"], answer["X-Frame-Options"], answer["Content-Length"]) == (
        Client().get("/aanmelden/")["Content-Security-Policy"],
        "DENY",
        str(len(answer.content)),
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_cookie_that_is_set_is_the_respondents(survey, visitor, method):
    client = visitor.at("1/").client
    data = {"e": visitor.envelope, "antwoord": "4"} if method == "post" else {}
    visitor_cookies = getattr(client, method)(f"/v/b/{survey.pk}/1/", data).cookies
    assert set(visitor_cookies) <= {settings.RESPONDENT_COOKIE_NAME}


def test_nothing_of_the_desk_is_made_for_a_respondent(visitor):
    request = visitor.at("1/").page.wsgi_request
    assert [name for name in ("session", "user", "htmx", "organisation") if hasattr(request, name)] == []


def test_request_for_another_host_is_refused(survey):
    assert Client().get(f"/v/b/{survey.pk}/", headers={"host": "elders.example"}).status_code == 400


def test_lane_and_address_book_name_the_same_page(survey):
    for path in (
        "/v/",
        "/v/abc/",
        "/v/tablet/1-abc/",
        "/v/terug/1-abc/",
        f"/v/b/{survey.pk}/",
        f"/v/b/{survey.pk}/1/",
        f"/v/b/{survey.pk}/nakijken/",
    ):
        assert lane.page_at(path).func is resolve(path).func
    assert {pattern.name for pattern in urls_public.urlpatterns} == {
        "v_code", "v_start", "v_vraag", "v_nakijken", "v_klaar", "v_link", "v_tablet", "v_terug",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/v/b/1/2/3/", "/v/b/x/1/", "/aanmelden/", "/"])
def test_address_that_is_no_page_of_a_respondent_goes_to_the_desk(path):
    assert lane.page_at(path) is None


def test_link_without_its_last_slash_arrives(visitor):
    assert Client().get(f"/v/{visitor.token}")["Location"] == f"/v/{visitor.token}/"


def test_wrong_method_gets_a_page_in_our_words(survey, visitor):
    answer = visitor.client.put(f"/v/b/{survey.pk}/1/")
    assert (answer.status_code, answer["Allow"], "Dit kan hier niet" in answer.content.decode()) == (
        405,
        "GET, HEAD, POST",
        True,
    )


def test_database_that_is_away_asks_to_come_back(survey, visitor, monkeypatch):
    def away(*_question):
        raise OperationalError("the database is away")

    monkeypatch.setattr("bevraging.hotpath.visit", away)
    answer = visitor.client.get(f"/v/b/{survey.pk}/1/")
    assert (answer.status_code, answer["Retry-After"], answer["X-Frame-Options"]) == (503, "10", "DENY")


def test_mistake_of_ours_is_told_and_not_hidden(survey, visitor, monkeypatch):
    def broken(*_question):
        raise ZeroDivisionError

    monkeypatch.setattr("bevraging.hotpath.visit", broken)
    visitor.client.raise_request_exception = False
    assert visitor.client.get(f"/v/b/{survey.pk}/1/").status_code == 500


# --- The cookie: written when it has news ------------------------------------------------------


def test_tap_leaves_a_cookie_that_knows_this_person_alone(survey, visitor):
    visitor.at("1/")
    answer = visitor.client.post(f"/v/b/{survey.pk}/1/", {"e": visitor.envelope, "antwoord": "4"})
    assert (answer.status_code, list(answer.cookies)) == (303, [])


def test_tap_after_the_cookie_was_lost_gives_a_new_one(survey, visitor):
    visitor.at("1/")
    answer = Client().post(f"/v/b/{survey.pk}/1/", {"e": visitor.envelope, "antwoord": "4"})
    assert (answer.status_code, list(answer.cookies)) == (303, [settings.RESPONDENT_COOKIE_NAME])


def test_link_starts_the_four_hours_again(visitor):
    assert list(visitor.client.get(f"/v/{visitor.token}/").cookies) == [settings.RESPONDENT_COOKIE_NAME]


def test_tap_five_hours_after_the_link_is_saved_and_gives_a_new_cookie(survey, visitor):
    """The form says who it was made for; the cookie of the morning is too old."""
    visitor.at("1/")
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        answer = visitor.client.post(f"/v/b/{survey.pk}/1/", {"e": visitor.envelope, "antwoord": "4"})
    assert (answer.status_code, list(answer.cookies)) == (303, [settings.RESPONDENT_COOKIE_NAME])
