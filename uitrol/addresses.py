"""Where the pages of step 5 are."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address(project: Any, name: str, *args: Any, **query: Any) -> str:
    """The page of step 5 called `name`; the page of the step itself while that part of the house is not there."""
    try:
        found = reverse(f"uitrol:{name}", args=[project.slug, *args])
    except NoReverseMatch:
        return reverse("uitrol:stap", args=[project.slug])
    return f"{found}?{urlencode(query)}" if query else found
