"""The drawings of step 6. Each stands beside a table with the same numbers; a class is a mark and a word, never a colour
alone."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opvolging.classes import GOES_WELL
from trajecten.templatetags.getallen import datum_kort

LABELS, CELL, LINE, HEAD, GAP = 52, 92, 42, 34, 4
LETTERS = 12
MARKS = {"goes_well": "✓", "grows": "↗", "attention": "!", "too_little": "…", "unknown": "?"}
WIDTH, HEIGHT, TOP, FLOOR, EDGE = 340, 140, 22, 108, 28

Row = tuple[str, Sequence[tuple[str, int | None] | None]]
"""The code of an agreement; per place its class and its share, or None where it does not hold."""


def matrix_svg(rows: Sequence[Row], places: Sequence[str]) -> SafeString:
    """A tinted cell with a mark for each agreement in each place."""
    width, height = LABELS + CELL * len(places), HEAD + LINE * len(rows)
    heads = format_html_join(
        "",
        '<text class="leeft__kop" x="{}" y="22" text-anchor="middle">{}</text>',
        ((LABELS + CELL * n + CELL // 2, _short(place)) for n, place in enumerate(places)),
    )
    lines = format_html_join("", "{}", ((_line(row, HEAD + LINE * n),) for n, row in enumerate(rows)))
    return format_html(
        '<svg class="leeft" role="img" viewBox="0 0 {} {}" width="{}" height="{}" aria-label="{}">{}{}</svg>',
        width, height, width, height,
        _("Hoe elke afspraak leeft, per locatie. De cijfers staan in de tabel."),
        heads, lines,
    )  # fmt: skip


def _line(row: Row, top: int) -> SafeString:
    code, cells = row
    middle = top + LINE // 2 + 5
    return format_html(
        '<text class="leeft__rij" x="0" y="{}">{}</text>{}',
        middle,
        code,
        format_html_join("", "{}", ((_cell(cell, n, top, middle),) for n, cell in enumerate(cells) if cell)),
    )


def _cell(cell: tuple[str, int | None], n: int, top: int, middle: int) -> SafeString:
    code, share = cell
    told = f"{MARKS[code]} {share}%" if share is not None else MARKS[code]
    return format_html(
        '<rect class="leeft__{0}" x="{1}" y="{2}" width="{3}" height="{4}" rx="7"/>'
        '<text class="leeft__getal leeft__op-{0}" x="{5}" y="{6}" text-anchor="middle">{7}</text>',
        code, LABELS + CELL * n + GAP // 2, top + GAP // 2, CELL - GAP, LINE - GAP, LABELS + CELL * n + CELL // 2, middle, told,
    )  # fmt: skip


def trend_svg(points: Sequence[tuple[date, int]], spoken: str) -> SafeString:
    """Shares in per cent, oldest first, with the line from which it goes well. A point stands where its day is."""
    first, days = points[0][0], max((points[-1][0] - points[0][0]).days, 1)
    placed = [(_across((day - first).days, days, len(points)), _up(share), day, share) for day, share in points]
    path = " ".join(f"{'M' if n == 0 else 'L'}{x} {y}" for n, (x, y, _day, _share) in enumerate(placed))
    return format_html(
        '<svg class="verloop" role="img" viewBox="0 0 {} {}" width="100%" aria-label="{}">'
        '<line class="verloop__grond" x1="0" x2="{}" y1="{}" y2="{}"/>'
        '<line class="verloop__doel" x1="0" x2="{}" y1="{}" y2="{}"/>'
        '<path class="verloop__lijn" d="{}"/>{}</svg>',
        WIDTH, HEIGHT, spoken, WIDTH, FLOOR, FLOOR, WIDTH, _up(GOES_WELL), _up(GOES_WELL), path,
        format_html_join("", "{}", ((_point(*point, named=n in (0, len(placed) - 1)),) for n, point in enumerate(placed))),
    )  # fmt: skip


def _point(x: float, y: float, day: date, share: int, *, named: bool) -> SafeString:
    return format_html(
        '<circle class="verloop__punt" cx="{}" cy="{}" r="5"/>'
        '<text class="verloop__getal" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="verloop__dag" x="{}" y="{}" text-anchor="middle">{}</text>',
        x, y, x, round(y - 11, 1) if y > TOP + 12 else round(y + 22, 1), f"{share}%",
        x, FLOOR + 22, datum_kort(day) if named else "",
    )  # fmt: skip


def _across(days: int, all_days: int, count: int) -> float:
    return WIDTH / 2 if count == 1 else round(EDGE + (WIDTH - 2 * EDGE) * days / all_days, 1)


def _up(share: int) -> float:
    return round(FLOOR - (FLOOR - TOP) * share / 100, 1)


def _short(words: str) -> str:
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"
