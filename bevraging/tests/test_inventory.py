"""The inventory: a note becomes a proposal in one click, somebody confirms it, and the file is only text."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bevraging import inventory_list
from bevraging.actions import inventory
from bevraging.models import QUESTIONS, InventoryItem, Lens
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import (
    confirmed_item,
    make_conversation,
    make_item,
    make_note,
    make_place,
    make_theme,
)
from trajecten import history
from trajecten.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return make_project(linde)


def test_four_questions_hold_all_five_lenses_once():
    assert sorted(lens for _code, _question, lenses in QUESTIONS for lens in lenses) == sorted(Lens)
    assert len(QUESTIONS) == 4


def test_note_becomes_a_proposal_with_its_lens_and_place(project, lies):
    place = make_place(project)
    conversation = make_conversation(project, locations=[place])
    item = inventory.item_from_note(note=make_note(conversation, "Een toestel op de kar", lens="needs"), by=lies)
    assert (item.text, item.lens, item.location, item.source, item.status) == (
        "Een toestel op de kar", "needs", place, "conversation", "proposed",
    )  # fmt: skip


def test_note_of_two_places_gives_an_item_of_none(project, lies):
    places = [make_place(project, "Huis Linde"), make_place(project, "Huis Vlier")]
    conversation = make_conversation(project, locations=places)
    assert inventory.item_from_note(note=make_note(conversation, lens="bad"), by=lies).location is None


@pytest.mark.parametrize(
    ("kind", "people", "told"), [("interview", 4, False), ("interview", 5, True), ("observation", 2, True)]
)
def test_note_of_a_small_conversation_gives_no_place(project, lies, kind, people, told):
    conversation = make_conversation(project, kind=kind, people=people, locations=[make_place(project)])
    item = inventory.item_from_note(note=make_note(conversation, lens="bad"), by=lies)
    assert (item.location is not None) == told


def test_note_brings_its_theme(project, lies):
    note = make_note(make_conversation(project), lens="needs")
    for name in ("Schriftjes", "Papier"):
        note.themes.add(make_theme(project, name))
    assert inventory.item_from_note(note=note, by=lies).theme.name == "Papier"


def test_item_of_an_open_answer_stays_one(project):
    """As something else it could get a location, and be somebody's."""
    item = make_item(project, source="open_answer")
    with pytest.raises(ValidationError, match="Dit komt uit een open antwoord"):
        inventory.change_item(item=item, source="survey", location=make_place(project))
    assert InventoryItem.objects.get().location is None


def test_step_two_gets_what_is_confirmed_in_one_query(project, django_assert_num_queries):
    group = make_theme(project, "Overdracht")
    for lens in ("bad", "needs"):
        confirmed_item(project, lens, lens=lens, theme=make_theme(project, "Briefing", parent=group))
    make_item(project, "voorstel")
    with django_assert_num_queries(1):
        told = [(one.text, one.theme.full_name) for one in InventoryItem.objects.for_step_two()]
    assert told == [("needs", "Overdracht: Briefing"), ("bad", "Overdracht: Briefing")]


def test_note_of_an_observation_says_so(project, lies):
    conversation = make_conversation(project, kind="observation")
    assert inventory.item_from_note(note=make_note(conversation, lens="good"), by=lies).source == "observation"


def test_note_pressed_twice_is_one_item(project, lies):
    note = make_note(make_conversation(project), lens="needs")
    assert inventory.item_from_note(note=note, by=lies).pk == inventory.item_from_note(note=note, by=lies).pk


def test_note_without_a_lens_is_asked_for_one(project, lies):
    with pytest.raises(ValidationError, match="Kies eerst waarover"):
        inventory.item_from_note(note=make_note(make_conversation(project)), by=lies)


def test_item_is_confirmed_once_and_can_go_back(project, lies):
    item = make_item(project)
    assert [inventory.confirm_item(item=item, by=lies) for _turn in range(2)] == [True, False]
    assert InventoryItem.objects.confirmed().count() == 1
    assert inventory.take_back_item(item=item, by=lies) is True
    assert InventoryItem.objects.confirmed().count() == 0


def test_history_says_which_question_and_never_the_words(project, lies):
    inventory.confirm_item(item=make_item(project, "Een geheim plan"), by=lies)
    event = Event.objects.get(verb="inventory_confirmed")
    assert history.sentence(event) == "Lies Maes bevestigde iets in de inventaris: wie heeft wat nodig."
    assert "geheim" not in str(list(Event.objects.values_list("data", flat=True)))


def test_item_of_an_open_answer_is_of_no_location(project):
    place = make_place(project)
    with pytest.raises(ValidationError, match="hoort bij geen locatie"):
        make_item(project, source="open_answer", location=place)
    item = make_item(project, source="open_answer")
    with pytest.raises(IntegrityError, match="inventory_open_answer_has_no_location"), transaction.atomic():
        InventoryItem.objects.filter(pk=item.pk).update(location=place)


def test_item_that_comes_from_elsewhere_lets_go_of_its_note(project, lies):
    item = inventory.item_from_note(note=make_note(make_conversation(project), lens="needs"), by=lies)
    inventory.change_item(item=item, source="survey")
    assert InventoryItem.objects.get().note is None


def test_item_stays_when_its_conversation_goes(project, lies):
    conversation = make_conversation(project)
    inventory.item_from_note(note=make_note(conversation, lens="needs"), by=lies)
    conversation.delete()
    assert InventoryItem.objects.get().note is None


def test_list_follows_the_four_questions(project):
    for lens in ("able", "bad", "needs", "good", "exists"):
        make_item(project, lens, lens=lens)
    assert [item.text for item in inventory_list.items_of(project, edits=True)] == [
        "needs", "exists", "good", "bad", "able",
    ]  # fmt: skip


def test_who_reads_along_gets_what_is_confirmed(project):
    make_item(project, "voorstel")
    confirmed_item(project, "bevestigd")
    assert [item.text for item in inventory_list.items_of(project, edits=False)] == ["bevestigd"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_file_holds_text_and_never_a_formula(project, text):
    make_item(project, f"{text} in de keuken")
    rows = inventory_list.as_csv(inventory_list.items_of(project, edits=True), edits=True).decode("utf-8-sig")
    assert rows.splitlines()[1].split(";")[2].lstrip('"').startswith("'")


def test_file_opens_in_excel_as_it_is(project):
    make_item(project, location=make_place(project), theme=make_theme(project))
    content = inventory_list.as_csv(inventory_list.items_of(project, edits=True), edits=True)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == (
        "Wie heeft wat nodig?;wie heeft wat nodig;Een toestel op de kar;Huis Linde;Schriftjes;Gesprek;voorstel"
    )
