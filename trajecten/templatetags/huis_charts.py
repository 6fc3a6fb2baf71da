"""Likert bars and heat cells, drawn by the server; the same numbers in a real table beside them."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from trajecten.charts import LABEL_FROM

register = template.Library()

PAPER = (
    ("#A84B16", "#FFFFFF"),
    ("#EBAE77", "#1E2B31"),
    ("#DAD7CD", "#1E2B31"),
    ("#74B8B4", "#1E2B31"),
    ("#0B5D66", "#FFFFFF"),
)


def scale_words() -> list[str]:
    """The five answers as results name them, from no to yes."""
    return [_("helemaal niet"), _("eerder niet"), _("tussenin"), _("eerder wel"), _("helemaal wel")]


def spoken(shares) -> str:
    parts = [
        _("%(word)s %(share)s procent") % {"word": word, "share": share}
        for word, share in zip(scale_words(), shares, strict=True)
    ]
    return ", ".join(parts)


def segments(shares):
    """(number, share, left, middle, width) of each segment that has a width; together they fill the bar.

    Shares that are rounded one by one make 99 or 101: the widths do not.
    """
    left, total = 0.0, sum(shares) or 100
    for number, share in enumerate(shares, 1):
        width = 100 * share / total
        if share:
            yield number, share, left, left + width / 2, width
        left += width


@register.simple_tag
def likert_balk(shares):
    """One 100% bar of five shares, as SVG on classes: follows light and dark."""
    shares = _five(shares)
    rects = format_html_join(
        "",
        '<rect class="l{}" x="{}%" width="{}%" height="100%"/>',
        ((n, f"{x:g}", f"{w:g}") for n, _s, x, _m, w in segments(shares)),
    )
    texts = format_html_join(
        "",
        '<text class="lt{}" x="{}%" y="50%" dy=".35em">{}</text>',
        ((n, f"{m:g}", s) for n, s, _x, m, _w in segments(shares) if s >= LABEL_FROM),
    )
    return format_html(
        '<svg class="lik" role="img" aria-label="{}" width="100%" height="34">{}{}</svg>', spoken(shares), rects, texts
    )


@register.simple_tag
def likert_svg(shares, *, width: str = "54mm", height: str = "6mm"):
    """The same bar for PDF: presentation attributes and fixed colours only."""
    shares = _five(shares)
    rects = format_html_join(
        "",
        '<rect x="{}" y="0" width="{}" height="11" rx="1" fill="{}"/>',
        ((f"{x:g}", f"{max(w - 0.7, 0.3):g}", PAPER[n - 1][0]) for n, _s, x, _m, w in segments(shares)),
    )
    texts = format_html_join(
        "",
        '<text x="{}" y="7.3" font-size="4.8" font-weight="600" text-anchor="middle" font-family="Figtree Variable, Figtree, Arial" fill="{}">{}</text>',
        ((f"{m:g}", PAPER[n - 1][1], s) for n, s, _x, m, _w in segments(shares) if s >= LABEL_FROM),
    )
    return format_html(
        '<svg viewBox="0 0 100 11" width="{}" height="{}" role="img" aria-label="{}">{}{}</svg>',
        width,
        height,
        spoken(shares),
        rects,
        texts,
    )


@register.simple_tag
def balk_svg(share: int, spoken: str, *, width: str = "60mm", height: str = "3mm"):
    """One share of 100 as a bar, for PDF; `spoken` says it in words."""
    return format_html(
        '<svg viewBox="0 0 200 10" width="{}" height="{}" role="img" aria-label="{}">'
        '<rect width="200" height="10" rx="3" fill="#EDEBE4"/><rect width="{}" height="10" rx="3" fill="#0B5D66"/></svg>',
        width,
        height,
        spoken,
        max(2 * min(int(share), 100), 2),
    )


def _five(shares) -> list[int]:
    shares = [int(share) for share in shares]
    if len(shares) != 5:
        raise template.TemplateSyntaxError("A Likert bar has five shares.")
    return shares


@register.inclusion_tag("components/legende.html")
def legende():
    """The legend in words."""
    return {"items": list(enumerate(scale_words(), 1))}


@register.inclusion_tag("components/likert.html")
def likert(rows, *, title: str, groups=(), level: int = 2, id: str = "uitslag"):
    """Statements with their bar, «zegt ja», the cells per group and the table twin.

    `rows`: `trajecten.charts.LikertRow`; `groups`: (name, number of answers) of each cell, in the same order.
    Sorted by «zegt ja», highest first. The caller has already merged groups under 5 (see bevraging).
    """
    words = scale_words()
    ordered = sorted(rows, key=lambda row: -row.yes)
    drawn = [
        {
            "row": row,
            "cells": [{"cell": cell, "tone": cell.tone(row.yes)} for cell in row.cells],
            "shares": list(row.shares),
            "named": list(zip(row.shares, words, strict=True)),
        }
        for row in ordered
    ]
    groups = list(groups)
    return {
        "rows": drawn, "groups": groups, "title": title, "level": level, "id": id, "words": words,
        "many": len(groups) > 5 or any(len(word) > 11 for name, _n in groups for word in str(name).split()), "has_spread": any(row.spread is not None for row in ordered),
    }  # fmt: skip
