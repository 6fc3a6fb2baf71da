"""What every page gets from the house: its language, and a refusal in our words."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from trajecten.middleware import FriendlyRefusalMiddleware


@pytest.mark.django_db
def test_language_is_dutch_for_an_english_browser(client):
    page = client.get("/hulp/", headers={"accept-language": "en"})

    assert '<html lang="nl' in page.content.decode()


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
