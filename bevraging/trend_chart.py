"""One small chart of a `Line`: the grey zone, the line through the measurements, and the numbers. Pure: points in, SVG out.

Presentation attributes for paper, and classes that overrule them on a page: the same drawing stands on both.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bevraging.support_trend import Line, Point

WIDTH, HEIGHT = 320, 96
SIDE, TOP, BOTTOM = 24, 18, 8
ROOM = HEIGHT - TOP - BOTTOM


def chart(line: Line) -> SafeString:
    """An SVG that says in words what it draws; its twin is the table below it on the page."""
    places = [(_x(number, len(line.points)), point) for number, point in enumerate(line.points)]
    spoken = ", ".join(_("stap %(step)s: %(value)s") % {"step": p.step, "value": p.text} for p in line.points)
    return format_html(
        '<svg class="verloop" role="img" viewBox="0 0 {} {}" width="100%" preserveAspectRatio="xMidYMid meet"'
        ' aria-label="{}">{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        f"{line.label}: {spoken}",
        _zone(places),
        _path(places),
        format_html_join(
            "",
            '<circle class="verloop__punt" cx="{}" cy="{}" r="4" fill="#0B5D66"/>',
            ((x, _y(p.drawn)) for x, p in places),
        ),
        format_html_join(
            "",
            '<text class="verloop__getal" x="{}" y="{}" text-anchor="middle"'
            ' font-family="Figtree Variable, Figtree, Arial" font-size="12" font-weight="700" fill="#1E2B31">{}</text>',
            ((x, max(12, _y(p.high) - 5), p.text) for x, p in places),
        ),
    )


def _x(number: int, total: int) -> int:
    if total == 1:
        return WIDTH // 2
    return round(SIDE + number * (WIDTH - 2 * SIDE) / (total - 1))


def _y(value: float) -> float:
    return round(TOP + ROOM * (1 - value / 100), 1)


def _zone(places: list[tuple[int, Point]]) -> SafeString:
    """Where it surely lies: one measurement is a bar, several are a band."""
    if len(places) == 1:
        x, point = places[0]
        height = round(_y(point.low) - _y(point.high), 1)
        return format_html(
            '<rect class="verloop__zone" fill="#DDEEED" x="{}" y="{}" width="24" height="{}"/>',
            x - 12,
            _y(point.high),
            height,
        )
    above = [f"{x},{_y(point.high)}" for x, point in places]
    below = [f"{x},{_y(point.low)}" for x, point in reversed(places)]
    return format_html('<polygon class="verloop__zone" fill="#DDEEED" points="{}"/>', " ".join(above + below))


def _path(places: list[tuple[int, Point]]) -> SafeString:
    if len(places) == 1:
        return SafeString()
    points = " ".join(f"{x},{_y(point.drawn)}" for x, point in places)
    return format_html(
        '<polyline class="verloop__lijn" fill="none" stroke="#0B5D66" stroke-width="2.5" points="{}"/>', points
    )
