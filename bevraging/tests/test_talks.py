"""Conversations and notes: one note a line, nothing lost and nothing twice, and a report that is ready or not."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.formats import date_format

from bevraging.actions import talks
from bevraging.actions.talks import Line, lines_of
from bevraging.models import Conversation, Note
from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_conversation, make_note
from trajecten import history
from trajecten.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(linde, lies):
    return make_conversation(make_project(linde), by=lies)


def test_text_becomes_one_line_each_and_empty_ones_fall_away():
    assert [line.text for line in lines_of("eerste\n\n  tweede  \n")] == ["eerste", "tweede"]


@pytest.mark.parametrize("typed", ["D3: te traag", "d3 te traag", "d3 - te traag", "D3.te traag"])
def test_speaker_in_front_of_a_line_is_read_when_a_mark_follows(typed):
    line = lines_of(typed, speaker=1)[0]
    marked = typed[2:].lstrip()[0] in ":.-"
    assert (line.speaker, line.text) == ((3, "te traag") if marked else (1, typed))


def test_lines_are_written_in_order_with_what_was_chosen(conversation):
    talks.write_notes(conversation=conversation, lines=lines_of("een\nD2: twee", lens="good", quote=True))
    found = Note.objects.values_list("text", "lens", "kind", "speaker")
    assert list(found) == [("een", "good", "quote", None), ("twee", "good", "quote", 2)]


def test_line_sent_twice_under_one_key_is_one_note(conversation):
    key = uuid4()
    first, second = (
        talks.write_notes(conversation=conversation, lines=[Line("Traag scherm", key=key)])[0] for _turn in range(2)
    )
    assert (first.pk, Note.objects.count()) == (second.pk, 1)


def test_consent_falls_away_with_the_quote(conversation):
    note = make_note(conversation, quote=True, may_quote=True)
    talks.change_note(note=note, kind=Note.Kind.REMARK)
    note.refresh_from_db()
    assert (note.kind, note.may_quote) == ("remark", False)


def test_report_without_a_note_is_not_finished(conversation, lies):
    with pytest.raises(ValidationError, match="minstens één regel"):
        talks.finish_report(conversation=conversation, by=lies)


def test_report_is_finished_once_and_history_says_so(conversation, lies):
    make_note(conversation)
    assert [talks.finish_report(conversation=conversation, by=lies) for _turn in range(2)] == [True, False]
    event = Event.objects.get(verb="conversation_finished")
    day = date_format(conversation.held_on, "j F")
    assert history.sentence(event) == f"Lies Maes rondde het verslag van «Focusgroep van {day}» af."


def test_finished_report_takes_no_line_until_it_is_opened_again(conversation, lies):
    note = make_note(conversation)
    talks.finish_report(conversation=conversation, by=lies)
    for attempt in (
        lambda: make_note(conversation),
        lambda: talks.change_note(note=note, text="Anders"),
        lambda: talks.remove_note(note=note),
    ):
        with pytest.raises(talks.ReportFinished):
            attempt()
    talks.reopen_report(conversation=conversation, by=lies)
    make_note(conversation, "Toch nog iets")
    assert conversation.notes.count() == 2


def test_removed_conversation_takes_its_notes_along(conversation, lies):
    make_note(conversation)
    talks.remove_conversation(conversation=conversation, by=lies)
    assert (Conversation.objects.count(), Note.objects.count()) == (0, 0)


def test_history_never_holds_the_words_of_a_note_nor_the_name_of_the_group(conversation, lies):
    make_note(conversation, "Een bewoner viel in de gang")
    talks.finish_report(conversation=conversation, by=lies)
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert ("gang" in told, "Nachtdienst" in told, "Focusgroep" in told) == (False, False, True)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("note_speaker_1_to_30", {"speaker": 31}),
        ("note_consent_is_of_a_quote", {"may_quote": True}),
        ("note_has_text", {"text": ""}),
    ],
)
def test_database_refuses_a_note_that_makes_no_sense(conversation, name, change):
    note = make_note(conversation)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(**change)


@pytest.mark.parametrize(
    ("name", "change"),
    [("conversation_people_1_to_200", {"people": 0}), ("conversation_finished_has_moment", {"status": "finished"})],
)
def test_database_refuses_a_conversation_that_makes_no_sense(conversation, name, change):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Conversation.objects.filter(pk=conversation.pk).update(**change)


def test_conversation_without_a_name_is_called_after_its_kind_and_day(linde):
    named = make_conversation(make_project(linde), title="", kind="interview", held_on="2026-03-03")
    named.refresh_from_db()
    assert str(named).startswith("Interview van 3 maart")


def test_stranger_sees_no_conversation(conversation, vik):
    assert list(Conversation.objects.visible_to(vik)) == []
