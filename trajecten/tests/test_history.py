"""What happened, by whom: only added, told in sentences."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from trajecten import history
from trajecten.models import Event
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


def told(project, verb="project.created", actor=None, **data):
    return history.sentence(history.record(verb, project=project, actor=actor, **data))


def test_event_keeps_who_what_and_where(project, lies):
    event = history.record("project.changed", project=project, actor=lies, fields=["doel"])
    assert (event.organisation, event.project, event.actor, event.data) == (
        project.organisation, project, lies, {"fields": ["doel"]},
    )  # fmt: skip


def test_event_without_a_project_belongs_to_the_organisation(linde, lies):
    assert history.record("person.joined", organisation=linde, actor=lies).project is None


def test_event_of_nowhere_is_refused():
    with pytest.raises(ValueError, match="belongs to"):
        history.record("project.created")


@pytest.mark.parametrize("name", ["answer", "token", "password"])
def test_event_with_a_name_that_history_never_holds_is_refused(project, name):
    with pytest.raises(ValueError, match="never holds"):
        history.record("project.changed", project=project, **{name: "x"})


def test_sentence_names_who_and_what(project, lies):
    assert told(project, actor=lies, title="Werkbonnen") == "Lies Maes maakte het traject «Werkbonnen»."


def test_sentence_without_a_person_names_the_house(project):
    assert told(project, title="Werkbonnen") == "Trajecten maakte het traject «Werkbonnen»."


def test_sentence_of_an_unknown_verb_still_reads(project, lies):
    assert told(project, "iets.nieuws", lies) == "Lies Maes deed iets: iets.nieuws."


def test_sentence_with_a_missing_value_shows_a_dash(project, lies):
    assert told(project, actor=lies) == "Lies Maes maakte het traject «–»."


def test_sentence_writes_days_as_people_do(project, lies):
    text = told(project, "gate.asked", lies, decider="Dirk", step=1, decide_by=date(2026, 3, 24))
    assert text == "Lies Maes vroeg Dirk om een beslissing over stap 1, tegen 24 maart 2026."


def test_sentence_cannot_be_made_to_read_attributes(project, lies):
    history.register_verb("test.reach", "{actor} {title.__class__} {title[0]}")
    assert told(project, "test.reach", lies, title="Werkbonnen") == "Lies Maes – –"


def test_sentence_leaves_braces_in_a_title_alone(project, lies):
    assert told(project, actor=lies, title="{actor}") == "Lies Maes maakte het traject «{actor}»."


def test_event_keeps_days_and_decimals(project):
    event = history.record("project.changed", project=project, day=date(2026, 3, 24), value=Decimal("49.6"))
    assert Event.objects.get(pk=event.pk).data == {"day": "2026-03-24", "value": "49.6"}


def test_event_cannot_be_changed_or_deleted(project):
    event = project.events.first()
    for attempt in (event.save, event.delete, project.events.all().delete):
        with pytest.raises(TypeError, match="append-only"):
            attempt()
    with pytest.raises(TypeError, match="append-only"):
        Event.objects.update(verb="niets")


def test_latest_gives_the_newest_first_in_one_query(project, lies, django_assert_num_queries):
    history.record("project.changed", project=project, actor=lies, fields=["doel"])
    with django_assert_num_queries(1):
        lines = history.latest(project, 2)
    assert [line.sentence for line in lines] == [
        "Lies Maes wijzigde doel.",
        "Lies Maes gaf Dirk Van Hove de rol beslisser.",
    ]


def test_latest_tells_once_what_happened_several_times_on_a_day(project, lies):
    for _turn in range(3):
        history.record("project.changed", project=project, actor=lies, fields=["doel"])
    history.record("gate.stopped", project=project, actor=lies)
    history.record("project.changed", project=project, actor=lies, fields=["doel"])
    told = [(line.times, line.sentence) for line in history.latest(project, 2)]
    assert told == [(4, "Lies Maes wijzigde doel."), (1, "Het traject is stopgezet.")]


def test_latest_tells_the_same_of_two_days_twice(project, lies, time_machine):
    history.record("gate.stopped", project=project, actor=lies)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    history.record("gate.stopped", project=project, actor=lies)
    assert [line.times for line in history.latest(project, 2)] == [1, 1]


def test_line_leads_to_the_gate_it_is_about_and_the_last_step_has_none(project, lies):
    for before in (3, 6):
        history.record("gate.moved", project=project, actor=lies, before=before, after=2)
    assert [line.gate_step for line in history.latest(project, 2)] == [None, 3]


def test_events_of_another_organisation_are_not_visible(project, vik, lies):
    assert Event.objects.visible_to(vik).count() == 0
    assert Event.objects.visible_to(lies).count() == 3
