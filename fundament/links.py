"""Addresses of the other parts of step 2, by name."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def link(name: str, *args: Any) -> str:
    """The address of the page `name`; empty while there is no such page: then its link is left out."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
