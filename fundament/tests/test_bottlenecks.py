"""Bottlenecks: reported once, taken once, and never somebody's."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from bevraging.actions import inventory
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
from fundament.actions import bottlenecks
from fundament.models import Bottleneck
from fundament.tests.factories import make_bottleneck, make_bundle
from organisatie.tests.factories import make_function
from trajecten import history
from trajecten.models import Event


@pytest.fixture
def project(linde):
    return make_project(linde)


def report(project, **fields) -> Bottleneck:
    values = {"what": "Gewicht op papier en in Excel", "happened_on": timezone.localdate(), **fields}
    return bottlenecks.report_bottleneck(project=project, **values)


# --- Reporting ---------------------------------------------------------------------------------


def test_same_form_twice_is_one_bottleneck(project):
    key = uuid4()
    assert report(project, key=key) == report(project, key=key, what="Anders")
    assert report(project, key=uuid4()).what == "Gewicht op papier en in Excel"
    assert Bottleneck.objects.count() == 2


def test_reporting_leaves_no_trace_of_who_did_it(project):
    report(project)
    assert not Event.objects.filter(project=project).exists()
    people = [field.name for field in Bottleneck._meta.get_fields() if getattr(field, "related_model", None)]
    assert sorted(people) == ["bundle", "function", "item", "location", "project"]


@pytest.mark.parametrize("minutes", [0, 601])
def test_minutes_that_cannot_be_are_refused_in_a_sentence(project, minutes):
    with pytest.raises(ValidationError, match="minstens 1, hooguit 600"):
        report(project, minutes=minutes)


def test_bundle_of_another_project_is_refused(project, anker):
    elsewhere = make_bundle(project=make_project(anker, slug="elders"))
    with pytest.raises(ValueError, match="same project"):
        report(project, bundle=elsewhere)


def test_change_keeps_what_is_not_named(project):
    found = report(project, minutes=12)
    bottlenecks.change_bottleneck(bottleneck=found, what="Gewicht op drie plaatsen")
    found.refresh_from_db()
    assert (found.what, found.minutes) == ("Gewicht op drie plaatsen", 12)


def test_removing_is_told_once_and_without_words(project, lies):
    found = report(project)
    pk = found.pk
    gone = []
    for _turn in range(2):
        found.pk = pk
        gone.append(bottlenecks.remove_bottleneck(bottleneck=found, by=lies))
    assert gone == [True, False]
    assert history.sentence(Event.objects.get()) == "Lies Maes wiste een knelpunt."


# --- From the inventory ------------------------------------------------------------------------


def test_item_is_taken_once_with_its_place(project, lies):
    place = make_place(project)
    item = confirmed_item(project, "Twee schermen voor één dossier", lens="bad", location=place)
    first, second = (bottlenecks.take_item(item=item, by=lies) for _turn in range(2))
    assert first == second
    assert (first.what, first.location, first.source, first.item) == (item.text, place, "conversation", item)


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        ("conversation", "conversation"),
        ("observation", "conversation"),
        ("survey", "inventory"),
        ("open_answer", "open_answer"),
    ],
)
def test_bottleneck_says_where_it_comes_from(project, lies, source, becomes):
    assert bottlenecks.take_item(item=confirmed_item(project, source=source), by=lies).source == becomes


def test_day_is_that_of_the_confirmation_and_not_of_the_conversation(project, lies):
    talk = make_conversation(project, kind="interview", people=1, held_on=date(2026, 1, 12))
    item = inventory.item_from_note(note=make_note(talk, lens="bad"), by=lies)
    inventory.confirm_item(item=item, by=lies)
    assert bottlenecks.take_item(item=item, by=lies).happened_on == timezone.localdate()


@pytest.mark.parametrize("lens", ["exists", "good", "able"])
def test_what_shows_a_way_is_no_bottleneck(project, lies, lens):
    item = confirmed_item(project, lens=lens)
    with pytest.raises(ValidationError, match="wat nodig is of niet goed gaat"):
        bottlenecks.take_item(item=item, by=lies)


def test_proposal_is_not_taken(project, lies):
    with pytest.raises(ValidationError, match="bevestigd"):
        bottlenecks.take_item(item=make_item(project), by=lies)


def test_all_are_taken_in_one_go_and_the_second_time_none(project, lies):
    for number in range(3):
        confirmed_item(project, f"Nood {number}")
    confirmed_item(project, "Goed voorbeeld", lens="good")
    make_item(project, "Nog een voorstel")
    assert [bottlenecks.take_items(project=project, by=lies).count for _turn in range(2)] == [3, 0]
    told = [history.sentence(event) for event in Event.objects.filter(verb="bottlenecks_taken")]
    assert told == ["Lies Maes nam punten mee uit de inventaris als knelpunt: 3."]


def test_all_go_back_except_what_is_bundled(project, lies):
    for number in range(3):
        confirmed_item(project, f"Nood {number}")
    reported = make_bottleneck(project=project)
    taken = bottlenecks.take_items(project=project, by=lies)
    kept = Bottleneck.objects.get(pk=taken.first)
    Bottleneck.objects.filter(pk=kept.pk).update(bundle=make_bundle(project=project))
    back = {"project": project, "first": 1, "last": taken.last + 10, "by": lies}
    assert [bottlenecks.give_back_items(**back) for _turn in range(2)] == [2, 0]
    assert set(Bottleneck.objects.all()) == {kept, reported}


def test_one_goes_back_and_can_be_taken_again(project, lies):
    item = confirmed_item(project)
    bottlenecks.take_item(item=item, by=lies)
    assert [bottlenecks.give_back_item(item=item, by=lies) for _turn in range(2)] == [True, False]
    bottlenecks.take_item(item=item, by=lies)
    assert Bottleneck.objects.count() == 1


def test_open_answer_gets_no_place_nor_function(project, linde, lies):
    found = bottlenecks.take_item(item=confirmed_item(project, source="open_answer"), by=lies)
    for group in ({"location": make_place(project)}, {"function": make_function(linde)}):
        with pytest.raises(ValidationError, match="hoort bij geen locatie of functiegroep"):
            bottlenecks.change_bottleneck(bottleneck=Bottleneck.objects.get(pk=found.pk), **group)
        with pytest.raises(IntegrityError), transaction.atomic():
            Bottleneck.objects.filter(pk=found.pk).update(**group)


# --- From a note or an answer, in one click ----------------------------------------------------


def test_note_comes_by_way_of_the_inventory(project, lies):
    note = make_note(make_conversation(project), "Niemand leest het schriftje", lens="bad")
    first, second = (bottlenecks.take_note(note=note, by=lies) for _turn in range(2))
    assert (first, InventoryItem.objects.get().status, first.item.note) == (second, "confirmed", note)


def test_note_of_a_small_conversation_brings_no_place(project, lies):
    talk = make_conversation(project, people=4, locations=[make_place(project)])
    assert bottlenecks.take_note(note=make_note(talk, lens="bad"), by=lies).location is None


def test_words_that_may_not_be_repeated_stay_in_the_conversation(project, lies):
    note = make_note(make_conversation(project), lens="bad", quote=True)
    with pytest.raises(ValidationError, match="mag niet herhaald worden"):
        bottlenecks.take_note(note=note, by=lies)
    assert not InventoryItem.objects.exists()


def test_note_that_shows_a_way_changes_nothing(project, lies):
    note = make_note(make_conversation(project), lens="good")
    with pytest.raises(ValidationError, match="wat nodig is of niet goed gaat"):
        bottlenecks.take_note(note=note, by=lies)
    assert not InventoryItem.objects.exists()


def test_answer_comes_by_way_of_the_inventory_and_belongs_to_nobody(project, lies):
    make_open_answers(project, by=lies)
    answer = shown_answers(project).first()
    first, second = (bottlenecks.take_answer(answer=answer, by=lies) for _turn in range(2))
    assert first == second
    assert (first.what, first.source, first.location, first.function) == (answer.text, "open_answer", None, None)
    assert InventoryItem.objects.get().status == "confirmed"
