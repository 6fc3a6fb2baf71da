"""«Wat deden we met jullie antwoorden»: the link of the page, and its words as they are read.

The words are those of the lead: the page holds text, and no figure that is worked out when somebody looks.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bevraging.models import FeedbackVersion, Survey
from bevraging.questions import LANGUAGES
from trajecten.tokens import make_token

PURPOSE = "bevraging-terug"
SAID, DOING, NOT_DOING, NEXT, CONTACT = "said", "doing", "not_doing", "next", "contact"
HEADINGS = {
    SAID: gettext_lazy("Dit vertelden jullie"),
    DOING: gettext_lazy("Dit doen we ermee"),
    NOT_DOING: gettext_lazy("Dit doen we niet, en waarom"),
    NEXT: gettext_lazy("Wat nu volgt, en wanneer"),
    CONTACT: gettext_lazy("Bij wie kan je terecht?"),
}
MAY_BE_EMPTY = {NOT_DOING}
LONGEST = 1_500
"""Letters in one part: five of them, the style and the font stay together under 60 kB."""
TOLD = (Survey.Status.CLOSED, Survey.Status.PUBLISHED)
"""The states in which there is something to come back with."""


# --- The link ------------------------------------------------------------------------------------


def secret_of(survey: int) -> str:
    """Signed and stored nowhere; always the same, so a poster keeps working when the text is renewed."""
    return f"{survey}-{make_token(PURPOSE, survey)}"


def address_of(survey: int, language: str = "nl") -> str:
    """The whole address, for a mail or a poster."""
    path = reverse("bevraging:v_terug", args=[secret_of(survey)])
    return f"{settings.SITE_URL}{path}" + (f"?taal={language}" if language != "nl" else "")


def find_shared(secret: str) -> FeedbackVersion | None:
    """The newest shared version behind a link; None for a link that is not ours, and as long as nothing is shared."""
    number = secret.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    if not hmac.compare_digest(secret_of(int(number)).encode(), secret.encode()):
        return None
    shared = FeedbackVersion.objects.filter(feedback__survey=int(number), shared_at__isnull=False)
    return shared.select_related("feedback__survey__project__organisation").order_by("-number").first()


# --- The words -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Section:
    heading: str
    lines: tuple[str, ...]


def written_in(texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The languages in which it can be read, Dutch first and then those of the house."""
    return sorted(
        texts, key=lambda code: (code not in LANGUAGES, LANGUAGES.index(code) if code in LANGUAGES else 0, code)
    )


def language_for(texts: Mapping[str, Mapping[str, str]], wanted: str) -> str:
    """`wanted` where the lead wrote it, else Dutch."""
    return wanted if wanted in texts else "nl"


def sections_of(texts: Mapping[str, Mapping[str, str]], language: str) -> list[Section]:
    """The parts that hold something, each line apart. Headings in the language that is active."""
    mine = texts.get(language, {})
    return [Section(str(HEADINGS[name]), lines_of(mine[name])) for name in HEADINGS if mine.get(name)]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something, without the dash that people put before them."""
    found = (line.strip().lstrip("-•*").strip() for line in text.splitlines())
    return tuple(line for line in found if line)
