"""What the story looks at, takes up, changes and shows once everything is a habit: step 6, with the figures of [T] §9.10."""

from collections import Counter

import pytest
from django.utils import timezone

from communicatie.models import Message
from fundament.models import AgreementVersion, Decision
from opvolging.models import AgreementCheck, CheckRhythm, HealthReading, PlannedCheck, Remedy, Spotlight, SpotlightName
from opvolging.reading import latest_in, shares
from opvolging.returning import returning_of
from opvolging.tests.story.kit import WEEKS, asked
from trajecten.steps import State

SHOWN = {
    (-24, "Huis Meidoorn", 2),
    (-23, "Huis Vlier", 1),
    (-21, "Huis Linde", 4),
    (-18, "Huis Kornoelje", 8),
    (-16, "Huis Hazelnoot", 10),
    (-13, "Huis Wilgenhof", 9),
    (-11, "Huis Meidoorn", 3),
    (-9, "Huis Linde", 6),
    (-6, "Huis Vlier", 7),
    (-4, "Huis Kornoelje", 1),
    (-1, "Huis Hazelnoot", 5),
}
"""[T] §9.10: week, house, agreement."""


@pytest.fixture
def reading(project) -> HealthReading:
    return HealthReading.objects.get(project=project, day=timezone.localdate())


def week_of(day) -> int:
    return (day - WEEKS.day(0)).days // 7


# --- Rhythm and checks -------------------------------------------------------------------------------


def test_story_has_a_rhythm_for_each_agreement_in_each_house_before_gate_5_is_asked(project):
    running = CheckRhythm.objects.running().filter(agreement__project=project)
    assert Counter(running.values_list("agreement__number", flat=True)) == dict.fromkeys(range(1, 11), 6)
    assert (running.filter(owner=None).count(), asked(5, 1)["s5.follow_up"].state) == (0, State.MET)


def test_story_looks_28_times_in_the_first_quarter_of_which_26_on_time(project):
    due = PlannedCheck.objects.filter(rhythm__agreement__project=project, due_on__lte=timezone.localdate())
    late = [one for one in due.filter(done_on__isnull=False) if (one.done_on - one.due_on).days > 7]
    assert (due.count(), due.filter(status="done").count()) == (28, 28)
    assert sorted(one.rhythm.agreement.number for one in late) == [8, 10]


def test_story_checks_come_out_as_told_of_the_latest_in_each_house(project):
    today = timezone.localdate()
    found = shares(latest_in(project), today)
    assert {number: (one.percent, one.found.code) for number, one in found.items()} == {
        1: (82, "goes_well"),
        2: (88, "goes_well"),
        3: (95, "goes_well"),
        4: (95, "goes_well"),
        5: (54, "attention"),
        6: (95, "goes_well"),
        7: (83, "goes_well"),
        8: (None, "too_little"),
        9: (90, "goes_well"),
        10: (83, "goes_well"),
    }


def test_story_checks_the_new_words_of_a05_where_they_hold(project):
    mine = AgreementCheck.objects.filter(rhythm__agreement__number=5, rhythm__location__name="Huis Linde")
    rows = mine.order_by("noted_on").values_list("version__number", "seen", "followed")
    assert list(rows) == [(1, 20, 11), (2, 18, 13)]


# --- In the spotlight --------------------------------------------------------------------------------


def test_story_shows_eleven_practices_each_in_its_week_with_how_it_is_done(project):
    shown = Spotlight.objects.shown().filter(project=project).select_related("location", "agreement")
    assert {(week_of(one.shown_on), one.location.name, one.agreement.number) for one in shown} == SHOWN
    assert (shown.count(), [one.what for one in shown if not one.how]) == (11, [])


def test_story_names_somebody_in_one_of_them_after_her_own_yes(project):
    names = SpotlightName.objects.filter(spotlight__project=project)
    assert [(one.employee.name, one.status) for one in names] == [("Marieke Thys", "agreed")]


# --- Approaches, and agreements that change -----------------------------------------------------------


def test_story_begins_six_approaches_of_which_three_helped(project):
    found = Remedy.objects.filter(agreement__project=project).order_by("started_on", "pk")
    rows = [(week_of(one.started_on), one.agreement.number, one.outcome, one.result) for one in found]
    assert rows == [
        (-11, 1, "helped", "Van 57 naar 80%."),
        (-9, 2, "helped", "Van 58 naar 83%."),
        (-7, 5, "running", ""),
        (-6, 7, "helped", "Van 42 naar 83%."),
        (-4, 9, "running", ""),
        (-4, 8, "running", ""),
    ]


def test_story_gives_a05_and_a09_other_words_after_another_decision(project):
    newest = AgreementVersion.objects.filter(agreement__project=project, status="in_force", number=2)
    begins = {
        one.agreement.number: {
            (row.location.name, week_of(row.since)) for row in one.in_force.select_related("location")
        }
        for one in newest.exclude(agreement__number=2)
    }
    assert {number: (len(rows), {week for _house, week in rows}) for number, rows in begins.items()} == {
        5: (6, {-3}),
        9: (6, {-3}),
    }
    behind = {
        one.agreement.number: [each.code for each in one.agreement.decisions.all()]
        for one in newest.exclude(agreement__number=2)
    }
    assert behind == {5: ["B09"], 9: ["B10"]}


def test_story_replaces_b05_and_looks_at_b03_again(project):
    found = {one.number: one for one in Decision.objects.filter(project=project)}
    assert (found[5].status, found[9].supersedes, week_of(found[3].reviewed_on), found[3].review_on) == (
        "superseded",
        found[5],
        -8,
        WEEKS.day(18),
    )


def test_story_has_a_message_that_waits_and_two_that_are_still_to_come(project):
    today = timezone.localdate()
    left = Message.objects.filter(project=project, status__in=Message.OPEN).order_by("number")
    assert [(one.code, week_of(one.planned_on), one.planned_on < today) for one in left] == [
        ("N22", 2, False),
        ("N23", 3, False),
        ("N24", -1, True),
    ]


# --- How it is doing ---------------------------------------------------------------------------------


def test_story_is_healthy_today_with_the_figures_told(reading):
    told = {row["code"]: (row["state"], row["value"], row["of"]) for row in reading.measures}
    assert told == {
        "s6.on_time": ("met", "92.9", 28),
        "s6.goes_well": ("met", "88.9", 9),
        "s6.remedy": ("met", "100.0", 2),
        "s6.review": ("met", "0", 1),
        "s6.spotlight": ("met", "100.0", 6),
        "s6.recurrence": ("met", "30.2", 201),
        "s6.spread": ("met", "67.5", 6),
        "s6.pulse": ("met", "74", None),
        "s6.owners": ("met", "0", 76),
    }
    assert (reading.state, reading.met, reading.missed, reading.unknown) == ("healthy", 9, 0, 0)


def test_story_read_its_health_every_week_so_that_it_has_a_trend(project):
    days = HealthReading.objects.filter(project=project).order_by("day").values_list("day", flat=True)
    assert [week_of(day) for day in days] == list(range(-11, 1))


def test_story_follows_a09_and_it_was_still_the_wrong_agreement(project):
    today = timezone.localdate()
    pools = shares(latest_in(project), today)
    device = next(one for one in returning_of(project, today, pools) if one.name == "Toestel leeg of onvindbaar")
    assert (device.rises, [one.number for one in device.agreements], round(device.change), pools[9].percent) == (
        True,
        [9],
        38,
        90,
    )
