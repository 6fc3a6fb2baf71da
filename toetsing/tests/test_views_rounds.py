"""The screens of concepts and rounds: who may see them, what they do, how many queries they take."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fundament.tests.factories import make_agreement
from organisatie.importing.limits import MAX_FILE
from organisatie.tests.factories import make_employee
from toetsing import mails, uploads
from toetsing.actions import rounds
from toetsing.models import Concept, TestRound
from toetsing.tests import files
from toetsing.tests.factories import (
    add_version,
    make_concept,
    make_ready_project,
    make_round,
    make_testers,
    open_now,
    tell,
)
from toetsing.tests.files import upload
from trajecten.models import Project, ProjectRole
from trajecten.tests.factories import make_decider

READ = ["concepten", "concept", "rondes", "ronde", "versie_bestand"]
WRITE = [
    "concept_nieuw", "concept_wijzig", "concept_niet", "versie_nieuw", "versie",
    "ronde_nieuw", "ronde_wijzig", "ronde_open", "ronde_afronden", "ronde_weg", "ronde_wie",
]  # fmt: skip
PRESS = ["concept_terug", "ronde_wie_erbij", "ronde_sleutelfiguren", "ronde_wie_weg"]
DAY = {"day": "2031-03-03", "begins": "14:00", "ends": "15:30"}


@pytest.fixture
def project(linde, lies):
    project = make_ready_project()
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def concept(project):
    found = make_concept(project=project)
    version = found.versions.get()
    version.file, version.file_name = upload("x.pdf", files.PDF), "blad.pdf"
    version.save()
    return found


@pytest.fixture
def planned(project, concept):
    testers = make_testers(project, ("Aalst", "Zorg", 3), ("Gent", "Keuken", 2))
    return make_round(project=project, people=testers, concepts=[concept])


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor)
    return client


def path(name: str, project: Project, test_round: TestRound | None = None) -> str:
    """The address of a page, filled in with the first concept and the first person there are."""
    concept = Concept.objects.filter(project=project).first()
    args = {
        "concepten": [], "concept_nieuw": [], "rondes": [], "ronde_nieuw": [],
        "versie": [concept.pk, 1], "versie_bestand": [concept.pk, 1],
    }  # fmt: skip
    if name in args:
        found = args[name]
    elif name.startswith("ronde"):
        test_round = test_round or project.test_rounds.first()
        found = [test_round.number, *([test_round.people.first().pk] if name == "ronde_wie_weg" else [])]
    else:
        found = [concept.pk]
    return reverse(f"toetsing:{name}", args=[project.slug, *found])


def status(response) -> int:
    """Its status; a file that came along is put down."""
    if response.streaming:
        list(response)
    return response.status_code


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


# --- Who may see what ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *WRITE])
def test_page_of_other_organisation_is_missing(client, vik, project, planned, name):
    client.force_login(vik)
    assert status(client.get(path(name, project))) == 404


@pytest.mark.parametrize("name", PRESS)
def test_button_of_other_organisation_is_missing(client, vik, project, planned, name):
    client.force_login(vik)
    assert client.post(path(name, project)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_reader_sees_what_is_tried(as_noor, project, planned, name):
    assert status(as_noor.get(path(name, project))) == 200


@pytest.mark.parametrize("name", WRITE)
def test_reader_changes_nothing(as_noor, project, planned, name):
    assert status(as_noor.get(path(name, project))) == 403


@pytest.mark.parametrize("name", PRESS)
def test_reader_presses_nothing(as_noor, project, planned, name):
    assert as_noor.post(path(name, project)).status_code == 403


@pytest.mark.parametrize("name", READ)
def test_decider_sees_them_and_an_ambassador_of_elsewhere_does_not(client, linde, anker, project, planned, name):
    decider, helper = make_decider(linde), make_decider(anker, "helper@anker.test")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.DECIDER, user=decider)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=helper)
    found = []
    for user in (decider, helper):
        client.force_login(user)
        found.append(status(client.get(path(name, project))))
    assert found == [200, 403]


@pytest.mark.parametrize("name", PRESS)
def test_button_is_only_pressed(as_lies, project, planned, name):
    assert as_lies.get(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", READ)
def test_page_that_looks_takes_no_post(as_lies, project, planned, name):
    assert as_lies.post(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", ["concept", "versie_bestand"])
def test_concept_of_another_project_is_missing(as_lies, project, planned, name):
    other = make_ready_project(slug="ander")
    args = [planned.concepts.first().concept_id, *([1] if name == "versie_bestand" else [])]
    assert status(as_lies.get(reverse(f"toetsing:{name}", args=[other.slug, *args]))) == 404


# --- Concepts ------------------------------------------------------------------------------------


def test_empty_list_begins_with_one_concept(as_lies, project):
    page = text_of(as_lies.get(reverse("toetsing:concepten", args=[project.slug])))
    assert ("Wat willen jullie uitproberen?" in page, "Maak een concept" in page) == (True, True)


def test_new_concept_leads_to_its_first_version(as_lies, project):
    agreement = make_agreement(project=project).agreement
    address = reverse("toetsing:concept_nieuw", args=[project.slug])
    page = as_lies.get(f"{address}?afspraak={agreement.pk}").content.decode()
    assert re.search(rf'value="{agreement.pk}"[^>]*checked', page)
    data = {"name": "Noodmap", "tries": "oefening netwerk uit", "agreements": [agreement.pk]}
    answer = as_lies.post(address, data)
    made = Concept.objects.get()
    assert answer.url == reverse("toetsing:versie_nieuw", args=[project.slug, made.pk])
    assert list(made.agreements.all()) == [agreement]


def test_name_that_stands_there_keeps_what_was_typed(as_lies, project, concept):
    address = reverse("toetsing:concept_nieuw", args=[project.slug])
    page = as_lies.post(address, {"name": concept.name, "tries": "iets anders"})
    assert ("Dit concept staat er al." in text_of(page), "iets anders" in page.content.decode()) == (True, True)


def test_version_says_at_the_field_what_is_missing(as_lies, project, concept):
    address = reverse("toetsing:versie_nieuw", args=[project.slug, concept.pk])
    page = text_of(as_lies.post(address, {"text": "Twee tikken.", "changed": "", "after": 1}))
    assert "Schrijf op wat er veranderde." in page
    page = text_of(as_lies.post(address, {"text": "", "changed": "Korter.", "after": 1}))
    assert "Schrijf iets, kies een bestand of geef een link." in page
    assert concept.versions.count() == 1


def test_version_with_a_wrong_file_says_what_to_choose(as_lies, project, concept):
    address = reverse("toetsing:versie_nieuw", args=[project.slug, concept.pk])
    data = {"changed": "Op papier.", "after": 1, "file": upload("blad.pdf", b"<script>")}
    assert "Kies een pdf, een foto" in text_of(as_lies.post(address, data))


def test_version_takes_a_larger_file_than_a_sheet_and_no_larger_than_ten_megabytes(as_lies, project, concept):
    address = reverse("toetsing:versie_nieuw", args=[project.slug, concept.pk])
    found = []
    for size in (MAX_FILE + 1, uploads.LARGEST + 1, uploads.LARGEST + 2_000_000):
        data = {"changed": "Op papier.", "after": 1, "file": upload("blad.pdf", files.PDF.ljust(size, b"\0"))}
        answer = as_lies.post(address, data)
        found.append(answer.status_code == 302 or "groter dan 10 MB" in text_of(answer))
    assert (found, concept.versions.count()) == ([True, True, True], 2)


def test_version_that_was_tried_offers_a_new_one(as_lies, project, concept, planned, lies):
    open_now(planned, lies)
    address = reverse("toetsing:versie", args=[project.slug, concept.pk, 1])
    page = text_of(as_lies.get(address))
    assert ("blijft zoals ze is" in page, "Maak een nieuwe versie" in page) == (True, True)
    as_lies.post(address, {"text": "Anders."})
    assert concept.versions.get().text == "Tik, kies, bewaar."


def test_file_is_only_ever_kept_and_never_shown(as_lies, project, concept):
    answer = as_lies.get(reverse("toetsing:versie_bestand", args=[project.slug, concept.pk, 1]))
    headers = {name: answer.headers[name] for name in ("Content-Disposition", "X-Content-Type-Options", "Content-Type")}
    assert headers == {
        "Content-Disposition": 'attachment; filename="blad.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Content-Type": "application/pdf",
    }
    assert b"".join(answer.streaming_content) == files.PDF


def test_version_without_a_file_gives_none(as_lies, project, concept):
    add_version(concept)
    assert as_lies.get(reverse("toetsing:versie_bestand", args=[project.slug, concept.pk, 2])).status_code == 404


def test_concept_leaves_and_comes_back(as_lies, project, concept):
    as_lies.post(path("concept_niet", project), {"reason": "Te vroeg."})
    assert "Dit toetsen we niet: Te vroeg." in text_of(as_lies.get(path("concept", project)))
    as_lies.post(path("concept_terug", project))
    concept.refresh_from_db()
    assert concept.in_scope


# --- Rounds --------------------------------------------------------------------------------------


def test_new_round_leads_to_who_takes_part(as_lies, project, concept):
    data = {"kind": "small", "concepts": [concept.pk], "place": "Refter", **DAY}
    answer = as_lies.post(path("ronde_nieuw", project), data)
    made = TestRound.objects.get()
    assert answer.url == path("ronde_wie", project)
    assert timezone.localtime(made.starts_at).strftime("%d/%m/%Y %H:%M") == "03/03/2031 14:00"
    assert timezone.localtime(made.ends_at).strftime("%H:%M") == "15:30"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends": "13:00"}, "Het einde komt na het begin."),
        ({"concepts": []}, "Kies minstens één concept"),
        ({"day": "gisteren"}, "geldige datum"),
    ],
)
def test_round_with_a_wrong_moment_keeps_what_was_typed(as_lies, project, concept, change, sentence):
    data = {"kind": "small", "concepts": [concept.pk], "place": "Refter", **DAY} | change
    page = as_lies.post(path("ronde_nieuw", project), data)
    assert (sentence in text_of(page), "Refter" in page.content.decode()) == (True, True)
    assert not TestRound.objects.exists()


def test_concept_of_another_project_cannot_be_chosen(as_lies, project, concept):
    strange = make_concept(project=make_ready_project(slug="ander"))
    as_lies.post(path("ronde_nieuw", project), {"kind": "small", "concepts": [strange.pk], **DAY})
    assert not TestRound.objects.exists()


def test_round_needs_a_concept_with_a_version_first(as_lies, project):
    page = text_of(as_lies.get(reverse("toetsing:ronde_nieuw", args=[project.slug])))
    assert "Een ronde begint met een concept dat al een versie heeft." in page


def test_colleagues_are_added_by_function_and_taken_off(as_lies, project, concept):
    empty = make_round(project=project, concepts=[concept])
    make_testers(project, ("Aalst", "Zorg", 2), ("Gent", "Keuken", 1))
    kitchen = project.organisation.functions.get(name="Keuken")
    page = as_lies.get(f"{path('ronde_wie', project)}?function={kitchen.pk}").content.decode()
    shown = re.findall(r'name="medewerker" value="(\d+)"', page)
    assert len(shown) == 1
    as_lies.post(path("ronde_wie_erbij", project), {"medewerker": shown, "zoek": f"function={kitchen.pk}"})
    assert [person.function.name for person in empty.people.all()] == ["Keuken"]
    as_lies.post(path("ronde_wie_weg", project))
    assert not empty.people.exists()


def test_somebody_of_another_organisation_cannot_be_added(as_lies, project, concept, anker):
    empty = make_round(project=project, concepts=[concept])
    answer = as_lies.post(path("ronde_wie_erbij", project), {"medewerker": [make_employee(anker).pk]}, follow=True)
    assert (empty.people.count(), "Er kwam niemand bij." in text_of(answer)) == (0, True)


def test_key_figures_are_offered_for_their_round_alone(as_lies, project, concept):
    (tester,) = make_testers(project, ("Aalst", "Zorg", 1))
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.KEY_FIGURE, employee=tester)
    tried, key = make_round(project=project, concepts=[concept]), make_round("key_figures", project=project)
    offered = [
        "Zet de sleutelfiguren op de lijst" in text_of(as_lies.get(path("ronde_wie", project, one)))
        for one in (tried, key)
    ]
    assert offered == [False, True]
    as_lies.post(path("ronde_sleutelfiguren", project, key))
    assert key.people.get().employee == tester


def test_small_group_hears_what_would_be_better(as_lies, project, concept):
    make_round(project=project, concepts=[concept], people=make_testers(project, ("Aalst", "Zorg", 2)))
    page = text_of(as_lies.get(path("ronde", project)))
    expected = [
        "Een try-out werkt het best met 5 tot 8 collega&#x27;s.",
        "Kies collega&#x27;s uit minstens 2 functiegroepen.",
    ]
    assert [words for words in expected if words not in page] == []


def test_key_figures_hear_which_location_is_missing(as_lies, project, concept):
    people = make_testers(project, ("Aalst", "Zorg", 9))
    make_testers(project, ("Gent", "Zorg", 1))
    make_round("key_figures", project=project, concepts=[concept], people=people)
    page = text_of(as_lies.get(path("ronde", project)))
    assert ("Nodig nog minstens 1 sleutelfiguur uit." in page, "Nog niemand van Gent." in page) == (True, True)


def test_round_asks_before_it_invites_and_then_invites(as_lies, project, planned):
    page = text_of(as_lies.get(path("ronde", project)))
    assert "Nodig 5 collega&#x27;s uit" in page
    assert "Nodig je 5 collega&#x27;s uit?" in text_of(as_lies.get(path("ronde_open", project)))
    answer = as_lies.post(path("ronde_open", project), follow=True)
    assert "De uitnodigingen vertrekken nu." in text_of(answer)
    planned.refresh_from_db()
    assert planned.status == "open"


def test_round_before_the_gate_says_so_and_offers_no_button(as_lies, project, planned):
    Project.objects.filter(pk=project.pk).update(step=2)
    page = text_of(as_lies.get(path("ronde", project)))
    assert ("zodra de poort naar Toetsing open is" in page, "Nodig 5 collega" in page) == (True, False)
    assert "zodra de poort" in text_of(as_lies.post(path("ronde_open", project), follow=True))


def test_round_that_waits_says_for_what(as_lies, project, concept):
    people = make_testers(project, ("Aalst", "Zorg", 5))
    make_round("key_figures", project=project, concepts=[concept], people=people)
    page = text_of(as_lies.get(path("ronde", project)))
    assert "is nog niet met een kleine groep uitgeprobeerd" in page


def test_open_round_shows_numbers_to_everybody_and_names_to_who_leads(client, lies, noor, project, planned):
    opened = open_now(planned, lies)
    tell(opened, 3, barrier="Te veel velden.")
    name = opened.survey.participants.order_by("pk").first().name
    found = []
    for user in (lies, noor):
        client.force_login(user)
        page = text_of(client.get(path("ronde", project)))
        found.append(("3 van 5 vertelden" in page, "Te veel velden." in page, name in page))
    assert found == [(True, True, True), (True, True, False)]


def test_round_asks_before_it_closes_and_shows_what_came_out(as_lies, project, planned, lies):
    opened = open_now(planned, lies)
    tell(opened, 4)
    assert "Rond je deze ronde af?" in text_of(as_lies.get(path("ronde_afronden", project)))
    page = text_of(as_lies.post(path("ronde_afronden", project), follow=True))
    assert ("4 van 5 vertelden" in page, "Zonder hulp gelukt: 4 van 4 (100%)" in page) == (True, True)


def test_round_in_preparation_can_go(as_lies, project, planned):
    assert "Haal je deze ronde weg?" in text_of(as_lies.get(path("ronde_weg", project)))
    as_lies.post(path("ronde_weg", project))
    assert not TestRound.objects.exists()


def test_open_round_moves_and_says_so(as_lies, project, planned, lies):
    open_now(planned, lies)
    answer = as_lies.post(path("ronde_wijzig", project), {"place": "Zaal", **DAY}, follow=True)
    assert "Iedereen krijgt een nieuwe uitnodiging." in text_of(answer)


# --- The page of who tries -----------------------------------------------------------------------


def link_for(test_round: TestRound) -> str:
    person = test_round.survey.participants.order_by("pk").first()
    return reverse("toetsing:v_probeer", args=[mails.secret_of(person.pk, person.generation)])


def test_tester_reads_what_to_try_without_an_account(client, lies, planned):
    address = link_for(open_now(planned, lies))
    page = client.get(address)
    text = text_of(page)
    assert [words for words in ("Tik, kies, bewaar.", "blad.pdf", "Vergaderzaal") if words not in text] == []
    assert (page.cookies, page.headers["Referrer-Policy"]) == ({}, "no-referrer")


def test_tester_gets_the_file_and_the_calendar(client, lies, planned):
    opened = open_now(planned, lies)
    address = link_for(opened)
    file = client.get(f"{address}bestand/{opened.concepts.get().pk}/")
    assert b"".join(file.streaming_content) == files.PDF
    assert file.headers["Content-Disposition"] == 'attachment; filename="blad.pdf"'
    assert client.get(f"{address}agenda.ics").content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_tester_gets_no_file_of_another_round(client, lies, planned):
    other = make_concept("Geheim", project=make_ready_project(slug="ander"))
    strange = make_round(concepts=[other])
    address = link_for(open_now(planned, lies))
    assert client.get(f"{address}bestand/{strange.concepts.get().pk}/").status_code == 404


@pytest.mark.parametrize("how", ["wrong", "not a number", "closed", "new address"])
def test_link_that_does_not_work_is_calm(client, lies, planned, how):
    opened = open_now(planned, lies)
    address = link_for(opened)
    if how == "wrong":
        address = address[:-2] + ("b/" if address[-2] == "a" else "a/")
    elif how == "not a number":
        address = reverse("toetsing:v_probeer", args=["²-abc"])
    elif how == "closed":
        rounds.close_round(test_round=opened, by=lies)
    else:
        opened.survey.participants.update(generation=2)
    for more in ("", "agenda.ics", "bestand/1/"):
        answer = client.get(address + more)
        assert (answer.status_code, "We vinden deze link niet." in text_of(answer)) == (404, True)


def test_link_of_a_tester_only_looks(client, lies, planned):
    assert client.post(link_for(open_now(planned, lies))).status_code == 405


# --- Queries -------------------------------------------------------------------------------------


QUERIES = [("concepten", 6), ("concept", 8), ("rondes", 6), ("ronde", 7), ("ronde_wie", 8), ("ronde_nieuw", 6)]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), QUERIES)
def test_page_takes_the_same_queries_for_one_and_three_rows(
    as_lies, project, lies, name, queries, rows, django_assert_num_queries
):
    concepts = [make_concept(f"Concept {number}", project=project, versions=rows) for number in range(rows)]
    for number in range(rows):
        version = make_agreement(f"We noteren {number}.", project=project)
        concepts[0].agreements.add(version.agreement)
        people = make_testers(project, (f"Huis {number}", f"Functie {number}", rows))
        make_round(project=project, concepts=concepts, people=people)
    make_testers(project, ("Aalst", "Zorg", rows))
    address = path(name, project)
    with django_assert_num_queries(queries):
        assert as_lies.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_open_round_takes_the_same_queries_for_any_number(as_lies, project, lies, rows, django_assert_num_queries):
    concepts = [make_concept(f"Concept {number}", project=project) for number in range(rows)]
    testers = make_testers(project, *((f"Huis {number}", "Zorg", 2) for number in range(rows)))
    opened = open_now(make_round(project=project, concepts=concepts, people=testers), lies)
    tell(opened, rows, barrier="Te veel velden.")
    address = path("ronde", project)
    with django_assert_num_queries(8):
        assert as_lies.get(address).status_code == 200


def test_round_of_key_figures_that_is_ready_takes_few_queries(as_lies, project, lies, django_assert_num_queries):
    concept = make_concept(project=project)
    testers = make_testers(project, ("Aalst", "Zorg", 10))
    first = open_now(make_round(project=project, concepts=[concept], people=testers), lies)
    rounds.close_round(test_round=first, by=lies)
    key = make_round(
        "key_figures", project=project, concepts=[concept], people=testers, ends_at=timezone.now() + timedelta(days=3)
    )
    for name, words, queries in (("ronde", "Nodig 10 sleutelfiguren", 8), ("ronde_wie", "Zet de sleutelfiguren", 7)):
        address = path(name, project, key)
        with django_assert_num_queries(queries):
            assert words in text_of(as_lies.get(address))
