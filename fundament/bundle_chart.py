"""Reports per four weeks as bars, drawn by the server. Its twin is the table below it on the page."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fundament.recurrence import Recurrence, Window
from trajecten.templatetags.getallen import datum_kort

WIDTH, HEIGHT = 320, 110
TOP, BOTTOM, GAP = 20, 22, 10
ROOM = HEIGHT - TOP - BOTTOM


def words_of(window: Window) -> str:
    """«3 mrt. – 30 mrt.»"""
    return f"{datum_kort(window.first)} – {datum_kort(window.last)}"


def chart(periods: Sequence[Recurrence]) -> SafeString:
    """Bars from zero, each with its number above and its first day below; says in words what it draws."""
    most = max((period.count for period in periods), default=0) or 1
    step = WIDTH / max(len(periods), 1)
    bars = [
        (round(number * step + GAP / 2, 1), round(ROOM * period.count / most, 1), period)
        for number, period in enumerate(periods)
    ]
    wide = round(step - GAP, 1)
    return format_html(
        '<svg class="staven" role="img" viewBox="0 0 {} {}" width="100%" preserveAspectRatio="xMidYMid meet"'
        ' aria-label="{}">{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        ", ".join(f"{words_of(period.window)}: {period.count}" for period in periods),
        format_html_join(
            "",
            '<rect class="staven__staaf" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
            ((x, round(TOP + ROOM - tall, 1), wide, max(tall, 1)) for x, tall, _period in bars),
        ),
        format_html_join(
            "",
            '<text class="staven__getal" x="{}" y="{}" text-anchor="middle">{}</text>',
            ((round(x + wide / 2, 1), round(TOP + ROOM - tall - 6, 1), p.count) for x, tall, p in bars),
        ),
        format_html_join(
            "",
            '<text class="staven__dag" x="{}" y="{}" text-anchor="middle">{}</text>',
            (
                (round(x + wide / 2, 1), HEIGHT - 6, f"{p.window.first.day}/{p.window.first.month}")
                for x, _tall, p in bars
            ),
        ),
    )
