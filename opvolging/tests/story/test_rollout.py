"""Houses of the story start with help nearby, and what was noted there: step 5, with the figures of [T] §9.7."""

from collections import Counter
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils import timezone

from opvolging.demo import content
from opvolging.demo.content_logs import NOTED
from opvolging.tests.story.kit import WEEKS
from uitrol.models import Barrier, SupportLog
from uitrol.support_counts import weeks_of
from uitrol.wave_gate import missing

ZONE = ZoneInfo("Europe/Brussels")
LOGS = [38, 29, 21, 47, 39, 30, 61, 52, 38, 29, 22, 19]


def days(*moments) -> list:
    return [timezone.localdate(moment) for moment in moments]


def test_story_starts_three_waves_each_on_its_day_and_finishes_them(project):
    found = [
        (one.status, days(one.started_at, one.done_at), sorted(one.places.values_list("location__name", flat=True)))
        for one in project.waves.all()
    ]
    assert found == [
        ("done", [WEEKS.day(-25, 3), WEEKS.day(-21, 4)], ["Huis Meidoorn", "Huis Vlier"]),
        ("done", [WEEKS.day(-22, 3), WEEKS.day(-18, 4)], ["Huis Hazelnoot", "Huis Linde"]),
        ("done", [WEEKS.day(-19, 3), WEEKS.day(-15, 4)], ["Huis Kornoelje", "Huis Wilgenhof"]),
    ]


def test_story_had_all_that_the_small_gate_asks_before_each_wave(project):
    assert [missing(wave) for wave in project.waves.all()] == [[], [], []]


def test_story_holds_five_moments_in_each_house(project):
    held = project.moments.filter(status="held")
    assert Counter(held.values_list("location__name", flat=True)) == {house: 5 for house, _h, _n in content.HOUSES}
    assert project.moments.count() == held.count() == 30


def test_story_counts_who_came_to_its_moments(project):
    named = {
        (one.location.name, one.kind, timezone.localtime(one.starts_at)): one.counted
        for one in project.moments.select_related("location")
    }

    def counted(house: str, kind: str, week: int, weekday: int) -> int | None:
        return next(
            n for (h, k, at), n in named.items() if (h, k, at.date()) == (house, kind, WEEKS.day(week, weekday))
        )

    assert counted("Huis Meidoorn", "start", -25, 3) == 21
    assert counted("Huis Kornoelje", "start", -19, 3) == 6
    assert counted("Huis Linde", "drop_in", -21, 4) == 9
    assert counted("Huis Vlier", "floor", -24, 3) == 12


def test_story_notes_425_times_that_somebody_was_helped_most_when_the_last_wave_starts(project):
    weeks = {week.monday: week.entries for week in weeks_of(project, ZONE)}
    noted = [weeks[WEEKS.day(week)] for week in range(-25, -13)]
    assert (noted, sum(noted), noted.index(max(noted))) == (LOGS, 425, 6)


def test_story_asks_a_third_as_often_in_the_last_two_weeks_as_in_the_busiest(project):
    asked_for = {week.monday: week.asked for week in weeks_of(project, ZONE)}
    assert [asked_for[WEEKS.day(week)] for week in (-19, -15, -14)] == [61, 22, 19]


def test_story_notes_nothing_in_a_house_before_it_starts(project):
    first = SupportLog.objects.filter(project=project).order_by().values_list("location__name")
    assert {
        house: day >= started_on(project, house) for house, day in first.annotate(day=Min("happened_at__date"))
    } == {house: True for house, _head, _n in content.HOUSES}


def started_on(project, house):
    return timezone.localdate(project.waves.get(places__location__name=house).started_at)


def test_story_solves_what_was_passed_on_and_last_what_asked_another_decision(project):
    barriers = Barrier.objects.filter(project=project)
    assert (barriers.count(), SupportLog.objects.filter(project=project).passed_on().count()) == (10, 0)
    last = barriers.latest("solved_at")
    assert (barriers.unsolved().count(), last.text, days(last.solved_at)) == (
        0,
        "Familie-info staat te diep",
        [WEEKS.day(-3, 4)],
    )


def test_story_goes_on_with_one_barrier_open_when_the_second_wave_starts(project):
    started = project.waves.get(number=2).started_at
    open_then = Barrier.objects.filter(project=project, opened_at__lt=started, solved_at__gt=started)
    assert list(open_then.values_list("text", "severity")) == [("Foto komt niet in dossier", "annoying")]


def test_story_keeps_what_ambassadors_wrote_in_their_own_words(project):
    known = set(SupportLog.objects.filter(project=project).values_list("text", flat=True))
    assert {one.text for one in NOTED} <= known
