"""Forms: error summary, choice cards, answer buttons, chips, confirm dialog."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from trajecten.faces import FACES
from trajecten.templatetags.huis_basics import draw

register = template.Library()


@register.inclusion_tag("components/foutsamenvatting.html")
def foutsamenvatting(*forms):
    """What to look at again, on top, linked to the fields. Takes forms and formsets; shows nothing without errors.

    A form drawn with `{% crispy %}` brings its own: do not use both.
    """
    found = []
    for form in forms:
        for one in getattr(form, "forms", None) or ([form] if form else []):
            found += summary_of(one)
        if hasattr(form, "non_form_errors"):
            found += [("", message) for message in form.non_form_errors()]
    return {"errors": found, "count": len({id for id, _message in found if id})}


def summary_of(form) -> list[tuple[str, str]]:
    """(id to jump to, message) of every error of one form, form-wide ones first."""
    if not form.is_bound or not form.errors:
        return []
    found = [("", message) for message in form.non_field_errors()]
    for bound in form:
        found += [(bound.id_for_label or f"{bound.auto_id}_0", message) for message in bound.errors]
    return found


@register.inclusion_tag("components/keuze.html")
def keuze(*, name: str, legend: str, options, value: str = "", error: str = "", help: str = "", level: int = 0):
    """Choice cards. `options`: (value, label, one line of explanation). Nothing is chosen unless `value` says so."""
    rows = [((*tuple(map(_text, option)), ""))[:3] for option in options]
    return {
        "name": name,
        "legend": legend,
        "options": rows,
        "value": _text(value),
        "error": error,
        "help": help,
        "level": level,
    }


def _text(value) -> str:
    return "" if value is None else str(value)


@register.simple_tag
def antwoord(
    text: str, *, value: str, name: str = "antwoord", face: int = 0, chosen: bool = False, light: bool = False
):
    """One answer of a respondent: a submit button. `face` 1–5 draws a face beside the words, 0 none."""
    return format_html(
        '<button class="antwoord{}{}" name="{}" value="{}">{}<span>{}</span>{}</button>',
        " antwoord--licht" if light else "", " antwoord--gekozen" if chosen else "", name, value,
        FACES[int(face)] if face else "", text,
        format_html('<small class="antwoord__jouw">{}</small>', template_gettext("jouw antwoord")) if chosen else "",
    )  # fmt: skip


def template_gettext(text: str) -> str:
    from django.utils.translation import gettext

    return gettext(text)


@register.simple_tag
def smoel(number: int):
    """The drawn face of answer 1–5. Never without the words."""
    return FACES[int(number)]


@register.simple_tag
def chip(text: str, *, name: str, value: str, checked: bool = False, type: str = "checkbox", id: str = ""):
    """A chip one can switch on: a real checkbox or radio in the shape of a chip."""
    key = id or f"{name}-{value}"
    return format_html(
        '<span class="chip"><input type="{}" id="{}" name="{}" value="{}"{}><label for="{}">{}{}</label></span>',
        type, key, name, value, mark_safe(" checked" if checked else ""), key, draw("vink"), text,
    )  # fmt: skip


@register.simple_block_tag(takes_context=True)
def venster(context, content, *, question: str, action: str, cancel: str, danger: bool = False, keep: str = ""):
    """The confirm question with its form: the body of a confirm page, and what the dialog shows.

    The question holds the number, the button repeats the verb. Hidden fields and text go inside the block.
    `cancel` is where to go when one does not; `keep` is the word for that («Nog niet», «Hou ze»).
    """
    from django.middleware.csrf import get_token

    request = context.get("request")
    token = (
        format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
        if request
        else ""
    )
    return format_html(
        '<section class="venster" data-venster-inhoud aria-labelledby="venster-vraag"><h1 id="venster-vraag">{}</h1>'
        '<form method="post"{}>{}<div class="venster__tekst">{}</div><div class="rij"><button class="knop{}">{}</button>'
        '<a class="knop knop--rand" href="{}" data-venster-sluit>{}</a></div></form></section>',
        question, format_html(' action="{}"', request.get_full_path()) if request else "", token, content,
        " knop--wis" if danger else "", action, cancel, keep or template_gettext("Nog niet"),
    )  # fmt: skip
