"""`/v/rol/…/`: «doe je mee?», with two buttons. No account. GET and HEAD look only: a mail scanner says yes for nobody."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bevraging import screens, visitors
from bevraging.frames import page, private
from bevraging.languages import chrome
from communicatie import role_mails, role_words
from communicatie.actions import asks
from communicatie.models import RoleAsk

YES, NO = "ja", "liever-niet"


# Who holds the link may answer: without the secret another site cannot make this form, so no token has to come along.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    ask = role_mails.ask_of(secret)
    if ask is None:
        return _unknown(request)
    with translation.override(chrome(ask.employee.language)):
        if request.method != "POST":
            return _page(request, ask)
        try:
            _answered(ask, request.POST.get("keuze", ""))
        except ValidationError as error:
            return _page(request, ask, refused=" ".join(error.messages), status=409)
        return private(HttpResponseRedirect(request.path, status=303))


def _answered(ask: RoleAsk, choice: str) -> None:
    """Pressed twice, or after it was answered: nothing happens, and the page shows how it stands."""
    if choice == YES:
        asks.accept(ask=ask)
    elif choice == NO:
        asks.decline(ask=ask)


def _page(request: HttpRequest, ask: RoleAsk, *, refused: str = "", status: int = 200) -> HttpResponse:
    context = {
        "ask": ask,
        "organisatie": ask.project.organisation.name,
        "role": ask.get_role_display(),
        "about": role_words.about(ask.role),
        "hours": role_words.hours_words(ask.hours),
        "asked_by": ask.asked_by or ask.project.organisation,
        "refused": refused,
        "state": "over" if ask.status == RoleAsk.Status.ACCEPTED and not ask.does_it else ask.status,
    }
    return private(render(request, "public/communicatie/rol.html", context, status=status))


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same calm page for a link that is not ours and an old one; who guesses too often waits."""
    return screens.too_often("nl") if visitors.missed(request) else page("terug_weg", (), "nl", dict, {}, 404)
