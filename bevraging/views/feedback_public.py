"""`/v/terug/…/`: what was done with the answers, for who has the link. No account, no cookie, no script; only to read.

It stands in the respondents' lane, so nothing here can look for a session. The link is secret because the words are
for the people of the house; it says nothing about who opens it, and opening it writes nothing.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from bevraging import screens, visitors
from bevraging.feedback import find_shared, language_for, sections_of, written_in
from bevraging.frames import page
from bevraging.languages import chrome, language_name
from bevraging.models import FeedbackVersion, Survey
from bevraging.screens_shared import digest_of
from bevraging.views.respondent import looks


@looks
def feedback(request: HttpRequest, secret: str) -> HttpResponse:
    version = find_shared(secret)
    if version is None:
        return screens.too_often("nl") if visitors.missed(request) else page("terug_weg", (), "nl", dict, {}, 404)
    return shown(version, version.feedback.survey, request.GET.get("taal", ""))


def shown(version: FeedbackVersion, survey: Survey, wanted: str) -> HttpResponse:
    """One version as people read it, in `wanted` where it was written. A shared one is drawn once: it cannot change."""
    language = language_for(version.texts, wanted)
    shared = version.shared_at is not None
    names = (survey.title, survey.project.organisation.name)

    def context() -> dict:
        with translation.override(chrome(language)):
            sections = sections_of(version.texts, language)
        codes = written_in(version.texts)
        return {
            "survey": survey,
            "title": survey.title,
            "organisation_name": survey.project.organisation.name,
            "sections": sections,
            "shared_at": version.shared_at,
            "number": version.number,
            "draft": not shared,
            "languages": [(code, language_name(code)) for code in codes] if len(codes) > 1 else [],
            "start_url": "?",
        }

    key = (version.pk, digest_of(*names))
    return page("terug", key, language, context, {}, keep=shared)
