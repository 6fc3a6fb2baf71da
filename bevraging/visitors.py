"""Who is at the door of a survey: a signed cookie in place of a session, and a brake on guessing. Writes no table."""

import hashlib
from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from bevraging.questions import is_language

SALT = "bevraging.respondent"
HOURS_4 = 4 * 3600
MOST = 5
"""Surveys that one browser may have open beside each other; the oldest goes first."""
MISSES_A_MINUTE = 30
TABLET = "t"
"""Stands in the cookie where else the number of a survey stands."""


class Visitor:
    """What the cookie knows: the language chosen, and the link secret for each survey that was opened here.

    Several surveys may be open in several tabs; each is found by its number, so none overwrites another. On a shared
    tablet it also knows the secret of the tablet, and one person at a time.
    """

    def __init__(self, language: str = "", tokens: Mapping[int, str] | None = None, tablet: str = "") -> None:
        self.language = language
        self.tokens = dict(tokens or {})
        self.tablet = tablet

    def knows(self, survey: int, token: str) -> bool:
        return self.tokens.get(survey) == token

    def remember(self, survey: int, token: str) -> None:
        if self.tablet:
            self.tokens.clear()
        self.tokens.pop(survey, None)
        self.tokens[survey] = token
        for oldest in list(self.tokens)[:-MOST]:
            del self.tokens[oldest]


def read(request: HttpRequest) -> Visitor:
    """The visitor of a cookie of ours; somebody new for anything else."""
    try:
        value = request.get_signed_cookie(settings.RESPONDENT_COOKIE_NAME, salt=SALT, max_age=HOURS_4)
        language, _, rest = str(value).partition(".")
        pairs = dict(one.split("-", 1) for one in rest.split(".") if one)
        tablet = pairs.pop(TABLET, "")
        tokens = {int(survey): token for survey, token in pairs.items()}
    except (KeyError, ValueError, signing.BadSignature):
        return Visitor()
    return Visitor(language if is_language(language) else "", tokens, tablet)


def write(response: HttpResponse, visitor: Visitor) -> HttpResponse:
    """Let the browser remember `visitor` for four hours."""
    pairs = [(str(survey), token) for survey, token in visitor.tokens.items()]
    if visitor.tablet:
        pairs.insert(0, (TABLET, visitor.tablet))
    value = ".".join([visitor.language, *("-".join(pair) for pair in pairs)])
    response.set_signed_cookie(
        settings.RESPONDENT_COOKIE_NAME,
        value,
        salt=SALT,
        max_age=HOURS_4,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
        path="/",
    )
    return response


def missed(request: HttpRequest) -> bool:
    """Count a wrong link or code. True when this neighbourhood guessed too often this minute.

    Asked after a miss only, so a valid link always works. Kept in memory (or Redis), under a hash: no address is stored.
    """
    cache = caches["default" if settings.REDIS_URL else "pages"]
    key = "v-misses:" + hashlib.sha256(f"{settings.SECRET_KEY}{_neighbourhood(request)}".encode()).hexdigest()[:32]
    if cache.add(key, 1, 60):
        return False
    try:
        return cache.incr(key) > MISSES_A_MINUTE
    except ValueError:  # it expired between the two calls
        return False


def _neighbourhood(request: HttpRequest) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        address = forwarded[-proxies]
    separator, keep = (":", 3) if ":" in address else (".", 3)
    return separator.join(address.split(separator)[:keep])
