"""«Iemand vraagt zijn gegevens op»: what is found, what goes, and what cannot be found by anybody."""

import pytest

from bevraging import mail_stops
from bevraging.actions import close
from bevraging.marks import people_of, roster_of
from bevraging.models import (
    NamedResponse,
    Participant,
    Response,
    Survey,
)
from bevraging.tests import factories
from bevraging.tests.over import DAY, everything_told, forget, make_anonymous, make_named
from organisatie.tests.factories import make_ines
from trajecten.models import Mail


@pytest.fixture
def survey(linde, lies):
    return make_anonymous(linde, lies)


@pytest.fixture
def named(linde, lies):
    return make_named(linde, lies)


# --- Somebody asks -----------------------------------------------------------------------------


@pytest.fixture
def as_admin(client, linde):
    client.force_login(make_ines())
    return client


ASKED = "/organisatie/bewaren/gegevens/"


def test_page_says_that_it_reads_surveys_only_and_where_else_to_look(as_admin, named):
    email = named.participants.first().email
    page = as_admin.post(ASKED, {"email": email, "doe": "zoek"}).content.decode()
    assert f"Wat we in bevragingen weten over {email}" in page
    assert "rollen, testrondes, keuzes, momenten, sessies, taken en in de kijker" in page


def test_address_is_found_in_surveys_and_the_anonymous_one_tells_no_answer(as_admin, survey):
    person = survey.participants.order_by("pk").first()
    page = as_admin.post(ASKED, {"email": person.email.upper(), "doe": "zoek"}).content.decode()
    assert (survey.title in page, "niet naar deze persoon te herleiden" in page) == (True, True)


def test_person_is_taken_out_of_lists_and_mails(as_admin, survey, linde, lies):
    opened = factories.make_open(factories.make_project(linde, slug="nog"), by=lies)
    draft = factories.make_draft(opened.project)
    person = opened.participants.order_by("pk").first()
    Participant.objects.create(survey=draft, employee_id=person.employee_id, name=person.name, email=person.email)
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    left = Participant.objects.filter(name=person.name).count()
    mails = Mail.objects.filter(recipient=person.email, subject_key__startswith="survey:").count()
    assert (left, mails, opened.participants.count(), draft.participants.count()) == (0, 0, 20, 20)
    assert mail_stops.is_stopped(linde.pk, person.email)


def test_who_was_taken_out_never_counts_as_somebody_new(as_admin, linde, lies):
    """Groups that stood together stay so unless enough others came: a row without a person is nobody else."""
    survey = factories.make_open(factories.make_project(linde), by=lies)
    before = len(people_of(survey))
    as_admin.post(ASKED, {"email": survey.participants.order_by("pk")[0].email, "doe": "wis"})
    assert (before, len(people_of(survey)), len(roster_of(survey))) == (20, 19, 20)


def test_answer_by_name_of_who_asks_is_deleted_and_the_survey_still_closes(as_admin, linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies, mode=Survey.Mode.NAMED)
    factories.answer(survey, 8)
    person = survey.participants.order_by("pk").first()
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    assert (NamedResponse.objects.count(), close(survey=survey, by=lies)) == (7, True)


def test_counts_of_a_survey_by_name_stay_when_somebody_is_taken_out(as_admin, named):
    before = everything_told(named)
    person = named.participants.filter(response__isnull=False).first()
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    assert (NamedResponse.objects.count(), everything_told(named) == before) == (13, True)
    forget(named, 31 * DAY)
    assert everything_told(named) == before


def test_answer_by_name_is_found_for_an_employee_after_the_addresses_are_gone(as_admin, named):
    person = named.participants.filter(response__isnull=False).select_related("employee").first()
    forget(named, 31 * DAY)
    page = as_admin.post(ASKED, {"email": person.employee.email, "doe": "zoek"}).content.decode()
    as_admin.post(ASKED, {"email": person.employee.email, "doe": "wis"})
    assert ("antwoordde op naam" in page, NamedResponse.objects.count()) == (True, 13)


def test_answer_by_name_of_a_typed_list_is_found_by_the_name(as_admin, named):
    person = named.participants.filter(response__isnull=False).first()
    named.participants.filter(pk=person.pk).update(employee=None)
    forget(named, 31 * DAY)
    by_address = as_admin.post(ASKED, {"email": person.email, "doe": "zoek"}).content.decode()
    by_name = as_admin.post(ASKED, {"email": person.email, "name": person.name, "doe": "zoek"}).content.decode()
    assert ("antwoordde op naam" in by_address, "Gevonden op de naam" in by_name) == (False, True)


def test_somebody_with_a_name_in_an_anonymous_survey_is_not_found_by_it(as_admin, survey):
    person = survey.participants.first()
    page = as_admin.post(ASKED, {"email": "iemand@elders.example", "name": person.name, "doe": "zoek"})
    assert "in geen enkele bevraging" in page.content.decode()


def test_anonymous_survey_of_who_asks_still_closes_with_all_answers(as_admin, linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    factories.answer(survey, 8)
    person = survey.participants.order_by("pk").first()
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    close(survey=survey, by=lies)
    assert Response.objects.count() == 8


def test_taking_out_never_touches_another_organisation(as_admin, anker, vik):
    elsewhere = factories.make_open(factories.make_project(anker, slug="anker"), by=vik)
    person = elsewhere.participants.first()
    page = as_admin.post(ASKED, {"email": person.email, "doe": "zoek"}).content.decode()
    as_admin.post(ASKED, {"email": person.email, "doe": "wis"})
    person.refresh_from_db()
    assert ("in geen enkele bevraging" in page, person.email != "") == (True, True)


def test_lead_does_not_look_people_up(client, lies, survey):
    client.force_login(lies)
    assert client.get(ASKED).status_code == 403
