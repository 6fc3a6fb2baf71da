"""The part of the rhythm on the page of step 6: each agreement with how it lives, per place, and what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opvolging import step_rows
from opvolging.addresses import address
from opvolging.classes import ATTENTION, GROWING, TOO_LITTLE, UNKNOWN, WELL, CheckClass
from opvolging.drawings import matrix_svg
from opvolging.reading import Seen, Share, percent, shares
from opvolging.step_parts import Facts, Part, register
from opvolging.step_rows import Holding, Running

SOON = timedelta(weeks=4)
SHOWN = 6
"""So many checks stand in the side column; the list has them all."""
METERS = {WELL.code: "mos", GROWING.code: "petrol", ATTENTION.code: "klei"}


@dataclass(frozen=True)
class Cell:
    """One agreement in one place: what was seen last, and in which class that falls today."""

    place: str
    found: CheckClass
    seen: Seen | None

    @property
    def percent(self) -> int | None:
        """None when it may not be told: expired, or seen too little."""
        known = self.seen is not None and self.found not in (UNKNOWN, TOO_LITTLE)
        return percent(self.seen.followed, self.seen.seen) if self.seen and known else None


@dataclass(frozen=True)
class Line:
    """One agreement on the page."""

    number: int
    sentence: str
    url: str
    share: Share | None
    cells: tuple[Cell, ...]

    @property
    def code(self) -> str:
        return f"A{self.number:02}"

    @property
    def found(self) -> CheckClass:
        return self.share.found if self.share else UNKNOWN

    @property
    def meter(self) -> str:
        return METERS.get(self.found.code, "petrol")

    @property
    def seen_on(self) -> date | None:
        return max((cell.seen.noted_on for cell in self.cells if cell.seen), default=None)


def build(project: Any, facts: Facts, today: date) -> Mapping[str, Any] | None:
    """None when nothing holds and nobody ever looked."""
    held, latest, begun = step_rows.holding(facts), step_rows.latest(facts), step_rows.running(facts)
    if not held and not latest:
        return None
    lines = _lines(project, held, latest, today)
    places = sorted({cell.place for line in lines for cell in line.cells})
    soon = [one for one in begun if one.next_on and one.next_on <= today + SOON]
    return {
        "lines": lines,
        "places": places,
        "matrix": matrix_of(lines, places),
        "checked": any(line.seen_on for line in lines),
        "soon": soon[:SHOWN],
        "more": max(0, len(soon) - SHOWN),
        "late": sum(one.late for one in begun),
        "ownerless": sum(not one.owned for one in begun),
        "without": len(step_rows.without_rhythm(held, begun)),
        "running": len(begun),
        "today": today,
    }


def matrix_of(lines: list[Line], places: list[str]) -> SafeString:
    """The drawing beside the table: a row for each agreement, a column for each place."""
    by_place = [{cell.place: cell for cell in line.cells} for line in lines]
    rows = [
        (line.code, [(by_place[n][place].found.code, by_place[n][place].percent) if place in by_place[n] else None for place in places])
        for n, line in enumerate(lines)
    ]  # fmt: skip
    return matrix_svg(rows, [place or _("overal") for place in places])


def _lines(project: Any, held: list[Holding], latest: list[Seen], today: date) -> list[Line]:
    """Of what holds today; with its places those where it holds and those where somebody looked."""
    words = {one.number: one.sentence for one in sorted(held, key=lambda one: one.version)}
    totals = shares(latest, today)
    return [
        Line(
            number,
            words[number],
            address(project, "afspraak", number),
            totals.get(number),
            _cells(
                [one for one in held if one.number == number], [one for one in latest if one.number == number], today
            ),
        )
        for number in sorted(words)
    ]


def _cells(held: list[Holding], latest: list[Seen], today: date) -> tuple[Cell, ...]:
    seen = {one.place: one for one in latest}
    whole = "" in seen and not any(seen[place].location for place in seen)
    places = [""] if whole else sorted({one.place for one in held} | set(seen))
    return tuple(
        Cell(place, seen[place].class_on(today) if place in seen else UNKNOWN, seen.get(place)) for place in places
    )


def state_sentence(found: Mapping[str, Any] | None) -> str:
    """How the agreements live, in one to three short sentences; what nobody knows is told as such."""
    if found is None:
        return _("Hier komt hoe jullie afspraken leven, zodra ze ergens gelden.")
    lines: list[Line] = found["lines"]
    counts = {kind: sum(line.found is kind for line in lines) for kind in (WELL, GROWING, ATTENTION)}
    known = sum(counts.values())
    if not known:
        return (
            _("Het ritme staat klaar. Na de eerste check zie je hier hoe het loopt.")
            if found["running"]
            else _("De afspraken gelden. Kies nu wie er om de hoeveel tijd naar kijkt.")
        )
    told = [ngettext("%(n)d van de %(all)d afspraken loopt goed.", "%(n)d van de %(all)d afspraken lopen goed.", counts[WELL]) % {"n": counts[WELL], "all": len(lines)}]  # fmt: skip
    if counts[GROWING]:
        told.append(ngettext("Eén groeit nog.", "%(n)d groeien nog.", counts[GROWING]) % {"n": counts[GROWING]})
    if counts[ATTENTION]:
        told.append(
            ngettext("Over één afspraak praten jullie best eens samen.", "Over %(n)d afspraken praten jullie best eens samen.", counts[ATTENTION]) % {"n": counts[ATTENTION]}
        )  # fmt: skip
    if unknown := len(lines) - known:
        told.append(
            ngettext("Van één weten we het nog niet.", "Van %(n)d weten we het nog niet.", unknown) % {"n": unknown}
        )
    return " ".join(told)


def main_action(project: Any, found: Mapping[str, Any] | None) -> tuple[str, str] | None:
    """The one filled button: first that somebody looks everywhere, then what is due. None when the empty state has it."""
    if found is None:
        return None
    if found["without"]:
        return _("Zet het ritme klaar"), address(project, "klaarzetten")
    if found["late"] or found["soon"]:
        return _("Noteer een check"), address(project, "checks")
    return _("Bekijk de ritmes"), address(project, "ritmes")


register("rhythm", 10, Part("opvolging/deel/ritme.html", build, step_rows.columns))

__all__ = ["Cell", "Line", "Running", "build", "main_action", "state_sentence"]
