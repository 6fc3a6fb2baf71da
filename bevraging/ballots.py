"""Sealed things: drafts and ballots as bytes.

Padded to whole blocks, because the length of an open answer would otherwise tell which ballot it was.
"""

import json
import math
from collections.abc import Mapping

from trajecten.sealing import SealBroken, seal, unseal

BLOCK = 1024


def seal_draft(answers: Mapping[str, str], token: str) -> bytes:
    """A draft that opens only with the link it was made with."""
    return seal(_pack(answers), "draft", token.encode())


def open_draft(sealed: bytes, token: str) -> dict[str, str]:
    """The answers in a draft; none when it was sealed with other keys (somebody starts again, nobody is stuck)."""
    try:
        return json.loads(unseal(sealed, "draft", token.encode()))
    except SealBroken:
        return {}


def seal_ballot(
    *, location: str, function: str, closed: Mapping[str, str], texts: Mapping[str, str], salt: bytes
) -> bytes:
    """A ballot: answers and groups, no person, no time. The salt goes at close, and with it every copy's key."""
    return seal(_pack({"l": location, "f": function, "a": closed, "t": texts}), "ballot", salt)


def open_ballot(sealed: bytes, salt: bytes) -> dict:
    """What is in a ballot. Raises SealBroken: an answer that cannot be read is never silently dropped."""
    return json.loads(unseal(sealed, "ballot", salt))


def _pack(value: Mapping) -> bytes:
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return raw.ljust(BLOCK * math.ceil(len(raw) / BLOCK))
