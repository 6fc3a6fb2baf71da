"""Addresses of pages that another part makes."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def link(name: str, *args: Any) -> str:
    """The address, or nothing as long as that page is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def way(name: str, *args: Any, label: str, query: str = "") -> dict[str, Any]:
    """The remedy of a criterion: where it leads and what its button says; nothing when that page is not there."""
    url = link(name, *args)
    return {"remedy_url": url + query, "remedy_label": label} if url else {}
