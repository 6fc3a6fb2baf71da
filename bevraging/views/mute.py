"""«Stuur me geen herinneringen»: GET shows, POST does, and it can be undone. No account, no session.

A mail program may post here by itself when somebody presses its own «Unsubscribe» (RFC 8058, one click). That request
can carry no CSRF token, and it can do one thing only: what such a button promises, no mail of this kind to this address
any more. The page then shows it, with the way back.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from bevraging import mail_stops
from bevraging.mails import mute_token
from bevraging.models import Participant

BUTTONS = {"stop": True, "weer": False, "geen_mail": True, "wel_mail": False}
"""What a button of the page says, and whether reminders are off after it."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def no_reminders(request, token: str):
    if request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click":
        _press(participant_key(token), "geen_mail")
        # The same answer for a link that is not ours: nothing to learn here.
        return HttpResponse(status=200)
    return _page(request, token)


@csrf_protect
def _page(request, token: str):
    key = participant_key(token)
    people = Participant.objects.filter(pk=key) if key is not None else Participant.objects.none()
    # Only what a button says: a scanner that posts the form by itself presses none.
    pressed = BUTTONS.get(request.POST.get("doe", "")) if request.method == "POST" and key is not None else None
    if pressed is not None:
        _press(key, request.POST["doe"])
        return redirect("bevraging:geen_herinneringen", token)
    person = people.select_related("survey__project__organisation").first()
    stopped = bool(person and person.email) and mail_stops.is_stopped(_organisation_of(person), person.email)
    context = {"person": person, "stopped": stopped}
    return private(render(request, "bevraging/geen_herinneringen.html", context, status=200 if person else 404))


def _press(key: int | None, said: str) -> None:
    """Do what the button says: reminders of this survey, or all surveys of the organisation to this address."""
    people = Participant.objects.filter(pk=key)
    people.update(muted=BUTTONS[said])
    person = people.select_related("survey__project").first()
    if person is not None and person.email and said == "geen_mail":
        mail_stops.stop(_organisation_of(person), person.email)
    elif person is not None and person.email and said == "wel_mail":
        mail_stops.start(_organisation_of(person), person.email)


def _organisation_of(person: Participant) -> int:
    return person.survey.project.organisation_id


def participant_key(token: str) -> int | None:
    """Who the link is of; None when it was not made by us."""
    value = token.partition("-")[0]
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        return None
    return int(value) if constant_time_compare(token, mute_token(int(value))) else None


def private(response: HttpResponse) -> HttpResponse:
    # No stricter Referrer-Policy than the rest of the house (same-origin): with no-referrer a browser posts the form
    # with `Origin: null`, and the CSRF check refuses it.
    response.headers["X-Robots-Tag"] = "noindex"
    return response
