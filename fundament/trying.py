"""Which words of agreements are being tried out at this moment. A later step says so; this one knows no rounds."""

from collections.abc import Callable

from fundament.models import AgreementVersion

Asks = Callable[[AgreementVersion], bool]
_sources: dict[str, Asks] = {}


def register_source(code: str, asks: Asks) -> None:
    """`asks` says of a version whether somebody has it in their hands now; the same code again replaces it."""
    _sources[code] = asks


def is_being_tried(version: AgreementVersion) -> bool:
    return any(asks(version) for asks in _sources.values())
