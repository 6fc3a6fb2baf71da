"""`/v/traject/…/`: what everybody may read of a project. No account, no cookie; only to read.

It stands in the lane of `bevraging.lane`, so nothing here can look for a session. Opening it writes nothing, and nobody
knows who did.
"""

from django.http import HttpRequest, HttpResponse

from bevraging import screens, visitors
from bevraging.frames import page as calm_page
from bevraging.frames import private
from bevraging.views.respondent import looks
from communicatie import page_public


@looks
def project_page(request: HttpRequest, secret: str) -> HttpResponse:
    page = page_public.find(secret)
    if page is None:
        return _unknown(request)
    return private(HttpResponse(page_public.html_of(page, request.GET)))


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same calm page for a link that is not ours, one that was replaced and a page that is closed."""
    language = page_public.language_of(request.GET.get("taal", ""))
    if visitors.missed(request):
        return screens.too_often(language)
    return calm_page("terug_weg", (), language, dict, {}, 404)
