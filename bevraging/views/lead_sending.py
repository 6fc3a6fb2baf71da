"""Phase 3, check and send: who gets it, when, what they will read, what the results can show. One more question, then it goes."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging import actions, fatigue, mails, reminders, trials
from bevraging.languages import language_name
from bevraging.models import Survey
from bevraging.naming import nowhere
from bevraging.phone import phone_of
from bevraging.questions import WITH_OPTIONS, Question
from bevraging.translating import Text
from bevraging.views.base import Status, editable_survey, page, page_of, phases, to, url_of, written_of
from bevraging.views.lead_languages import outdated_words
from bevraging.views.lead_people import counts_of
from bevraging.views.send_addresses import doubts_of, mailed_of, shared_of
from bevraging.views.send_rest import audience_of
from trajecten.templatetags.getallen import getal

MOST_DOUBTS = 5
MOST_GAPS = 6


@require_safe
@login_required
def check(request, slug: str, pk: int):
    """Everything to look at before sending. Changes nothing."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    count = counts_of(survey)
    if not count["n"]:
        return to("wie", survey)
    version, asked = written_of(survey)
    gaps = per_language(survey, actions.missing_translations(survey, version, asked) if version else {})
    old = per_language(survey, actions.outdated_translations(survey, version, asked) if version else {})
    people = mailed_of(survey)
    audience = audience_of(survey, count, people, request.GET.get("rust", ""))
    count = audience.count
    privacy = actions.privacy_check(survey, without=audience.left_out)
    doubts = doubts_of(request, people)
    late = survey.closes_on is None or survey.closes_on <= timezone.localdate()
    ready = privacy.enough and bool(asked) and not gaps and not late
    context = {
        "count": count,
        "audience": audience,
        "privacy": privacy,
        "places": places_of(survey, audience.left_out),
        "doubts": doubts[:MOST_DOUBTS],
        "more_doubts": max(0, len(doubts) - MOST_DOUBTS),
        "shared": shared_of(request, people),
        "late": late,
        "reminder_days": reminders.days_of(survey, timezone.localdate()) if survey.closes_on else [],
        "ready": ready,
        "mail": preview(survey),
        "phone": phone_of(asked),
        "asked": bool(asked),
        "undrawn": is_undrawn(survey, asked),
        "gaps": gaps,
        "outdated": old,
        "send_url": url_of("bevestig", survey) + (f"?rust={audience.choice}" if audience.choice else ""),
        "send_label": send_words(count),
        "state": state_sentence(doubts, sum(one["count"] for one in old), ready=ready),
        "phases": phases(survey, "versturen"),
    }
    return render(request, "bevraging/versturen.html", page(request, survey, **context))


def per_language(survey: Survey, found: dict[str, list[Text]]) -> list[dict]:
    """Per language: how many texts ask for a look, and the first of them with the page where they are written."""
    return [
        {
            "name": language_name(code),
            "code": code,
            "count": len(texts),
            "texts": texts[:MOST_GAPS],
            "url": f"{url_of('talen', survey)}?taal={code}&leeg=1",
        }
        for code, texts in found.items()
    ]


def preview(survey: Survey) -> dict:
    """The values of the real mail, for somebody called An."""
    if survey.closes_on is None:
        return {}
    return mails.survey_context(survey, "nl") | {"first_name": "An", "organisation": survey.project.organisation.name}


def places_of(survey: Survey, left_out: Sequence[int] = ()) -> list[dict]:
    """Per location: how many people, and how many of them get a mail."""
    people = survey.participants.exclude(pk__in=left_out) if left_out else survey.participants
    rows = people.values("employee__location__name").annotate(n=Count("pk"), mail=Count("pk", filter=~Q(email="")))
    places = [
        {
            "name": row["employee__location__name"] or nowhere(),
            "n": row["n"],
            "mail": row["mail"],
            "slip": row["n"] - row["mail"],
        }
        for row in rows.order_by()
    ]
    return sorted(places, key=lambda place: (-place["n"], place["name"]))


def send_words(count: dict[str, int]) -> str:
    """The verb of the button, with the number of mails."""
    told = {name: getal(number) for name, number in count.items()}
    if not count["mail"]:
        return (
            ngettext("Open de bevraging voor %(n)s collega", "Open de bevraging voor %(n)s collega's", count["n"])
            % told
        )
    return ngettext("Verstuur naar %(mail)s collega", "Verstuur naar %(mail)s collega's", count["mail"]) % told


def is_undrawn(survey: Survey, asked: list[Question]) -> bool:
    """Whether an easy survey has answers to choose from, and not one of them has its drawing yet."""
    choices = [option for question in asked if question.type in WITH_OPTIONS for option in question.options]
    return survey.easy and bool(choices) and not any(option.picture for option in choices)


def state_sentence(doubts: list, outdated: int, *, ready: bool) -> str:
    if not ready:
        return _("Er moet nog iets bij voor je kan versturen.")
    if doubts:
        return ngettext(
            "Bijna klaar. Kijk nog even naar %(n)d adres.",
            "Bijna klaar. Kijk nog even naar %(n)d adressen.",
            len(doubts),
        ) % {"n": len(doubts)}
    if outdated:
        return outdated_words(outdated)
    return _("Alles staat klaar. Kijk het nog even na en verstuur.")


# --- Sending -------------------------------------------------------------------------------------


@require_POST
@login_required
def send_test(request, slug: str, pk: int):
    """«Stuur eerst een test naar mezelf»: the real mail, to who is signed in."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    if survey.closes_on is None:
        messages.error(request, _("Kies eerst een einddatum."))
        return to("versturen", survey)
    mails.queue_test(survey, request.user)
    messages.success(request, _("De test is onderweg naar %(address)s.") % {"address": request.user.email})
    return to("versturen", survey)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm(request, slug: str, pk: int):
    """GET asks, POST sends. Pressed twice it goes once: the launch itself decides."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    if request.method == "POST":
        return _send(request, survey)
    return _ask(request, survey, request.GET.get("rust", ""))


def _ask(request, survey: Survey, choice: str, *, reason_error: str = ""):
    count = counts_of(survey)
    if not count["n"]:
        return to("wie", survey)
    audience = audience_of(survey, count, mailed_of(survey), choice)
    context = {
        "vraag": confirm_question(audience.count),
        "actie": send_words(audience.count),
        "terug_url": url_of("versturen", survey),
        "choice": audience.choice,
        "lately": len(audience.lately),
        "reason_error": reason_error,
    }
    return render(request, "bevraging/bevestig_versturen.html", page(request, survey, **context))


def confirm_question(count: dict[str, int]) -> str:
    told = {name: getal(number) for name, number in count.items()}
    if not count["mail"]:
        return (
            ngettext(
                "Open je de bevraging voor %(n)s collega?", "Open je de bevraging voor %(n)s collega's?", count["n"]
            )
            % told
        )
    return (
        ngettext(
            "Verstuur je de bevraging naar %(mail)s collega?",
            "Verstuur je de bevraging naar %(mail)s collega's?",
            count["mail"],
        )
        % told
    )


def _send(request, survey: Survey):
    choice, reason = request.POST.get("rust", ""), request.POST.get("reden", "")
    if choice == fatigue.SEND_ANYWAY and not reason.strip():
        return _ask(request, survey, choice, reason_error=_("Schrijf kort waarom."))
    try:
        actions.launch(survey=survey, by=request.user, lately=choice, reason=reason)
    except actions.NotReady as error:
        messages.error(request, str(error))
        return to("versturen", survey)
    trials.forget(request.session, survey)
    return to("deelname", survey)
