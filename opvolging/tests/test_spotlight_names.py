"""A name beside a spotlight: only after a yes of its owner, and until they say otherwise."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from opvolging import spotlight_mails
from opvolging.actions import spotlight_names
from opvolging.actions.spotlights import change_spotlight
from opvolging.models import SpotlightName
from opvolging.spotlight_list import dressed, spotlights_of
from opvolging.tests.spotlight_world import make_spotlight, works_at
from trajecten.logs import mask
from trajecten.models import Event, Mail
from trajecten.outbox import deliver
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


@pytest.fixture
def spotlight(project):
    return make_spotlight(project=project)


@pytest.fixture
def fatima(project):
    return works_at(project, "Aalst", "Fatima Akin")


@pytest.fixture
def asked(spotlight, lies, fatima):
    spotlight_names.ask_name(spotlight=spotlight, by=lies, employee=fatima)
    return SpotlightName.objects.get()


def link_of(name) -> str:
    return reverse("opvolging:v_kijker", args=[spotlight_mails.secret_of(name)])


def beside(project) -> list[str]:
    """The names that a page shows beside the only spotlight."""
    return dressed(spotlights_of(project, edits=False).get()).shown_names


def press(client, name, choice: str) -> int:
    return client.post(link_of(name), {"keuze": choice}).status_code


def test_a_name_stands_there_only_after_a_yes(client, project, asked):
    before = beside(project)
    assert (before, press(client, asked, "ja"), beside(project)) == ([], 303, ["Fatima Akin"])


def test_a_yes_can_be_taken_back_at_any_moment(client, project, asked):
    press(client, asked, "ja")
    page = client.get(link_of(asked)).content.decode()
    assert ("Toch liever niet" in page, press(client, asked, "liever-niet"), beside(project)) == (True, 303, [])


def test_who_said_no_may_still_say_yes(client, project, asked):
    press(client, asked, "liever-niet")
    press(client, asked, "ja")
    assert beside(project) == ["Fatima Akin"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_answers_nothing(client, asked, method):
    answers = [getattr(client, method)(link_of(asked)) for _turn in range(3)]
    asked.refresh_from_db()
    assert ([one.status_code for one in answers], asked.status, client.cookies) == ([200] * 3, "asked", {})


def test_the_page_shows_what_their_name_would_stand_beside(client, asked):
    page = client.get(link_of(asked)).content.decode()
    assert [word in page for word in ("Nachtbriefing in 9 minuten", "Eén leest", "Fatima Akin")] == [True] * 3


def test_an_unknown_link_is_a_calm_page(client, db):
    assert client.get(reverse("opvolging:v_kijker", args=["bestaat-niet"])).status_code == 404


def test_the_link_is_masked_in_logs(asked):
    assert mask(f"GET {link_of(asked)}") == "GET /v/kijker/…/"


def test_who_left_the_house_has_no_name_there_and_no_link(client, project, asked, fatima):
    press(client, asked, "ja")
    fatima.active_until = "2020-01-01"
    fatima.save()
    assert (beside(project), client.get(link_of(asked)).status_code) == ([], 404)


def test_the_mail_carries_the_link_and_the_words(asked, mailoutbox):
    deliver()
    mail = mailoutbox[0]
    assert (mail.to, link_of(asked) in mail.body, "Nachtbriefing in 9 minuten" in mail.body) == (
        [mail.to[0]],
        True,
        True,
    )
    assert "fatima-akin@de-linde.test" in mail.to[0]


def test_asked_twice_on_a_day_is_one_mail(spotlight, lies, fatima, asked):
    again = spotlight_names.ask_name(spotlight=spotlight, by=lies, employee=fatima)
    assert (again, Mail.objects.filter(kind=spotlight_mails.ASKED).count(), SpotlightName.objects.count()) == (
        False,
        1,
        1,
    )


def test_who_said_no_is_not_asked_again(client, spotlight, lies, fatima, asked):
    press(client, asked, "liever-niet")
    assert spotlight_names.ask_name(spotlight=spotlight, by=lies, employee=fatima) is False
    asked.refresh_from_db()
    assert (asked.status, Mail.objects.filter(kind=spotlight_mails.ASKED).count()) == ("declined", 1)


def test_a_mail_that_waits_goes_no_more_after_the_question_was_withdrawn(lies, asked, mailoutbox):
    spotlight_names.withdraw(name=asked, by=lies)
    deliver()
    assert (mailoutbox, Mail.objects.get(kind=spotlight_mails.ASKED).status) == ([], "withdrawn")


def test_withdrawn_and_asked_again_is_another_link(client, project, spotlight, lies, fatima, asked):
    old = link_of(asked)
    spotlight_names.withdraw(name=asked, by=lies)
    assert press(client, asked, "ja") == 303
    asked.refresh_from_db()
    assert (asked.status, beside(project)) == ("withdrawn", [])
    spotlight_names.ask_name(spotlight=spotlight, by=lies, employee=fatima)
    asked.refresh_from_db()
    assert (client.get(old).status_code, press(client, asked, "ja"), beside(project)) == (404, 303, ["Fatima Akin"])


def test_with_other_words_who_agreed_is_asked_again(client, project, spotlight, lies, asked):
    press(client, asked, "ja")
    change_spotlight(spotlight=spotlight, by=lies, how="Wie de nacht had, vertelt het eerst.")
    asked.refresh_from_db()
    assert (asked.status, beside(project), Mail.objects.filter(kind=spotlight_mails.ASKED).count()) == ("asked", [], 2)


def test_another_agreement_or_page_leaves_a_yes_as_it_is(client, project, spotlight, lies, asked):
    press(client, asked, "ja")
    change_spotlight(spotlight=spotlight, by=lies, on_page=False)
    assert beside(project) == ["Fatima Akin"]


def test_who_agreed_for_the_project_is_asked_again_before_everybody_reads_it(client, project, spotlight, lies, asked):
    change_spotlight(spotlight=spotlight, by=lies, on_page=False)
    press(client, asked, "ja")
    change_spotlight(spotlight=spotlight, by=lies, on_page=True)
    asked.refresh_from_db()
    assert (asked.status, beside(project)) == ("asked", [])


@pytest.mark.parametrize(("email", "left"), [("", None), ("kim@linde.test", "2020-01-01")])
def test_who_cannot_answer_is_not_asked(spotlight, lies, project, email, left):
    kim = works_at(project, "Aalst", "Kim Claes", email=email, active_until=left)
    with pytest.raises(ValidationError):
        spotlight_names.ask_name(spotlight=spotlight, by=lies, employee=kim)
    assert SpotlightName.objects.count() == 0


def test_a_colleague_of_another_organisation_is_not_asked(spotlight, lies, vik):
    theirs = vik.memberships.get().organisation.employees.create(name="Piet Anker", email="piet@anker.test")
    with pytest.raises(ValidationError):
        spotlight_names.ask_name(spotlight=spotlight, by=lies, employee=theirs)


def test_who_reads_along_asks_nobody(spotlight, noor, fatima):
    with pytest.raises(PermissionDenied):
        spotlight_names.ask_name(spotlight=spotlight, by=noor, employee=fatima)


def test_history_names_nobody(client, asked):
    for choice in ("ja", "liever-niet"):
        press(client, asked, choice)
    told = Event.objects.filter(verb__startswith="spotlight")
    assert [(event.verb, event.data) for event in told] == [("spotlight_name_asked", {})]


def test_the_secret_stands_nowhere_in_the_database(asked):
    rows = [*SpotlightName.objects.values(), *Mail.objects.values("context", "key", "subject_key")]
    assert re.search(spotlight_mails.secret_of(asked), str(rows)) is None
