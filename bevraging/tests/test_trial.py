"""«Probeer zelf»: the screens of a respondent over a draft, with answers that count for nothing and stay nowhere."""

import pytest
from django.urls import reverse

from bevraging.actions import launch
from bevraging.models import Draft, NamedResponse, SealedBallot
from bevraging.tests.factories import every_type, make_draft, make_project
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db
PLACE = {item["key"]: place for place, item in enumerate(every_type(), 1)}


@pytest.fixture
def draft(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = make_draft(project)
    survey.versions.update(content=every_type())
    return survey


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(survey, name: str, *args) -> str:
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


def tap(client, survey, key: str, **data):
    return client.post(url(survey, "proef_nummer", PLACE[key]), data)


def kept(client, survey) -> dict:
    return client.session.get(f"bevraging.proef.{survey.pk}", {}).get("answers", {})


@pytest.mark.parametrize("name", ["proef", "proef_nakijken", "proef_klaar"])
def test_every_page_says_that_it_is_a_trial(as_lies, draft, name):
    assert "Dit is een proef. Je antwoorden tellen niet mee." in as_lies.get(url(draft, name)).content.decode()


@pytest.mark.parametrize("key", PLACE)
def test_question_of_each_type_is_shown_as_a_respondent_sees_it(as_lies, draft, key):
    answer = as_lies.get(url(draft, "proef_vraag", key))
    assert (
        answer.status_code,
        every_type()[PLACE[key] - 1]["text"]["nl"].split("\n")[0] in answer.content.decode(),
    ) == (
        200,
        True,
    )


def test_preview_of_a_question_may_stand_in_a_frame_of_ours_alone(as_lies, draft):
    answer = as_lies.get(url(draft, "proef_vraag", "vlot"))
    assert (answer["X-Frame-Options"], "frame-ancestors 'self'" in answer["Content-Security-Policy"]) == (
        "SAMEORIGIN",
        True,
    )


def test_preview_of_an_unknown_question_does_not_exist(as_lies, draft):
    assert as_lies.get(url(draft, "proef_vraag", "weg")).status_code == 404


def test_tap_goes_on_and_stays_in_the_session(as_lies, draft):
    answer = tap(as_lies, draft, "vervoer", antwoord="fiets")
    assert (answer.status_code, answer["Location"]) == (303, url(draft, "proef_nummer", PLACE["middel"]))
    assert kept(as_lies, draft) == {"vervoer": "fiets"}
    assert (Draft.objects.count(), SealedBallot.objects.count(), NamedResponse.objects.count()) == (0, 0, 0)


def test_wrong_answer_gets_the_sentence_of_a_respondent(as_lies, draft):
    page = tap(as_lies, draft, "sinds", tekst="gisteren", knop="verder").content.decode()
    assert "Deze datum kunnen we niet gebruiken." in page


def test_sending_sends_nothing_and_forgets(as_lies, draft):
    tap(as_lies, draft, "handleiding", antwoord="ja")
    page = as_lies.post(url(draft, "proef_nakijken"), {"verstuur": "ja"}, follow=True).content.decode()
    assert ("Zo ziet je collega het einde." in page, kept(as_lies, draft)) == (True, {})
    assert (SealedBallot.objects.count(), NamedResponse.objects.count()) == (0, 0)


def test_trial_is_refused_while_a_required_question_is_missing(as_lies, draft):
    tap(as_lies, draft, "vlot", antwoord="4")
    page = as_lies.post(url(draft, "proef_nakijken"), {"verstuur": "ja"}).content.decode()
    assert "Eén vraag moet nog een antwoord krijgen." in page


def test_trial_can_begin_again(as_lies, draft):
    tap(as_lies, draft, "vlot", antwoord="4")
    as_lies.post(url(draft, "proef"))
    assert kept(as_lies, draft) == {}


def test_changed_question_is_seen_at_once(as_lies, draft):
    as_lies.get(url(draft, "proef_nummer", 2))
    content = every_type()
    content[1]["text"] = {"nl": "Mijn dag verloopt vlot."}
    draft.versions.update(content=content)
    assert "Mijn dag verloopt vlot." in as_lies.get(url(draft, "proef_nummer", 2)).content.decode()


def test_answers_vanish_at_launch(as_lies, draft):
    tap(as_lies, draft, "vlot", antwoord="4")
    as_lies.post(url(draft, "bevestig"))
    draft.refresh_from_db()
    assert (draft.status, kept(as_lies, draft)) == ("open", {})
    assert (Draft.objects.count(), SealedBallot.objects.count()) == (0, 0)


def test_answers_of_another_lead_vanish_at_the_first_look_after_launch(as_lies, draft, lies):
    tap(as_lies, draft, "vlot", antwoord="4")
    launch(survey=draft, by=lies)
    answer = as_lies.get(url(draft, "proef_nummer", 2))
    assert (answer.status_code, kept(as_lies, draft)) == (302, {})


def test_trial_has_the_languages_of_the_survey(as_lies, draft):
    draft.versions.update(content=[{"key": "a", "type": "yesno", "text": {"nl": "Rij je?", "ar": "هل تقود؟"}}])
    page = as_lies.get(url(draft, "proef"), {"taal": "ar"}, follow=True).content.decode()
    assert '<html lang="ar" dir="rtl">' in page


@pytest.mark.parametrize(("person", "status"), [("vik", 404), ("noor", 403)])
@pytest.mark.parametrize("name", ["proef", "proef_nakijken", "proef_klaar"])
def test_trial_is_for_who_may_edit(client, request, draft, person, status, name):
    client.force_login(request.getfixturevalue(person))
    assert client.get(url(draft, name)).status_code == status
