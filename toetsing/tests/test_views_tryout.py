"""What somebody with an invitation sees: no account, one link, and nothing but looking."""

import pytest
from django.urls import reverse

from toetsing import mails
from toetsing.actions import rounds
from toetsing.models import TestRound
from toetsing.tests import files
from toetsing.tests.factories import (
    make_concept,
    make_ready_project,
    make_round,
    open_now,
)
from toetsing.tests.round_pages import text_of


def link_for(test_round: TestRound) -> str:
    person = test_round.survey.participants.order_by("pk").first()
    return reverse("toetsing:v_probeer", args=[mails.secret_of(person.pk, person.generation)])


def test_tester_reads_what_to_try_without_an_account(client, lies, planned):
    address = link_for(open_now(planned, lies))
    page = client.get(address)
    text = text_of(page)
    assert [words for words in ("Tik, kies, bewaar.", "blad.pdf", "Vergaderzaal") if words not in text] == []
    assert (page.cookies, page.headers["Referrer-Policy"]) == ({}, "no-referrer")


def test_tester_gets_the_file_and_the_calendar(client, lies, planned):
    opened = open_now(planned, lies)
    address = link_for(opened)
    file = client.get(f"{address}bestand/{opened.concepts.get().pk}/")
    assert b"".join(file.streaming_content) == files.PDF
    assert file.headers["Content-Disposition"] == 'attachment; filename="blad.pdf"'
    assert client.get(f"{address}agenda.ics").content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_tester_gets_no_file_of_another_round(client, lies, planned):
    other = make_concept("Geheim", project=make_ready_project(slug="ander"))
    strange = make_round(concepts=[other])
    address = link_for(open_now(planned, lies))
    assert client.get(f"{address}bestand/{strange.concepts.get().pk}/").status_code == 404


@pytest.mark.parametrize("how", ["wrong", "not a number", "closed", "new address"])
def test_link_that_does_not_work_is_calm(client, lies, planned, how):
    opened = open_now(planned, lies)
    address = link_for(opened)
    if how == "wrong":
        address = address[:-2] + ("b/" if address[-2] == "a" else "a/")
    elif how == "not a number":
        address = reverse("toetsing:v_probeer", args=["²-abc"])
    elif how == "closed":
        rounds.close_round(test_round=opened, by=lies)
    else:
        opened.survey.participants.update(generation=2)
    for more in ("", "agenda.ics", "bestand/1/"):
        answer = client.get(address + more)
        assert (answer.status_code, "We vinden deze link niet." in text_of(answer)) == (404, True)


def test_link_of_a_tester_only_looks(client, lies, planned):
    assert client.post(link_for(open_now(planned, lies))).status_code == 405
