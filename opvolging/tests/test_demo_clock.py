"""The clock of the demo: the past, only inside it, and only for the demo."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from opvolging.demo import clock
from opvolging.demo.script import Moment, Script


def test_clock_says_the_day_inside_and_the_truth_after_it():
    real = timezone.now
    with clock.at(date(2024, 3, 4), 9, 30):
        assert timezone.localtime().strftime("%d/%m/%Y %H.%M") == "04/03/2024 09.30"
    assert timezone.now is real


def test_clock_tells_the_truth_again_after_an_error():
    real = timezone.now
    with pytest.raises(RuntimeError), clock.at(date(2024, 3, 4), 9):
        raise RuntimeError
    assert timezone.now is real


def test_clock_refuses_a_moment_still_to_come():
    with pytest.raises(ValueError, match="not what will be"), clock.at(timezone.localdate() + timedelta(days=1), 9):
        pass


@pytest.mark.parametrize("days_ago", range(8))
def test_working_day_is_never_in_a_weekend(days_ago):
    assert clock.working_day(days_ago).weekday() < clock.SATURDAY


def test_week_of_a_story_begins_on_monday_and_is_counted_from_this_one():
    this_week, before = (clock.Weeks(-29).day(week) for week in (-29, -30))
    assert (before.weekday(), this_week - before) == (0, timedelta(weeks=1))
    assert timedelta(0) <= timezone.localdate() - this_week < timedelta(weeks=1)


def test_script_plays_scenes_in_their_order_each_at_its_moment_and_not_those_to_come():
    script = Script(clock.Weeks(-10), until=Moment(-10, 0, 0))
    seen = []

    def scene(name: str) -> None:
        seen.append((name, timezone.localtime().strftime("%a %H.%M")))

    script.on(Moment(-10, 0, 9), scene, "te vroeg")
    script.on(Moment(-11, 4, 16), scene, "vrijdag")
    script.on(Moment(-11, 0, 9, 30), scene, "maandag")
    script.play()
    assert seen == [("maandag", "Mon 09.30"), ("vrijdag", "Fri 16.00")]


def test_script_ends_with_what_happens_now():
    script = Script(clock.Weeks(-10), until=Moment(-10, 0, 0))
    seen = []
    script.afterwards(lambda: seen.append(timezone.localdate()))
    script.on(Moment(-11, 0, 9), lambda: seen.append(timezone.localdate()))
    script.play()
    assert seen == [clock.Weeks(-10).day(-11), timezone.localdate()]


def test_clock_is_used_by_the_demo_only(settings):
    files = [
        file
        for room in (
            "trajecten",
            "organisatie",
            "bevraging",
            "fundament",
            "toetsing",
            "communicatie",
            "uitrol",
            "opvolging",
        )
        for file in Path(settings.BASE_DIR, room).rglob("*.py")
    ]
    users = {
        file.parent.name
        for file in files
        if "demo import clock" in file.read_text() or "demo.clock" in file.read_text()
    }
    assert users <= {"demo", "tests", "story"}
