"""The pages of agreements: who may come in, what they do, how many queries they take."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from fundament.actions import agreements
from fundament.models import Agreement, AgreementFramework, AgreementVersion, InForce
from fundament.tests.factories import (
    make_agreement,
    make_decision,
    make_framework,
    make_taken,
    mark_tested,
    put_in_force,
)
from organisatie.tests.factories import make_employee, make_employees, make_function, make_location, make_user
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project, make_role

pytestmark = pytest.mark.django_db
Status = AgreementVersion.Status
CHANGE = {"changed": "Een vast blok op het startscherm.", "changed_why": "Zo zoekt niemand nog."}
SENTENCE = "We noteren elke observatie in het dossier."

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
    "geen_afspraak",
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


def path(name, project, *args):
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def page_of(name, version) -> str:
    """The address of a page about this version, its agreement, or its project."""
    agreement = version.agreement
    decision = make_decision(project=agreement.project).pk if name == "geen_afspraak" else 0
    keys: dict[str, list[int]] = {
        "kader": [agreement.framework_id],
        "kader_wijzig": [agreement.framework_id],
        "geen_afspraak": [decision],
    }
    keys |= {
        key: [agreement.pk, 1] for key in ("afspraak_woorden", "afspraak_getoetst", "afspraak_ingaan", "versie_weg")
    }
    keys |= {key: [] for key in ("afspraken", "blad", "blad_pdf", "afspraak_nieuw", "kader_nieuw")}
    return path(name, agreement.project, *keys.get(name, [agreement.pk]))


def words_of(response) -> str:
    text = re.sub(r"<(script|style|head).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).replace("&#x27;", "'").replace("&quot;", '"')


def two_versions(version) -> AgreementVersion:
    """The second version of it, a concept, beside the first one that is in force."""
    put_in_force(version)
    return version.agreement.versions.create(number=2, sentence="We noteren meteen in het dossier.", **CHANGE)


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


QUERIES = [("afspraken", 8), ("kader", 8), ("blad", 7), ("afspraak", 7), ("afspraak_verschil", 6)]


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
        (lambda version: version, "Bevestig dat ze getoetst is", "afspraak_getoetst"),
        (mark_tested, "Laat de afspraak ingaan", "afspraak_ingaan"),
        (put_in_force, "Maak een nieuwe versie", "afspraak_versie"),
    ],
)
def test_one_button_does_the_next_thing(as_lies, project, version, change, button, name):
    change(version)
    page = as_lies.get(path("afspraak", project, version.agreement_id)).content.decode()
    filled = re.findall(r'<a class="knop" href="([^"]+)">([^<]+)', page)
    assert filled == [(page_of(name, version), button)]


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


# --- Tested, in force, stopped -----------------------------------------------------------------


def test_one_sentence_says_how_it_was_tested(as_lies, project, version):
    address = page_of("afspraak_getoetst", version)
    assert "Schrijf kort op hoe jullie het uitprobeerden" in words_of(as_lies.post(address, {"how": " "}))
    assert [as_lies.post(address, {"how": "Met acht collega's."}).status_code for _turn in range(2)] == [302, 302]
    version.refresh_from_db()
    assert (version.status, version.tested_how) == (Status.TESTED, "Met acht collega's.")


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


def test_decision_says_why_no_agreement_follows(as_lies, project):
    decision = make_decision(project=project)
    address = path("geen_afspraak", project, decision.pk)
    assert "Schrijf kort op waarom" in words_of(as_lies.post(address, {"why": ""}))
    for why in ("Het gaat over één aankoop.", ""):
        assert as_lies.post(address, {"why": why}).status_code == 302
        decision.refresh_from_db()
        assert decision.no_agreement == why


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
