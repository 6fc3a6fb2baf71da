"""What every page gets from the house: its language, and a refusal in our words."""

import re

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from trajecten.middleware import FriendlyRefusalMiddleware


@pytest.mark.django_db
def test_language_is_dutch_for_an_english_browser(client):
    page = client.get("/hulp/", headers={"accept-language": "en"})

    assert '<html lang="nl' in page.content.decode()


@pytest.mark.django_db
def test_chosen_language_lasts_for_who_chose_it_alone(client):
    french = Client()
    french.cookies["taal"] = "fr"
    pages = [someone.get("/hulp/").content.decode() for someone in (client, french, client)]

    assert [re.search(r'<html lang="(..)', page)[1] for page in pages] == ["nl", "fr", "nl"]


def test_database_away_gives_a_page_that_says_to_come_back():
    request = RequestFactory().get("/stuk/")
    middleware = FriendlyRefusalMiddleware(lambda _request: HttpResponse())

    page = middleware.process_exception(request, OperationalError("the database is away"))

    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")


@pytest.mark.django_db
def test_wrong_method_gives_a_page_with_the_allowed_ones(client):
    page = client.get("/thema/")

    assert (page.status_code, page.headers["Allow"], "Dit kan hier niet" in page.content.decode()) == (
        405,
        "POST",
        True,
    )
