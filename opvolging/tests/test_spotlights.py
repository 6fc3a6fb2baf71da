"""Something in the spotlight: made, said in other words, shown and taken back."""

from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from communicatie.models import Message
from communicatie.tests.factories import make_audience, make_message
from fundament.tests.factories import make_agreement
from opvolging.actions.spotlights import change_spotlight, make_spotlight, show_spotlight, take_back
from opvolging.models import Spotlight
from opvolging.tests.spotlight_world import make_spotlight as make_row
from organisatie.tests.factories import make_location, make_organisation
from trajecten.models import Event
from trajecten.tests.factories import make_project

WORDS = {"what": "Nachtbriefing in 9 minuten", "how": "Eén leest, één vult aan."}


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


def told() -> list[str]:
    return list(Event.objects.filter(verb__startswith="spotlight").order_by("pk").values_list("verb", flat=True))


def test_a_lead_puts_something_in_the_spotlight_in_the_first_step(project, lies):
    made = make_spotlight(project=project, by=lies, show=True, **WORDS)
    assert (project.step, made.status, made.shown_on) == (1, "shown", timezone.localdate())
    assert told() == ["spotlight_made", "spotlight_shown"]


def test_the_same_form_sent_twice_is_one_spotlight(project, lies):
    key = uuid4()
    first = make_spotlight(project=project, by=lies, form_key=key, **WORDS)
    second = make_spotlight(project=project, by=lies, form_key=key, **WORDS)
    assert (first.pk == second.pk, Spotlight.objects.count(), told()) == (True, 1, ["spotlight_made"])


def test_a_compliment_without_a_how_is_refused(project, lies):
    with pytest.raises(ValidationError) as refused:
        make_spotlight(project=project, by=lies, what="Goed gedaan!", how="   ")
    assert (list(refused.value.message_dict), Spotlight.objects.count()) == (["how"], 0)


def test_the_database_refuses_it_too(project):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_row("Goed gedaan!", project=project, how="")


def test_who_reads_along_puts_nothing_in_the_spotlight(project, noor):
    with pytest.raises(PermissionDenied):
        make_spotlight(project=project, by=noor, **WORDS)


def test_a_place_and_an_agreement_of_elsewhere_are_refused(project, lies):
    place = make_location(make_organisation("Het Anker"), "Antwerpen")
    agreement = make_agreement(
        "We noteren meteen.", project=make_project(project.organisation, lies, title="Ander")
    ).agreement
    for name, row in (("location", place), ("agreement", agreement)):
        with pytest.raises(ValidationError) as refused:
            make_spotlight(project=project, by=lies, **WORDS, **{name: row})
        assert list(refused.value.message_dict) == [name]


def test_what_people_wrote_without_a_name_gets_no_place(project, lies):
    place = make_location(project.organisation, "Aalst")
    with pytest.raises(ValidationError):
        make_spotlight(project=project, by=lies, of_answer=True, location=place, **WORDS)
    made = make_spotlight(project=project, by=lies, of_answer=True, **WORDS)
    with pytest.raises(ValidationError):
        change_spotlight(spotlight=made, by=lies, team="nachtdienst")
    with pytest.raises(IntegrityError), transaction.atomic():
        Spotlight.objects.filter(pk=made.pk).update(location=place)


def test_shown_twice_tells_it_once(project, lies):
    row = make_row(project=project, status="draft")
    assert [show_spotlight(spotlight=row, by=lies) for _turn in range(2)] == [True, False]
    assert told() == ["spotlight_shown"]


def test_the_first_day_stays_the_day_of_a_spotlight(project, lies):
    with time_machine.travel("2026-03-02 10:00+01:00", tick=False):
        made = make_spotlight(project=project, by=lies, show=True, **WORDS)
        take_back(spotlight=made, by=lies)
    with time_machine.travel("2026-08-02 10:00+02:00", tick=False):
        show_spotlight(spotlight=made, by=lies)
    assert (made.is_shown, str(made.shown_on)) == (True, "2026-03-02")


def test_taken_back_twice_tells_it_once(project, lies):
    row = make_row(project=project)
    assert [take_back(spotlight=row, by=lies) for _turn in range(2)] == [True, False]
    assert (row.status, told()) == ("taken_back", ["spotlight_taken_back"])


def test_taken_back_drops_what_was_not_told_yet(project, lies):
    row = make_row(project=project)
    everybody = make_audience(project=project)
    ahead, gone = (
        make_message(title, audience=everybody, status=status)
        for title, status in (("Straks", "planned"), ("Verteld", "sent"))
    )
    row.messages.add(ahead, gone)
    take_back(spotlight=row, by=lies)
    assert dict(Message.objects.values_list("title", "status")) == {"Straks": "dropped", "Verteld": "sent"}


def test_changed_with_the_same_words_changes_nothing(project, lies):
    row = make_row(project=project)
    assert change_spotlight(spotlight=row, by=lies, what=row.what, how=f" {row.how} ") is False
    assert (change_spotlight(spotlight=row, by=lies, how="Eerst lezen."), told()) == (True, ["spotlight_changed"])


def test_history_holds_no_word_of_it(project, lies):
    made = make_spotlight(project=project, by=lies, show=True, **WORDS)
    change_spotlight(spotlight=made, by=lies, how="Fatima leest voor.")
    take_back(spotlight=made, by=lies)
    assert set(map(str, Event.objects.filter(verb__startswith="spotlight").values_list("data", flat=True))) == {"{}"}
