"""Slips of paper for who has no mail: a QR code, a code to type, and what somebody wants to know before starting.

With a first name each slip reaches the person it is of, and answers count at the right location. Without names nobody
can know who got which code: the lead chooses (docs/privacy.md, «Honest limits»).
"""

from collections import defaultdict
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from bevraging import actions, mails
from bevraging.links import code_of, link_of
from bevraging.models import Participant, Survey
from organisatie.models import Language

MASK = 3
A_SHEET = 9
A_PART = 33 * A_SHEET
"""Slips in one PDF: what is made well within the patience of a browser. More people are more PDFs."""


def people_with_slip(survey: Survey) -> QuerySet[Participant]:
    """Who has no mail. In a survey by name those who answered are left out; in an anonymous one that would tell who did."""
    people = survey.participants.filter(email="")
    return people if survey.is_anonymous else people.filter(answered=False)


def in_order(survey: Survey, *, names: bool) -> list[tuple[Participant, str]]:
    """(person, place) by place, then by name; without names in an order that says nothing."""
    labels = dict(survey.segments.filter(dimension="location").values_list("code", "label"))
    people = people_with_slip(survey).select_related("employee__location")

    def place(person: Participant) -> str:
        # With a name the place where somebody works; without, the group under which the answer counts.
        own = person.employee.location if names and person.employee else None
        return own.name if own else labels.get(person.location, "")

    placed = [(person, place(person)) for person in people]
    return sorted(
        placed, key=lambda one: (one[1] == "", one[1], one[0].name.lower() if names else one[0].code_hash or "")
    )


def slip_of(person: Participant, place: str, *, names: bool) -> dict:
    """What stands on one slip."""
    import segno

    # One of the eight patterns, not the best of eight: any reader knows all, and trying them takes a third of the time.
    qr = segno.make(link_of(person.pk, person.generation), error="m", mask=MASK, micro=False)
    return {
        "name": mails.first_name(person.name) if names and person.name.strip() else "",
        "place": place,
        "code": code_of(person.pk, person.generation),
        "qr": qr.svg_inline(scale=3, border=0, omitsize=True),
        "language": person.language,
    }


def code_address() -> str:
    """Where the code is typed, as on paper: without «https://»."""
    return urlsplit(settings.SITE_URL).netloc + reverse("bevraging:v_code")


def parts_of(count: int) -> int:
    """In how many PDFs `count` slips are made."""
    return -(-count // A_PART)


def pdf(survey: Survey, *, names: bool, part: int = 1) -> bytes:
    """Part `part` (from 1) of the slips, nine on a sheet of A4, each in the language of the person."""
    from trajecten import paper

    people = in_order(survey, names=names)[(part - 1) * A_PART : part * A_PART]
    words = _words(survey, {person.language for person, _place in people})
    rows = [words[person.language] | slip_of(person, place, names=names) for person, place in people]
    sheets = [rows[at : at + A_SHEET] for at in range(0, len(rows), A_SHEET)]
    context = {"sheets": sheets, "survey": survey, "lettertype": paper.FONT, "code_address": code_address()}
    return paper.pdf(render_to_string("pdf/bevraging/briefjes.html", context))


def _words(survey: Survey, languages: set[str]) -> dict[str, dict]:
    """What all slips of one language share: title, minutes, last day."""
    version = survey.versions.order_by("-number").first()
    translated = version.translations if version else {}
    minutes = mails.minutes_for(len(actions.questions_of(survey)))
    found: dict[str, dict] = defaultdict(dict)
    for language in languages or {Language.NL}:
        with translation.override(language):
            title = translated.get(language, {}).get("title") or survey.title
            found[language] = {"title": title, "minutes": minutes, "closes": survey.closes_on}
    return found
