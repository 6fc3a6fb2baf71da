"""Cards of the steps beside the overview of one project, for everybody in it:

    beside.register("spotlight", Card("opvolging/deel/naast.html", build))

What a card needs is read along with the project (`trajecten.reading.register_columns`); `build` asks the database nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trajecten.models import Project


@dataclass(frozen=True)
class Card:
    template: str
    """Gets `found` (what `build` made) and `project`."""
    build: Callable[[Project], Mapping[str, Any] | None]
    """Nothing to say is None, and then the card is not there."""


_cards: dict[str, Card] = {}


def register(code: str, card: Card) -> None:
    """Put a card beside the overview; the same code again replaces it."""
    _cards[code] = card


def cards_for(project: Project) -> list[tuple[str, Mapping[str, Any]]]:
    """(template, found) of the cards that have something to say."""
    found = ((card.template, card.build(project)) for card in _cards.values())
    return [(template, said) for template, said in found if said is not None]
