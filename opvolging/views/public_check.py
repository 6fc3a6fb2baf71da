"""`/v/check/…/`: what an owner saw, in under a minute. No account; GET and HEAD look only, POST notes.

The link is the key: who has it may answer, so no other site can make a form for it (`csrf_exempt`).
"""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bevraging import screens, visitors
from bevraging.frames import page, private
from bevraging.languages import chrome
from fundament.reminders import works_here
from opvolging.actions.checks import note_check, version_on
from opvolging.actions.rhythm import GUARD
from opvolging.check_links import Found, planned_of
from opvolging.check_words import class_then, meaning_of, next_step_of
from opvolging.forms_checks import CheckForm
from opvolging.models import AgreementCheck, PlannedCheck
from trajecten import gate
from trajecten.form_errors import refuse
from trajecten.models import Project

CHOSEN = "taal"
LANGUAGES = ("nl", "fr", "en")
LANGUAGE_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, secret: str) -> HttpResponse:
    found = planned_of(secret)
    if found is None:
        return screens.too_often("nl") if visitors.missed(request) else page("terug_weg", (), "nl", dict, {}, 404)
    with translation.override(_language(request, found)):
        return _answer(request, secret, found)


def _language(request: HttpRequest, found: Found) -> str:
    """The one that was chosen, else the one in which the owner gets mail."""
    chosen = request.GET.get(CHOSEN, "")
    owner = found.planned.rhythm.owner
    return chosen if chosen in LANGUAGES else chrome(owner.language if owner else "nl")


def _answer(request: HttpRequest, secret: str, found: Found) -> HttpResponse:
    planned = found.planned
    owner = planned.rhythm.owner
    has_owner = owner is not None and works_here(owner)
    if found.is_old:
        return _page(request, planned, "over", status=410, moved=has_owner, nobody=not has_owner)
    if planned.status == PlannedCheck.Status.SKIPPED or (planned.rhythm.ended_on and not _is_done(planned)):
        return _page(request, planned, "over")
    if not has_owner:  # they left; without a row of theirs any more nothing is known of why
        return _page(request, planned, "over", status=410, nobody=owner is None, gone=owner is not None)
    if _is_done(planned):
        return _thanks(request, planned)
    project = planned.rhythm.agreement.project
    if not gate.may(project, GUARD):
        return _page(request, planned, "over", stopped=project.status == Project.Status.STOPPED, closed=True)
    form = CheckForm(request.POST if request.method == "POST" else None, organisation=project.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            note_check(rhythm=planned.rhythm, planned=planned, **form.cleaned_data)
        except (ValidationError, gate.GateClosed) as error:
            refuse(form, error)
        else:
            chosen = request.GET.get(CHOSEN, "")
            more = f"?{CHOSEN}={chosen}" if chosen in LANGUAGES else ""
            return private(HttpResponseRedirect(reverse("opvolging:v_check", args=[secret]) + more))
    return _page(request, planned, "invullen", status=400 if form.errors else 200, form=form, words=_words(planned))


def _is_done(planned: PlannedCheck) -> bool:
    return planned.status == PlannedCheck.Status.DONE


def _words(planned: PlannedCheck) -> str:
    """The agreement as it holds there today; empty when it does not."""
    try:
        return version_on(planned.rhythm, timezone.localdate()).sentence
    except ValidationError:
        return ""


def _thanks(request: HttpRequest, planned: PlannedCheck) -> HttpResponse:
    noted = AgreementCheck.objects.get(rhythm=planned.rhythm_id, due_on=planned.due_on)
    return _page(
        request,
        planned,
        "dank",
        meaning=meaning_of(noted),
        next_step=next_step_of(noted),
        found=class_then(noted),
        noted=noted,
    )


def _page(request: HttpRequest, planned: PlannedCheck, name: str, *, status: int = 200, **context) -> HttpResponse:
    rhythm = planned.rhythm
    now = translation.get_language()
    context |= {
        "planned": planned,
        "rhythm": rhythm,
        "agreement": rhythm.agreement,
        "project": rhythm.agreement.project,
        "organisatie": rhythm.agreement.project.organisation.name,
        "languages": [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES if code != now],
    }
    return private(render(request, f"public/opvolging/check_{name}.html", context, status=status))
