"""Help, privacy, accessibility, the theme choice, and the living component page."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from trajecten import manual

THEMES = {"licht", "donker"}
YEAR = 365 * 24 * 3600


@require_safe
def hulp(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/hulp.html", {"chapters": manual.chapters().values()})


@require_safe
def hoofdstuk(request: HttpRequest, chapter: str) -> HttpResponse:
    """A chapter of the manual. Its text is Dutch, whatever language the house around it speaks."""
    every = list(manual.chapters().values())
    found = next((one for one in every if one.slug == chapter), None)
    if found is None:
        raise Http404
    at = every.index(found)
    context = {"chapter": found, "before": every[at - 1] if at else None, "after": every[at + 1 : at + 2]}
    return render(request, "pages/hoofdstuk.html", context)


@require_safe
def beeld(request: HttpRequest, picture: str) -> FileResponse:
    """A picture of the manual. The same for everybody; a new version of the product may bring another."""
    path = manual.picture(picture)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png", headers={"Cache-Control": "public, max-age=3600"})


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
