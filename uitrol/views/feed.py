"""`/v/agenda/…/`: somebody's own moments, and the calendar that subscribes to them. No account.

GET looks. The one button makes a new address, which leaves by mail: who merely found this one gains nothing by it.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bevraging import screens, visitors
from bevraging.frames import page as kept_page
from bevraging.frames import private
from bevraging.languages import chrome
from bevraging.views.respondent import looks
from trajecten.moment_words import when_words
from uitrol import feeds
from uitrol.actions.feeds import renew_link
from uitrol.models import Material
from uitrol.views.wave_base import as_attachment

NOT_FOUND = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
CALENDAR = "text/calendar; charset=utf-8"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, secret: str) -> HttpResponse:
    person = feeds.employee_of(secret)
    if person is None:
        return _unknown(request)
    with translation.override(chrome(person.language)):
        if request.method == "POST" and request.POST.get("nieuw") == "ja" and person.email:
            renew_link(employee=person, seen=person.generation)
            context = {"organisatie": person.organisation.name}
            return private(render(request, "public/uitrol/agenda_nieuw.html", context))
        return private(render(request, "public/uitrol/agenda.html", _context(person, secret)))


def _context(person, secret: str) -> dict:
    now = timezone.now()
    moments = [one for one in feeds.moments_of(person) if one.ends_at >= now]
    sessions = [one for one in feeds.sessions_of(person) if one.starts_at >= now]
    materials = feeds.materials_of(moments) if moments else {}
    for moment in moments:
        moment.when = when_words(moment.starts_at, moment.ends_at, person.organisation.time_zone)
        moment.stuff = materials[moment.pk]
        moment.mine = moment.host_id == person.pk
    url = feeds.feed_url(person.pk, person.generation)
    return {
        "organisatie": person.organisation.name,
        "person": person,
        "moments": moments,
        "sessions": sessions,
        "secret": secret,
        "feed": url,
        "subscribe": "webcal://" + url.partition("://")[2],
    }


@looks
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar asks for, every now and then."""
    person = feeds.employee_of(secret)
    if person is None:
        return _unknown(request)
    with translation.override(chrome(person.language)):
        content = feeds.feed_of(person)
    headers = {"Content-Disposition": 'inline; filename="traject.ics"'}
    return private(HttpResponse(content, content_type=CALENDAR, headers=headers))


@looks
def material(request: HttpRequest, secret: str, pk: int) -> HttpResponse:
    """The file of something that belongs to one of their moments."""
    person = feeds.employee_of(secret)
    if person is None:
        return _unknown(request)
    mine = {one.pk for rows in feeds.materials_of(feeds.moments_of(person)).values() for one in rows}
    found = get_object_or_404(Material.objects.filter(pk__in=mine), pk=pk)
    if not found.file:
        raise Http404
    return as_attachment(found, NOT_FOUND)


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same calm page for a link that is not ours and an old one; who guesses too often waits."""
    return screens.too_often("nl") if visitors.missed(request) else kept_page("terug_weg", (), "nl", dict, {}, 404)
