"""The lane for who has a link and no account: from the headers of the house straight to the page.

A tap is the busiest request there is, and nobody who answers has a session, a sign-in or a message waiting. Everything
that looks for those stands below the lane in `settings.MIDDLEWARE`, and is passed by; so no cookie of it can be set
either. What stands above the lane (headers, host check, language) holds for every answer of the house.
"""

import contextlib

from django.urls import Resolver404, ResolverMatch, get_resolver

from trajecten.middleware import DATABASE_AWAY, database_away, in_our_words

BEGINS = "/v/"
_pages = ["bevraging.urls_public"]


def register(addresses: str) -> None:
    """Let a later room answer in the lane too: the module of its public addresses, all of which begin with /v/.

    Two segments at least: the only name that stands alone below /v/ is that of a survey.
    """
    if addresses not in _pages:
        _pages.append(addresses)


class RespondentLane:
    """Answers the public addresses itself; any other goes on to the desk, also one below /v/ without a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        found = page_at(request.path_info)
        if found is None:
            return self.get_response(request)
        request.resolver_match = found
        try:
            return in_our_words(request, found.func(request, *found.args, **found.kwargs))
        except DATABASE_AWAY as away:
            return database_away(request, away)


def page_at(path: str) -> ResolverMatch | None:
    """The page of a respondent at `path`; None when there is none."""
    if not path.startswith(BEGINS):
        return None
    for addresses in _pages:
        with contextlib.suppress(Resolver404):
            return get_resolver(addresses).resolve(path)
    return None
