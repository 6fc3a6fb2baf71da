"""Numbers and dates in at most six bands, so that no page shows what one person filled in. Pure: no database.

A band is written as «10..20» (from 10, under 20), «..10» (under 10) or «20..» (20 or more); for dates the edges are months:
«2026-01..2026-04». The edges come from the limits of the question, and where it has none from the answers: then at least
`k` answers lie under the first edge and `k` above the last, so that the smallest and the largest answer cannot be read.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bevraging.questions import DATE, Question

MOST_EDGES = 5
MONTHS = (1, 3, 12, 24, 60, 120, 240, 600, 1200)
"""Months, quarters, years and more of them: what the bands of a date may be wide."""


def bands_of(question: Question, answers: Iterable[str], k: int) -> list[str]:
    """The codes of the bands, smallest first; empty when the answers lie so close that any edge would tell too much."""
    read = value_of(question)
    if question.minimum and question.maximum:
        low, high = read(question.minimum), read(question.maximum)
    else:
        values = sorted(read(answer) for answer in answers)
        if len(values) < 2 * k:
            return []
        low, high = values[k - 1], values[-k]
    edges = _edges(low, high, MONTHS if question.type == DATE else _nice(high - low))
    if question.type != DATE and question.maximum and edges and edges[-1] == high:
        edges.pop()  # «10 of meer» where 10 is the most
    written = [_written(edge, question) for edge in edges]
    return [f"{one}..{other}" for one, other in zip(["", *written], [*written, ""], strict=True)] if written else []


def band_of(question: Question, bands: Sequence[str]) -> Callable[[str], str]:
    """A function that says in which band an answer lies."""
    read = value_of(question)
    edges = [(read(_day(band.partition("..")[0], question)), band) for band in bands[1:]]

    def find(answer: str) -> str:
        value = read(answer)
        return next((band for edge, band in reversed(edges) if value >= edge), bands[0])

    return find


def value_of(question: Question) -> Callable[[str], Decimal]:
    """A function from an answer to what is compared: the number, or for a date the months since the year 0."""
    return _months if question.type == DATE else Decimal


def in_words(band: str, question: Question) -> str:
    """«10 tot onder 20», «onder 10», «20 of meer», «januari tot maart 2026», «voor januari 2026»."""
    low, _dots, high = band.partition("..")
    if question.type == DATE:
        return _dates_in_words(low, high)
    low, high = low.replace(".", ","), high.replace(".", ",")
    if not low:
        return _("onder %(high)s") % {"high": high}
    if not high:
        return _("%(low)s of meer") % {"low": low}
    return _("%(low)s tot onder %(high)s") % {"low": low, "high": high}


def _dates_in_words(low: str, high: str) -> str:
    if not low:
        return _("voor %(month)s") % {"month": _month(high)}
    if not high:
        return _("vanaf %(month)s") % {"month": _month(low)}
    first, last = _months(f"{low}-01"), _months(f"{high}-01") - 1
    if first == last:
        return _month(low)
    return _("%(first)s tot en met %(last)s") % {"first": _month(low), "last": _month(_month_code(int(last)))}


def _month(code: str) -> str:
    return date_format(date.fromisoformat(f"{code}-01"), "F Y")


def _months(answer: str) -> Decimal:
    day = date.fromisoformat(answer)
    return Decimal(day.year * 12 + day.month - 1)


def _month_code(months: int) -> str:
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _day(edge: str, question: Question) -> str:
    return f"{edge}-01" if question.type == DATE else edge


def _written(edge: Decimal, question: Question) -> str:
    return _month_code(int(edge)) if question.type == DATE else format(edge.normalize(), "f")


def _nice(span: Decimal) -> list[Decimal]:
    """Steps of 1, 2 and 5 times a power of ten, from a tenth of the span on."""
    if span <= 0:
        return []
    start = span.adjusted() - 1
    return [Decimal(digit).scaleb(start + power) for power in range(4) for digit in (1, 2, 5)]


def _edges(low: Decimal, high: Decimal, steps: Iterable[Decimal | int]) -> list[Decimal]:
    """Multiples of the first step that has at most `MOST_EDGES` of them above `low` and not above `high`."""
    for step in map(Decimal, steps):
        first, last = low // step, high // step
        # Decimal rounds towards zero; under it one step further down is meant.
        first -= low < first * step
        last -= high < last * step
        if last - first <= MOST_EDGES:
            return [step * place for place in range(int(first) + 1, int(last) + 1)]
    return []
