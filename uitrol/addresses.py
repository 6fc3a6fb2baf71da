"""Addresses of pages in other parts of the house, by name."""

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: object) -> str:
    """Where a page stands; empty when there is no such page, and then no button leads there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
