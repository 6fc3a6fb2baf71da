"""Draws the track. Markup only; what is drawn stands in `track.py`.

In the page: SVG with percentages and classes (follows light and dark, no style attribute).
For PDF, print and mail: `standalone`, presentation attributes and fixed colours.
"""

import itertools

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trajecten.support import SupportPoint
from trajecten.track import GateStatus, StationStatus, Track

_SHUT = "M4 34V15a11 11 0 0 1 22 0v19z"
_OPEN = "M5 34V15a10 10 0 0 1 20 0v19"
_DOORS = '<path class="boog__lijn" d="M15 5v28M11.5 20v2.5M18.5 20v2.5"/>'
_THROUGH = f'<path class="boog__rand" d="{_OPEN}"/><path class="boog__boog" d="{_OPEN}"/>'
ARCHES: dict[str, str] = {
    "closed": f'<path class="boog__dicht" d="{_SHUT}"/><path class="boog__streep" d="M15 5v28M11.5 20v2.5M18.5 20v2.5"/>',
    "almost": f'<path class="boog__vol" d="{_SHUT}"/>{_DOORS}',
    "ready": f'<path class="boog__vol" d="{_SHUT}"/><path class="boog__lijn" d="M9.5 20.5l4 4 7.5-8.5"/>',
    "waiting": f'<path class="boog__vol" d="{_SHUT}"/><path class="boog__lijn" d="M11.5 15.5v11M18.5 15.5v11"/>',
    "open": _THROUGH,
    "open_with_condition": f'{_THROUGH}<circle class="boog__punt" cx="24.5" cy="6.5" r="5.5"/><path class="boog__tel" d="M24.5 3.8v2.9l1.8 1.3"/>',
}
TONES = {
    "closed": "dicht",
    "almost": "nu",
    "ready": "nu",
    "waiting": "nu",
    "open": "open",
    "open_with_condition": "open",
}
FIRST, PITCH = 100 / 12, 100 / 6
"""Centre of the first column and the distance between columns, in percent."""


def arch(status: str, css: str = "") -> SafeString:
    return format_html(
        '<span class="boog boog--{}{}"><svg viewBox="0 0 30 36" aria-hidden="true" focusable="false">{}</svg></span>',
        TONES[status], f" {css}" if css else "", mark_safe(ARCHES[status]),  # our own drawing
    )  # fmt: skip


def pairs(track: Track) -> list[dict]:
    """Each station with the gate behind it; the last station has none."""
    gates = [*track.gates, None]
    return [{"station": s, "gate": g, "word": status_word(s)} for s, g in zip(track.stations, gates, strict=True)]


def status_word(station) -> str:
    """What a screen reader hears beside the name."""
    return {
        StationStatus.DONE: _("klaar"),
        StationStatus.NOW: _("jullie zijn hier"),
        StationStatus.LATER: _("straks"),
        StationStatus.REOPENED: _("opnieuw te bekijken"),
    }[StationStatus(station.status)]


def column(step: int) -> float:
    return round(FIRST + PITCH * (step - 1), 3)


def spoken(track: Track) -> str:
    """All values of the plot in one sentence."""
    if not track.measured:
        start = _("Nog geen draagvlak gemeten.")
    else:
        values = ", ".join(
            _("stap %(step)s %(value)s op 100") % {"step": p.step, "value": p.words}
            + (f" ({_('kleine groep')})" if p.small_group else "")
            for p in track.measured
        )
        start = _("Draagvlak per stap: %(values)s.") % {"values": values}
    return start + (
        " " + _("Streefdoel %(target)s op 100.") % {"target": track.target} if track.target is not None else ""
    )


def _curve(a: tuple[float, float], b: tuple[float, float]) -> str:
    """A calm curve from a to b: flat where it leaves and arrives."""
    middle = (b[0] - a[0]) / 2
    return f"C{a[0] + middle:g} {a[1]:g} {b[0] - middle:g} {b[1]:g} {b[0]:g} {b[1]:g}"


def landscape(track: Track) -> SafeString:
    """The hill (down to the line of the stations, below the axis), the line between measured points (never into the future), the points and the goal."""
    points = track.measured
    return format_html(
        '<svg class="vlak" width="100%" height="100%" role="img" aria-label="{}">{}{}{}</svg>',
        spoken(track), _hill(points), _goal(track), format_html_join("", "{}", ((_dot(p, p is points[-1]),) for p in points)),
    )  # fmt: skip


def _hill(points: list[SupportPoint]) -> SafeString:
    if not points:
        return mark_safe("")
    at = [(column(p.step) * 6, 100.0 - p.value) for p in points]
    first, last = at[0], at[-1]
    # The hill begins where somebody first measured: nothing is drawn that nobody knows.
    lead_in = f"M{first[0]:g} 124L{first[0]:g} {first[1]:g}"
    ridge = "".join(_curve(a, b) for a, b in itertools.pairwise(at))
    lines = "".join(
        f'<path class="vlak__lijn{" vlak__lijn--klein" if p.small_group else ""}" d="M{a[0]:g} {a[1]:g}{_curve(a, b)}"/>'
        for a, b, p in zip(at, at[1:], points[1:], strict=False)
    )
    return mark_safe(  # numbers only
        '<svg viewBox="0 0 600 100" preserveAspectRatio="none" width="100%" height="100%" aria-hidden="true">'
        f'<path class="vlak__heuvel" d="{lead_in}{ridge}L{last[0]:g} 124Z"/>{lines}</svg>'
    )


def _goal(track: Track) -> SafeString:
    if track.target is None:
        return mark_safe("")
    taken = {p.step for p in track.measured if abs(p.value - track.target) <= 22}
    # Where the words stand: at the right edge, otherwise in the first gap without a measured point near.
    gap = next((s for s in (6, 5, 4, 3, 2, 1) if not {s, s + 1} & taken), 1)
    x, anchor, css = (
        ("98.5%", "end", "") if gap == 6 else (f"{column(gap) + PITCH / 2:g}%", "middle", " vlak__doel--tussen")
    )
    y = 100 - track.target
    return format_html(
        '<line class="vlak__drempel" x1="0" x2="100%" y1="{0}%" y2="{0}%"/>'
        '<text class="vlak__doel{1}" x="{2}" y="{0}%" dy="-.45em" text-anchor="{3}">{4}</text>',
        y, css, x, anchor, _("streefdoel %(target)s") % {"target": track.target},
    )  # fmt: skip


def _dot(point: SupportPoint, is_last: bool) -> SafeString:
    css = ("meting--nu" if is_last else "") + (" meting--klein" if point.small_group else "")
    small = format_html(
        '<text class="meting__bij" x="{}%" y="{}%" dy="1.9em">{}</text>',
        column(point.step),
        100 - point.value,
        _("kleine groep"),
    )
    return format_html(
        '<g class="meting {0}"><circle cx="{1}%" cy="{2}%" r="{3}"/><text class="meting__getal" x="{1}%" y="{2}%" dy="{4}">{5}</text>{6}</g>',
        css, column(point.step), 100 - point.value, 8 if is_last else 6, "-.75em" if is_last else "-.8em", point.words,
        small if point.small_group else "",
    )  # fmt: skip


def mini(statuses: list[str], label: str) -> SafeString:
    """Six dots on a line, 14 px."""
    parts = []
    for index, status in enumerate(statuses):
        x = 9 + index * 32
        if index:
            reached = status in (StationStatus.DONE, StationStatus.NOW, StationStatus.REOPENED)
            parts.append(f'<path class="mini__lijn{" mini__lijn--k" if reached else ""}" d="M{x - 23} 9H{x - 9}"/>')
        parts.append(
            f'<circle class="mini__bol mini__bol--{escape(status)}" cx="{x}" cy="9" r="{7.5 if status == StationStatus.NOW else 5.75}"/>'
        )
    return format_html(
        '<svg class="mini-spoor" viewBox="0 0 178 18" width="178" height="18" role="img" aria-label="{}">{}</svg>',
        label,
        mark_safe("".join(parts)),  # numbers, and the status escaped
    )


INK, SOFT, LINE, FIELD, PETROL, SUN, MOSS, PLUM = (
    "#1E2B31",
    "#4A5A60",
    "#DDDAD0",
    "#7A8583",
    "#0B5D66",
    "#FFC845",
    "#2B7148",
    "#6A3D70",
)
_GATE_COLOURS = {
    "closed": ("#FFFFFF", FIELD),
    "almost": (PLUM, PLUM),
    "ready": (PLUM, PLUM),
    "waiting": (PLUM, PLUM),
    "open": ("none", MOSS),
    "open_with_condition": ("none", MOSS),
}


def standalone(track: Track, width: str = "100%") -> SafeString:
    """One SVG for paper and mail: viewBox 170 × 42, everything in attributes."""
    base, top, height = 32.0, 6.0, 21.0
    xs = [170 * column(n) / 100 for n in range(1, 7)]
    parts = [f'<path d="M{xs[0]:.2f} {base}H{xs[5]:.2f}" stroke="{LINE}" stroke-width="1"/>']
    at = [(xs[p.step - 1], top + height * (1 - p.value / 100)) for p in track.measured]
    if at:
        ridge = "".join(_curve(a, b) for a, b in itertools.pairwise(at))
        parts.insert(
            0,
            f'<path d="M0 {base}L0 {at[0][1] + 1.5:.2f}L{at[0][0]:.2f} {at[0][1]:.2f}{ridge}L{at[-1][0]:.2f} {base}Z" fill="#DDEEED"/>',
        )
        for a, b, p in zip(at, at[1:], track.measured[1:], strict=False):
            dash = ' stroke-dasharray="1.6 1.2"' if p.small_group else ""
            parts.append(
                f'<path d="M{a[0]:.2f} {a[1]:.2f}{_curve(a, b)}" fill="none" stroke="{PETROL}" stroke-width=".9"{dash}/>'
            )
    if track.target is not None:
        y = top + height * (1 - track.target / 100)
        parts.append(f'<path d="M0 {y:.2f}H170" stroke="{PLUM}" stroke-width=".4" stroke-dasharray=".5 .9"/>')
        parts.append(_text(169, y - 1, _("streefdoel %(target)s") % {"target": track.target}, 2.8, PLUM, anchor="end"))
    reached = max((i for i, s in enumerate(track.stations) if s.status != StationStatus.LATER), default=0)
    if reached:
        parts.append(f'<path d="M{xs[0]:.2f} {base}H{xs[reached]:.2f}" stroke="{PETROL}" stroke-width="1"/>')
    parts += [_paper_gate((xs[i] + xs[i + 1]) / 2, base, str(gate.status)) for i, gate in enumerate(track.gates)]
    parts += [_paper_station(xs[i], base, station) for i, station in enumerate(track.stations)]
    for (x, y), point in zip(at, track.measured, strict=True):
        is_last = point is track.measured[-1]
        parts.append(
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.4" fill="{SUN if is_last else "#FFFFFF"}" stroke="{PETROL}" stroke-width=".9"/>'
        )
        parts.append(_text(x, y - 2.4, point.words, 3.6, INK, weight=700))
        if point.small_group:
            parts.append(_text(x, y + 4.2, _("kleine groep"), 2.6, SOFT))
    return format_html(
        '<svg class="spoor-papier" viewBox="0 0 170 42" width="{}" role="img" aria-label="{}">{}</svg>',
        width, spoken_stations(track), mark_safe("".join(parts)),  # numbers, and words escaped in _text
    )  # fmt: skip


def spoken_stations(track: Track) -> str:
    return (
        _("Stap %(step)s van 6, %(name)s.") % {"step": track.current.number, "name": track.current.name}
        + " "
        + spoken(track)
    )


def _text(
    x: float, y: float, words: str, size: float, colour: str, *, weight: int = 400, anchor: str = "middle"
) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'font-family="Figtree Variable, Figtree, Arial" fill="{colour}">{escape(words)}</text>'
    )


def _paper_gate(x: float, base: float, status: str) -> str:
    fill, line = _GATE_COLOURS[str(GateStatus(status))]
    return (
        f'<path d="M{x - 1.5:.2f} {base + 2}v-3.6a1.5 1.5 0 0 1 3 0v3.6{"z" if fill != "none" else ""}" '
        f'fill="{fill if fill != "none" else "#FFFFFF"}" stroke="{line}" stroke-width=".6"/>'
    )


def _paper_station(x: float, base: float, station) -> str:
    status = StationStatus(station.status)
    fill = {StationStatus.DONE: PETROL, StationStatus.NOW: SUN}.get(status, "#FFFFFF")
    line = FIELD if status == StationStatus.LATER else PETROL
    ink = {StationStatus.DONE: "#FFFFFF", StationStatus.NOW: INK}.get(status, SOFT)
    now = status == StationStatus.NOW
    return (
        f'<circle cx="{x:.2f}" cy="{base}" r="2.8" fill="{fill}" stroke="{line}" stroke-width=".8"/>'
        + _text(x, base + 1.05, str(station.number), 2.8, ink, weight=700)
        + _text(x, base + 7.6, station.name, 3, INK if now else SOFT, weight=700 if now else 400)
    )
