"""The two drawings of «Ondersteuning». Each stands beside a table with the same numbers; every number is printed."""

from collections.abc import Sequence
from textwrap import wrap

from django.utils.dateformat import format as day_words
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uitrol.support_counts import Heat, Week

LABELS, CELL, LINE, HEAD, GAP = 214, 78, 42, 34, 4
LETTERS, PLACE_LETTERS = 30, 11
"""Longer words do not fit in the drawing; the table has them whole."""
TINTS = 4
LEADING = 16
WIDTH, HEIGHT, FLOOR, TOP = 720, 220, 186, 26
WEEKS = 26
WIDEST_BAR = 46
EACH_WORD = 34
"""A week needs so much room for its day under it; with less only every other week has it."""


def heat_svg(heat: Heat) -> SafeString:
    """A tinted cell for each number: the most asked is the deepest."""
    width, height = LABELS + CELL * len(heat.places), HEAD + LINE * len(heat.rows)
    heads = format_html_join(
        "",
        '<text class="warmte__kop" x="{}" y="22" text-anchor="middle">{}</text>',
        ((LABELS + CELL * i + CELL // 2, _short(name, PLACE_LETTERS)) for i, name in enumerate(heat.places)),
    )
    lines = format_html_join("", "{}", ((_heat_line(heat, n),) for n in range(len(heat.rows))))
    return format_html(
        '<svg class="warmte" role="img" viewBox="0 0 {} {}" width="{}" height="{}" aria-label="{}">{}{}</svg>',
        width, height, width, height,
        _("Hoeveel er gevraagd werd, per taak of thema en per locatie. De cijfers staan in de tabel."),
        heads, lines,
    )  # fmt: skip


def _heat_line(heat: Heat, n: int) -> SafeString:
    row, top = heat.rows[n], HEAD + LINE * n
    middle = top + LINE // 2 + 5
    cells = format_html_join(
        "",
        '<rect class="warmte__{0}" x="{1}" y="{2}" width="{3}" height="{4}" rx="7"/>'
        '<text class="warmte__getal warmte__op-{0}" x="{5}" y="{6}" text-anchor="middle">{7}</text>',
        (
            (tint(count, heat.highest), LABELS + CELL * i + GAP // 2, top + GAP // 2, CELL - GAP, LINE - GAP,
             LABELS + CELL * i + CELL // 2, middle, count)
            for i, count in enumerate(row.counts)
        ),
    )  # fmt: skip
    return format_html("{}{}", _label(row.label, middle), cells)


def _label(words: str, middle: int) -> SafeString:
    """In two lines at most."""
    lines = wrap(words, LETTERS, max_lines=2, placeholder="…")
    first = middle - LEADING // 2 * (len(lines) - 1)
    rows = ((first + LEADING * n, line) for n, line in enumerate(lines))
    return format_html_join("", '<text class="warmte__rij" x="0" y="{}">{}</text>', rows)


def tint(count: int, highest: int) -> int:
    """0 for nothing, 4 for what comes near the highest."""
    return 0 if not count else max(1, -(-TINTS * count // highest))


def curve_svg(weeks: Sequence[Week]) -> SafeString:
    """Bars per week, with their number; at most half a year."""
    weeks = weeks[-WEEKS:]
    highest = max((week.asked for week in weeks), default=0) or 1
    step = WIDTH / max(len(weeks), 1)
    wide = min(step - 4, WIDEST_BAR)
    every = 1 if step >= EACH_WORD else 2
    bars = format_html_join("", "{}", (
        (_bar(week, n, step, wide, highest, named=(len(weeks) - 1 - n) % every == 0),) for n, week in enumerate(weeks)
    ))  # fmt: skip
    total = sum(week.asked for week in weeks)
    told = ngettext("%(n)d vraag of drempel", "%(n)d vragen en drempels", total) % {"n": total}
    return format_html(
        '<svg class="afkoeling" role="img" viewBox="0 0 {} {}" width="100%" aria-label="{}">'
        '<line class="afkoeling__grond" x1="0" x2="{}" y1="{}" y2="{}"/>{}</svg>',
        WIDTH, HEIGHT, _("Hoeveel er per week gevraagd werd: %(told)s. De cijfers staan in de tabel.") % {"told": told},
        WIDTH, FLOOR, FLOOR, bars,
    )  # fmt: skip


def _bar(week: Week, n: int, step: float, wide: float, highest: int, *, named: bool) -> SafeString:
    tall = round((FLOOR - TOP) * week.asked / highest)
    middle = round(step * n + step / 2, 1)
    return format_html(
        '<rect class="afkoeling__week" x="{}" y="{}" width="{}" height="{}" rx="4"/>'
        '<text class="afkoeling__getal" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="afkoeling__dag" x="{}" y="{}" text-anchor="middle">{}</text>',
        round(middle - wide / 2, 1), FLOOR - tall, round(wide, 1), tall,
        middle, FLOOR - tall - 7, week.asked,
        middle, FLOOR + 22, day_words(week.monday, "j/n") if named else "",
    )  # fmt: skip


def _short(words: str, letters: int) -> str:
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"
