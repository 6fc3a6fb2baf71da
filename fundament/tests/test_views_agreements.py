"""The pages of agreements that show: who may come in, the list, one agreement, how many queries they take."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fundament.actions import agreements
from fundament.models import AgreementVersion, InForce
from fundament.tests.agreement_pages import CHANGE, SENTENCE, page_of, path, two_versions, words_of
from fundament.tests.factories import (
    make_agreement,
    make_decision,
    make_framework,
    mark_tested,
    put_in_force,
)
from organisatie.tests.factories import make_employee, make_function, make_location, make_user
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project, make_role

pytestmark = pytest.mark.django_db
Status = AgreementVersion.Status

FOR_READERS = ["afspraken", "blad", "blad_pdf", "afspraak", "afspraak_verschil", "kader"]
FOR_EDITORS = [
    "afspraak_nieuw",
    "kader_nieuw",
    "kader_wijzig",
    "afspraak_gegevens",
    "afspraak_versie",
    "afspraak_stop",
    "afspraak_woorden",
    "afspraak_getoetst",
    "afspraak_ingaan",
    "versie_weg",
]


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


# --- Who may see what --------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*FOR_READERS, *FOR_EDITORS])
def test_stranger_finds_nothing(client, vik, version, name):
    two_versions(version)
    client.force_login(vik)
    assert client.get(page_of(name, version)).status_code == 404


@pytest.mark.parametrize("name", FOR_EDITORS)
def test_reader_may_not_write(client, noor, version, name):
    client.force_login(noor)
    address = page_of(name, version)
    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)


@pytest.mark.parametrize("name", FOR_READERS)
def test_reader_and_decider_read(client, noor, project, version, name):
    two_versions(version)
    for user in (noor, project.decider):
        client.force_login(user)
        assert client.get(page_of(name, version)).status_code == 200


@pytest.mark.parametrize("name", FOR_READERS)
def test_guest_with_a_role_that_sees_no_results_is_refused(client, project, version, name):
    guest = make_user("gast@elders.test", "Gast")
    make_role(project, guest, ProjectRole.Role.AMBASSADOR)
    client.force_login(guest)
    assert client.get(page_of(name, version)).status_code == 403


@pytest.mark.parametrize("name", FOR_READERS)
def test_page_that_only_shows_refuses_a_post(as_lies, version, name):
    assert as_lies.post(page_of(name, version)).status_code == 405


@pytest.mark.parametrize("name", FOR_EDITORS)
def test_page_with_a_form_refuses_another_method(as_lies, version, name):
    assert as_lies.delete(page_of(name, version)).status_code == 405


def test_review_is_a_press_of_who_leads(client, lies, noor, vik, project):
    framework = make_framework(project=project, review_on=timezone.localdate())
    address = path("kader_herzien", project, framework.pk)
    for user, answer in ((vik, 404), (noor, 403), (lies, 302)):
        client.force_login(user)
        assert client.post(address).status_code == answer
    assert client.get(address).status_code == 405
    framework.refresh_from_db()
    assert framework.review_on == agreements.next_review(framework)


def test_agreement_of_another_project_is_missing(as_lies, version, linde, lies):
    other = make_project(linde, lies, title="Ander traject")
    for name in ("afspraak", "afspraak_gegevens", "afspraak_stop"):
        assert as_lies.get(path(name, other, version.agreement_id)).status_code == 404
    assert as_lies.get(path("kader", other, version.agreement.framework_id)).status_code == 404


def test_version_that_does_not_exist_is_missing(as_lies, project, version):
    for name in ("afspraak_woorden", "afspraak_getoetst", "afspraak_ingaan", "versie_weg"):
        assert as_lies.get(path(name, project, version.agreement_id, 7)).status_code == 404


# --- The list ----------------------------------------------------------------------------------


def test_tab_leads_to_the_list(as_lies, project):
    text = as_lies.get(reverse("trajecten:overzicht", args=[project.slug])).content.decode()
    assert f'href="{path("afspraken", project)}"' in text


def test_empty_list_says_what_a_good_agreement_is(as_lies, client, noor, project):
    text = words_of(as_lies.get(path("afspraken", project)))
    assert "Nog geen afspraken." in text
    assert "Voeg een afspraak toe" in text
    client.force_login(noor)
    assert "Voeg een afspraak toe" not in words_of(client.get(path("afspraken", project)))


def test_list_says_one_sentence_with_owner_version_and_where(as_lies, version, gent, aalst):
    put_in_force(version, gent, since=timezone.localdate() - timedelta(days=400))
    make_agreement("We bellen terug.", project=version.agreement.project)
    text = words_of(as_lies.get(path("afspraken", version.agreement.project)))
    assert "2 afspraken, elk in één zin." in text
    assert re.search(rf"A01 {SENTENCE} Griet Claes · Versie 1 sinds [^·]*, in Gent Van kracht", text)
    assert "A02 We bellen terug. nog geen eigenaar · versie 1 In de maak" in text


def test_place_that_is_all_of_them_reads_as_everywhere(as_lies, version, gent, aalst):
    put_in_force(version, gent, aalst)
    assert ", overal Van kracht" in words_of(as_lies.get(path("afspraken", version.agreement.project)))


def test_list_is_filtered_by_framework_function_and_state(as_lies, project, linde, version, gent):
    nurses, kitchen = make_function(linde, "Zorg"), make_function(linde, "Keuken")
    put_in_force(version, gent)
    version.functions.set([nurses])
    devices = make_framework("Toestellen", project=project)
    make_agreement("De keuken kijkt in het dossier.", framework=devices).functions.set([kitchen])
    planned = put_in_force(make_agreement("We laden op.", framework=devices), gent)
    InForce.objects.filter(version=planned).update(since=timezone.localdate() + timedelta(days=9))
    ended = make_agreement("We faxen.", framework=devices)
    AgreementVersion.objects.filter(pk=ended.pk).update(status=Status.WITHDRAWN, withdrawn_why="Zo.")

    def found(**query):
        text = words_of(as_lies.get(path("afspraken", project), query))
        return re.findall(r"\b(A0\d) ", text)

    assert found() == ["A01", "A02", "A03", "A04"]
    assert found(kader=devices.pk) == ["A02", "A03", "A04"]
    assert found(functie=kitchen.pk) == ["A02", "A03"]
    assert [found(toestand=code) for code in ("van_kracht", "gepland", "in_de_maak", "gestopt")] == [
        ["A01"], ["A03"], ["A02"], ["A04"],
    ]  # fmt: skip


def test_filter_that_finds_nothing_offers_everything(as_lies, version):
    text = words_of(as_lies.get(path("afspraken", version.agreement.project), {"toestand": "gestopt"}))
    assert "Niets gevonden." in text


QUERIES = [("afspraken", 8), ("kader", 8), ("blad", 7), ("afspraak", 8), ("afspraak_verschil", 6)]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), QUERIES)
def test_page_takes_as_many_queries_for_one_and_three_rows(
    as_lies, project, linde, griet, name, queries, rows, django_assert_num_queries
):
    places = [make_location(linde, f"Huis {n}") for n in range(rows)]
    for number in range(rows):
        version = make_agreement(f"We doen ding {number}.", project=project, owner=griet)
        version.functions.add(*[make_function(linde, f"Functie {n}") for n in range(rows)])
        put_in_force(version, *places)
        for turn in range(rows):
            version.agreement.decisions.add(make_decision(f"Vraag {turn}?", project=project))
    version.agreement.versions.create(number=2, sentence="We doen het anders.", **CHANGE)
    make_agreement("Nog in de maak.", project=project)
    if name != "kader":
        for number in range(rows):
            make_framework(f"Kader {number}", project=project)
    address = page_of(name, version)
    as_lies.get(address)
    with django_assert_num_queries(queries):
        assert as_lies.get(address).status_code == 200


def test_every_choice_of_the_list_and_the_sheet_stays_within_eight_queries(
    as_lies, project, linde, version, gent, django_assert_max_num_queries
):
    function = make_function(linde)
    put_in_force(version, gent)
    query = {"functie": function.pk, "kader": version.agreement.framework_id, "toestand": "van_kracht", "maak": "1"}
    for name in ("afspraken", "blad"):
        with django_assert_max_num_queries(8):
            assert "A01" in as_lies.get(path(name, project), query).content.decode() or name == "blad"


# --- One agreement -----------------------------------------------------------------------------


def test_page_says_words_audience_owner_decisions_and_where(as_lies, project, linde, version, gent, aalst):
    AgreementVersion.objects.update(
        why="Eén plaats.", when="Elke shift.", example="Met spraak.", exception="Bij brand."
    )
    version.functions.add(make_function(linde, "Zorg"))
    decision = make_decision("Waar noteren we?", project=project)
    version.agreement.decisions.add(decision)
    version.refresh_from_db()
    put_in_force(version, gent)
    text = words_of(as_lies.get(path("afspraak", project, version.agreement_id)))
    for part in (
        SENTENCE,
        "Eén plaats.",
        "Elke shift.",
        "Met spraak.",
        "Bij brand.",
        "Zorg",
        "Griet Claes",
        "Waar noteren we?",
    ):
        assert part in text, part
    assert re.search(r"A01\. Van kracht\. Versie 1 sinds [^,]*, in Gent\.", text)


@pytest.mark.parametrize(
    ("change", "button", "name"),
    [
        (mark_tested, "Laat de afspraak ingaan", "afspraak_ingaan"),
        (put_in_force, "Maak een nieuwe versie", "afspraak_versie"),
    ],
)
def test_one_button_does_the_next_thing(as_lies, project, version, change, button, name):
    change(version)
    page = as_lies.get(path("afspraak", project, version.agreement_id)).content.decode()
    filled = re.findall(r'<a class="knop" href="([^"]+)">([^<]+)', page)
    assert filled == [(page_of(name, version), button)]


def test_tested_agreement_waits_for_its_gate(as_lies, project, version):
    type(project).objects.filter(pk=project.pk).update(step=3)
    mark_tested(version)
    page = as_lies.get(path("afspraak", project, version.agreement_id)).content.decode()
    filled = re.findall(r'<a class="knop" href="([^"]+)">([^<]+)', page)
    assert filled == [(reverse("trajecten:poort", args=[project.slug, 3]), "Bekijk de poort")]
    assert "Getoetst. Ze gaat in zodra de poort naar Communicatie open is." in page


def test_list_says_of_a_tested_agreement_that_it_is_tested(as_lies, project, version):
    mark_tested(version)
    text = words_of(as_lies.get(path("afspraken", project)))
    assert ("versie 1 Getoetst" in text, "versie 1 In de maak" in text) == (True, False)


def test_concept_is_tried_with_colleagues_first(as_lies, project, version):
    page = as_lies.get(path("afspraak", project, version.agreement_id)).content.decode()
    filled = re.findall(r'<a class="knop" href="([^"]+)">([^<]+)', page)
    new = reverse("toetsing:concept_nieuw", args=[project.slug])
    assert filled == [(f"{new}?afspraak={version.agreement_id}", "Probeer ze uit")]
    assert page_of("afspraak_getoetst", version) in page


def test_concept_in_which_it_is_tried_is_a_press_away(as_lies, project, version):
    concept = project.concepts.create(number=1, name="Overdracht in drie tikken", tries="noteren tijdens de zorg")
    concept.agreements.add(version.agreement)
    page = as_lies.get(path("afspraak", project, version.agreement_id)).content.decode()
    filled = re.findall(r'<a class="knop" href="([^"]+)">([^<]+)', page)
    assert filled == [
        (reverse("toetsing:concept", args=[project.slug, concept.pk]), "Probeer uit: Overdracht in drie tikken")
    ]


def test_reader_sees_no_button(client, noor, project, version):
    client.force_login(noor)
    page = client.get(path("afspraak", project, version.agreement_id)).content.decode()
    assert 'class="knop"' not in page
    assert "Wijzig" not in page


def test_version_in_the_making_stands_beside_what_holds(as_lies, project, version):
    second = two_versions(version)
    text = words_of(as_lies.get(path("afspraak", project, version.agreement_id)))
    assert "In de maak: versie 2, concept" in text
    assert second.sentence in text
    assert "Een vast blok op het startscherm. Zo zoekt niemand nog." in text
