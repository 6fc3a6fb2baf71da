"""`/v/kijker/…/`: «mag je naam erbij?», with two buttons. No account. GET and HEAD look only: a mail scanner says yes for
nobody. It stands in the lane of `bevraging.lane`, so nothing here can look for a session.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bevraging import screens, visitors
from bevraging.frames import page, private
from bevraging.languages import chrome
from opvolging import spotlight_mails
from opvolging.actions import spotlight_names
from opvolging.models import SpotlightName

YES, NO = "ja", "liever-niet"


# Who holds the link may answer: without the secret another site cannot make this form, so no token has to come along.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    name = spotlight_mails.name_of(secret)
    if name is None:
        return _unknown(request)
    with translation.override(chrome(name.employee.language)):
        if request.method != "POST":
            return _page(request, name)
        _answered(name, request.POST.get("keuze", ""))
        return private(HttpResponseRedirect(request.path, status=303))


def _answered(name: SpotlightName, choice: str) -> None:
    """Pressed twice, or after it was withdrawn: nothing happens, and the page shows how it stands."""
    if choice == YES:
        spotlight_names.agree(name=name)
    elif choice == NO:
        spotlight_names.decline(name=name)


def _page(request: HttpRequest, name: SpotlightName) -> HttpResponse:
    spotlight = name.spotlight
    context = {
        "name": name,
        "spotlight": spotlight,
        "organisatie": spotlight.project.organisation.name,
        "asked_by": name.asked_by or spotlight.project.organisation,
        "state": name.status,
    }
    return private(render(request, "public/opvolging/kijker.html", context))


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same calm page for a link that is not ours and an old one; who guesses too often waits."""
    return screens.too_often("nl") if visitors.missed(request) else page("terug_weg", (), "nl", dict, {}, 404)
