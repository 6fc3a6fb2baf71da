"""To the line: who looks after what, where nobody does, and that nothing else changes."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from communicatie.tests.factories import make_contact_point
from opvolging.actions.handing import hand_over
from opvolging.models import CheckRhythm, PlannedCheck
from opvolging.tests.factories import make_holding, make_rhythm, make_step_6
from opvolging.tests.remedies import make_remedy
from opvolging.vacancies import Kind, held_in, vacancies_in
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_location, make_organisation
from trajecten.models import Event

TODAY = timezone.localdate


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def an(linde):
    return make_employee(linde, "An Peeters")


@pytest.fixture
def gone(linde):
    return make_employee(linde, "Jef Claes", active_until=TODAY() - timedelta(days=1))


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def make_all(project, owner, place="Aalst"):
    """One of each kind, looked after by `owner`."""
    version = make_holding(project, "Aalst", owner=owner)
    framework = version.agreement.framework
    framework.owner = owner
    framework.save()
    rhythm = make_rhythm(version, "Aalst", owner=owner)
    rhythm.planned.create(due_on=TODAY() + timedelta(days=9))
    remedy = make_remedy(version, "Aalst", owner=owner)
    point = make_contact_point(owner, project=project, location=make_location(project.organisation, place))
    return {
        (Kind.FRAMEWORK, framework.pk): framework,
        (Kind.AGREEMENT, version.agreement_id): version.agreement,
        (Kind.RHYTHM, rhythm.pk): rhythm,
        (Kind.REMEDY, remedy.pk): remedy,
        (Kind.CONTACT, point.pk): point,
    }


def url(project, query=""):
    return reverse("opvolging:overdracht", args=[project.slug]) + query


def text_of(response) -> str:
    return re.sub(r"(<[^>]*>|\s)+", " ", response.content.decode())


# --- Where nobody is -----------------------------------------------------------------------------


def test_who_left_looks_after_nothing_any_more(project, gone):
    make_all(project, gone)
    found = vacancies_in([project], TODAY())[project.pk]
    assert [(one.kind, one.label) for one in found] == [
        ("framework", "Eén dossier"),
        ("agreement", "A01"),
        ("rhythm", "A01 · Aalst"),
        ("remedy", "A01 · Een teamgesprek met drie vragen"),
        ("contact", "Aalst"),
    ]


def test_who_works_here_until_today_still_does(project, an):
    an.active_until = TODAY()
    an.save()
    make_all(project, an)
    assert vacancies_in([project], TODAY())[project.pk] == []


def test_what_ended_asks_for_nobody(project):
    version = make_holding(project, "Aalst")
    make_rhythm(version, "Aalst", ended_on=TODAY())
    make_remedy(version, outcome="helped", result="Ja", ended_on=TODAY())
    version.status, version.withdrawn_why = "withdrawn", "Op"
    version.save()
    assert held_in([project], TODAY())[project.pk] == []


def test_many_projects_are_read_in_one_query(project, an, django_assert_num_queries):
    make_all(project, an)
    with django_assert_num_queries(1):
        found = held_in([project, 0], TODAY())
    assert [len(rows) for rows in found.values()] == [5, 0]


# --- To the line ---------------------------------------------------------------------------------


def test_owners_change_and_the_rhythm_does_not(project, lies, an, gone):
    things = make_all(project, gone)
    before = CheckRhythm.objects.values("method", "unit", "interval_weeks", "first_on", "ended_on").get()
    days = list(PlannedCheck.objects.values_list("due_on", "status"))
    assert hand_over(project=project, by=lies, owners=dict.fromkeys(things, an)) == 5
    for thing in things.values():
        thing.refresh_from_db()
    assert [getattr(one, "owner", None) or one.employee for one in things.values()] == [an] * 5
    assert CheckRhythm.objects.values("method", "unit", "interval_weeks", "first_on", "ended_on").get() == before
    assert list(PlannedCheck.objects.values_list("due_on", "status")) == days


def test_twice_the_same_tells_it_once(project, lies, an, gone):
    things = make_all(project, gone)
    assert [hand_over(project=project, by=lies, owners=dict.fromkeys(things, an)) for _ in range(2)] == [5, 0]
    assert Event.objects.filter(verb="handover_done").count() == 1


def test_somebody_or_something_of_elsewhere_changes_nothing(project, lies, an, gone, linde):
    things = make_all(project, gone)
    theirs = make_all(make_step_6(slug="ander-traject"), gone)
    stranger = make_employee(make_organisation("Het Anker"))
    for owners in ({**dict.fromkeys(things, an), **dict.fromkeys(theirs, an)}, dict.fromkeys(things, stranger)):
        with pytest.raises(ValidationError):
            hand_over(project=project, by=lies, owners=owners)
    assert (len(vacancies_in([project], TODAY())[project.pk]), Event.objects.count()) == (5, 0)


# --- The page ------------------------------------------------------------------------------------


def test_who_may(client, vik, noor, lies, project):
    told = []
    for person in (vik, noor, lies):
        client.force_login(person)
        told.append((client.get(url(project)).status_code, client.post(url(project), {"x": ""}).status_code))
    assert told == [(404, 404), (200, 403), (200, 302)]


def test_reader_sees_who_and_no_form(client, noor, project, an):
    make_all(project, an)
    client.force_login(noor)
    page = client.get(url(project)).content.decode()
    assert ("An Peeters" in page, 'name="wie-' in page) == (True, False)


def test_open_places_stand_apart_and_get_somebody(as_lies, project, an, gone):
    make_all(project, an)
    make_all(project, gone, "Gent")
    Employee.objects.update(location=make_location(project.organisation, "Aalst"))
    page = as_lies.get(url(project, "?toon=open")).content.decode()
    assert "5 plaatsen zoeken een eigenaar." in page
    names = re.findall(r'name="(wie-[^"]+)"', page)
    assert len(names) == 5
    as_lies.post(url(project, "?toon=open"), {names[0]: "An Peeters"})
    assert len(vacancies_in([project], TODAY())[project.pk]) == 4


def test_one_name_for_all_of_a_kind_and_another_for_one_of_them(as_lies, project, an, gone, linde):
    bo = make_employee(linde, "Bo Maes")
    version = make_holding(project, "Aalst", "Gent")
    first, second = (make_rhythm(version, place, owner=gone) for place in ("Aalst", "Gent"))
    as_lies.post(url(project), {"alle-rhythm": "An Peeters", f"wie-rhythm-{second.pk}": "Bo Maes"})
    assert list(CheckRhythm.objects.order_by("pk").values_list("owner", flat=True)) == [an.pk, bo.pk]
    assert first.pk < second.pk


def test_name_that_nobody_has_is_said_at_its_field(as_lies, project, an):
    things = make_all(project, an)
    (kind, pk) = next(iter(things))
    page = text_of(as_lies.post(url(project), {f"wie-{kind}-{pk}": "Piet Zonder"}))
    assert "We vinden geen collega met die naam." in page


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_as_much_however_many_things(as_lies, project, an, n, django_assert_num_queries):
    for number in range(n):
        version = make_holding(project, "Aalst", owner=an)
        make_rhythm(version, f"Huis {number}", owner=an)
        make_remedy(version, owner=an)
    with django_assert_num_queries(7):
        as_lies.get(url(project))


def test_place_without_a_contact_point_is_named_and_leads_to_choosing_one(client, lies, noor, linde, project, an):
    make_all(project, an)
    aalst, gent = make_location(linde, "Aalst"), make_location(linde, "Gent")
    for place in (aalst, gent):
        make_employee(linde, f"Collega {place}", location=place)
    there = reverse("communicatie:aanspreekpunt_nieuw", args=[project.slug]) + "?locatie="
    for person, led in ((lies, [str(gent.pk)]), (noor, [])):
        client.force_login(person)
        page = client.get(url(project, "?toon=open")).content.decode()
        assert "1 plaats zoekt een eigenaar of aanspreekpunt." in page
        assert re.findall(re.escape(there) + r"(\d*)", page) == led
        assert "Overal zorgt er iemand voor." not in page


def test_contact_point_of_who_left_is_asked_for_once(as_lies, linde, project, gone):
    make_all(project, gone)
    make_employee(linde, "Collega", location=make_location(linde, "Aalst"))
    assert "5 plaatsen zoeken een eigenaar." in as_lies.get(url(project)).content.decode()
