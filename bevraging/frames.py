"""Pages for respondents, drawn once and filled in many times.

Everything that is the same for all colleagues of a survey is rendered once per language and kept in the process. What
is personal (the envelope, what was chosen, a message) goes into slots: a join of strings per request.
"""

import re
from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from bevraging.languages import chrome, is_rtl

_SLOT = re.compile("\x02([a-z0-9_-]+)\x03")
KEEP = 3600


class Slots:
    """In a template: `{{ slot.tekst }}` leaves a place for `tekst`."""

    def __getitem__(self, name: str) -> SafeString:
        return mark_safe(f"\x02{name}\x03")  # noqa: S308  (no text of anybody)


def page(
    template: str,
    key: tuple[object, ...],
    language: str,
    context: Callable[[], Mapping],
    slots: Mapping[str, str],
    status: int = 200,
    *,
    keep: bool = True,
) -> HttpResponse:
    """The page of `template` in `language`. `key` names everything that `context` depends on; `slots` are safe HTML.

    Without `keep` it is drawn each time: a questionnaire under construction, or a page of one person.
    """
    place = f"frame:{template}:{language}:{'|'.join(map(str, key))}"
    parts = caches["pages"].get(place) if keep and not settings.DEBUG else None
    if parts is None:
        parts = _SLOT.split(_draw(template, language, context()))
        if keep:
            caches["pages"].set(place, parts, KEEP)
    # split() gives text, name, text, name, …, text
    filled = [slots.get(part, "") if place % 2 else part for place, part in enumerate(parts)]
    return private(HttpResponse("".join(filled), status=status))


def _draw(template: str, language: str, context: Mapping) -> str:
    around = chrome(language)
    words = {
        "taal": language,
        "lang": "nl-BE" if language == "nl" else language,
        "rtl": is_rtl(language),
        # What stands around the questions says in which language it does, when that is another one.
        "rand": mark_safe(f' lang="{around}" dir="ltr"') if around != language else "",  # noqa: S308
        "slot": Slots(),
    }
    with translation.override(around):
        return render_to_string(f"public/bevraging/{template}.html", {**context, **words})


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
