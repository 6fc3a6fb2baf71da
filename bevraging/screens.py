"""The pages of a respondent, as functions: what is the same for all goes into a frame, what is personal into its slots."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from bevraging.answer_words import answer_lines
from bevraging.frames import page, private
from bevraging.messages import draw_message, is_error, words
from bevraging.models import Participant, Survey
from bevraging.participation import in_steps
from bevraging.screens_question import question
from bevraging.screens_shared import context_of, digest_of, key_of, shared_slots
from bevraging.walks import Walk

STEP = 10
SECONDS_OF_THANKS = 20
"""After this a shared tablet is there for the next colleague."""

__all__ = [
    "check",
    "closed",
    "code",
    "done",
    "lost",
    "private",
    "question",
    "start",
    "tablet",
    "tablet_off",
    "too_often",
    "unknown",
]


def start(walk: Walk) -> HttpResponse:
    return page(
        "start", key_of(walk), walk.language, lambda: context_of(walk), shared_slots(walk), keep=not walk.is_trial
    )


def check(walk: Walk, *, message: str = "", status: int = 200) -> HttpResponse:
    """All answers so far, each with a way to change it; of what was not asked nothing."""
    missing = walk.missing if walk.paper.requires else []
    slots = shared_slots(walk) | {"zegel": walk.seal(), "bericht": _message(walk, message, missing)}
    if is_error(message):
        slots["fout"] = words("fout", walk.language) + " "
    asked = [number for number in walk.numbers if walk.question(number).is_asked]
    for number in asked:
        lines = answer_lines(walk.paper, walk.question(number), walk.answers, walk.language)
        none = words("moet" if number in missing else "niets", walk.language)
        slots[f"a{number}"] = "<br>".join(map(escape, lines)) if lines else f"<span{_rand(walk)}>{none}</span>"
    slots["vorige"] = walk.before(len(walk.paper.asked) + 1)

    def context() -> dict:
        rows = [
            {"number": number, "url": walk.url(number), "words": walk.question(number).words(walk.language)}
            for number in asked
        ]
        return context_of(walk) | {"rows": rows}

    keep = not walk.is_trial and not walk.paper.branches  # with conditions the rows are one person's own
    return page("nakijken", key_of(walk), walk.language, context, slots, status, keep=keep)


def _message(walk: Walk, name: str, missing: list[int]) -> str:
    url = walk.url(missing[0]) if name == "ontbreekt" and missing else ""
    return draw_message(name, walk.language, url=url, left=len(missing))


def _rand(walk: Walk) -> str:
    return f' lang="{walk.around}" dir="ltr"' if walk.paper.foreign(walk.language) else ""


def done(walk: Walk, *, just_sent: bool = False) -> HttpResponse:
    """Thank you, and what happens next. How many took part is told in tens, never exactly."""
    survey = walk.survey
    answered = 0 if walk.is_trial else Participant.objects.filter(survey=survey, answered=True).count()
    shown = in_steps(answered, max(STEP, survey.min_group))
    day = survey.closes_on if walk.is_open else _day_of_closing(survey)
    now = {"just_sent": just_sent, "shown": shown, "is_open": walk.is_open, "last_day": day}
    key = (*key_of(walk), *now.values())
    slots = shared_slots(walk)
    response = page("klaar", key, walk.language, lambda: context_of(walk) | now, slots, keep=not walk.is_trial)
    if walk.tablet_url:
        response["Refresh"] = f"{SECONDS_OF_THANKS}; url={walk.tablet_url}"
    return response


def closed(walk: Walk) -> HttpResponse:
    """Closed, and on which day: asked of the database, for what is kept of the survey dates from before the close."""
    day = _day_of_closing(walk.survey)
    return page(
        "gesloten",
        (*key_of(walk), day),
        walk.language,
        lambda: context_of(walk) | {"last_day": day},
        shared_slots(walk),
    )


def code(language: str) -> HttpResponse:
    return page("code", ("leeg",), language, lambda: {"code_url": reverse("bevraging:v_code")}, {})


def unknown(language: str, typed: str = "") -> HttpResponse:
    """The same calm page for a wrong, an old and a made-up link."""

    def context() -> dict:
        return {"unknown": True, "code_url": reverse("bevraging:v_code")}

    return page("code", ("onbekend",), language, context, {"code": escape(typed)}, 404)


def tablet(survey: Survey, url: str, typed: str | None = None) -> HttpResponse:
    """«Volgende collega: typ je code», for the shared tablet at `url`. `typed` is a code that nobody has."""
    wrong = typed is not None
    key = (digest_of(survey.pk, survey.title, survey.project.organisation.name), wrong)

    def context() -> dict:
        return {"unknown": wrong, "tablet_of": survey, "organisation_name": survey.project.organisation.name}

    slots = {"code": escape(typed or ""), "code_url": escape(url)}
    return page("tablet", key, "nl", context, slots, 404 if wrong else 200)


def tablet_off(language: str) -> HttpResponse:
    """The address of a tablet that was taken back, or of a survey that is over."""
    return page("tablet_uit", (), language, dict, {}, 404)


def too_often(language: str) -> HttpResponse:
    response = page("te_vaak", (), language, dict, {}, 429)
    response["Retry-After"] = "60"
    return response


def lost(language: str, text: str = "") -> HttpResponse:
    """The browser forgot who this is. What was just typed is shown, so that it can be copied."""
    return page("kwijt", (bool(text),), language, lambda: {"with_text": bool(text)}, {"tekst": escape(text)}, 403)


def _day_of_closing(survey: Survey) -> date:
    """The planned last day, or the day on which somebody closed it before that."""
    closed_at = Survey.objects.filter(pk=survey.pk).values_list("closed_at", flat=True).first()
    last = survey.closes_on
    assert last is not None, "a survey that was sent has a last day"  # noqa: S101
    return min(timezone.localdate(closed_at), last) if closed_at else last
