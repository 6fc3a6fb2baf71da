"""The clock of the demo: the past, only inside it, and only for the demo."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from opvolging.demo import clock


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


def test_clock_is_used_by_the_demo_only(settings):
    files = [
        file
        for room in ("trajecten", "organisatie", "bevraging", "opvolging")
        for file in Path(settings.BASE_DIR, room).rglob("*.py")
    ]
    users = {
        file.parent.name
        for file in files
        if "demo import clock" in file.read_text() or "demo.clock" in file.read_text()
    }
    assert users <= {"demo", "tests"}
