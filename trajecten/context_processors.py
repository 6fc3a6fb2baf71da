"""What the house around every page needs to know."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from trajecten import manual


def house(request) -> dict:
    """Organisation, organisations to switch to, and what this installation is."""
    return {
        "organisation": getattr(request, "organisation", None),
        "MAILBOX_ON": settings.MAILBOX_ON,
        "EMBEDDED": settings.EMBEDDED,
        "SITE_URL": settings.SITE_URL,
        "help_url": SimpleLazyObject(lambda: manual.help_for(getattr(request.resolver_match, "view_name", "") or "")),
    }
