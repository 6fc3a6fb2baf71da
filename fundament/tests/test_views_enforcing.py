"""The way of an agreement on its pages: tested, in force, let go of, stopped; and a decision without one."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from fundament.models import Agreement, AgreementVersion, InForce
from fundament.tests.agreement_pages import CHANGE, page_of, path, two_versions, words_of
from fundament.tests.factories import (
    make_agreement,
    mark_tested,
    put_in_force,
)
from organisatie.tests.factories import make_employee, make_location
from trajecten.models import Project
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
def aalst(linde):
    return make_location(linde, "Aalst")


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


# --- Tested, in force, stopped -----------------------------------------------------------------


def test_one_sentence_says_how_it_was_tested(as_lies, project, version):
    address = page_of("afspraak_getoetst", version)
    assert "Schrijf kort op hoe jullie het uitprobeerden" in words_of(as_lies.post(address, {"how": " "}))
    assert [as_lies.post(address, {"how": "Met acht collega's."}).status_code for _turn in range(2)] == [302, 302]
    version.refresh_from_db()
    assert (version.status, version.tested_how) == (Status.TESTED, "Met acht collega's.")


@pytest.mark.parametrize("step", [1, 2])
def test_a_sentence_alone_makes_nothing_tested_before_one_can_try(as_lies, project, version, step):
    Project.objects.filter(pk=project.pk).update(step=step)
    address = page_of("afspraak_getoetst", version)
    for answer in (as_lies.get(address), as_lies.post(address, {"how": "Met acht collega's."})):
        text = words_of(answer)
        assert "Een afspraak als getoetst vastleggen kan zodra de poort naar Toetsing open is." in text
        assert "Hoe is ze uitgeprobeerd?" not in text
    version.refresh_from_db()
    assert version.status == Status.CONCEPT


def test_places_say_what_is_replaced_there(as_lies, project, version, gent, aalst):
    put_in_force(version, gent, since=timezone.localdate() - timedelta(days=30))
    second = mark_tested(version.agreement.versions.create(number=2, sentence="We noteren meteen.", **CHANGE))
    address = path("afspraak_ingaan", project, version.agreement_id, 2)
    text = words_of(as_lies.get(address))
    assert "Gent: vervangt versie 1, die geldt sinds" in text
    assert as_lies.post(address, {"since": timezone.localdate(), "locations": [gent.pk, aalst.pk]}).status_code == 302
    assert set(InForce.objects.on(timezone.localdate()).values_list("location", "version")) == {
        (gent.pk, second.pk),
        (aalst.pk, second.pk),
    }


def test_pressed_twice_begins_once(as_lies, project, version, gent):
    mark_tested(version)
    data = {"since": timezone.localdate(), "locations": [gent.pk]}
    for _turn in range(2):
        assert as_lies.post(page_of("afspraak_ingaan", version), data).status_code == 302
    assert InForce.objects.count() == 1


def test_further_place_is_the_only_one_offered(as_lies, project, version, gent, aalst):
    put_in_force(version, gent)
    page = as_lies.get(page_of("afspraak_ingaan", version)).content.decode()
    assert re.findall(r'name="locations"[^>]*value="(\d+)"', page) == [str(aalst.pk)]


def test_organisation_without_places_asks_only_the_day(as_lies, project, version):
    mark_tested(version)
    assert as_lies.post(page_of("afspraak_ingaan", version), {"since": timezone.localdate()}).status_code == 302
    assert InForce.objects.get().location is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"since": "morgen"}, "Kies een dag uit de kalender"),
        ({"since": ""}, "Kies nog iets bij"),
        ({"locations": []}, "Kies minstens één locatie"),
        ({"locations": ["99999"]}, "Selecteer een geldige keuze"),
        ({"since": "2020-01-01"}, "Versie 1 gaat in Gent in op"),
    ],
)
def test_day_or_place_that_cannot_be_is_said_at_its_field(as_lies, project, version, gent, data, said):
    put_in_force(version, gent)
    mark_tested(version.agreement.versions.create(number=2, sentence="We noteren meteen.", **CHANGE))
    sent = {"since": timezone.localdate() + timedelta(days=3), "locations": [gent.pk]} | data
    answer = as_lies.post(path("afspraak_ingaan", project, version.agreement_id, 2), sent)
    assert answer.status_code == 200
    assert said in words_of(answer)
    assert InForce.objects.count() == 1


def test_page_says_what_the_gate_still_needs(as_lies, project, version, gent):
    type(project).objects.update(step=1)
    mark_tested(version)
    data = {"since": timezone.localdate(), "locations": [gent.pk]}
    for answer in (
        as_lies.get(page_of("afspraak_ingaan", version)),
        as_lies.post(page_of("afspraak_ingaan", version), data),
    ):
        text = words_of(answer)
        assert "Een afspraak laten ingaan kan zodra de poort naar Communicatie open is." in text
        assert "De poort vraagt nog:" in text
        assert re.search(r'<button class="knop"[^>]*>', answer.content.decode()) is None
    assert not InForce.objects.exists()


def test_page_asks_an_owner_first(as_lies, project, version, gent):
    Agreement.objects.update(owner=None)
    mark_tested(version)
    answer = as_lies.get(page_of("afspraak_ingaan", version))
    assert "Kies eerst een eigenaar" in words_of(answer)
    assert path("afspraak_gegevens", project, version.agreement_id) in answer.content.decode()


def test_concept_leads_back_with_a_sentence(as_lies, version):
    answer = as_lies.get(page_of("afspraak_ingaan", version), follow=True)
    assert "Probeer deze woorden eerst uit." in words_of(answer)


def test_agreement_is_stopped_with_a_day_and_a_reason(as_lies, project, version, gent):
    put_in_force(version, gent, since=timezone.localdate() - timedelta(days=9))
    address = path("afspraak_stop", project, version.agreement_id)
    assert "Stop je met deze afspraak?" in words_of(as_lies.get(address))
    assert "Schrijf kort op waarom" in words_of(as_lies.post(address, {"since": timezone.localdate()}))
    early = {"why": "Niet meer nodig.", "since": timezone.localdate() - timedelta(days=30)}
    assert "Ze ging in Gent pas in op" in words_of(as_lies.post(address, early))
    data = {"why": "Niet meer nodig.", "since": timezone.localdate()}
    assert [as_lies.post(address, data).status_code for _turn in range(2)] == [302, 302]
    version.refresh_from_db()
    assert (version.status, version.withdrawn_why) == (Status.WITHDRAWN, "Niet meer nodig.")
    assert "Deze afspraak is gestopt." in words_of(as_lies.get(path("afspraak", project, version.agreement_id)))


def test_version_in_the_making_is_let_go_of(as_lies, project, version):
    second = two_versions(version)
    address = path("versie_weg", project, version.agreement_id, 2)
    assert "Laat je versie 2 vallen?" in words_of(as_lies.get(address))
    assert [as_lies.post(address, {"why": "Toch niet."}).status_code for _turn in range(2)] == [302, 302]
    second.refresh_from_db()
    assert second.status == Status.WITHDRAWN
