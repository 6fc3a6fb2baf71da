"""The trend of health: a bar for each week with how many measures were in order, missed and unknown. Pure: weeks in, SVG out;
the table below it on the page has the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opvolging.health import Reading

WEEKS = 26
WIDTH, HEIGHT, FLOOR, TOP = 720, 200, 168, 12
WIDEST = 40
EACH_WORD = 46
"""A week needs so much room for its day under it; with less only every other week has it."""
LEAST_TALL = 15
"""Units of the drawing in which a number still fits."""


@dataclass(frozen=True)
class Week:
    monday: date
    reading: Reading
    """The last one of that week."""


def weeks_of(readings: Sequence[Reading]) -> list[Week]:
    """The last reading of each week, oldest first."""
    found: dict[date, Reading] = {}
    for one in sorted(readings, key=lambda reading: reading.day):
        found[one.day - timedelta(days=one.day.weekday())] = one
    return [Week(monday, found[monday]) for monday in sorted(found)][-WEEKS:]


def trend_svg(weeks: Sequence[Week]) -> SafeString:
    """In order below, unknown in the middle, missed on top: each with its number."""
    step = WIDTH / max(len(weeks), 8)
    wide = min(step - 6, WIDEST)
    every = 1 if step >= EACH_WORD else 2
    bars = format_html_join("", "{}", (
        (_bar(week, n, step, wide, named=(len(weeks) - 1 - n) % every == 0),) for n, week in enumerate(weeks)
    ))  # fmt: skip
    last = weeks[-1].reading
    told = _("Laatst waren %(met)d van de %(of)d metingen in orde. De cijfers staan in de tabel.")
    return format_html(
        '<svg class="gezondheid" role="img" viewBox="0 0 {} {}" width="100%" aria-label="{}">'
        '<line class="gezondheid__grond" x1="0" x2="{}" y1="{}" y2="{}"/>{}</svg>',
        WIDTH, HEIGHT, told % {"met": last.met, "of": last.of}, WIDTH, FLOOR, FLOOR, bars,
    )  # fmt: skip


def _bar(week: Week, n: int, step: float, wide: float, *, named: bool) -> SafeString:
    left, reading = step * n + (step - wide) / 2, week.reading
    unit = (FLOOR - TOP) / max(reading.of, 1)
    parts, floor = [], float(FLOOR)
    for name, count in (("goed", reading.met), ("leeg", reading.unknown), ("nog", reading.missed)):
        if count:
            floor -= count * unit
            parts.append(_part(name, count, left, floor, wide, count * unit))
    middle = round(left + wide / 2, 1)
    day = format_html(
        '<text class="gezondheid__dag" x="{}" y="{}" text-anchor="middle">{}</text>',
        middle, FLOOR + 22, f"{week.monday.day}/{week.monday.month}" if named else "",
    )  # fmt: skip
    return format_html("{}{}", SafeString("".join(parts)), day)


def _part(name: str, count: int, left: float, top: float, wide: float, tall: float) -> SafeString:
    words = SafeString()
    if tall >= LEAST_TALL:
        words = format_html(
            '<text class="gezondheid__op-{}" x="{}" y="{}" text-anchor="middle">{}</text>',
            name, round(left + wide / 2, 1), round(top + tall / 2 + 5, 1), count,
        )  # fmt: skip
    return format_html(
        '<rect class="gezondheid__{}" x="{}" y="{}" width="{}" height="{}"/>{}',
        name, round(left, 1), round(top, 1), round(wide, 1), round(tall, 1), words,
    )  # fmt: skip
