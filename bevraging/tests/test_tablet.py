"""A shared tablet: one colleague at a time, everything forgotten in between, and the lead can take it back."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from bevraging.actions import close, switch_tablet
from bevraging.actions.answering import draft_of
from bevraging.links import code_of
from bevraging.models import SealedBallot, Survey
from bevraging.tablets import secret_of
from bevraging.tests.browser import Visitor
from bevraging.tests.factories import make_draft, make_open, make_project
from trajecten.models import Event, ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = make_open(project, by=lies)
    switch_tablet(survey=survey, on=True, by=lies)
    return survey


@pytest.fixture
def url(survey):
    return f"/v/tablet/{secret_of(survey)}/"


class Tablet(Visitor):
    """A tablet on the table: a code is typed, buttons are pressed."""

    def __init__(self, survey, url: str) -> None:
        super().__init__(survey)
        self.url = url
        self.page = self.client.get(url)

    def type_code_of(self, place: int):
        person = self.survey.participants.order_by("pk")[place]
        self.page = self.client.post(self.url, {"code": code_of(person.pk, person.generation)}, follow=True)
        return self

    def wait(self):
        self.page = self.client.get(self.url)
        return self


@pytest.fixture
def tablet(survey, url):
    return Tablet(survey, url)


def test_tablet_asks_for_a_code(tablet):
    assert ("Welkom. Typ je code." in tablet.text, tablet.page["Cache-Control"]) == (True, "no-store")


def test_code_lets_a_colleague_in(survey, tablet):
    tablet.type_code_of(0).tap(1, "4")
    assert draft_of(tablet.token) == {"vinden": "4"}


def test_every_page_on_the_tablet_offers_to_stop_and_goes_back_without_script(tablet, url):
    tablet.type_code_of(0)
    for path in ("", "1/", "8/", "nakijken/"):
        tablet.at(path, begin=1)
        assert f'href="{url}">Ik stop</a>' in tablet.text
        assert f";url={url}" in tablet.text


def test_thanks_come_back_to_the_next_colleague_after_20_seconds(tablet, url):
    tablet.type_code_of(0).tap(1, "4").at("nakijken/").press("nakijken/", verstuur="ja")
    assert (tablet.page["Refresh"], "Volgende collega" in tablet.text) == (f"20; url={url}", True)
    assert SealedBallot.objects.count() == 1


def test_next_colleague_finds_nothing_of_the_one_before(survey, tablet, url):
    tablet.type_code_of(0).tap(1, "4").wait()
    answer = tablet.client.get(f"/v/b/{survey.pk}/1/")
    assert (answer.status_code, answer["Location"]) == (303, url)
    tablet.type_code_of(1).at("1/")
    assert "antwoord--gekozen" not in tablet.text


def test_page_that_was_left_open_does_not_bring_its_colleague_back(survey, tablet, url):
    tablet.type_code_of(0).at("1/")
    left = tablet.envelope
    tablet.wait().type_code_of(1)
    answer = tablet.client.post(f"/v/b/{survey.pk}/1/", {"e": left, "antwoord": "1"})
    assert (answer["Location"], draft_of(tablet.token)) == (url, {})


def test_colleague_who_stopped_goes_on_with_the_same_code(tablet):
    tablet.type_code_of(0).tap(1, "4").wait().type_code_of(0)
    assert (tablet.path, "Welkom terug." in tablet.text) == ("2/", True)


def test_cookie_of_the_tablet_holds_one_colleague(tablet):
    tablet.type_code_of(0).type_code_of(1)
    value = tablet.client.cookies[settings.RESPONDENT_COOKIE_NAME].value
    assert tablet.token not in value


def test_own_link_makes_it_an_own_device(tablet):
    assert "Ik stop" not in tablet.type_code_of(0).arrive().text


def test_wrong_code_is_told_and_shown_again(tablet, url):
    answer = tablet.client.post(url, {"code": "mela <b>"})
    page = answer.content.decode()
    assert (answer.status_code, "We vinden deze code niet" in page, 'value="mela &lt;b&gt;"' in page) == (
        404,
        True,
        True,
    )


def test_code_of_another_survey_is_not_known_here(tablet, url):
    person = make_open(title="Andere").participants.first()
    assert tablet.client.post(url, {"code": code_of(person.pk, 1)}).status_code == 404


def test_guessing_codes_is_slowed_down(tablet, url):
    statuses = {tablet.client.post(url, {"code": f"fout{n}"}).status_code for n in range(35)}
    assert statuses == {404, 429}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("secret", ["1-abc", "abc", "-", "9999999999999-a", "1-é", "x" * 2000])
def test_made_up_address_shows_a_calm_page(survey, method, secret):
    answer = getattr(Client(), method)(f"/v/tablet/{secret}/")
    assert (answer.status_code, "Deze tablet staat uit" in answer.content.decode()) == (404, True)


def test_address_that_was_taken_back_never_works_again(survey, url, lies):
    switch_tablet(survey=survey, on=False, by=lies)
    assert Client().get(url).status_code == 404
    switch_tablet(survey=survey, on=True, by=lies)
    assert (Client().get(url).status_code, Client().get(f"/v/tablet/{secret_of(survey)}/").status_code) == (404, 200)


def test_tablet_is_off_when_the_survey_closes(survey, url):
    close(survey=survey)
    assert Client().get(url).status_code == 404


def test_pressed_twice_it_switches_once(survey, lies):
    assert (switch_tablet(survey=survey, on=True, by=lies), switch_tablet(survey=survey, on=False, by=lies)) == (
        False,
        True,
    )
    assert Event.objects.filter(verb__startswith="survey_tablet").count() == 2


def test_tablet_of_a_draft_cannot_be_switched_on(linde, lies):
    survey = make_draft(make_project(linde, "ander"))
    assert switch_tablet(survey=survey, on=True, by=lies) is False


# --- The lead ----------------------------------------------------------------------------------


def test_lead_switches_it_on_and_gets_an_address(client, linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = make_open(project, by=lies)
    client.force_login(lies)
    path = reverse("bevraging:tablet", args=[survey.project.slug, survey.pk])
    assert "De tablet staat uit." in client.get(path).content.decode()
    assert "/v/tablet/" in client.post(path, {"zet": "aan"}, follow=True).content.decode()
    assert "/v/tablet/" not in client.post(path, {"zet": "uit"}, follow=True).content.decode()


def test_looking_switches_nothing(client, survey, lies):
    client.force_login(lies)
    client.get(reverse("bevraging:tablet", args=[survey.project.slug, survey.pk]), {"zet": "uit"})
    assert Survey.objects.get(pk=survey.pk).tablet_is_on


@pytest.mark.parametrize(("person", "status"), [("vik", 404), ("noor", 403)])
def test_tablet_is_switched_by_who_may_edit(client, request, survey, person, status):
    client.force_login(request.getfixturevalue(person))
    assert client.post(reverse("bevraging:tablet", args=[survey.project.slug, survey.pk])).status_code == status
