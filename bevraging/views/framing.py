"""A page of the test run stands in a phone frame beside the list of questions: that one page may be framed, by us alone."""

from functools import wraps

from csp.decorators import csp_replace, csp_update
from django.views.decorators.clickjacking import xframe_options_sameorigin


def in_a_frame_of_ours(view):
    """The page may stand in a frame of our own pages, and of nobody else's."""
    return wraps(view)(csp_replace({"frame-ancestors": ["'self'"]})(xframe_options_sameorigin(view)))


def shows_a_frame_of_ours(view):
    """The page may show such a frame: `<iframe src="{% url 'bevraging:proef_vraag' … %}">`."""
    return wraps(view)(csp_update({"frame-src": ["'self'"]})(view))
