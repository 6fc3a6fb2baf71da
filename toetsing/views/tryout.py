"""`/v/probeer/…/`: what somebody with an invitation tries, when and where. No account; GET looks, nothing else is there.

The link is personal, as that of the feedback to which it leads; it works as long as the round runs.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation

from bevraging import screens, visitors
from bevraging.frames import page, private
from bevraging.languages import chrome
from bevraging.links import link_of
from bevraging.models import Participant
from bevraging.views.respondent import looks
from toetsing import mails, readiness
from toetsing.calendar_file import CONTENT_TYPE, NAME, calendar_of
from toetsing.models import RoundConcept, TestRound
from toetsing.views.rounds_base import as_attachment

NOT_FOUND = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


@looks
def tryout(request: HttpRequest, secret: str) -> HttpResponse:
    person = mails.participant_of(secret)
    if person is None:
        return _unknown(request)
    test_round = _round_of(person)
    with translation.override(chrome(person.language)):
        context = {
            "round": test_round,
            "organisatie": test_round.project.organisation.name,
            "when": mails.when_words(test_round),
            "rows": readiness.rows_of(test_round),
            "secret": secret,
            "feedback": link_of(person.pk, person.generation),
        }
        return private(render(request, "public/toetsing/probeer.html", context))


@looks
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    person = mails.participant_of(secret)
    if person is None:
        return _unknown(request)
    test_round = _round_of(person)
    with translation.override(chrome(person.language)):
        content = calendar_of(mails.facts_of(test_round), test_round.opened_at or timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return private(HttpResponse(content, content_type=CONTENT_TYPE, headers=headers))


@looks
def file(request: HttpRequest, secret: str, row: int) -> HttpResponse:
    """The file of a version in this very round."""
    person = mails.participant_of(secret)
    if person is None:
        return _unknown(request)
    rows = RoundConcept.objects.filter(round=_round_of(person)).select_related("version")
    version = get_object_or_404(rows, pk=row).version
    if not version.file:
        raise Http404
    return as_attachment(version, NOT_FOUND)


def _round_of(person: Participant) -> TestRound:
    test_round = person.survey.test_round
    test_round.project = person.survey.project
    return test_round


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same calm page for a link that is not ours and one that is over; who guesses too often waits."""
    return screens.too_often("nl") if visitors.missed(request) else page("terug_weg", (), "nl", dict, {}, 404)
