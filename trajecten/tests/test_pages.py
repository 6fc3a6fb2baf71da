"""Help, privacy, accessibility, theme, and the component page."""

import pytest
from django.test import override_settings
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["hulp", "privacy", "toegankelijkheid", "bouwstenen"])
def test_page_opens_for_everybody(client, name):
    assert client.get(reverse(f"pages:{name}")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["hulp", "privacy", "toegankelijkheid", "bouwstenen"])
def test_page_refuses_a_post(client, name):
    assert client.post(reverse(f"pages:{name}")).status_code == 405


@override_settings(DEBUG=False, EMBEDDED=False)
def test_bouwstenen_is_absent_in_production(client):
    assert client.get(reverse("pages:bouwstenen")).status_code == 404


def test_thema_by_get_is_refused(client):
    assert client.get(reverse("pages:thema")).status_code == 405


def test_thema_dark_is_remembered(client):
    response = client.post(reverse("pages:thema"), {"thema": "donker", "next": "/hulp/"})
    assert (response.url, response.cookies["thema"].value) == ("/hulp/", "donker")


def test_thema_automatic_forgets_the_choice(client):
    client.cookies["thema"] = "donker"
    assert client.post(reverse("pages:thema"), {"thema": "auto"}).cookies["thema"]["max-age"] == 0


def test_thema_never_leads_to_another_site(client):
    assert client.post(reverse("pages:thema"), {"thema": "licht", "next": "https://elders.example/"}).url == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(("choice", "links"), [("licht", 0), ("donker", 1)])
def test_dark_sheet_follows_the_choice(client, choice, links):
    client.cookies["thema"] = choice
    assert client.get(reverse("pages:hulp")).content.decode().count("css/dark.css") == links


@pytest.mark.django_db
def test_page_with_errors_says_so_in_its_title(client):
    page = client.get(reverse("pages:bouwstenen") + "?fout=1").content.decode()
    assert "<title>Fout: Bouwstenen – Trajecten</title>" in page
