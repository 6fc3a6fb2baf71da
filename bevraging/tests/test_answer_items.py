"""From an open answer to the inventory: one click, or other words first; and never a road back to who wrote it."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from bevraging.actions import inventory, themes
from bevraging.actions.answering import paper_of
from bevraging.models import InventoryItem, OpenAnswer
from bevraging.results_open import shown_answers
from bevraging.tests import factories
from bevraging.tests.talk_factories import make_conversation, make_note, make_open_answers, make_theme
from organisatie.tests.factories import make_employees
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def survey(project, lies):
    return make_open_answers(project, by=lies)


@pytest.fixture
def answer(project, survey):
    return shown_answers(project).first()


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, project, *args):
    return reverse(f"bevraging:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def say(answer, text: str) -> None:
    OpenAnswer.objects.filter(pk=answer.pk).update(text=text)


# --- One click ---------------------------------------------------------------------------------


def test_one_click_makes_a_proposal_with_its_question_theme_and_survey(as_lies, project, survey, answer):
    themes.tag_answer(answer=answer, theme=make_theme(project))
    gone = as_lies.post(url("antwoord_inventaris", project, answer.pk), {"lens": "good"})
    item = InventoryItem.objects.get()
    assert (item.text, item.lens, item.source, item.survey, item.theme.name, item.location, item.note) == (
        answer.text, "good", "open_answer", survey, "Schriftjes", None, None,
    )  # fmt: skip
    assert (item.status, gone.url) == ("proposed", url("werkbank", project) + f"?bron=antwoorden#a{answer.pk}")


def test_click_comes_back_to_the_search_it_was_pressed_in(as_lies, project, answer):
    gone = as_lies.post(url("antwoord_inventaris", project, answer.pk) + "?q=bord&toon=alles", {"lens": "good"})
    assert gone.url == url("werkbank", project) + f"?q=bord&toon=alles&bron=antwoorden#a{answer.pk}"


def test_click_on_the_page_of_a_theme_brings_that_theme(as_lies, project, answer):
    themes.tag_answer(answer=answer, theme=make_theme(project, "Bord"))
    near = make_theme(project, "Overdracht")
    gone = as_lies.post(url("antwoord_inventaris", project, answer.pk) + f"?bij={near.pk}", {"lens": "good"})
    assert (InventoryItem.objects.get().theme, gone.url) == (near, url("thema", project, near.pk) + f"#a{answer.pk}")


def test_pressed_twice_is_one_item_and_the_line_says_so(as_lies, project, answer):
    for _turn in range(2):
        as_lies.post(url("antwoord_inventaris", project, answer.pk), {"lens": "good"})
    page = text_of(as_lies.get(url("werkbank", project) + "?bron=antwoorden"))
    assert (InventoryItem.objects.count(), page.count("in de inventaris</p>")) == (1, 1)


def test_lens_that_does_not_exist_is_asked_again(as_lies, project, answer):
    page = as_lies.post(url("antwoord_inventaris", project, answer.pk), {"lens": "iets"})
    assert (page.status_code, InventoryItem.objects.count()) == (200, 0)
    with pytest.raises(ValidationError):
        inventory.item_from_answer(answer=answer, lens="iets", by=None)


# --- Other words first ---------------------------------------------------------------------------


def test_words_can_be_changed_before_anything_is_saved(as_lies, project, survey, answer):
    path = url("antwoord_inventaris", project, answer.pk)
    page = text_of(as_lies.get(path))
    assert (f"{answer.text}</textarea>" in page, str(survey) in page, InventoryItem.objects.count()) == (True, True, 0)
    as_lies.post(path, {"lens": "exists", "text": "Samen aan het bord", "theme": ""})
    assert InventoryItem.objects.values_list("text", "lens", "survey").get() == (
        "Samen aan het bord", "exists", survey.pk,
    )  # fmt: skip


def test_name_in_an_answer_is_asked_about_before_anything_is_saved(as_lies, project, answer):
    make_employees(project.organisation, 1, prefix="Roos Aerts")
    say(answer, "roos aerts doet dat goed")
    path = url("antwoord_inventaris", project, answer.pk)
    page = text_of(as_lies.post(path, {"lens": "good"}))
    assert ("We zien: roos aerts." in page, InventoryItem.objects.count()) == (True, 0)
    as_lies.post(path, {"lens": "good", "text": "roos aerts doet dat goed", "namen": "weg"})
    assert InventoryItem.objects.get().text == "[naam] doet dat goed"


def test_answer_that_is_too_long_is_made_shorter_by_who_reads_it(as_lies, project, answer):
    say(answer, "lang verhaal\n" * 60)
    page = text_of(as_lies.post(url("antwoord_inventaris", project, answer.pk), {"lens": "good"}))
    assert ("Maak het korter" in page, InventoryItem.objects.count()) == (True, 0)
    assert ("lang verhaal " * 60).strip() + "</textarea>" in page


def test_item_of_an_answer_has_no_field_for_a_location_or_another_source(as_lies, project, survey, answer):
    item = inventory.item_from_answer(answer=answer, lens="good", by=None)
    path = url("item", project, item.pk)
    assert [name for name in ("location", "source", "survey") if f'name="{name}"' in text_of(as_lies.get(path))] == []
    as_lies.post(path, {"lens": "bad", "text": "Korter", "source": "conversation"})
    item.refresh_from_db()
    assert (item.lens, item.text, item.source, item.survey) == ("bad", "Korter", "open_answer", survey)


# --- Only what may be shown, and nothing that ties answers together ----------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("count", "shown"), [(9, 9), (10, 9)])
def test_answer_that_may_not_be_shown_has_no_way_to_the_inventory(as_lies, project, lies, count, shown, method):
    make_open_answers(project, count, shown=shown, by=lies)
    hidden = OpenAnswer.objects.exclude(pk__in=shown_answers(project).values("pk")).first()
    gone = getattr(as_lies, method)(url("antwoord_inventaris", project, hidden.pk), {"lens": "good"})
    assert (gone.status_code, InventoryItem.objects.count()) == (404, 0)


def test_answer_of_nobody_is_missing(as_lies, project):
    assert as_lies.get(url("antwoord_inventaris", project, uuid4())).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("noor", 403), ("bram", 403), ("vik", 404)])
def test_only_who_leads_takes_an_answer(client, request, project, answer, who, status):
    user = request.getfixturevalue(who)
    if who == "bram":
        ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=user)
    client.force_login(user)
    path = url("antwoord_inventaris", project, answer.pk)
    assert {client.get(path).status_code, client.post(path, {"lens": "good"}).status_code} == {status}


def test_item_holds_nothing_of_the_answer_but_its_words_and_survey(project, answer):
    item = inventory.item_from_answer(answer=answer, lens="good", by=None)
    values = InventoryItem.objects.filter(pk=item.pk).values().get()
    assert str(answer.pk) not in str(values)
    moments = [field.name for field in InventoryItem._meta.fields if isinstance(field, models.DateField)]
    assert moments == ["confirmed_at"]  # of the lead, never of the answer


def test_two_people_with_the_same_words_are_one_item(project, survey):
    first, second = shown_answers(project)[:2]
    say(first, "Meer tijd")
    say(second, "Meer\n tijd")
    for one in shown_answers(project).filter(pk__in=[first.pk, second.pk]):
        inventory.item_from_answer(answer=one, lens="needs", by=None)
    assert InventoryItem.objects.count() == 1


# --- What stands around it -----------------------------------------------------------------------------


@pytest.mark.parametrize("toon", ["", "&toon=alles"])
def test_line_of_the_workbench_says_which_question_was_asked(as_lies, project, survey, toon):
    asked = next(one for one in paper_of(survey).asked if one.key == "loopt_goed").words("nl")
    assert asked in text_of(as_lies.get(url("werkbank", project) + f"?bron=antwoorden{toon}"))


def test_search_offers_the_most_used_theme_first_with_its_count(as_lies, project):
    conversation = make_conversation(project)
    make_theme(project, "Bord")
    used = make_theme(project, "Overdracht")
    for _turn in range(2):
        themes.tag_note(note=make_note(conversation), theme=used)
    page = text_of(as_lies.get(url("notitie_thema", project, make_note(conversation).pk)))
    assert re.findall(r'value="\d+">(\w+) <span class="zacht">(\d+)', page) == [("Overdracht", "2"), ("Bord", "0")]


def test_search_finds_a_part_by_the_theme_above_it(as_lies, project):
    make_theme(project, "Briefing", parent=make_theme(project, "Overdracht"))
    make_theme(project, "Papier")
    page = text_of(as_lies.get(url("notitie_thema", project, make_note(make_conversation(project)).pk), {"q": "overd"}))
    offered = [name for name in ("Overdracht: Briefing", ">Overdracht ", "Papier") if name in page]
    assert offered == ["Overdracht: Briefing", ">Overdracht "]


def test_more_themes_than_fit_are_counted(as_lies, project):
    for number in range(14):
        make_theme(project, f"Thema {number}")
    page = text_of(as_lies.get(url("notitie_thema", project, make_note(make_conversation(project)).pk)))
    assert "Nog 2 thema's. Typ om te zoeken." in page.replace("&#x27;", "'")


def test_merging_says_first_what_happens(as_lies, project):
    one, other = make_theme(project, "Papier"), make_theme(project, "Schriftjes")
    make_theme(project, "Mapjes", parent=one)
    themes.tag_note(note=make_note(make_conversation(project)), theme=one)
    path = url("thema_samen", project, one.pk)
    page = text_of(as_lies.get(path, {"into": other.pk}))
    found = [
        words
        for words in (
            "Voeg je «Papier» bij «Schriftjes»?",
            "«Papier»: 1 notitie en 0 open antwoorden, uit 1 bron.",
            "1 deelthema verhuist mee.",
        )
        if words in page
    ]
    assert (len(found), type(one).objects.count()) == (3, 3)


def test_page_of_a_theme_has_its_parts_items_and_where_they_come_from(as_lies, project, survey, answer):
    top = make_theme(project, "Overdracht")
    part = make_theme(project, "Briefing", parent=top)
    themes.tag_answer(answer=answer, theme=part)
    item = inventory.item_from_answer(answer=answer, lens="good", by=None, theme=part, text="Samen aan het bord")
    inventory.confirm_item(item=item, by=None)
    page = text_of(as_lies.get(url("thema", project, top.pk)))
    found = ["Briefing", "Samen aan het bord", f"niet van één locatie · Open antwoord: {survey}", f"«{answer.text}»"]
    assert [words for words in found if words not in page] == []


def test_reader_sees_no_buttons_on_the_page_of_a_theme(client, noor, project, answer):
    theme = make_theme(project)
    themes.tag_answer(answer=answer, theme=theme)
    client.force_login(noor)
    page = text_of(client.get(url("thema", project, theme.pk)))
    assert (answer.text in page, "Zet in de inventaris" in page) == (True, False)
