"""Every route of the product, read from the URLconf itself, so that none can be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    path: str
    """The pattern as written, as `trajecten/<slug:slug>/poort/<slug:step>/`."""
    converters: tuple[str, ...]
    """The names of its arguments."""


def walk(resolver: URLResolver | None = None, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[Route]:
    """Yield each route below `resolver` (the whole site when not given), in the order of the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern).removeprefix("^")
        arguments = (*names, *_argument_names(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Route(path, arguments)
        else:
            yield from walk(entry, path, arguments)


def _argument_names(pattern) -> tuple[str, ...]:
    converters = getattr(pattern, "converters", None)
    if converters:
        return tuple(converters)
    return tuple(pattern.regex.groupindex)
