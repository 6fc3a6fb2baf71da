"""A page of the test run stands in a phone frame beside the list of questions: that one page may be framed, by us alone."""

from functools import wraps

from csp.decorators import csp_replace, csp_update
from django.views.decorators.clickjacking import xframe_options_sameorigin


def in_a_frame_of_ours(view):
    """The page may stand in a frame of our own pages, and of nobody else's. Its forms go through Django's own check."""

    def with_origin(*args, **kwargs):
        response = view(*args, **kwargs)
        # The pages of a respondent tell nobody where they are, and then a form has no origin: here there is no secret.
        response["Referrer-Policy"] = "same-origin"
        return response

    return wraps(view)(csp_replace({"frame-ancestors": ["'self'"]})(xframe_options_sameorigin(with_origin)))


def shows_a_frame_of_ours(view):
    """The page may show such a frame: `<iframe src="{% url 'bevraging:proef_vraag' … %}">`."""
    return wraps(view)(csp_update({"frame-src": ["'self'"]})(view))
