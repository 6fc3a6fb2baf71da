"""Findings: noting, changing, what is done with them, and taking that back. One door, safe to press twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.tests.factories import make_employee
from toetsing.actions import findings
from toetsing.barriers import barriers_of
from toetsing.models import Finding
from toetsing.tests.factories import (
    add_version,
    give_feedback,
    make_concept,
    make_finding,
    make_round,
    make_testers,
)
from trajecten.models import Event


@pytest.fixture
def concept(linde):
    return make_concept(versions=2)


@pytest.fixture
def found(concept):
    """Found in version 0.1; version 0.2 is there."""
    return make_finding(concept=concept, version=concept.versions.first())


def version(concept, number):
    return concept.versions.get(number=number)


def note(concept, by, **fields):
    values = {"kind": "barrier", "severity": "annoying", "text": "Te veel velden", "version": version(concept, 1)}
    return findings.note_finding(project=concept.project, by=by, **{**values, **fields})


def refused(call, *args, **fields):
    with pytest.raises(ValidationError) as error:
        call(*args, **fields)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", "data"))


# --- Noting and changing -------------------------------------------------------------------------


def test_finding_gets_the_concept_of_its_version_and_the_next_number(concept, lies):
    first, second = note(concept, lies), note(concept, lies, kind="compliment", severity="", text="Gaat snel")
    assert (first.concept, first.code, second.code) == (concept, "F01", "F02")
    assert verbs()[0] == ("finding_noted", {"code": "F01", "concept": "C1"})


def test_same_form_sent_twice_is_one_finding(concept, lies):
    key = uuid4()
    assert note(concept, lies, form_key=key) == note(concept, lies, form_key=key)
    assert Finding.objects.count() == 1


def test_history_never_holds_the_words(concept, lies):
    findings.leave(finding=note(concept, lies, text="Fatima vindt dit traag"), answer="Geen effect op Fatima", by=lies)
    assert "Fatima" not in str(verbs())


def test_barrier_without_severity_is_refused_in_a_sentence(concept, lies):
    sentence = "Kies hoe erg het is. Een compliment heeft dat niet nodig."
    assert refused(note, concept, lies, severity="") == {"__all__": [sentence]}


def test_finding_about_the_concept_of_another_project_is_refused(concept, lies, linde):
    other = make_concept(project=make_project(linde, slug="ander"))
    values = {"kind": "barrier", "severity": "small", "text": "Traag", "version": other.versions.get()}
    told = refused(findings.note_finding, project=concept.project, by=lies, **values)
    assert told == {"version": ["Kies een concept van dit traject."]}


def test_round_must_have_tried_that_concept(concept, lies):
    other = make_concept("Noodmap", project=concept.project)
    told = refused(note, concept, lies, round=make_round(concepts=[other]))
    assert told == {"round": ["Ronde 1 gaat niet over C1."]}


def test_round_must_have_tried_that_version(concept, lies):
    told = refused(note, concept, lies, round=make_round(concepts=[concept]))
    assert told == {"version": ["Ronde 1 probeerde versie 0.2 van C1."]}


def test_owner_works_in_this_organisation(concept, lies, anker):
    told = refused(note, concept, lies, owner=make_employee(anker))
    assert told == {"owner": ["Kies een collega van deze organisatie."]}


def test_open_finding_can_be_changed(found, lies):
    findings.change_finding(finding=found, by=lies, text="Negen verplichte velden", severity="blocking")
    found.refresh_from_db()
    assert (found.text, found.severity) == ("Negen verplichte velden", "blocking")


def test_what_blocks_stops_blocking_only_with_a_reason_that_history_keeps(concept, lies):
    found = note(concept, lies, severity="blocking")
    told = refused(findings.change_finding, finding=found, by=lies, severity="small")
    assert told == {"why": ["Schrijf op waarom dit niet meer blokkeert."]}
    assert Finding.objects.get(pk=found.pk).severity == "blocking"
    findings.change_finding(finding=found, by=lies, severity="small", why="Er is een tweede toestel.")
    event = Event.objects.get(verb="finding_weighed")
    assert event.data == {
        "code": found.code,
        "before": "drempel, blokkerend",
        "after": "drempel, klein",
        "reason": "Er is een tweede toestel.",
    }


def test_what_asks_for_an_answer_never_becomes_a_compliment(found, lies):
    told = refused(findings.change_finding, finding=found, by=lies, kind="compliment", severity="")
    assert told == {"kind": ["Een drempel of een vraag wordt geen compliment. Noteer het compliment apart."]}
    assert Finding.objects.get(pk=found.pk).kind == "barrier"


def test_answered_finding_keeps_its_words(found, lies):
    findings.leave(finding=found, answer="Geen effect", by=lies)
    with pytest.raises(findings.AlreadyAnswered):
        findings.change_finding(finding=found, by=lies, text="Anders")
    found.refresh_from_db()
    assert found.text == "Te veel verplichte velden"


# --- What is done with it ------------------------------------------------------------------------


def test_adjusted_says_in_which_version(found, concept, lies):
    assert findings.adjust(finding=found, version=version(concept, 2), answer="Van 9 naar 3 velden", by=lies)
    found.refresh_from_db()
    assert (found.disposition, found.adjusted_in.label, found.answer) == ("adjusted", "0.2", "Van 9 naar 3 velden")
    assert verbs() == [("finding_adjusted", {"code": "F01", "version": "0.2"})]


def test_adjusted_in_the_version_where_it_was_found_is_refused(found, concept, lies):
    told = refused(findings.adjust, finding=found, version=version(concept, 1), by=lies)
    assert told == {"adjusted_in": ["Kies een versie na 0.1: daarin is het gevonden."]}


def test_adjusted_in_another_concept_is_refused(found, lies):
    other = add_version(make_concept("Noodmap", project=found.project))
    told = refused(findings.adjust, finding=found, version=other, by=lies)
    assert told == {"adjusted_in": ["Kies een versie van dit concept."]}


def test_question_may_be_answered_in_the_same_version(concept, lies):
    asked = make_finding("Mag familie meekijken?", concept=concept, kind="question", version=version(concept, 2))
    assert findings.adjust(finding=asked, version=version(concept, 2), answer="Ja, met akkoord.", by=lies)


def test_question_needs_its_answer(concept, lies):
    asked = make_finding("Mag familie meekijken?", concept=concept, kind="question")
    told = refused(findings.adjust, finding=asked, version=version(concept, 2), by=lies)
    assert told == {"answer": ["Schrijf het antwoord op de vraag."]}


@pytest.mark.parametrize("days", [-1, 0])
def test_later_is_a_day_that_still_comes(found, lies, days):
    told = refused(findings.postpone, finding=found, on=timezone.localdate() + timedelta(days=days), by=lies)
    assert told == {"later_on": ["Kies een dag die nog komt."]}


def test_later_tomorrow_is_kept(found, lies):
    day = timezone.localdate() + timedelta(days=1)
    assert findings.postpone(finding=found, on=day, by=lies)
    found.refresh_from_db()
    assert (found.disposition, found.later_on) == ("later", day)


def test_deliberately_not_needs_a_reason(found, lies):
    told = refused(findings.leave, finding=found, answer="  ", by=lies)
    assert told == {"answer": ["Schrijf waarom jullie dit bewust niet aanpassen."]}


def test_answer_that_is_too_long_is_refused_at_its_field(found, lies):
    assert list(refused(findings.leave, finding=found, answer="x" * 401, by=lies)) == ["answer"]


def test_second_press_changes_nothing(found, concept, lies):
    again = Finding.objects.get(pk=found.pk)
    assert findings.leave(finding=found, answer="Geen effect", by=lies)
    assert not findings.adjust(finding=again, version=version(concept, 2), by=lies)
    assert Finding.objects.get().disposition == "not"
    assert [verb for verb, _data in verbs()] == ["finding_left"]


def test_compliment_asks_no_answer(concept, lies):
    praise = make_finding("Gaat vlot", concept=concept, kind="compliment", severity="")
    assert refused(findings.leave, finding=praise, answer="Dank je", by=lies) == [
        "Een compliment vraagt geen antwoord."
    ]


def test_taken_back_it_is_open_again_and_keeps_its_owner(found, linde, lies):
    an = make_employee(linde)
    findings.give_owner(finding=found, owner=an, by=lies)
    findings.postpone(finding=found, on=timezone.localdate() + timedelta(days=9), answer="Leverancier", by=lies)
    assert findings.take_back(finding=found, by=lies)
    assert not findings.take_back(finding=found, by=lies)
    found.refresh_from_db()
    assert (found.disposition, found.later_on, found.answer, found.owner) == ("", None, "", an)


def test_owner_twice_is_told_once(found, linde, lies):
    an = make_employee(linde)
    assert [findings.give_owner(finding=found, owner=an, by=lies) for _turn in range(2)] == [True, False]
    assert findings.give_owner(finding=found, owner=None, by=lies)
    assert [verb for verb, _data in verbs()] == ["finding_owner", "finding_owner"]


# --- From what people wrote ----------------------------------------------------------------------


@pytest.fixture
def trial(concept):
    return make_round(concepts=[concept], people=make_testers(concept.project, ("Aalst", "Zorg", 3)))


def said(trial, concept, *texts):
    for person, text in zip(trial.people.order_by("pk"), texts, strict=False):
        give_feedback(trial, person.employee, concept, barrier=text)


def test_remarks_stand_by_their_words_and_the_same_words_once(trial, concept):
    said(trial, concept, "Scherm te fel", "Geen netwerk", "Scherm te fel")
    assert [(one.version.label, one.text) for one in barriers_of(trial)] == [
        ("0.2", "Geen netwerk"),
        ("0.2", "Scherm te fel"),
    ]


def test_remarks_of_a_planned_round_are_none(trial):
    assert barriers_of(trial) == []


def test_remark_becomes_one_finding_however_often_it_is_pressed(trial, concept, lies):
    said(trial, concept, "Geen netwerk")
    made = [
        findings.finding_from_barrier(barrier=barriers_of(trial)[0], severity=severity, by=lies)
        for severity in ("blocking", "small")
    ]
    one = Finding.objects.get()
    assert made == [one, one]
    assert (one.kind, one.severity, one.version.label, one.round) == ("barrier", "blocking", "0.2", trial)


def test_name_in_a_remark_does_not_come_along(trial, concept, lies, linde):
    make_employee(linde, "Fatima Yildiz")
    said(trial, concept, "Fatima Yildiz nam de tablet mee")
    made = findings.finding_from_barrier(barrier=barriers_of(trial)[0], severity="small", by=lies)
    assert "Yildiz" not in made.text
    assert made.text.endswith("nam de tablet mee")


def test_long_remark_is_cut(trial, concept, lies):
    said(trial, concept, "woord " * 100)
    assert len(findings.finding_from_barrier(barrier=barriers_of(trial)[0], severity="small", by=lies).text) == 400
