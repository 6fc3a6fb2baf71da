"""The screens of conversations, themes and inventory: who may see them, what they do, how many queries they take."""

import re

import pytest
from django.urls import reverse

from bevraging.actions import talks, themes
from bevraging.models import AnswerTheme, Conversation, InventoryItem, Note, Theme
from bevraging.results_open import shown_answers
from bevraging.tests import factories
from bevraging.tests.talk_factories import (
    confirmed_item,
    make_conversation,
    make_item,
    make_note,
    make_open_answers,
    make_place,
    make_theme,
)
from organisatie.tests.factories import make_employees, make_ines
from trajecten.models import ProjectRole

OF_PROJECT = ["gesprekken", "gesprek_nieuw", "themas", "werkbank", "inventaris", "inventaris_csv", "item_nieuw"]
FOR_EDITORS = ["gesprekken", "gesprek_nieuw", "werkbank", "item_nieuw"]
FOR_READERS = ["themas", "inventaris", "inventaris_csv"]
BY_LINE = {"X-Per-Regel": "1"}


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def conversation(project, lies):
    return make_conversation(project, by=lies)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor)
    return client


def url(name, project, *args):
    return reverse(f"bevraging:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# --- Who may see what --------------------------------------------------------------------------


@pytest.mark.parametrize("name", OF_PROJECT)
def test_page_of_other_organisation_is_missing(client, vik, project, name):
    client.force_login(vik)
    assert client.get(url(name, project)).status_code == 404


@pytest.mark.parametrize("name", FOR_EDITORS)
def test_page_for_who_leads_is_forbidden_to_a_reader(as_noor, project, name):
    assert as_noor.get(url(name, project)).status_code == 403


@pytest.mark.parametrize("name", FOR_READERS)
def test_page_for_everybody_with_results_is_shown_to_a_reader(as_noor, project, name):
    assert as_noor.get(url(name, project)).status_code == 200


@pytest.mark.parametrize("name", ["noteer", "gesprek_klaar", "gesprek_heropen"])
def test_button_is_only_pressed(as_lies, conversation, name):
    assert as_lies.get(url(name, conversation.project, conversation.pk)).status_code == 405


def test_reader_sees_a_quote_that_may_be_repeated_and_no_other_note(as_noor, project, conversation):
    theme = make_theme(project)
    for words, may in (("mag gerust", True), ("liever niet", False)):
        themes.tag_note(note=make_note(conversation, words, quote=True, may_quote=may, speaker=3), theme=theme)
    themes.tag_note(note=make_note(conversation, "opmerking van de leider"), theme=theme)
    page = text_of(as_noor.get(url("thema", project, theme.pk)))
    shown = [words for words in ("mag gerust", "liever niet", "opmerking van de leider", "D3") if words in page]
    assert shown == ["mag gerust"]


def test_reader_does_not_learn_who_was_in_a_small_conversation(as_noor, project):
    small = make_conversation(project, title="Wondzorg in Huis Linde", kind="interview", people=2)
    theme = make_theme(project)
    themes.tag_note(note=make_note(small, "Elke maandag", quote=True, may_quote=True), theme=theme)
    page = text_of(as_noor.get(url("thema", project, theme.pk)))
    assert ("Elke maandag" in page, "Wondzorg" in page) == (True, False)


def test_reader_gets_no_proposal_in_the_list_nor_in_the_file(as_noor, project):
    make_item(project, "Nog maar een idee")
    confirmed_item(project, "Een toestel op de kar")
    for name in ("inventaris", "inventaris_csv"):
        page = as_noor.get(url(name, project) + "?status=proposed").content.decode()
        assert ("Nog maar een idee" in page, "Een toestel op de kar" in page) == (False, True)


def test_who_is_said_to_read_the_notes_are_those_who_can(client, project, conversation):
    make_note(conversation, "Alleen voor wie mag")
    client.force_login(make_ines())
    assert "leidt en de beheerders van je organisatie lezen de notities" in text_of(
        client.get(url("gesprekken", project))
    )
    assert "Alleen voor wie mag" in text_of(client.get(url("gesprek", project, conversation.pk)))


# --- Noting ------------------------------------------------------------------------------------


def test_new_conversation_leads_to_its_notes(as_lies, project):
    place = make_place(project)
    data = {
        "kind": "focus_group", "title": "Nachtdienst", "held_on": "2026-01-12", "people": "7", "leader": "Lies Maes",
        "locations": [place.pk],
    }  # fmt: skip
    answer = as_lies.post(url("gesprek_nieuw", project), data)
    made = Conversation.objects.get()
    assert (answer.url, list(made.locations.all())) == (url("gesprek", project, made.pk), [place])


def test_what_may_be_repeated_is_a_quote_and_is_asked_for_each_line(as_lies, conversation):
    path = url("noteer", conversation.project, conversation.pk)
    answer = as_lies.post(path, {"text": "Dat werkt", "may_quote": "on"}, follow=True)
    assert list(Note.objects.values_list("kind", "may_quote")) == [("quote", True)]
    assert 'name="may_quote" value="on" checked' not in answer.content.decode()


def test_lines_are_notes_and_the_lens_stays_for_the_next_line(as_lies, conversation):
    answer = as_lies.post(
        url("noteer", conversation.project, conversation.pk), {"text": "D2: een\r\ntwee", "lens": "bad"}
    )
    assert list(Note.objects.values_list("text", "speaker", "lens")) == [("een", 2, "bad"), ("twee", None, "bad")]
    assert answer.url == url("gesprek", conversation.project, conversation.pk) + "?lens=bad#noteer"


def test_line_with_a_name_is_asked_about_and_stays_in_the_field(as_lies, conversation):
    make_employees(conversation.project.organisation, 1, prefix="Roos Aerts")
    page = as_lies.post(url("noteer", conversation.project, conversation.pk), {"text": "Roos Aerts kan dat wel"})
    assert Note.objects.count() == 0
    assert "We zien: Roos Aerts." in text_of(page)
    assert "Roos Aerts kan dat wel</textarea>" in page.content.decode()


@pytest.mark.parametrize(("choice", "written"), [("weg", "[naam] kan dat wel"), ("laat", "Roos Aerts kan dat wel")])
def test_writer_decides_whether_the_name_goes(as_lies, conversation, choice, written):
    make_employees(conversation.project.organisation, 1, prefix="Roos Aerts")
    data = {"text": "Roos Aerts kan dat wel", "namen": choice}
    as_lies.post(url("noteer", conversation.project, conversation.pk), data)
    assert Note.objects.get().text == written


def test_phone_gets_the_new_line_back_once(as_lies, conversation):
    data = {"text": "Traag scherm", "key": "5f0c3f6e-5a0a-4c59-9a8c-1d3b2f7a9e11"}
    path = url("noteer", conversation.project, conversation.pk)
    answers = [as_lies.post(path, data, headers=BY_LINE) for _turn in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert (Note.objects.count(), "Traag scherm" in answers[0].content.decode()) == (1, True)


def test_phone_hears_why_a_line_was_refused(as_lies, conversation, lies):
    make_note(conversation)
    talks.finish_report(conversation=conversation, by=lies)
    answer = as_lies.post(url("noteer", conversation.project, conversation.pk), {"text": "Nog iets"}, headers=BY_LINE)
    assert (answer.status_code, "Open het opnieuw" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "Schrijf eerst een regel"),
        ("x" * 501, "Maak regel 1 korter"),
        ("D9: te ver", "D9 kan niet: in dit gesprek waren 7 mensen. Kies D1 tot D7"),
        ("D100: te ver", "D100 kan niet"),
    ],
)
def test_line_that_cannot_be_kept_says_what_to_do(as_lies, conversation, text, sentence):
    page = as_lies.post(url("noteer", conversation.project, conversation.pk), {"text": text})
    assert (Note.objects.count(), sentence in text_of(page)) == (0, True)
    assert f"{text}</textarea>" in page.content.decode()  # what was typed stays


def test_no_speaker_above_thirty_in_a_large_conversation(as_lies, project):
    large = make_conversation(project, people=60)
    page = text_of(as_lies.post(url("noteer", project, large.pk), {"text": "D31: te ver"}))
    assert (Note.objects.count(), "Kies een spreker van D1 tot D30" in page) == (0, True)


def test_speakers_to_choose_are_as_many_as_there_were_people(as_lies, project):
    small = make_conversation(project, people=2)
    page = as_lies.get(url("gesprek", project, small.pk)).content.decode()
    assert re.findall(r">(D\d+)</option>", page) == ["D1", "D2"]


def test_note_cannot_be_given_to_a_speaker_who_was_not_there(as_lies, conversation):
    note = make_note(conversation, speaker=2)
    path = url("notitie", conversation.project, conversation.pk, note.pk)
    page = text_of(as_lies.post(path, {"text": "Te traag", "kind": "remark", "speaker": "9"}))
    note.refresh_from_db()
    assert ("D9 kan niet" in page, note.speaker) == (True, 2)


def test_conversation_keeps_as_many_people_as_spoke(as_lies, conversation):
    make_note(conversation, speaker=6)
    data = {"kind": "focus_group", "held_on": "2026-01-12", "people": "5", "leader": "Lies Maes"}
    page = text_of(as_lies.post(url("gesprek_gegevens", conversation.project, conversation.pk), data))
    assert "Er is een notitie van D6. Tel minstens 6 mensen." in page


def test_one_tap_says_what_a_note_is_about(as_lies, conversation):
    note = make_note(conversation)
    as_lies.post(url("notitie_lens", conversation.project, conversation.pk, note.pk), {"lens": "needs"})
    note.refresh_from_db()
    assert note.lens == "needs"


def test_one_click_puts_a_note_in_the_inventory(as_lies, conversation):
    note = make_note(conversation, lens="needs")
    path = url("notitie_inventaris", conversation.project, conversation.pk, note.pk)
    for _turn in range(2):
        as_lies.post(path)
    assert InventoryItem.objects.get().note == note


def test_note_of_another_conversation_is_missing(as_lies, conversation):
    other = make_note(make_conversation(conversation.project))
    path = url("notitie", conversation.project, conversation.pk, other.pk)
    assert as_lies.get(path).status_code == 404


def test_removing_asks_first(as_lies, conversation):
    path = url("gesprek_wis", conversation.project, conversation.pk)
    assert (as_lies.get(path).status_code, Conversation.objects.count()) == (200, 1)
    as_lies.post(path)
    assert Conversation.objects.count() == 0


# --- Themes ------------------------------------------------------------------------------------


def test_typed_theme_is_made_and_put_on_the_note(as_lies, project, conversation):
    note = make_note(conversation)
    answer = as_lies.post(url("notitie_thema", project, note.pk), {"name": "Schriftjes", "terug": "gesprek"})
    assert [theme.name for theme in note.themes.all()] == ["Schriftjes"]
    assert answer.url == url("gesprek", project, conversation.pk) + f"#n{note.pk}"


def test_search_offers_what_fits_and_a_new_one(as_lies, project, conversation):
    for name in ("Schriftjes", "Overdracht", "Geschrift"):
        make_theme(project, name)
    page = text_of(as_lies.get(url("notitie_thema", project, make_note(conversation).pk), {"q": "schrift"}))
    offered = [name for name in ("Schriftjes", "Overdracht", "Geschrift") if f">{name} <span" in page]
    assert (offered, "Maak «schrift»" in page) == (["Schriftjes", "Geschrift"], True)


def test_open_answer_gets_a_theme_and_loses_it(as_lies, project, lies):
    make_open_answers(project, by=lies)
    answer, theme = shown_answers(project).first(), make_theme(project)
    as_lies.post(url("antwoord_thema", project, answer.pk), {"thema": theme.pk})
    assert AnswerTheme.objects.get().answer_id == answer.pk
    as_lies.post(url("antwoord_thema_weg", project, answer.pk, theme.pk))
    assert AnswerTheme.objects.count() == 0


@pytest.mark.parametrize("shown", [0, 5])
def test_open_answer_that_is_not_shown_has_no_page(as_lies, project, lies, shown):
    survey = make_open_answers(project, 10, shown=shown, by=lies)
    hidden = type(shown_answers(project).model.objects.first()).objects.filter(survey=survey, state="unread").first()
    assert as_lies.get(url("antwoord_thema", project, hidden.pk)).status_code == 404


def test_themes_are_merged_after_the_choice(as_lies, project, conversation):
    one, other = make_theme(project, "Papier"), make_theme(project, "Schriftjes")
    themes.tag_note(note=make_note(conversation), theme=one)
    as_lies.post(url("thema_samen", project, one.pk), {"into": other.pk})
    assert [(theme.name, theme.notes.count()) for theme in Theme.objects.all()] == [("Schriftjes", 1)]


# --- Inventory ---------------------------------------------------------------------------------


def test_item_is_proposed_then_confirmed(as_lies, project):
    as_lies.post(url("item_nieuw", project), {"lens": "needs", "text": "Een toestel op de kar", "source": "survey"})
    item = InventoryItem.objects.get()
    assert item.status == "proposed"
    as_lies.post(url("item_bevestig", project, item.pk))
    item.refresh_from_db()
    assert item.status == "confirmed"


def test_whoever_writes_several_items_chooses_the_question_and_the_source_once(as_lies, project):
    new = url("item_nieuw", project)
    data = {"lens": "good", "text": "Een briefing van tien minuten", "source": "observation"}
    answer = as_lies.post(new, data | {"doe": "nog"})
    assert (answer["Location"], InventoryItem.objects.count()) == (f"{new}?lens=good&source=observation", 1)
    assert as_lies.get(answer["Location"]).context["form"].initial == {"lens": "good", "source": "observation"}


def test_made_up_question_in_the_address_chooses_nothing(as_lies, project):
    page = as_lies.get(url("item_nieuw", project), {"lens": "alles", "source": "roddel"})
    assert page.context["form"].initial == {}


def test_open_answer_with_a_location_is_refused_in_a_sentence(as_lies, project):
    data = {"lens": "good", "text": "Kort en duidelijk", "source": "open_answer", "location": make_place(project).pk}
    page = as_lies.post(url("item_nieuw", project), data)
    assert (InventoryItem.objects.count(), "hoort bij geen locatie" in text_of(page)) == (0, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=kar", ["kar"]), ("lens=bad", ["post-it"]), ("source=observation", ["post-it"]), ("status=confirmed", ["kar"])],
)
def test_filters_narrow_the_list_and_the_file(as_lies, project, query, found):
    confirmed_item(project, "kar")
    make_item(project, "post-it", lens="bad", source="observation")
    for name in ("inventaris", "inventaris_csv"):
        page = as_lies.get(f"{url(name, project)}?{query}").content.decode()
        assert [text for text in ("kar", "post-it") if f">{text}<" in page or f";{text};" in page] == found


# --- The page of the step, and the number of queries -----------------------------------------------


def test_step_page_invites_to_a_first_conversation(as_lies, project):
    page = text_of(as_lies.get(url("stap", project)))
    assert ("Een gesprek zegt soms meer dan cijfers." in page, "Wat weten jullie al?" in page) == (True, True)


def test_step_page_says_how_far_listening_has_come(as_lies, project, lies):
    first = make_conversation(project, lines=1)
    talks.finish_report(conversation=first, by=lies)
    make_conversation(project)
    confirmed_item(project)
    page = text_of(as_lies.get(url("stap", project)))
    found = [
        words
        for words in ("2 gesprekken genoteerd.", "Van 1 is het verslag klaar.", "1 item is bevestigd.")
        if words in page
    ]
    assert len(found) == 3


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("gesprekken", 7),
        ("gesprek", 7),
        ("themas", 7),
        ("thema", 10),
        ("werkbank", 7),
        ("antwoorden", 9),
        ("inventaris", 7),
    ],
)
def test_page_takes_as_many_queries_for_one_and_three_rows(
    as_lies, project, lies, name, queries, rows, django_assert_num_queries
):
    for number in range(rows):
        conversation = make_conversation(project, by=lies, locations=[make_place(project)], lines=rows)
        theme = make_theme(project, f"Thema {number}")
        themes.tag_note(note=make_note(conversation, lens="needs"), theme=theme)
        make_item(project, f"Item {number}", location=make_place(project))
    make_open_answers(project, by=lies)
    for answer in shown_answers(project)[:rows]:
        themes.tag_answer(answer=answer, theme=theme)
    of_one = {"gesprek": [conversation.pk], "thema": [theme.pk]}
    path = url("werkbank" if name == "antwoorden" else name, project, *of_one.get(name, []))
    path += "?bron=antwoorden&toon=alles" if name == "antwoorden" else ""
    as_lies.get(path)
    with django_assert_num_queries(queries):
        assert as_lies.get(path).status_code == 200
