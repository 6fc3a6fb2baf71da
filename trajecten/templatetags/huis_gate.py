"""The gate and the track: poortlijst, poortboog, spoor."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trajecten import track_drawing
from trajecten.templatetags.huis_basics import choose

register = template.Library()

OPEN_STATES = {"not_met", "too_little"}
ROW_ICONS = {"met": "vinkrond", "not_met": "half", "too_little": "rond", "not_applicable": "min", "waived": "vlag"}


@register.simple_tag
def poortboog(status: str, css: str = ""):
    """The arch in one of its six states. Decoration: words stand beside it."""
    choose(str(status), track_drawing.ARCHES, "status")
    return track_drawing.arch(str(status), css)


@register.inclusion_tag("components/poortlijst.html")
def poortlijst(
    rows,
    *,
    title: str,
    status: str = "",
    decision: str = "",
    decision_detail: str = "",
    level: int = 2,
    compact: bool = False,
):
    """The checklist of a gate: open rows first, then done, the decision last; head with «3 van 5 nodige punten in orde» and a meter.

    `rows` carry .state .text .detail .remedy_url .remedy_label .kind .waiver. Rows that only help («should») and rows
    that do not apply are shown but not counted. An open row with a `.waiver` (its `.lines` say why) reads «met een
    afwijking» and never counts as in order.
    """
    rows = [_row(row) for row in rows]
    rows.sort(key=lambda row: row["order"])
    counted = [row for row in rows if row["counts"]]
    done = sum(row["state"] == "met" for row in counted)
    waived = sum(row["state"] == "waived" for row in counted)
    total = len(counted)
    status = str(status) or ("closed" if not total or not done else "ready" if done == total else "almost")
    return {
        "rows": rows, "title": title, "status": status, "done": done, "total": total, "level": level, "compact": compact,
        "summary": _summary(done, total, waived),
        "decision": decision, "decision_detail": decision_detail,
    }  # fmt: skip


def _summary(done: int, total: int, waived: int) -> str:
    values = {"done": done, "total": total, "waived": waived}
    if waived:
        return _("%(done)s van %(total)s nodige punten in orde, %(waived)s met een afwijking") % values
    return _("%(done)s van %(total)s nodige punten in orde") % values


def _row(row) -> dict:
    state = choose(str(row.state), ROW_ICONS, "state")
    helps = str(getattr(row, "kind", "") or "") == "should"
    waiver = getattr(row, "waiver", None)
    is_open = state in OPEN_STATES and not waiver
    state = "waived" if waiver and state in OPEN_STATES else state
    return {
        "state": state, "text": row.text, "detail": getattr(row, "detail", "") or "", "icon": ROW_ICONS[state],
        "remedy_url": getattr(row, "remedy_url", "") or "", "remedy_label": getattr(row, "remedy_label", "") or _("Bekijk"),
        "helps": helps, "open": is_open, "counts": not helps and state != "not_applicable",
        "lines": waiver.lines if waiver else [],
        "order": (0 if is_open and not helps else 1 if is_open or state == "waived" else 2 if state == "met" else 3),
    }  # fmt: skip


@register.inclusion_tag("components/spoor.html")
def spoor(
    track,
    *,
    variant: str = "full",
    title: str = "",
    text="",
    level: int = 2,
    id: str = "spoor",
    all_url: str = "",
    links: bool = False,
):
    """Het spoor. full: with the draagvlak line (shrinks itself on a phone); compact: stations and gates only.

    `links` for who may see the gates: an arch where something was decided leads there.
    For lists use `{% minispoor %}`, for PDF, print and mail `{% spoor_svg %}`.
    """
    choose(variant, {"full", "compact"}, "variant")
    measured = track.measured
    usual = _("Het spoor") if variant == "compact" else _("Het spoor en het draagvlak")
    return {
        "track": track, "variant": variant, "title": title or usual, "text": text, "level": level, "id": id,
        "pairs": track_drawing.pairs(track), "current": track.current, "all_url": all_url, "links": links,
        "plot": track_drawing.landscape(track) if variant == "full" and measured else "",
        "plot_label": track_drawing.spoken(track),
    }  # fmt: skip


@register.simple_tag
def minispoor(step: int, *, statuses=None):
    """Six dots for lists. `step` is the current one; `statuses` (six words) overrules done/now/later."""
    words = (
        [str(s) for s in statuses]
        if statuses
        else ["done" if n < step else "now" if n == step else "later" for n in range(1, 7)]
    )
    return track_drawing.mini(words, _("Stap %(step)s van 6") % {"step": step})


@register.simple_tag
def spoor_svg(track, *, width: str = "100%"):
    """The same track as one SVG with presentation attributes and fixed colours: for PDF, print and mail."""
    return track_drawing.standalone(track, width)


@register.simple_tag
def punten(number: int):
    """«1 punt», «2 punten»."""
    return ngettext("%(number)s punt", "%(number)s punten", number) % {"number": number}
