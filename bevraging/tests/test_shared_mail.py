"""Mailboxes that several people read: noticed, said, and turned into a slip. Nothing is blocked."""

import pytest
from django.urls import reverse

from bevraging import actions
from bevraging.models import Participant
from bevraging.people_list import read_list
from bevraging.shared_mail import is_shared
from bevraging.tests import factories
from trajecten.models import ProjectRole


@pytest.fixture
def draft(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = factories.make_draft(project, created_by=lies)
    Participant.objects.create(survey=survey, name="Onthaal Gent", email="onthaal@linde.example")
    return survey


def url(name, survey):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def press(client, lies, survey, what: str) -> str:
    client.force_login(lies)
    return client.post(url("gedeeld", survey), {"doe": what}, follow=True).content.decode()


@pytest.mark.parametrize(
    "address",
    ["info@x.be", "Secretariaat@x.be", "onthaal.gent@x.be", "afdeling3@x.be", "leefgroepzon@x.be", "team-1@x.be"],
)
def test_address_of_a_desk_or_a_team_is_shared(address):
    assert is_shared(address)


@pytest.mark.parametrize("address", ["an.peeters@x.be", "infante@x.be", "m.keuken@x.be", "lies@x.be", "", "geen adres"])
def test_address_of_a_person_is_not_shared(address):
    assert not is_shared(address)


def test_two_names_in_one_team_mailbox_are_both_asked_and_the_second_gets_a_slip():
    reading = read_list("An Peeters <woning3@x.be>\nBo Maes; WONING3@x.be")
    assert [(one.name, one.email) for one in reading.entries] == [("An Peeters", "woning3@x.be"), ("Bo Maes", "")]


def test_two_names_on_one_own_address_are_one_person():
    reading = read_list("Mo Aziz <m.aziz@x.be>\nMohamed Aziz <M.Aziz@x.be>")
    assert (len(reading.entries), reading.repeated, reading.together) == (1, 1, 0)


def test_double_lines_are_said(client, lies, draft):
    client.force_login(lies)
    pasted = "An Peeters <an@x.example>\nAn Peeters <AN@x.example>\ngeen adres @ hier"
    page = client.post(url("wie", draft), {"pick": "niemand", "pasted": pasted}).content.decode()
    assert ("1 regel stond dubbel in je lijst." in page, draft.participants.filter(name="An Peeters").count()) == (
        True,
        1,
    )


def test_send_check_and_list_say_it_with_what_to_do(client, lies, draft):
    client.force_login(lies)
    pages = [client.get(url(name, draft)).content.decode() for name in ("versturen", "lijst")]
    assert ["onthaal@linde.example" in page and "een briefje" in page for page in pages] == [True, True]


def test_shared_mailbox_does_not_stop_the_sending(lies, draft):
    assert actions.launch(survey=draft, by=lies)


def test_slip_in_place_of_a_shared_mailbox_takes_the_address_off_the_list(client, lies, draft):
    page = press(client, lies, draft, "briefje")
    assert ("1 collega krijgt een briefje." in page, draft.participants.get(name="Onthaal Gent").email) == (True, "")


def test_shared_mailbox_that_one_leaves_is_not_said_again(client, lies, draft):
    page = press(client, lies, draft, "laat")
    assert ("lijkt van een team" in page, draft.participants.get(name="Onthaal Gent").email) == (
        False,
        "onthaal@linde.example",
    )


def test_slip_is_refused_once_the_survey_is_sent(client, lies, draft):
    actions.launch(survey=draft, by=lies)
    press(client, lies, draft, "briefje")
    assert draft.participants.get(name="Onthaal Gent").email == "onthaal@linde.example"
