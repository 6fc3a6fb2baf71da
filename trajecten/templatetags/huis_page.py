"""What stands around the content: state sentence, breadcrumb, tabs, numbers, progress."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def toestand(text):
    """The state of things in one generated sentence, under the h1."""
    return format_html('<p class="toestand">{}</p>', text)


@register.simple_tag
def kruimel(*parts):
    """Where am I: label, url, label, url, …; an empty url gives plain text. The current page is the h1, not here."""
    if len(parts) % 2:
        raise template.TemplateSyntaxError("kruimel takes pairs: label url label url …")
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    items = format_html_join(
        "", "<li>{}</li>", ((format_html('<a href="{}">{}</a>', url, label) if url else label,) for label, url in pairs)
    )
    return format_html('<nav class="kruimel" aria-label="{}"><ol>{}</ol></nav>', _("Kruimelpad"), items)


@register.inclusion_tag("components/tabs.html")
def tabs(items, current: str, *, label: str):
    """Tabs as links. `items`: (key, label, url) each; `current` is the key of this page."""
    return {"items": [tuple(item) for item in items], "current": current, "label": label}


@register.inclusion_tag("components/cijfers.html")
def cijfers(items, *, label: str = ""):
    """At most four numbers, each with its context. `items`: (label, number, context) or with a fourth, tone «ok»/«nog»."""
    rows = [((*tuple(item), ""))[:4] for item in items]
    if len(rows) > 4:
        raise template.TemplateSyntaxError("cijfers shows at most four numbers.")
    if any(not row[2] for row in rows):
        raise template.TemplateSyntaxError("Every number needs its context: «132 van 214».")
    return {"rows": rows, "label": label or _("In cijfers")}


@register.inclusion_tag("components/voortgang.html")
def voortgang(
    *,
    done: int,
    total: int,
    text: str,
    failed: int = 0,
    url: str = "",
    finished: bool | None = None,
    id: str = "voortgang",
    note: str = "",
):
    """Long work: a count and a bar from the server. With `url` (this page or a fragment) it refreshes every 2 seconds.

    What `url` answers must hold an element `id` in the end as well: that is what stays. `finished=False` goes on asking
    when all is counted, for work that has something left to do then.
    """
    return {
        "done": done, "total": total, "failed": failed, "url": url, "text": text, "id": id, "note": note,
        "finished": (total > 0 and done + failed >= total) if finished is None else finished,
    }  # fmt: skip


@register.simple_tag
def meter(done: int, total: int, label: str, tone: str = "mos"):
    """A thin bar as SVG, so that no style attribute is needed; the label says the numbers."""
    width = round(100 * done / total, 1) if total else 0
    return format_html(
        '<svg class="meter meter--{}" role="img" aria-label="{}" width="100%" height="10">'
        '<rect class="meter__vlak" width="100%" height="10" rx="5"/>{}</svg>',
        tone, label, format_html('<rect class="meter__vol" width="{}%" height="10" rx="5"/>', f"{width:g}") if width else "",
    )  # fmt: skip
