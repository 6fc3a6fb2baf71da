"""Help, privacy, accessibility, the theme choice, and the living component page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

THEMES = {"licht", "donker"}
YEAR = 365 * 24 * 3600


@require_safe
def hulp(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/hulp.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/toegankelijkheid.html")


@require_POST
def thema(request: HttpRequest) -> HttpResponse:
    """Remember light or dark in a cookie; anything else means: follow the system, and forgets the cookie."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    choice = request.POST.get("thema", "")
    if choice in THEMES:
        response.set_cookie("thema", choice, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie("thema", samesite="Lax")
    return response


@require_safe
def bouwstenen(request: HttpRequest) -> HttpResponse:
    """Every component in every state. For builders: not on a production installation."""
    if not (settings.DEBUG or settings.EMBEDDED):
        raise Http404
    from trajecten import showcase

    if "venster" in request.GET:
        return render(request, "components/bevestig.html", showcase.confirm())
    return render(request, "pages/bouwstenen.html", showcase.context(request.GET))
