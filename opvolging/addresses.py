"""Where the pages of step 6 are."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


def address(project: Any, name: str, *args: Any, **query: Any) -> str:
    """The page of step 6 called `name`, with what it is asked about."""
    found = reverse(f"opvolging:{name}", args=[project.slug, *args])
    return f"{found}?{urlencode(query)}" if query else found
