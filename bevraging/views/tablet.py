"""A shared tablet: «Typ je code», one colleague at a time, and everything forgotten in between."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from bevraging import screens, visitors
from bevraging.tablets import find_tablet
from bevraging.views.respondent import language_of_page, looks_or_acts, start_of, to, visit_of_code
from bevraging.visitors import Visitor


@csrf_exempt
@looks_or_acts
def tablet(request: HttpRequest, secret: str) -> HttpResponse:
    """GET forgets who was here and asks for a code; POST lets a colleague of this survey in. Neither writes a row."""
    survey = find_tablet(secret)
    if survey is None:
        too_often = visitors.missed(request)
        return (
            screens.too_often(language_of_page(request)) if too_often else screens.tablet_off(language_of_page(request))
        )
    nobody = Visitor(tablet=secret)
    if request.method != "POST":
        return visitors.write(screens.tablet(survey, request.path), nobody)
    typed = request.POST.get("code", "")[:60]
    visit = visit_of_code(typed)
    if visit is None or visit.survey.pk != survey.pk:
        if visitors.missed(request):
            return screens.too_often("nl")
        return visitors.write(screens.tablet(survey, request.path, typed), nobody)
    nobody.remember(survey.pk, visit.token)
    return visitors.write(to(start_of(visit)), nobody)
