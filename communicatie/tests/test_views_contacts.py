"""The screens of contact points and owners: what they show, what they refuse, how many queries they take."""

import pytest
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.models import ContactPoint
from communicatie.tests.factories import make_contact_point, make_employee
from communicatie.tests.role_pages import led_by, path, text_of
from fundament.tests.factories import make_agreement
from organisatie.models import Employee
from organisatie.tests.factories import make_location
from trajecten.models import Event


@pytest.fixture
def project(linde, lies):
    return led_by(lies)


@pytest.fixture
def fatima(project):
    return make_employee("Fatima Akin", project=project, shift="nacht")


@pytest.fixture
def point(project, fatima):
    return make_contact_point(fatima, project=project)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


# --- Contact points ------------------------------------------------------------------------------

POINT = {"employee": "Fatima Akin", "backup_note": "de dagverantwoordelijke", "hours": "van 7 tot 21 uur"}


def test_contact_point_is_made_once(as_lies, project, fatima):
    data = POINT | {"location": fatima.location_id, "form_key": "0b8a1f3e-8f0a-4f0e-9d51-4b7f7c0f3c11"}
    for _turn in range(2):
        assert as_lies.post(path("aanspreekpunt_nieuw", project), data).status_code == 302
    made = ContactPoint.objects.get()
    assert (made.employee, made.location, made.has_backup) == (fatima, fatima.location, True)
    assert Event.objects.get().data == {"place": "Aalst"}


def test_contact_point_of_a_location_is_proposed(as_lies, project, fatima):
    page = as_lies.get(f"{path('aanspreekpunt_nieuw', project)}?locatie={fatima.location_id}").content.decode()
    assert f'<option value="{fatima.location_id}" selected>' in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"employee": "Niemand Zo"}, "geen collega met die naam"),
        ({"employee": ""}, "Kies bij wie collega&#x27;s terechtkunnen"),
        ({"backup": "Fatima"}, "Kies iemand anders als vervanger."),
    ],
)
def test_contact_point_that_cannot_be_is_refused(as_lies, project, fatima, change, sentence):
    page = as_lies.post(path("aanspreekpunt_nieuw", project), POINT | change)
    assert (sentence in page.content.decode(), ContactPoint.objects.count()) == (True, 0)


def test_two_colleagues_with_one_name_are_told_apart(as_lies, project, fatima):
    make_employee("Fatima Akin", project=project, location="Gent", email="ander@linde.test")
    page = text_of(as_lies.post(path("aanspreekpunt_nieuw", project), POINT))
    assert "Fatima Akin · Zorg · Aalst; Fatima Akin · Zorg · Gent" in page
    data = POINT | {"employee": "Fatima Akin · Zorg · Gent", "form_key": "0b8a1f3e-8f0a-4f0e-9d51-4b7f7c0f3c11"}
    as_lies.post(path("aanspreekpunt_nieuw", project), data)
    assert ContactPoint.objects.get().employee.location.name == "Gent"


def test_same_hours_twice_are_refused_in_words(as_lies, project, fatima):
    make_contact_point(fatima, project=project, hours=POINT["hours"])
    data = POINT | {"location": fatima.location_id, "form_key": "0b8a1f3e-8f0a-4f0e-9d51-4b7f7c0f3c11"}
    page = as_lies.post(path("aanspreekpunt_nieuw", project), data)
    assert "Voor die locatie en die uren staat er al een aanspreekpunt." in text_of(page)


def test_contact_point_is_changed(as_lies, project, point):
    page = as_lies.get(path("aanspreekpunt_wijzig", project)).content.decode()
    assert 'value="Fatima Akin · Zorg · Aalst"' in page
    data = POINT | {"location": point.location_id, "how": "bel 4512"}
    as_lies.post(path("aanspreekpunt_wijzig", project), data)
    point.refresh_from_db()
    assert (point.how, point.backup_note) == ("bel 4512", "de dagverantwoordelijke")


def test_contact_point_goes_after_a_question(as_lies, project, point):
    address = path("aanspreekpunt_weg", project)
    assert "Haal je het aanspreekpunt voor Aalst weg?" in text_of(as_lies.get(address))
    as_lies.post(address)
    assert ContactPoint.objects.count() == 0
    assert as_lies.post(address).status_code == 404


def test_contact_points_tell_which_location_has_none(as_lies, project, point):
    make_location(project.organisation, "Gent")
    text = text_of(as_lies.get(path("aanspreekpunten", project)))
    assert [words in text for words in ("1 locatie heeft nog geen aanspreekpunt.", "Nog geen vervanger", "Gent")] == [True] * 3  # fmt: skip


def test_contact_points_begin_with_a_question(as_lies, project):
    assert "Kies per locatie minstens 1 naam." in text_of(as_lies.get(path("aanspreekpunten", project)))


@pytest.mark.parametrize("rows", [1, 3])
def test_contact_points_take_seven_queries(as_lies, project, rows, django_assert_num_queries):
    for number in range(rows):
        person = make_employee(f"Collega {number}", project=project, location=f"Huis {number}")
        make_contact_point(person, project=project, backup_note="iemand")
    with django_assert_num_queries(7):
        as_lies.get(path("aanspreekpunten", project))


# --- Owners --------------------------------------------------------------------------------------


@pytest.fixture
def agreement(project):
    return make_agreement("We melden een defect meteen.", project=project).agreement


def test_agreement_without_owner_gets_one(as_lies, project, agreement, fatima):
    assert "1 afspraak zoekt een eigenaar." in text_of(as_lies.get(path("eigenaars", project)))
    data = {"agreement": agreement.pk, "owner": "Fatima Akin"}
    assert as_lies.post(path("eigenaars", project), data).url == path("eigenaars", project)
    agreement.refresh_from_db()
    assert agreement.owner == fatima
    assert "Elke afspraak heeft een eigenaar." in text_of(as_lies.get(path("eigenaars", project)))


def test_owner_who_left_looks_after_nothing(as_lies, project, agreement, fatima):
    type(agreement).objects.update(owner=fatima)
    Employee.objects.filter(pk=fatima.pk).update(active_until=timezone.localdate() - timezone.timedelta(days=1))
    assert "1 afspraak zoekt een eigenaar." in text_of(as_lies.get(path("eigenaars", project)))


def test_name_that_nobody_has_stands_at_its_agreement(as_lies, project, agreement):
    page = as_lies.post(path("eigenaars", project), {"agreement": agreement.pk, "owner": "Niemand Zo"}).content.decode()
    assert ("geen collega met die naam" in page, 'value="Niemand Zo"' in page, "Fout:" in page) == (True, True, True)


def test_agreement_of_elsewhere_gets_no_owner(as_lies, project, anker, fatima):
    strange = make_agreement("Van elders.", project=make_project(anker, slug="anker")).agreement
    page = as_lies.post(path("eigenaars", project), {"agreement": strange.pk, "owner": "Fatima Akin"})
    strange.refresh_from_db()
    assert ("Deze afspraak is er niet meer." in text_of(page), strange.owner) == (True, None)


@pytest.mark.parametrize("rows", [1, 3])
def test_owners_take_six_queries(as_lies, project, rows, django_assert_num_queries):
    for number in range(rows):
        make_agreement(f"We doen {number}.", project=project)
    as_lies.get(path("eigenaars", project))  # Django asks SQLite once whether it knows JSON
    with django_assert_num_queries(6):
        as_lies.get(path("eigenaars", project))
