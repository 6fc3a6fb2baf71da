"""The screens of bottlenecks: who may see and note them, what they do, how many queries they take."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.models import InventoryItem
from bevraging.results_open import shown_answers
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import (
    confirmed_item,
    make_conversation,
    make_item,
    make_note,
    make_open_answers,
    make_place,
)
from fundament.models import Bottleneck
from fundament.tests.factories import make_bottleneck, make_bundle
from organisatie.tests.factories import make_employees, make_function, make_location, make_membership, make_user
from trajecten.models import ProjectRole

FOR_READERS = ["knelpunten", "knelpunten_csv", "knelpunten_xlsx"]
FOR_REPORTERS = ["knelpunt_nieuw", "knelpunt_bewaard"]
FOR_EDITORS = ["knelpunten_ophalen"]
POSTED = ["knelpunten_bundelen", "knelpunten_bundelen_terug", "knelpunten_ophalen_alles", "knelpunten_ophalen_terug"]
TODAY = "2026-01-12"


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor)
    return client


@pytest.fixture
def as_bram(client, bram, project):
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=bram)
    client.force_login(bram)
    return client


def url(name, project, *args):
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def typed(**fields) -> dict:
    return {"what": "Gewicht op papier en in Excel", "happened_on": TODAY, "key": str(uuid4()), **fields}


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*FOR_READERS, *FOR_REPORTERS, *FOR_EDITORS])
def test_page_of_other_organisation_is_missing(client, vik, project, name):
    client.force_login(vik)
    assert client.get(url(name, project)).status_code == 404


@pytest.mark.parametrize("name", FOR_READERS)
def test_reader_sees_the_list_and_the_file(as_noor, project, name):
    assert as_noor.get(url(name, project)).status_code == 200


@pytest.mark.parametrize("name", [*FOR_REPORTERS, *FOR_EDITORS])
def test_reader_notes_nothing_and_fetches_nothing(as_noor, project, name):
    assert as_noor.get(url(name, project)).status_code == 403


@pytest.mark.parametrize("name", POSTED)
def test_button_is_for_who_leads_and_is_only_pressed(client, noor, vik, lies, project, name):
    answers = []
    for person in (lies, noor, vik):
        client.force_login(person)
        answers.append((client.get(url(name, project)).status_code, client.post(url(name, project)).status_code))
    assert [got for got, _pressed in answers] == [405, 405, 405]
    assert [pressed for _got, pressed in answers][1:] == [403, 404]


@pytest.mark.parametrize("name", ["knelpunt", "knelpunt_wis"])
def test_one_bottleneck_is_changed_by_who_leads_only(client, noor, vik, lies, project, name):
    path = url(name, project, make_bottleneck(project=project).pk)
    answers = []
    for person in (lies, noor, vik):
        client.force_login(person)
        answers.append(client.get(path).status_code)
    assert answers == [200, 403, 404]


def test_bottleneck_of_another_project_is_missing(as_lies, linde, project):
    other = make_bottleneck(project=make_project(linde, slug="ander"))
    assert as_lies.get(url("knelpunt", project, other.pk)).status_code == 404
    assert as_lies.post(url("knelpunt_wis", project, other.pk)).status_code == 404


@pytest.mark.parametrize("role", ["ambassador", "key_figure", "owner", "contact", "helper", "decider"])
def test_everybody_with_a_part_in_the_project_notes(client, linde, project, role):
    fatima = make_user("fatima@linde.test", "Fatima Akin")
    make_membership(fatima, linde, "reader")
    ProjectRole.objects.create(project=project, role=role, user=fatima)
    client.force_login(fatima)
    client.post(url("knelpunt_nieuw", project), typed())
    assert Bottleneck.objects.count() == 1


def test_ambassador_from_outside_notes_but_does_not_read_the_list(client, project):
    guest = make_user("gast@elders.test", "Gast Peeters")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=guest)
    client.force_login(guest)
    page = client.post(url("knelpunt_nieuw", project), typed(), follow=True)
    assert ("Naar het overzicht" in text_of(page), "Bekijk de knelpunten" in text_of(page)) == (True, False)
    assert client.get(url("knelpunten", project)).status_code == 403


def test_reader_gets_no_button_that_does_not_work(as_noor, project):
    make_bottleneck(bundle=make_bundle(project=project))
    page = text_of(as_noor.get(url("knelpunten", project)))
    assert [word for word in ("Noteer een knelpunt", "Breng samen", "Wijzig", "Haal op") if word in page] == []


# --- Quick entry ---------------------------------------------------------------------------------


def test_noted_with_what_is_known_and_the_next_one_is_a_tap_away(as_bram, project, linde):
    place, work = make_location(linde), make_function(linde)
    data = typed(fix="Overgetypt", minutes="12", location=place.pk, function=work.pk)
    page = as_bram.post(url("knelpunt_nieuw", project), data, follow=True)
    found = Bottleneck.objects.get()
    assert (found.what, found.fix, found.minutes) == ("Gewicht op papier en in Excel", "Overgetypt", 12)
    assert (found.location, found.function, found.source) == (place, work, "reported")
    again = url("knelpunt_nieuw", project) + f"?locatie={place.pk}&amp;functie={work.pk}"
    assert ("Noteer er nog een" in text_of(page), again in page.content.decode()) == (True, True)
    assert f'value="{place.pk}" selected' in as_bram.get(again.replace("&amp;", "&")).content.decode()


def test_three_words_are_enough(as_bram, project):
    as_bram.post(url("knelpunt_nieuw", project), {"what": "Lader was stuk", "happened_on": TODAY})
    found = Bottleneck.objects.get()
    assert (found.fix, found.minutes, found.location, found.bundle) == ("", None, None, None)


def test_form_sent_twice_is_one_bottleneck(as_bram, project):
    data = typed()
    answers = [as_bram.post(url("knelpunt_nieuw", project), data).status_code for _turn in range(2)]
    assert (answers, Bottleneck.objects.count()) == ([302, 302], 1)


def test_today_is_filled_in(as_bram, project):
    page = as_bram.get(url("knelpunt_nieuw", project)).content.decode()
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("what", "  ", "Schrijf kort wat er gebeurde"),
        ("what", "x" * 501, "Maak het korter. Er is plaats voor 500 tekens."),
        ("minutes", "0", "Tel de minuten: minstens 1, hooguit 600."),
        ("minutes", "veel", "Tel de minuten: minstens 1, hooguit 600."),
        ("happened_on", "2999-01-01", "Kies vandaag of een dag die voorbij is"),
        ("happened_on", "gisteren", "Kies een dag uit de kalender"),
    ],
)
def test_what_cannot_be_kept_says_so_and_what_was_typed_stays(as_bram, project, field, value, sentence):
    page = as_bram.post(url("knelpunt_nieuw", project), typed(fix="Overgetypt", **{field: value}))
    assert (Bottleneck.objects.count(), sentence in text_of(page)) == (0, True)
    assert ("Overgetypt</textarea>" in page.content.decode(), "Fout:" in text_of(page)) == (True, True)


@pytest.mark.parametrize("field", ["location", "function", "bundle"])
def test_what_belongs_to_others_cannot_be_chosen(as_bram, project, anker, field):
    made = {
        "location": lambda: make_location(anker),
        "function": lambda: make_function(anker),
        "bundle": lambda: make_bundle(project=make_project(anker, slug="elders")),
    }
    as_bram.post(url("knelpunt_nieuw", project), typed(**{field: made[field]().pk}))
    assert Bottleneck.objects.count() == 0


@pytest.mark.parametrize("field", ["what", "fix"])
def test_name_is_asked_about_before_it_is_kept(as_bram, project, linde, field):
    make_employees(linde, 1, prefix="Roos Aerts")
    data = typed(**{field: "Roos Aerts was ziek"})
    page = as_bram.post(url("knelpunt_nieuw", project), data)
    assert (Bottleneck.objects.count(), "We zien: Roos Aerts." in text_of(page)) == (0, True)
    as_bram.post(url("knelpunt_nieuw", project), data | {"namen": "weg"})
    assert getattr(Bottleneck.objects.get(), field) == "[naam] was ziek"


# --- The list ------------------------------------------------------------------------------------


def test_empty_list_invites(as_lies, as_lies_words, project):
    assert as_lies_words(url("knelpunten", project), "Wat loopt er telkens mis?", "Of haal op wat") == [True, True]


@pytest.fixture
def as_lies_words(as_lies):
    return lambda path, *words: [word in text_of(as_lies.get(path)) for word in words]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lader", ["Lader stuk"]),
        ("bundle=geen", ["Lader stuk"]),
        ("bundle={bundle}", ["Gewicht"]),
        ("location={place}", ["Gewicht"]),
        ("function={work}", ["Lader stuk"]),
        ("source=inventory", ["Lader stuk"]),
        ("since={today}", ["Gewicht"]),
        ("until={yesterday}", ["Lader stuk"]),
        ("bundle=999", ["Lader stuk", "Gewicht"]),
        ("since=onzin", ["Lader stuk", "Gewicht"]),
    ],
)
def test_filters_narrow_the_list_and_the_file(as_noor, project, linde, query, found):
    today, yesterday = timezone.localdate(), timezone.localdate() - timedelta(days=1)
    place, work, bundle = make_location(linde), make_function(linde), make_bundle(project=project)
    make_bottleneck("Gewicht", bundle=bundle, location=place)
    make_bottleneck("Lader stuk", project=project, function=work, source="inventory", happened_on=yesterday)
    names = {"bundle": bundle.pk, "place": place.pk, "work": work.pk, "today": today, "yesterday": yesterday}
    for name in ("knelpunten", "knelpunten_csv"):
        page = as_noor.get(f"{url(name, project)}?{query.format(**names)}").content.decode()
        assert [text for text in ("Lader stuk", "Gewicht") if f">{text}<" in page or f";{text};" in page] == found


def test_file_says_all_and_opens_in_excel(as_noor, project, linde):
    bundle = make_bundle(project=project)
    make_bottleneck(
        "=1+1", bundle=bundle, fix="Overgetypt", minutes=12, location=make_location(linde),
        function=make_function(linde), happened_on="2026-01-12",
    )  # fmt: skip
    content = as_noor.get(url("knelpunten_csv", project)).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "Wanneer;Wat gebeurde er;Wat deden we toen;Minuten;Locatie;Functiegroep;Bundel;Bron",
        "2026-01-12;'=1+1;Overgetypt;12;Aalst;Zorg;Dubbel noteren;gemeld",
    ]


def test_change_keeps_the_way_back_and_removing_asks_first(as_lies, project):
    found = make_bottleneck(project=project)
    answer = as_lies.post(url("knelpunt", project, found.pk), {"what": "Anders gezegd", "happened_on": TODAY})
    assert answer.url == url("knelpunten", project) + f"#k{found.pk}"
    path = url("knelpunt_wis", project, found.pk)
    assert ("«Anders gezegd»" in text_of(as_lies.get(path)), Bottleneck.objects.count()) == (True, 1)
    as_lies.post(path)
    assert Bottleneck.objects.count() == 0
    assert as_lies.post(path).status_code == 404


def test_open_answer_is_changed_without_a_place(as_lies, project):
    found = make_bottleneck(project=project, source="open_answer")
    page = as_lies.get(url("knelpunt", project, found.pk)).content.decode()
    assert [f'name="{name}"' in page for name in ("what", "location", "function")] == [True, False, False]
    data = {"what": "Anders", "happened_on": TODAY, "location": make_place(project).pk}
    as_lies.post(url("knelpunt", project, found.pk), data)
    found.refresh_from_db()
    assert (found.what, found.location) == ("Anders", None)


# --- Fetching ------------------------------------------------------------------------------------


def test_one_tap_takes_an_item_and_another_gives_it_back(as_lies, project):
    item = confirmed_item(project, lens="bad")
    page = text_of(as_lies.post(url("knelpunt_uit_item", project, item.pk), follow=True))
    assert ("Meegenomen" in page, "Haal het weer weg" in page, Bottleneck.objects.count()) == (True, True, 1)
    as_lies.post(url("knelpunt_uit_item_terug", project, item.pk))
    assert Bottleneck.objects.count() == 0


def test_only_what_asks_for_a_choice_stands_in_the_list(as_lies, project):
    for lens in ("needs", "bad", "good", "exists", "able"):
        confirmed_item(project, f"over {lens}", lens=lens)
    make_item(project, "over een voorstel", lens="bad")
    page = text_of(as_lies.get(url("knelpunten_ophalen", project)))
    assert re.findall(r'notitie__tekst">over ([\w ]+)<', page) == ["needs", "bad"]
    assert "Neem alle 2 punten mee" in page


def test_all_at_once_with_the_way_back(as_lies, project):
    for number in range(3):
        confirmed_item(project, f"Nood {number}")
    page = as_lies.post(url("knelpunten_ophalen_alles", project), follow=True).content.decode()
    assert Bottleneck.objects.count() == 3
    back = re.search(r'action="([^"]+terug/\?van=[^"]+)"', page)[1].replace("&amp;", "&")
    as_lies.post(back)
    assert Bottleneck.objects.count() == 0


@pytest.mark.parametrize("query", ["", "?van=x&tot=2", f"?van=1&tot={'9' * 40}"])
def test_way_back_with_nonsense_takes_nothing(as_lies, project, query):
    as_lies.post(url("knelpunt_uit_item", project, confirmed_item(project).pk))
    as_lies.post(url("knelpunten_ophalen_terug", project) + query)
    assert Bottleneck.objects.count() == 1


def test_item_that_cannot_be_taken_says_why(as_lies, project):
    page = as_lies.post(url("knelpunt_uit_item", project, make_item(project).pk), follow=True)
    assert "Neem alleen mee wat bevestigd is" in text_of(page)


def test_note_is_taken_in_one_tap_and_leaves_the_list(as_lies, project):
    note = make_note(make_conversation(project), "Niemand leest het", lens="bad")
    for text, fields in (("goed zo", {"lens": "good"}), ("zeg dat niet voort", {"lens": "bad", "quote": True})):
        make_note(note.conversation, text, **fields)
    page = as_lies.get(url("knelpunten_ophalen", project) + "?bron=notities")
    assert re.findall(r'notitie__tekst">([^<]+)<', text_of(page)) == ["Niemand leest het"]
    answer = as_lies.post(url("knelpunt_uit_notitie", project, note.pk) + "?bron=notities", follow=True)
    assert ("Geen notities om mee te nemen." in text_of(answer), Bottleneck.objects.get().item.note) == (True, note)


def test_answer_is_taken_in_one_tap(as_lies, project, lies):
    make_open_answers(project, by=lies)
    answer = shown_answers(project).first()
    for _turn in range(2):
        page = as_lies.post(url("knelpunt_uit_antwoord", project, answer.pk) + "?bron=antwoorden", follow=True)
    assert ("In de inventaris" in text_of(page), Bottleneck.objects.get().source) == (True, "open_answer")


def test_answer_with_a_name_is_looked_at_first(as_lies, project, linde, lies):
    make_open_answers(project, by=lies)
    answer = shown_answers(project).first()
    make_employees(linde, 1, prefix="Roos Aerts")
    type(answer).objects.filter(pk=answer.pk).update(text="Roos Aerts doet dat altijd")
    page = as_lies.post(url("knelpunt_uit_antwoord", project, answer.pk))
    assert page.url == reverse("bevraging:antwoord_inventaris", args=[project.slug, answer.pk])
    assert (Bottleneck.objects.count(), InventoryItem.objects.count()) == (0, 0)


def test_answer_that_is_not_shown_is_missing(as_lies, project, lies):
    survey = make_open_answers(project, 10, shown=5, by=lies)
    answer_model = type(shown_answers(project).first())
    hidden = answer_model.objects.filter(survey=survey, state="unread").first()
    assert as_lies.post(url("knelpunt_uit_antwoord", project, hidden.pk)).status_code == 404


@pytest.mark.parametrize("name", ["knelpunt_uit_item", "knelpunt_uit_item_terug", "knelpunt_uit_notitie"])
def test_what_people_said_elsewhere_is_missing(as_lies, linde, project, name):
    other = make_project(linde, slug="ander")
    row = make_note(make_conversation(other), lens="bad") if name.endswith("notitie") else confirmed_item(other)
    assert as_lies.post(url(name, project, row.pk)).status_code == 404
    assert as_lies.get(url(name, project, row.pk)).status_code == 405


# --- Queries -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "query", "queries"),
    [
        ("knelpunten", "", 8),
        ("knelpunt_nieuw", "", 7),
        ("knelpunten_ophalen", "", 7),
        ("knelpunten_ophalen", "?bron=notities", 6),
        ("knelpunten_ophalen", "?bron=antwoorden", 8),
    ],
)
def test_page_takes_as_many_queries_for_one_and_three_rows(
    as_lies, project, lies, linde, name, query, queries, rows, django_assert_num_queries
):
    make_open_answers(project, 10, shown=rows, by=lies)
    for number in range(rows):
        bundle = make_bundle(f"Bundel {number}", project=project)
        make_bottleneck(bundle=bundle, location=make_location(linde), function=make_function(linde))
        as_lies.post(url("knelpunt_uit_item", project, confirmed_item(project, f"Nood {number}").pk))
        make_note(make_conversation(project), lens="bad")
    path = url(name, project) + query
    as_lies.get(path)
    with django_assert_num_queries(queries):
        assert as_lies.get(path).status_code == 200
