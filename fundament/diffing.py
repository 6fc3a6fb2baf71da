"""What differs between two versions of an agreement, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fundament.models import AgreementVersion

SAME, OUT, IN = "same", "out", "in"
WORDS = ("sentence", "why", "when", "example", "exception")
WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True)
class Changed:
    """One part of the words that is not the same in both versions."""

    label: str
    pieces: tuple[Piece, ...]


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """What stayed, what went out and what came in, in reading order."""
    old, new = WORD.findall(before), WORD.findall(after)
    # The last word has no space behind it: it is the same word all the same.
    matcher = SequenceMatcher(None, [one.strip() for one in old], [one.strip() for one in new], autojunk=False)
    found: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece(SAME, "".join(new[c:d]).strip()))
            continue
        found += [Piece(OUT, "".join(old[a:b]).strip())] if b > a else []
        found += [Piece(IN, "".join(new[c:d]).strip())] if d > c else []
    return tuple(found)


def changes(before: AgreementVersion, after: AgreementVersion) -> list[Changed]:
    """The parts that differ, each with its pieces. The versions come from `agreement_list.with_audience`."""
    return [
        Changed(label, word_diff(old, new)) for label, old, new in _parts(before, after) if old.split() != new.split()
    ]


def _parts(before: AgreementVersion, after: AgreementVersion) -> Iterator[tuple[str, str, str]]:
    for name in WORDS:
        label = str(capfirst(AgreementVersion._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
        yield label, getattr(before, name), getattr(after, name)
    for label, name, otherwise in (
        (_("Voor wie"), "function_names", _("iedereen")),
        (_("Waar"), "location_names", _("overal")),
    ):
        yield label, _names(getattr(before, name), otherwise), _names(getattr(after, name), otherwise)


def _names(names: list[str] | None, otherwise: str) -> str:
    return ", ".join(sorted(names or ())) or otherwise
