"""What was seen is kept once, with the words that held there that day, and without anybody in it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from opvolging.actions.checks import note_check, skip_check
from opvolging.actions.rhythm import end_rhythm, plan_ahead
from opvolging.models import AgreementCheck, PlannedCheck
from opvolging.tests.factories import make_holding, make_rhythm, make_step_6
from organisatie.tests.factories import make_location
from trajecten import gate, history
from trajecten.models import Event, Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def rhythm(project):
    rhythm = make_rhythm(make_holding(project, "Aalst"), "Aalst", first_on=timezone.localdate())
    plan_ahead([rhythm], timezone.localdate())
    return rhythm


def first(rhythm) -> PlannedCheck:
    return rhythm.planned.order_by("due_on").first()


def refused(**values) -> str:
    with pytest.raises(ValidationError) as found:
        note_check(**values)
    return " ".join(found.value.messages)


def test_planned_check_is_done_and_counts_ten_weeks(rhythm):
    planned, today = first(rhythm), timezone.localdate()
    check = note_check(rhythm=rhythm, planned=planned, seen=20, followed=16, good_example_seen=True, remark=" Vlot. ")
    planned.refresh_from_db()
    assert (planned.status, planned.done_on, check.due_on) == ("done", today, planned.due_on)
    assert (check.expires_on - today, check.remark, check.good_example_seen) == (timedelta(weeks=10), "Vlot.", True)


def test_second_press_gives_the_first_one_back_whatever_it_says(rhythm):
    once = note_check(rhythm=rhythm, planned=first(rhythm), seen=20, followed=16)
    again = note_check(rhythm=rhythm, planned=first(rhythm), seen=20, followed=3)
    assert (once, again.followed, AgreementCheck.objects.count()) == (again, 16, 1)


def test_in_between_the_same_press_is_one_and_other_numbers_are_another(rhythm):
    for followed in (8, 8, 9):
        note_check(rhythm=rhythm, seen=10, followed=followed)
    assert sorted(AgreementCheck.objects.values_list("followed", "due_on")) == [(8, None), (9, None)]
    assert first(rhythm).status == "planned"


def test_followed_above_seen_is_refused_in_a_kind_sentence_and_by_the_database(rhythm):
    assert refused(rhythm=rhythm, seen=5, followed=6) == "Het kan niet vaker gelukt zijn dan je het zag."
    check = note_check(rhythm=rhythm, seen=5, followed=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementCheck.objects.filter(pk=check.pk).update(followed=6)


def test_words_that_held_there_that_day_are_kept_and_a_new_version_goes_on_in_the_same_rhythm(rhythm, project):
    today, aalst = timezone.localdate(), make_location(project.organisation, "Aalst")
    words = rhythm.agreement.versions.get()
    newer = rhythm.agreement.versions.create(
        number=2, sentence="We noteren het meteen.", changed="Meteen.", changed_why="Het bleef liggen."
    )
    rhythm.agreement.in_force.create(version=newer, location=aalst, since=today - timedelta(days=3))
    before = note_check(rhythm=rhythm, seen=9, followed=3, noted_on=today - timedelta(days=4))
    now = note_check(rhythm=rhythm, seen=9, followed=9)
    assert (before.version, now.version, before.rhythm) == (words, newer, now.rhythm)


def test_agreement_that_does_not_hold_there_cannot_be_checked_there(rhythm, project):
    rhythm.agreement.in_force.create(
        version=None, location=make_location(project.organisation, "Aalst"), since=timezone.localdate()
    )
    assert refused(rhythm=rhythm, seen=5, followed=5) == "Deze afspraak gold daar die dag niet."


def test_everywhere_at_once_keeps_the_newest_words_that_hold_somewhere(project):
    version = make_holding(project, "Aalst", "Gent")
    assert note_check(rhythm=make_rhythm(version), seen=5, followed=5).version == version


def test_day_to_come_and_ended_rhythm_are_refused(rhythm, lies):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert refused(rhythm=rhythm, seen=5, followed=5, noted_on=tomorrow) == "Kies vandaag of een dag die voorbij is."
    end_rhythm(rhythm=rhythm, by=lies)
    assert refused(rhythm=rhythm, seen=5, followed=5) == "Dit ritme is gestopt. Start een nieuw."


def test_nothing_is_noted_before_the_go_of_gate_5(rhythm, project):
    Project.objects.filter(pk=project.pk).update(step=5)
    with pytest.raises(gate.GateClosed):
        note_check(rhythm=rhythm, planned=first(rhythm), seen=5, followed=5)
    assert AgreementCheck.objects.count() == 0


def test_skipped_with_a_reason_and_the_next_one_stays(rhythm):
    planned = first(rhythm)
    assert [skip_check(planned=planned, why="De leefgroep is op kamp.") for _turn in range(2)] == [True, False]
    planned.refresh_from_db()
    assert (planned.status, planned.skipped_why) == ("skipped", "De leefgroep is op kamp.")
    assert refused(rhythm=rhythm, planned=planned, seen=5, followed=5).startswith("Deze check is overgeslagen.")
    assert rhythm.planned.filter(status="planned").exists()


@pytest.mark.parametrize("why", ["", "   "])
def test_skipping_without_a_reason_is_refused(rhythm, why):
    with pytest.raises(ValidationError):
        skip_check(planned=first(rhythm), why=why)
    assert first(rhythm).status == "planned"


def test_done_check_cannot_be_skipped(rhythm):
    note_check(rhythm=rhythm, planned=first(rhythm), seen=5, followed=5)
    assert skip_check(planned=first(rhythm), why="Te laat.") is False


def test_history_tells_what_was_seen_and_never_by_whom(rhythm, project):
    note_check(rhythm=rhythm, seen=20, followed=16)
    (line,) = history.latest(project, 5)
    assert line.sentence == "Afspraak A01 is bekeken in Aalst: 16 van 20 keer zoals afgesproken."
    assert Event.objects.get(verb="check_noted").actor is None
