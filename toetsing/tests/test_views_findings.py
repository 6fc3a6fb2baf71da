"""The screens of findings: who may see and do what, filters and file, the kind question about names, query counts."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.tests.factories import make_employee
from toetsing.models import Finding
from toetsing.tests.factories import (
    add_version,
    make_concept,
    make_finding,
    make_round,
)
from trajecten.models import ProjectRole

READ = ["drempels", "drempels_csv", "bevinding", "voor_na", "stap"]
LEAD = ["bevinding_nieuw", "bevinding_wijzig"]
BUTTONS = ["bevinding_antwoord", "bevinding_terug", "bevinding_wie"]
OF_FINDING = ["bevinding", "bevinding_wijzig", *BUTTONS]


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def concept(project):
    return make_concept(project=project)


@pytest.fixture
def found(concept):
    return make_finding(concept=concept)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor)
    return client


def url(name, found):
    args = [found.pk] if name in OF_FINDING else [found.concept_id] if name == "voor_na" else []
    return reverse(f"toetsing:{name}", args=[found.project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# --- Who may see and do what ---------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *LEAD])
def test_page_of_other_organisation_is_missing(client, vik, found, name):
    client.force_login(vik)
    assert client.get(url(name, found)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_page_is_shown_to_a_reader(as_noor, found, name):
    assert as_noor.get(url(name, found)).status_code == 200


@pytest.mark.parametrize("name", LEAD)
def test_page_that_writes_is_forbidden_to_a_reader(as_noor, found, name):
    assert as_noor.get(url(name, found)).status_code == 403


@pytest.mark.parametrize("name", BUTTONS)
def test_button_is_forbidden_to_a_reader_missing_for_a_stranger_and_only_pressed(client, noor, vik, lies, found, name):
    told = []
    for person, method in ((noor, client.post), (vik, client.post), (lies, client.get)):
        client.force_login(person)
        told.append(method(url(name, found)).status_code)
    assert told == [403, 404, 405]


@pytest.mark.parametrize("name", [name for name in READ if name != "stap"])
def test_guest_without_results_sees_no_findings(client, found, anker, name):
    from organisatie.tests.factories import make_user

    guest = make_user("gast@elders.test", "Gast Een")
    ProjectRole.objects.create(project=found.project, role=ProjectRole.Role.AMBASSADOR, user=guest)
    client.force_login(guest)
    assert client.get(url(name, found)).status_code == 403


@pytest.mark.parametrize("name", ["bevinding", "bevinding_wijzig"])
def test_finding_of_another_project_is_missing(as_lies, project, linde, name):
    other = make_finding(concept=make_concept(project=make_project(linde, slug="ander")))
    assert as_lies.get(reverse(f"toetsing:{name}", args=[project.slug, other.pk])).status_code == 404


@pytest.mark.parametrize("name", ["drempels", "bevinding", "voor_na", "stap", "drempels_csv"])
def test_page_that_looks_is_not_posted_to(as_lies, found, name):
    assert as_lies.post(url(name, found)).status_code == 405


def test_reader_gets_no_form(as_noor, found):
    page = text_of(as_noor.get(url("bevinding", found)))
    assert ("Te veel verplichte velden" in page, "Bewaar" in page) == (True, False)


# --- The list ------------------------------------------------------------------------------------


def codes_in(response) -> list[str]:
    return re.findall(r">(F\d\d)</a></b>", response.content.decode())


def test_list_has_what_is_open_first_and_of_that_the_worst(as_lies, concept):
    make_finding("a", concept=concept, severity="small")
    make_finding("b", concept=concept, disposition="not", answer="Geen effect", answered_at=timezone.now())
    make_finding("c", concept=concept, severity="blocking")
    make_finding("d", concept=concept, kind="compliment", severity="")
    assert codes_in(as_lies.get(url("drempels", Finding.objects.first()))) == ["F03", "F01", "F02", "F04"]


def test_blocking_one_that_was_planned_stays_with_the_open_ones(as_lies, concept):
    day = timezone.localdate() + timedelta(days=9)
    make_finding("a", concept=concept)
    late = make_finding(
        "b", concept=concept, severity="blocking", disposition="later", later_on=day, answered_at=timezone.now()
    )
    assert codes_in(as_lies.get(url("drempels", late) + "?open=ja")) == ["F02", "F01"]
    assert "De poort wacht hier nog op." in text_of(as_lies.get(url("bevinding", late)))


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("soort=question", ["F02"]), ("ernst=small", ["F02"]), ("open=nee", ["F03"]), ("open=ja", ["F01", "F02"]),
        ("ronde=1", ["F01"]), (f"concept={10**30}", ["F01", "F02", "F03"]), ("soort=onzin", ["F01", "F02", "F03"]),
    ],
)  # fmt: skip
def test_list_is_filtered(as_lies, concept, query, codes):
    trial = make_round(concepts=[concept])
    first = make_finding("a", concept=concept, round=trial)
    make_finding("b", concept=concept, kind="question", severity="small")
    make_finding("c", concept=concept, kind="compliment", severity="")
    assert codes_in(as_lies.get(url("drempels", first) + f"?{query}")) == codes


def test_filter_by_concept(as_lies, concept, found):
    other = make_finding("b", concept=make_concept("Noodmap", project=concept.project))
    assert codes_in(as_lies.get(url("drempels", found) + f"?concept={other.concept_id}")) == ["F02"]


def test_empty_list_says_well_done(as_lies, concept):
    page = text_of(as_lies.get(reverse("toetsing:drempels", args=[concept.project.slug])))
    assert ("Geen open drempels." in page, "Mooi zo. Iets gehoord? Noteer het hier." in page) == (True, True)


def test_file_holds_the_list_and_no_formula(as_lies, concept):
    made = make_finding("=1+1", concept=concept, disposition="not", answer="Geen effect", answered_at=timezone.now())
    rows = as_lies.get(url("drempels_csv", made)).content.decode("utf-8-sig").splitlines()
    assert rows == [
        "Code;Concept;Versie;Ronde;Soort;Hoe erg;Wat;Wat doen we ermee;Uitleg;Wie pakt het op",
        "F01;Observatie in drie tikken;0.1;;drempel;hinderlijk;'=1+1;Bewust niet;Geen effect;",
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("drempels", 8), ("voor_na", 7), ("drempels_csv", 4)])
def test_page_takes_as_many_queries_for_one_and_three(
    as_lies, project, linde, django_assert_num_queries, name, queries, count
):
    an = make_employee(linde)
    for number in range(count):
        concept = make_concept(f"Concept {number}", project=project, versions=2)
        trial = make_round(concepts=[concept])
        for _turn in range(count):
            made = make_finding(concept=concept, version=concept.versions.first(), round=trial, owner=an)
    as_lies.get(url(name, made))
    with django_assert_num_queries(queries):
        assert as_lies.get(url(name, made)).status_code == 200


def test_list_is_paged_at_fifty(as_lies, concept):
    for number in range(51):
        made = make_finding(f"Bevinding {number}", concept=concept)
    page = as_lies.get(url("drempels", made))
    assert (len(codes_in(page)), "Blad 1 van 2" in text_of(page)) == (50, True)


# --- Noting and changing -------------------------------------------------------------------------


def form_for(concept, **fields):
    version = concept.versions.order_by("-number").first()
    return {"kind": "barrier", "text": "Scherm te fel", "severity": "annoying", "version": version.pk, **fields}


def test_note_leads_to_the_finding(as_lies, project, concept):
    answer = as_lies.post(reverse("toetsing:bevinding_nieuw", args=[project.slug]), form_for(concept))
    made = Finding.objects.get()
    assert (answer.url, made.text, made.severity) == (url("bevinding", made), "Scherm te fel", "annoying")


def test_form_sent_twice_is_one_finding(as_lies, project, concept):
    path = reverse("toetsing:bevinding_nieuw", args=[project.slug])
    key = re.search(r'name="form_key" value="([^"]+)"', as_lies.get(path).content.decode())[1]
    for _turn in range(2):
        as_lies.post(path, form_for(concept, form_key=key))
    assert Finding.objects.count() == 1


def test_severity_of_a_compliment_is_left_out(as_lies, project, concept):
    as_lies.post(reverse("toetsing:bevinding_nieuw", args=[project.slug]), form_for(concept, kind="compliment"))
    assert Finding.objects.values_list("kind", "severity").get() == ("compliment", "")


def test_barrier_without_severity_is_asked_for_at_the_field_and_the_words_stay(as_lies, project, concept):
    page = text_of(
        as_lies.post(reverse("toetsing:bevinding_nieuw", args=[project.slug]), form_for(concept, severity=""))
    )
    assert ("Kies hoe erg het is." in page, "Scherm te fel</textarea>" in page) == (True, True)


def test_name_is_asked_about_and_can_be_taken_out(as_lies, project, concept, linde):
    make_employee(linde, "Fatima Yildiz")
    path = reverse("toetsing:bevinding_nieuw", args=[project.slug])
    data = form_for(concept, text="Fatima Yildiz vindt het traag")
    assert "Staat hier een naam" in text_of(as_lies.post(path, data))
    as_lies.post(path, data | {"namen": "weg"})
    assert "Yildiz" not in Finding.objects.get().text


def test_version_of_another_project_cannot_be_chosen(as_lies, project, concept, linde):
    other = make_concept(project=make_project(linde, slug="ander"))
    data = form_for(concept, version=other.versions.get().pk)
    as_lies.post(reverse("toetsing:bevinding_nieuw", args=[project.slug]), data)
    assert Finding.objects.count() == 0


def test_address_proposes_round_version_and_kind(as_lies, project, concept):
    make_round(concepts=[concept])
    add_version(concept)
    path = reverse("toetsing:bevinding_nieuw", args=[project.slug])
    page = as_lies.get(f"{path}?soort=question&ronde=1&concept={concept.pk}").content.decode()
    chosen = re.findall(r'<option value="[^"]+" selected>([^<]+)<', page)
    assert chosen == ["C1 Observatie in drie tikken, versie 0.1", "Ronde 1"]


@pytest.mark.parametrize(
    "query", ["ronde=x&concept=y", "concept=999999", "concept=²", f"ronde={10**30}&concept={10**30}", "soort=<b>"]
)
def test_nonsense_in_the_address_is_ignored(as_lies, project, concept, query):
    path = reverse("toetsing:bevinding_nieuw", args=[project.slug])
    assert as_lies.get(f"{path}?{query}").status_code == 200


def test_change_keeps_the_new_words(as_lies, found):
    data = form_for(found.concept, text="Negen velden", kind="question")
    assert as_lies.post(url("bevinding_wijzig", found), data).url == url("bevinding", found)
    found.refresh_from_db()
    assert (found.text, found.kind) == ("Negen velden", "question")


def test_reason_is_asked_only_where_it_blocks(as_lies, concept, found):
    blocks = make_finding(concept=concept, severity="blocking")
    asked = [text_of(as_lies.get(url("bevinding_wijzig", one))) for one in (found, blocks)]
    assert ["Waarom blokkeert het niet meer?" in page for page in asked] == [False, True]
    page = text_of(as_lies.post(url("bevinding_wijzig", blocks), form_for(concept, severity="small")))
    assert "Schrijf op waarom dit niet meer blokkeert." in page
    data = form_for(concept, severity="small", why="Er is een tweede toestel.")
    assert as_lies.post(url("bevinding_wijzig", blocks), data).url == url("bevinding", blocks)


def test_round_that_tried_something_else_is_told_at_the_field(as_lies, found):
    other = make_round(concepts=[make_concept("Noodmap", project=found.project)])
    page = text_of(as_lies.post(url("bevinding_wijzig", found), form_for(found.concept, round=other.pk)))
    assert "Ronde 1 gaat niet over C1." in page


def test_answered_finding_is_not_changed(as_lies, concept):
    made = make_finding(concept=concept, disposition="not", answer="Geen effect", answered_at=timezone.now())
    assert as_lies.get(url("bevinding_wijzig", made)).url == url("bevinding", made)


# --- What is done with it ------------------------------------------------------------------------


def test_adjusted_is_shown_and_can_be_undone(as_lies, found):
    newer = add_version(found.concept)
    page = text_of(
        as_lies.post(
            url("bevinding_antwoord", found), {"disposition": "adjusted", "adjusted_in": newer.pk}, follow=True
        )
    )
    assert "Aangepast in 0.2" in page
    as_lies.post(url("bevinding_terug", found))
    found.refresh_from_db()
    assert found.disposition == ""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies wat jullie ermee doen"),
        ({"disposition": "adjusted"}, "Kies een versie van dit concept."),
        ({"disposition": "later"}, "Kies een dag die nog komt."),
        ({"disposition": "later", "later_on": "gisteren"}, "Kies een dag uit de kalender"),
        ({"disposition": "not"}, "Schrijf waarom jullie dit bewust niet aanpassen."),
    ],
)
def test_half_an_answer_is_told_at_its_field(as_lies, found, data, sentence):
    answer = as_lies.post(url("bevinding_antwoord", found), {"answer": "", **data})
    assert (answer.status_code, sentence in text_of(answer)) == (200, True)
    assert Finding.objects.get().disposition == ""


def test_what_was_typed_stays(as_lies, found):
    page = text_of(as_lies.post(url("bevinding_antwoord", found), {"disposition": "later", "answer": "Na de zomer"}))
    assert "Na de zomer</textarea>" in page


def test_answer_pressed_twice_is_said_once(as_lies, found):
    data = {"disposition": "not", "answer": "Geen effect"}
    told = [as_lies.post(url("bevinding_antwoord", found), data).url for _turn in range(2)]
    assert told == [url("bevinding", found)] * 2
    assert found.project.events.filter(verb="finding_left").count() == 1


def test_owner_is_kept(as_lies, found, linde):
    an = make_employee(linde, "An Peeters")
    as_lies.post(url("bevinding_wie", found), {"owner": "peeters"})
    found.refresh_from_db()
    assert found.owner == an


def test_owner_of_another_organisation_is_refused(as_lies, found, anker):
    make_employee(anker, "Vera Claes")
    page = text_of(as_lies.post(url("bevinding_wie", found), {"owner": "Vera Claes"}))
    assert ("We vinden geen collega met die naam." in page, 'value="Vera Claes"' in page) == (True, True)
    assert Finding.objects.get().owner is None


def test_owner_may_go_again(as_lies, found, linde):
    Finding.objects.update(owner=make_employee(linde, "An Peeters"))
    assert 'value="An Peeters"' in text_of(as_lies.get(url("bevinding", found)))
    as_lies.post(url("bevinding_wie", found), {"owner": ""})
    assert Finding.objects.get().owner is None


def test_two_owners_of_one_name_are_told_apart(as_lies, found, linde):
    _first, second = (make_employee(linde, "An Peeters") for _turn in range(2))
    page = text_of(as_lies.post(url("bevinding_wie", found), {"owner": "An Peeters"}))
    assert "Welke collega bedoel je?" in page
    as_lies.post(url("bevinding_wie", found), {"owner": "An Peeters", "owner_pick": second.pk})
    assert Finding.objects.get().owner == second


def test_owner_is_typed_when_it_is_noted_too(as_lies, project, concept, linde):
    an = make_employee(linde, "An Peeters")
    address = reverse("toetsing:bevinding_nieuw", args=[project.slug])
    assert '<select name="owner"' not in text_of(as_lies.get(address))
    as_lies.post(address, form_for(concept, owner="an peeters"))
    made = Finding.objects.get()
    assert made.owner == an
    as_lies.post(url("bevinding_wijzig", made), form_for(concept, text="Anders", owner="An Peeters"))
    assert Finding.objects.values_list("text", "owner").get() == ("Anders", an.pk)
