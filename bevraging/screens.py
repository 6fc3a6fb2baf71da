"""The pages of a respondent, as functions: what is the same for all goes into a frame, what is personal into its slots."""

import hashlib
import math
from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from bevraging.actions.answering import Visit, questions_of
from bevraging.frames import page, private
from bevraging.languages import languages_of, option_words
from bevraging.links import envelope
from bevraging.messages import draw_message, is_error, words
from bevraging.models import Participant, Survey
from bevraging.participation import in_steps
from bevraging.questions import OPTIONS, Question

LANGUAGE_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
SECONDS_A_QUESTION = 15
STEP = 10

__all__ = [
    "check",
    "closed",
    "code",
    "done",
    "language_of",
    "lost",
    "private",
    "question",
    "start",
    "too_often",
    "unknown",
]


def language_of(visit: Visit, chosen: str) -> str:
    """The language chosen here, else the colleague's own, when the questions are written in it; else Dutch."""
    if {chosen, visit.participant.language} <= {"", "nl"}:
        return "nl"  # nearly everybody, and the questions need not be looked through
    written = languages_of(questions_of(visit.survey))
    return next((code for code in (chosen, visit.participant.language) if code in written), "nl")


def start(visit: Visit, language: str) -> HttpResponse:
    return page("start", _key(visit), language, lambda: _context(visit), {})


def question(
    visit: Visit, language: str, number: int, answer: str | None, *, message: str = "", status: int = 200
) -> HttpResponse:
    """Question `number`; `answer` is marked as chosen, or stands in the text field. None: not answered yet."""
    asked = questions_of(visit.survey)
    one = asked[number - 1]
    slots = {"e": envelope(visit.token), "bericht": draw_message(message, language, number)}
    if is_error(message):
        slots["fout"] = words("fout", language) + " "
    if one.is_statement and answer in OPTIONS:
        slots[f"k{answer}"] = " antwoord--gekozen"
        slots[f"j{answer}"] = f'<small class="antwoord__jouw">{words("jouw", language)}</small>'
    elif answer:
        slots["tekst"] = "\n" + escape(answer)  # the first line break after <textarea> is not part of the text
    return page("vraag", (*_key(visit), number), language, lambda: _question(visit, number, language), slots, status)


def check(
    visit: Visit, language: str, answers: Mapping[str, str], *, message: str = "", status: int = 200
) -> HttpResponse:
    """All answers so far, each with a way to change it."""
    options = option_words(language)
    slots = {"e": envelope(visit.token), "bericht": draw_message(message, language, 0)}
    asked = questions_of(visit.survey)
    for number, one in enumerate(asked, 1):
        given = answers.get(one.key, "")
        slots[f"a{number}"] = _shown(one, given, options) if given else words("niets", language)

    def context() -> dict:
        rows = [{"number": number, "words": one.words(language)} for number, one in enumerate(asked, 1)]
        return _context(visit) | {"rows": rows}

    return page("nakijken", _key(visit), language, context, slots, status)


def done(visit: Visit, language: str, *, just_sent: bool = False) -> HttpResponse:
    """Thank you, and what happens next. How many took part is told in tens, never exactly."""
    answered = Participant.objects.filter(survey=visit.survey, answered=True).count()
    shown = in_steps(answered, max(STEP, visit.survey.min_group))
    day = visit.survey.closes_on if visit.is_open else _day_of_closing(visit.survey)
    now = {"just_sent": just_sent, "shown": shown, "is_open": visit.is_open, "last_day": day}
    return page("klaar", (*_key(visit), *now.values()), language, lambda: _context(visit) | now, {})


def closed(visit: Visit, language: str) -> HttpResponse:
    """Closed, and on which day: asked of the database, for what is kept of the survey dates from before the close."""
    day = _day_of_closing(visit.survey)
    return page("gesloten", (*_key(visit), day), language, lambda: _context(visit) | {"last_day": day}, {})


def code(language: str) -> HttpResponse:
    return page("code", ("leeg",), language, dict, {})


def unknown(language: str, typed: str = "") -> HttpResponse:
    """The same calm page for a wrong, an old and a made-up link."""
    return page("code", ("onbekend",), language, lambda: {"unknown": True}, {"code": escape(typed)}, 404)


def too_often(language: str) -> HttpResponse:
    response = page("te_vaak", (), language, dict, {}, 429)
    response["Retry-After"] = "60"
    return response


def lost(language: str, text: str = "") -> HttpResponse:
    """The browser forgot who this is. What was just typed is shown, so that it can be copied."""
    return page("kwijt", (bool(text),), language, lambda: {"with_text": bool(text)}, {"tekst": escape(text)}, 403)


def _context(visit: Visit) -> dict:
    survey = visit.survey
    asked = questions_of(survey)
    written = languages_of(asked)
    return {
        "survey": survey,
        "organisation_name": survey.project.organisation.name,
        "last_day": survey.closes_on,
        "total": len(asked),
        "minutes": math.ceil(len(asked) * SECONDS_A_QUESTION / 60),
        "languages": [(code, LANGUAGE_NAMES[code]) for code in written] if len(written) > 1 else [],
        "start_url": reverse("bevraging:v_start", args=[survey.pk]),
        "first_url": reverse("bevraging:v_vraag", args=[survey.pk, 1]),
        "last_url": reverse("bevraging:v_vraag", args=[survey.pk, len(asked)]),
    }


def _day_of_closing(survey: Survey) -> date:
    """The planned last day, or the day on which somebody closed it before that."""
    closed_at = Survey.objects.filter(pk=survey.pk).values_list("closed_at", flat=True).first()
    last = survey.closes_on
    assert last is not None, "a survey that was sent has a last day"  # noqa: S101
    return min(timezone.localdate(closed_at), last) if closed_at else last


def _question(visit: Visit, number: int, language: str) -> dict:
    asked = questions_of(visit.survey)
    one = asked[number - 1]
    return _context(visit) | {
        "question": one,
        "words": one.words(language),
        "hint": one.hint_words(language),
        "options": _options(language),
        "number": number,
        "before": range(number - 1),
        "behind": range(len(asked) - number),
    }


def _key(visit: Visit) -> tuple[str]:
    survey = visit.survey
    same = (survey.pk, survey.digest, survey.title, survey.intro, survey.contact, survey.closes_on, survey.mode)
    whole = "\x00".join(map(str, (*same, survey.min_group, survey.project.organisation.name)))
    return (hashlib.blake2b(whole.encode(), digest_size=12).hexdigest(),)


def _options(language: str) -> list[dict]:
    rows = option_words(language).items()
    return [{"code": code, "words": text} for code, text in rows]


def _shown(asked: Question, given: str, options: Mapping[str, str]) -> str:
    return escape(options[given]) if asked.is_statement else f"‘{escape(given)}’"
