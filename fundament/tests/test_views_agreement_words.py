"""Writing agreements: a new one, its owner, other words, a next version, a framework."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from fundament.actions import agreements
from fundament.models import Agreement, AgreementFramework, AgreementVersion
from fundament.tests.agreement_pages import CHANGE, SENTENCE, page_of, path, two_versions, words_of
from fundament.tests.factories import (
    make_agreement,
    make_decision,
    make_framework,
    make_taken,
    mark_tested,
    put_in_force,
)
from organisatie.tests.factories import make_employee, make_employees, make_function, make_location
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db
Status = AgreementVersion.Status


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def gent(linde):
    return make_location(linde, "Gent")


@pytest.fixture
def griet(linde):
    return make_employee(linde, "Griet Claes")


@pytest.fixture
def version(project, griet):
    """A01, a concept of which Griet is the owner."""
    return make_agreement(project=project, owner=griet)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


# --- A new agreement ---------------------------------------------------------------------------


def test_first_agreement_makes_its_framework(as_lies, project, griet):
    answer = as_lies.post(
        path("afspraak_nieuw", project),
        {"form_key": uuid4(), "sentence": SENTENCE, "framework_name": "Eén dossier", "owner": "griet claes"},
    )
    made = Agreement.objects.get()
    assert answer.url == path("afspraak", project, made.pk)
    assert (made.framework.name, made.owner, made.versions.get().sentence) == ("Eén dossier", griet, SENTENCE)


def test_form_sent_twice_makes_one_agreement(as_lies, project):
    framework = make_framework(project=project)
    data = {"form_key": uuid4(), "sentence": SENTENCE, "framework": framework.pk}
    answers = [as_lies.post(path("afspraak_nieuw", project), data).url for _turn in range(2)]
    assert answers[0] == answers[1]
    assert Agreement.objects.count() == 1


def test_decision_of_the_address_is_ticked(as_lies, project, lies):
    decision = make_taken(project=project, decider=project.decider)
    page = as_lies.get(path("afspraak_nieuw", project), {"besluit": decision.pk, "kader": "x"}).content.decode()
    assert re.search(rf'name="decisions"[^>]*value="{decision.pk}"[^>]*checked', page)


def test_weak_sentence_gets_friendly_advice_and_is_saved_on_the_second_press(as_lies, project):
    framework = make_framework(project=project)
    data = {"form_key": uuid4(), "sentence": "Er wordt niet op papier genoteerd.", "framework": framework.pk}
    answer = as_lies.post(path("afspraak_nieuw", project), data)
    text = words_of(answer)
    assert (answer.status_code, Agreement.objects.count()) == (200, 0)
    assert "Kan je zin nog sterker?" in text
    assert "Zeg wat je wél doet. Er staat nu «niet»." in text
    assert "<title>Fout:" not in answer.content.decode()
    assert as_lies.post(path("afspraak_nieuw", project), data | {"toch": "1"}).status_code == 302
    assert AgreementVersion.objects.get().sentence == data["sentence"]


def test_name_in_the_words_is_asked_about_before_it_is_saved(as_lies, project, griet):
    framework = make_framework(project=project)
    data = {
        "form_key": uuid4(),
        "sentence": SENTENCE,
        "framework": framework.pk,
        "example": "Zoals Griet Claes het doet.",
    }
    assert "Staat hier een naam in?" in words_of(as_lies.post(path("afspraak_nieuw", project), data))
    assert as_lies.post(path("afspraak_nieuw", project), data | {"namen": "laat"}).status_code == 302
    assert AgreementVersion.objects.get().example == "Zoals Griet Claes het doet."


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("sentence", "", "Schrijf de afspraak in één zin"),
        ("sentence", "We " + "w" * 200, "Maak het korter. Er is plaats voor 200 tekens."),
        ("framework", "", "Kies nog iets bij ‘Afsprakenkader’"),
        ("framework", "999999", "Selecteer een geldige keuze"),
        ("owner", "Niemand Hier", "We vinden geen collega met die naam."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_lies, project, field, value, said):
    data = {
        "form_key": uuid4(),
        "sentence": SENTENCE,
        "framework": make_framework(project=project).pk,
        "why": "Daarom.",
    }
    answer = as_lies.post(path("afspraak_nieuw", project), data | {field: value})
    assert said in words_of(answer)
    assert "Daarom." in answer.content.decode()
    assert not Agreement.objects.exists()


def test_framework_decision_and_place_of_elsewhere_are_no_choice(as_lies, project, linde, lies, anker):
    other = make_project(linde, lies, title="Ander traject")
    stray = {
        "framework": make_framework(project=other).pk,
        "decisions": make_decision(project=other).pk,
        "locations": make_location(anker).pk,
        "functions": make_function(anker).pk,
    }
    make_decision(project=project)
    make_location(linde)
    make_function(linde)
    data = {"form_key": uuid4(), "sentence": SENTENCE, "framework": make_framework(project=project).pk}
    for name, key in stray.items():
        assert as_lies.post(path("afspraak_nieuw", project), data | {name: key}).status_code == 200, name
    assert not Agreement.objects.exists()


# --- The owner ---------------------------------------------------------------------------------


def test_5000_colleagues_are_not_5000_lines(as_lies, project, linde, version):
    make_employees(linde, 5000)
    page = as_lies.get(path("afspraak_gegevens", project, version.agreement_id)).content.decode()
    assert page.count("<option") < 60
    assert "Collega 0001" not in page


def test_owner_is_found_by_a_part_of_the_name(as_lies, project, version, linde):
    ali = make_employee(linde, "Samira El Idrissi")
    data = {"owner": "idrissi", "framework": version.agreement.framework_id}
    assert as_lies.post(path("afspraak_gegevens", project, version.agreement_id), data).status_code == 302
    version.agreement.refresh_from_db()
    assert version.agreement.owner == ali


def test_two_colleagues_of_one_name_are_told_apart(as_lies, project, version, linde, gent):
    first, second = (make_employee(linde, "An Peeters", location=place) for place in (gent, None))
    address = path("afspraak_gegevens", project, version.agreement_id)
    data = {"owner": "An Peeters", "framework": version.agreement.framework_id}
    text = words_of(as_lies.post(address, data))
    assert "Er zijn 2 collega's met die naam. Kies wie je bedoelt." in text
    assert "Welke collega bedoel je?" in text
    assert as_lies.post(address, data | {"owner_pick": second.pk}).status_code == 302
    version.agreement.refresh_from_db()
    assert version.agreement.owner == second != first


def test_colleague_of_another_organisation_is_never_picked(as_lies, project, version, anker, griet):
    stranger = make_employee(anker, "Vera Claes")
    data = {"owner": "Vera Claes", "owner_pick": stranger.pk, "framework": version.agreement.framework_id}
    as_lies.post(path("afspraak_gegevens", project, version.agreement_id), data)
    version.agreement.refresh_from_db()
    assert version.agreement.owner == griet


def test_owner_may_be_left_out_and_decisions_are_chosen(as_lies, project, version):
    decision = make_decision(project=project)
    data = {"owner": "", "framework": version.agreement.framework_id, "decisions": [decision.pk]}
    as_lies.post(path("afspraak_gegevens", project, version.agreement_id), data)
    version.agreement.refresh_from_db()
    assert (version.agreement.owner, list(version.agreement.decisions.all())) == (None, [decision])


# --- Words and versions ------------------------------------------------------------------------


def test_words_of_a_concept_are_changed(as_lies, project, version):
    address = page_of("afspraak_woorden", version)
    assert as_lies.post(address, {"sentence": "We noteren meteen."}).status_code == 302
    assert AgreementVersion.objects.get().sentence == "We noteren meteen."


def test_tested_words_lead_back_with_a_sentence(as_lies, project, version):
    mark_tested(version)
    answer = as_lies.get(page_of("afspraak_woorden", version), follow=True)
    assert "Deze woorden zijn al getoetst. Maak een nieuwe versie." in words_of(answer)


def test_new_version_begins_with_the_words_of_now(as_lies, project, version):
    put_in_force(version)
    address = path("afspraak_versie", project, version.agreement_id)
    assert SENTENCE in as_lies.get(address).content.decode()
    assert "Schrijf op wat er veranderde" in words_of(as_lies.post(address, {"sentence": "We noteren meteen."}))
    data = {"sentence": "We noteren meteen.", **CHANGE}
    assert [as_lies.post(address, data).status_code for _turn in range(2)] == [302, 302]
    assert version.agreement.versions.count() == 2


def test_second_new_version_leads_to_the_one_in_the_making(as_lies, project, version):
    two_versions(version)
    answer = as_lies.get(path("afspraak_versie", project, version.agreement_id))
    assert answer.url == path("afspraak_woorden", project, version.agreement_id, 2)


def test_difference_is_told_word_by_word_and_to_a_screen_reader(as_lies, project, version):
    two_versions(version)
    page = as_lies.get(path("afspraak_verschil", project, version.agreement_id), {"van": 1, "naar": 2})
    text = words_of(page)
    assert "We noteren weggehaald: elke observatie. toegevoegd: meteen. in het dossier." in text
    assert "Een vast blok op het startscherm." in text


def test_difference_without_a_choice_is_of_the_last_two(as_lies, project, version):
    two_versions(version)
    text = words_of(as_lies.get(path("afspraak_verschil", project, version.agreement_id)))
    assert "van versie 1 naar versie 2" in text


@pytest.mark.parametrize(
    "query", [{"van": 1, "naar": 9}, {"van": "x"}, {"van": 2, "naar": 2}, {"van": "9" * 30}, {"van": "-1"}]
)
def test_difference_with_a_version_that_does_not_exist_is_missing(as_lies, project, version, query):
    two_versions(version)
    assert as_lies.get(path("afspraak_verschil", project, version.agreement_id), query).status_code == 404


# --- Frameworks --------------------------------------------------------------------------------


def test_framework_is_made_and_changed(as_lies, project, griet):
    data = {"name": "Eén dossier", "why": "Eén plaats.", "owner": "Griet Claes", "review_months": 6}
    made = as_lies.post(path("kader_nieuw", project), data)
    framework = AgreementFramework.objects.get()
    assert made.url == path("kader", project, framework.pk)
    assert (framework.owner, framework.review_on) == (griet, agreements.next_review(framework))
    assert as_lies.post(path("kader_wijzig", project, framework.pk), data | {"name": "Toestellen"}).status_code == 302
    assert "Toestellen" in words_of(as_lies.get(path("kader", project, framework.pk)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"name": ""}, "Vul nog iets in bij ‘Naam’"),
        ({"name": "eén DOSSIER"}, "Dit kader staat er al."),
        ({"review_months": 0}, "Kies een ritme van 1 tot 24 maanden"),
        ({"review_months": 25}, "Kies een ritme van 1 tot 24 maanden"),
    ],
)
def test_framework_that_cannot_be_is_said_in_a_sentence(as_lies, project, data, said):
    make_framework("Eén dossier", project=project)
    answer = as_lies.post(path("kader_nieuw", project), {"name": "Toestellen", "review_months": 6} | data)
    assert said in words_of(answer)
    assert AgreementFramework.objects.count() == 1


def test_framework_says_when_it_is_time_to_look(as_lies, project):
    framework = make_framework(project=project, review_on=timezone.localdate())
    address = path("kader", project, framework.pk)
    assert "Tijd om dit kader samen na te kijken." in words_of(as_lies.get(address))
    as_lies.post(path("kader_herzien", project, framework.pk))
    assert "Jullie kijken dit kader na op" in words_of(as_lies.get(address))
