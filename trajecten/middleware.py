"""Headers that every answer carries, the language of a page, and input that no page should ever see."""

import structlog
from csp.utils import build_policy
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponseBadRequest, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation

log = structlog.get_logger(__name__)
PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
DATABASE_AWAY = (OperationalError, InterfaceError)


class SecurityHeadersMiddleware:
    """Personal pages are never stored, and nothing here may be embedded or probed elsewhere.

    Hardly a page has a policy of its own, so the usual one is written out once: django-csp's middleware would do so for
    each answer.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request):
        response = self.get_response(request)
        # The pages of Django that explain a mistake to a developer bring their own style.
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault("Content-Security-Policy", self._policy_of(response))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _policy_of(self, response) -> str:
        """What a decorator of django-csp left on the answer, or else the usual policy."""
        config, update, replace = (getattr(response, f"_csp_{part}", None) for part in ("config", "update", "replace"))
        return build_policy(config, update, replace) if config or update or replace else self.policy


class RejectControlCharactersMiddleware:
    """A NUL in a query string or path makes PostgreSQL fail; refuse it before any view sees it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", "").lower():
            return HttpResponseBadRequest()
        return self.get_response(request)


class LanguageMiddleware:
    """Dutch, unless somebody chose otherwise. The browser's own language is no choice: half a page in it helps nobody."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        request.LANGUAGE_CODE = chosen if chosen in self.known else settings.LANGUAGE_CODE
        if request.LANGUAGE_CODE == translation.get_language():  # nearly always: nothing to put on and take off again
            return self.get_response(request)
        with translation.override(request.LANGUAGE_CODE):
            return self.get_response(request)


class FriendlyRefusalMiddleware:
    """A wrong method or a database that is away for a moment gets a page in our words, not a bare code."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return in_our_words(request, self.get_response(request))

    def process_exception(self, request, exception):
        return database_away(request, exception) if isinstance(exception, DATABASE_AWAY) else None


def in_our_words(request, response):
    """`response`, or the page for a wrong method when it is a bare refusal."""
    if not isinstance(response, HttpResponseNotAllowed) or response.content:
        return response
    page = render(request, "405.html", status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def database_away(request, exception):
    """The page that says to come back, for one of DATABASE_AWAY; what happened stands in the log."""
    log.error("database_away", exc_info=exception)
    page = render(request, "503.html", status=503)
    page.headers["Retry-After"] = "10"
    return page
