"""Small components: icon, button, label, message, face, card, empty state."""

from collections.abc import Mapping

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from trajecten.icons import ICONS

register = template.Library()

BUTTON_VARIANTS = {"vol", "rand", "stil", "wis"}
LABEL_TONES = {"": "", "ok": "vink", "nog": "rond", "poort": "klok", "nu": "op", "zon": "ster"}
MESSAGE_TONES = {"info": "info", "ok": "vinkrond", "nog": "let", "fout": "let", "privacy": "slot"}
FACE_TONES = {"pruim", "petrol", "zon"}


def choose(value: str, allowed, what: str) -> str:
    """`value` when the component knows it; a template error that names the possibilities otherwise."""
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{what} is {value!r}, must be one of {sorted(allowed)}.")
    return value


def draw(name: str, css: str = "") -> SafeString:
    """The drawing itself, for use in Python."""
    choose(name, ICONS, "icon")
    return mark_safe(  # our own drawing; the class is escaped
        f'<svg class="i{" " + conditional_escape(css) if css else ""}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ICONS[name]}</svg>'
    )


@register.simple_tag
def icon(name: str, css: str = ""):
    """One icon, hidden from screen readers: a word always stands beside it."""
    return draw(name, css)


@register.inclusion_tag("components/knop.html")
def knop(
    text: str,
    *,
    href: str | None = None,
    type: str = "submit",
    name: str = "",
    value: str = "",
    variant: str = "vol",
    icon: str = "",
    icon_after: str = "",
    size: str = "",
    wide: bool = False,
    dialog: bool = False,
    form: str = "",
    extra: str = "",
):
    """A button (or a link that looks like one, when `href` is given). Text is a verb and an object.

    `extra` is the id of a sentence that describes it. `dialog` opens the page behind `href` as a confirm dialog; without JavaScript the page itself opens.
    """
    if href == "":
        # Most likely a name that is not known in this block: as a button it would send the form around it.
        raise ValueError(f"The button «{text}» leads nowhere.")
    choose(variant, BUTTON_VARIANTS, "variant")
    choose(size, {"", "groot"}, "size")
    if icon:
        choose(icon, ICONS, "icon")
    if icon_after:
        choose(icon_after, ICONS, "icon_after")
    return {
        "text": text, "href": href, "type": type, "name": name, "value": value, "variant": variant, "icon": icon,
        "icon_after": icon_after, "size": size, "wide": wide, "dialog": dialog, "form": form, "extra": extra,
    }  # fmt: skip


@register.inclusion_tag("components/mailknop.html")
def mailknop(text: str, href: str):
    """The one button of a mail: a table, because mail programs need one."""
    return {"text": text, "href": href}


@register.simple_tag
def etiket(text: str, tone: str = "", icon: str | None = None):
    """A status label: always an icon and a word, unless the tone is neutral."""
    name = choose(tone, LABEL_TONES, "tone") and LABEL_TONES[tone] if icon is None else icon
    return format_html(
        '<span class="etiket{}">{}{}</span>', f" etiket--{tone}" if tone else "", draw(name) if name else "", text
    )


@register.inclusion_tag("components/bericht.html")
def bericht(
    title: str, text="", *, tone: str = "info", icon: str = "", href: str = "", link: str = "", alert: bool = False
):
    """A message in the page that stays until it is solved."""
    choose(tone, MESSAGE_TONES, "tone")
    return {
        "title": title, "text": text, "tone": tone, "icon": icon or MESSAGE_TONES[tone],
        "href": href, "link": link, "alert": alert or tone == "fout",
    }  # fmt: skip


@register.simple_block_tag(end_name="endbericht")
def berichtblok(content, *, title: str, tone: str = "info", icon: str = "", alert: bool = False):
    """As `bericht`, with own markup inside. Close with `endbericht`."""
    choose(tone, MESSAGE_TONES, "tone")
    return format_html(
        '<div class="bericht bericht--{}"{}>{}<div><strong>{}</strong>{}</div></div>',
        tone, mark_safe(' role="alert"' if alert else ""), draw(icon or MESSAGE_TONES[tone]), title, content,
    )  # fmt: skip


@register.simple_tag
def gezicht(name: str, *, initials: str = "", tone: str = "pruim", big: bool = False):
    """Initials in a circle. Decoration: the name itself stands beside it."""
    choose(tone, FACE_TONES, "tone")
    words = [word for word in str(name).replace("@", " ").split() if word[:1].isalnum()]
    letters = initials or "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
    return format_html(
        '<span class="gezicht gezicht--{}{}" aria-hidden="true">{}</span>',
        tone,
        " gezicht--groot" if big else "",
        letters or "–",
    )


@register.simple_block_tag
def kaart(
    content,
    *,
    title: str = "",
    link: str = "",
    href: str = "",
    level: int = 2,
    id: str = "",
    css: str = "",
    label: str = "",
):
    """A white card. Heading left, one quiet link right. Never a card in a card."""
    head = ""
    if title:
        quiet = format_html('<a class="klein" href="{}">{}</a>', href, link) if link else ""
        head = format_html(
            '<div class="kaart__kop"><h{0}{1}>{2}</h{0}>{3}</div>', int(level), _id(id and f"{id}-kop"), title, quiet
        )
    named = (
        format_html(' aria-labelledby="{}-kop"', id)
        if id and title
        else format_html(' aria-label="{}"', label)
        if label
        else ""
    )
    return format_html(
        '<section class="kaart{}"{}{}>{}{}</section>', f" {css}" if css else "", _id(id), named, head, content
    )


def _id(value: str):
    return format_html(' id="{}"', value) if value else ""


@register.inclusion_tag("components/leeg.html")
def leeg(
    title: str,
    text: str,
    *,
    knop: str = "",
    href: str = "",
    post: str = "",
    more: str = "",
    more_href: str = "",
    level: int = 2,
):
    """An empty screen: what comes here in a title, one line, one button (a link, or with `post` one that makes it)."""
    if knop and not (href or post):
        raise ValueError(f"The button «{knop}» leads nowhere.")
    return {
        "title": title,
        "text": text,
        "knop": knop,
        "href": href,
        "post": post,
        "more": more,
        "more_href": more_href,
        "level": level,
    }


@register.inclusion_tag("components/kijker.html")
def kijker(
    quote: str, text: str = "", *, label: str = "", knop: str = "", href: str = "", wide: bool = False, level: int = 2
):
    """«In de kijker»: at most one on a page; praises actions and teams, no rankings."""
    return {"quote": quote, "text": text, "label": label, "knop": knop, "href": href, "wide": wide, "level": level}


@register.simple_tag
def dag(date):
    """A small calendar leaf, for «Binnenkort» and «Deze week»."""
    from django.utils.formats import date_format

    if not isinstance(date, Mapping) and hasattr(date, "tzinfo") and date.tzinfo:
        from django.utils.timezone import localtime

        date = localtime(date)
    return format_html(
        '<span class="dag">{}<b>{}</b>{}</span>', date_format(date, "D"), date_format(date, "j"), date_format(date, "b")
    )
