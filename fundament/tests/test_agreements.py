"""Frameworks and agreements: made, written, changed, each with its line in the history."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_theme
from fundament.actions import agreements
from fundament.dates import months_later
from fundament.models import Agreement, AgreementFramework, AgreementVersion
from fundament.tests.factories import make_agreement, make_decision, make_framework, mark_tested, put_in_force
from organisatie.tests.factories import make_employee, make_function, make_location
from trajecten import history

pytestmark = pytest.mark.django_db
Status = AgreementVersion.Status
CHANGE = {"changed": "Een vast blok op het startscherm.", "changed_why": "Zo zoekt niemand nog."}


@pytest.fixture
def project(linde, lies):
    return make_project(linde)


@pytest.fixture
def griet(linde):
    return make_employee(linde, "Griet Claes")


def told(project) -> list[str]:
    return [history.sentence(event) for event in project.events.order_by("pk")]


def make(framework, by, **fields) -> AgreementVersion:
    values = {"sentence": "We noteren elke observatie in het dossier.", **fields}
    return agreements.make_agreement(framework=framework, by=by, **values)


# --- Frameworks --------------------------------------------------------------------------------


def test_framework_is_looked_at_again_after_half_a_year(project, lies, griet):
    theme = make_theme(project)
    framework = agreements.add_framework(
        project=project, by=lies, name="Eén dossier", why="Eén plaats.", owner=griet, themes=[theme]
    )
    assert framework.review_on == months_later(timezone.localdate(), 6)
    assert list(framework.themes.all()) == [theme]
    assert told(project)[1:] == ["Lies Maes maakte het afsprakenkader «Eén dossier»."]


def test_name_of_a_framework_stands_once_in_a_project(project, lies):
    make_framework("Eén dossier", project=project)
    with pytest.raises(ValidationError, match="Dit kader staat er al"):
        agreements.add_framework(project=project, by=lies, name="eén dossier")


def test_owner_and_themes_of_elsewhere_are_refused(project, lies, anker):
    stranger = make_employee(anker, "Vera")
    other = make_theme(make_project(project.organisation, "ander"))
    with pytest.raises(ValidationError, match="jullie organisatie"):
        agreements.add_framework(project=project, by=lies, name="Kader", owner=stranger)
    with pytest.raises(ValidationError, match="dit traject"):
        agreements.add_framework(project=project, by=lies, name="Kader", themes=[other])
    assert not AgreementFramework.objects.exists()


def test_other_rhythm_moves_the_next_review_along(project, lies):
    framework = agreements.add_framework(project=project, by=lies, name="Kader")
    AgreementFramework.objects.update(review_on=date(2026, 8, 31))
    framework.refresh_from_db()
    agreements.change_framework(framework=framework, by=lies, themes=[], name="Kader", review_months=12)
    assert AgreementFramework.objects.get().review_on == date(2027, 2, 28)


def test_framework_that_was_looked_at_comes_back_a_rhythm_later(project, lies):
    framework = make_framework(project=project, review_on=timezone.localdate(), review_months=12)
    assert agreements.review_framework(framework=framework, by=lies)
    assert not agreements.review_framework(framework=framework, by=lies)
    assert AgreementFramework.objects.get().review_on == months_later(timezone.localdate(), 12)
    assert project.events.count() == 1


# --- Making an agreement -----------------------------------------------------------------------


def test_first_words_of_an_agreement_are_a_concept(project, lies, griet):
    decision = make_decision(project=project)
    nurses, gent = make_function(project.organisation), make_location(project.organisation, "Gent")
    version = make(
        make_framework(project=project), lies, owner=griet, decisions=[decision], functions=[nurses], locations=[gent]
    )
    agreement = version.agreement
    assert (agreement.code, version.number, version.status) == ("A01", 1, Status.CONCEPT)
    assert (agreement.owner, list(agreement.decisions.all())) == (griet, [decision])
    assert (list(version.functions.all()), list(version.locations.all())) == ([nurses], [gent])
    assert told(project) == ["Lies Maes maakte afspraak A01."]


def test_agreements_are_numbered_within_their_project(project, lies):
    framework = make_framework(project=project)
    other = make_framework(project=make_project(project.organisation, "ander"))
    codes = [make(one, lies).agreement.code for one in (framework, framework, other)]
    assert codes == ["A01", "A02", "A01"]


def test_form_sent_twice_makes_one_agreement(project, lies):
    key, framework = uuid4(), make_framework(project=project)
    assert make(framework, lies, form_key=key) == make(framework, lies, form_key=key)
    assert Agreement.objects.count() == 1


def test_form_key_of_another_project_is_refused(project, lies):
    key = uuid4()
    make(make_framework(project=make_project(project.organisation, "ander")), lies, form_key=key)
    with pytest.raises(ValidationError, match="probeer nog eens"):
        make(make_framework(project=project), lies, form_key=key)


def test_sentence_has_room_for_200_characters(project, lies):
    framework = make_framework(project=project)
    with pytest.raises(ValidationError):
        make(framework, lies, sentence="w" * 201)
    assert make(framework, lies, sentence="w" * 200).pk


def test_agreement_without_words_is_refused(project, lies):
    with pytest.raises(ValidationError):
        make(make_framework(project=project), lies, sentence="")
    assert not Agreement.objects.exists()


def test_what_belongs_elsewhere_is_refused(project, lies, anker):
    framework = make_framework(project=project)
    elsewhere = make_decision(project=make_project(project.organisation, "ander"))
    for stray in (
        {"owner": make_employee(anker, "Vera")},
        {"decisions": [elsewhere]},
        {"functions": [make_function(anker)]},
        {"locations": [make_location(anker)]},
    ):
        with pytest.raises(ValidationError, match="Dit hoort niet bij"):
            make(framework, lies, **stray)
    assert not Agreement.objects.exists()


# --- Changing it -------------------------------------------------------------------------------


def test_words_of_a_concept_change(project, lies):
    version = make_agreement(project=project)
    gent = make_location(project.organisation, "Gent")
    agreements.change_words(version=version, by=lies, functions=[], locations=[gent], sentence="We noteren meteen.")
    found = AgreementVersion.objects.get()
    assert (found.sentence, list(found.locations.all())) == ("We noteren meteen.", [gent])
    assert told(project) == ["Lies Maes paste de woorden van afspraak A01 aan."]


def test_words_that_were_tested_are_not_changed(project, lies):
    version = mark_tested(make_agreement(project=project))
    with pytest.raises(ValidationError, match="Maak een nieuwe versie"):
        agreements.change_words(version=version, by=lies, functions=[], locations=[], sentence="Anders.")
    assert AgreementVersion.objects.get().sentence == "We noteren elke observatie in het dossier."


def test_new_version_says_what_changed_and_why(project, lies):
    version = put_in_force(make_agreement(project=project))
    with pytest.raises(ValidationError, match="Schrijf op wat er veranderde, en waarom"):
        agreements.new_version(agreement=version.agreement, by=lies, sentence="We noteren meteen.")
    made = agreements.new_version(agreement=version.agreement, by=lies, sentence="We noteren meteen.", **CHANGE)
    assert (made.number, made.status) == (2, Status.CONCEPT)
    assert told(project) == ["Lies Maes maakte versie 2 van afspraak A01."]


def test_one_version_is_in_the_making(project, lies):
    version = put_in_force(make_agreement(project=project))
    words = {"sentence": "We noteren meteen.", **CHANGE}
    first = agreements.new_version(agreement=version.agreement, by=lies, **words)
    assert agreements.new_version(agreement=version.agreement, by=lies, **words) == first
    with pytest.raises(ValidationError, match="al een nieuwe versie in de maak"):
        agreements.new_version(agreement=version.agreement, by=lies, **(words | {"sentence": "Iets anders."}))
    assert version.agreement.versions.count() == 2


def test_version_that_was_tested_and_never_began_makes_room_for_the_next(project, lies):
    version = mark_tested(make_agreement(project=project))
    agreements.new_version(agreement=version.agreement, by=lies, sentence="We noteren meteen.", **CHANGE)
    assert list(version.agreement.versions.values_list("status", flat=True)) == [Status.REPLACED, Status.CONCEPT]


def test_owner_is_chosen_once_and_can_go(project, lies, griet):
    agreement = make_agreement(project=project).agreement
    assert agreements.change_owner(agreement=agreement, by=lies, owner=griet)
    assert not agreements.change_owner(agreement=agreement, by=lies, owner=griet)
    assert agreements.change_owner(agreement=agreement, by=lies, owner=None)
    assert not agreements.change_owner(agreement=agreement, by=lies, owner=None)
    assert project.events.count() == 2


def test_agreement_moves_to_another_framework(project, lies):
    agreement, other = make_agreement(project=project).agreement, make_framework("Toestellen", project=project)
    assert agreements.change_framework_of(agreement=agreement, by=lies, framework=other)
    assert not agreements.change_framework_of(agreement=agreement, by=lies, framework=other)
    assert told(project) == ["Lies Maes zette afspraak A01 bij het kader «Toestellen»."]


def test_decisions_behind_it_are_linked(project, lies):
    agreement, decision = make_agreement(project=project).agreement, make_decision(project=project)
    assert agreements.link_decisions(agreement=agreement, by=lies, decisions=[decision])
    assert not agreements.link_decisions(agreement=agreement, by=lies, decisions=[decision])
    assert told(project) == ["Lies Maes koos welke besluiten bij afspraak A01 horen: B01."]


# --- No agreement ------------------------------------------------------------------------------


def test_agreement_that_follows_after_all_takes_that_back(project, lies):
    decision = make_decision(project=project, no_agreement="Eén aankoop.")
    make(make_framework(project=project), lies, decisions=[decision])
    decision.refresh_from_db()
    assert decision.no_agreement == ""
