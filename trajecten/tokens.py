"""Public links and paper codes.

A token is an HMAC of what it opens, made with LINK_KEY, and is never stored: the database holds only its hash.
So a reminder weeks later carries the same link, while a dump of the database holds no usable one.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.core import signing
from django.core.exceptions import ImproperlyConfigured

TOKEN_BYTES = 20  # 160 bits, 32 letters in base32
CODE_SYLLABLES = 8  # 80 syllables each: 50.6 bits
CODE_GROUP = 2
CONSONANTS = "bdfghklmnprstvwz"
VOWELS = "aeiou"
# What a reader of a handwritten or printed code mistakes, by the place of the letter: the pattern is always
# consonant-vowel, so the place tells which one was meant.
AS_CONSONANT = {"i": "l", "1": "l", "j": "l", "u": "v", "y": "v", "5": "s", "2": "z", "c": "k", "q": "k"}
AS_VOWEL = {"l": "i", "1": "i", "j": "i", "y": "i", "0": "o", "v": "u", "w": "u", "3": "e", "4": "a"}


def make_token(purpose: str, *parts: object) -> str:
    """The secret of a link: 32 letters, always the same for the same purpose and parts."""
    return base64.b32encode(_mac(purpose, parts)[:TOKEN_BYTES]).decode().lower()


def token_hash(token: str) -> str:
    """What the database may know of a token (64 hexadecimal letters)."""
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()


def make_code(purpose: str, *parts: object) -> str:
    """A code for paper that can be read aloud, as `mela-tovo-rina-buke`: 50.6 bits, to be throttled where it is typed."""
    number = int.from_bytes(_mac(f"code:{purpose}", parts)[:16], "big")
    syllables = []
    for _turn in range(CODE_SYLLABLES):
        number, rest = divmod(number, len(CONSONANTS) * len(VOWELS))
        syllables.append(CONSONANTS[rest // len(VOWELS)] + VOWELS[rest % len(VOWELS)])
    return _grouped("".join(syllables))


def normalise_code(text: str) -> str:
    """A typed code as `make_code` writes it: capitals, spaces and look-alikes forgiven; "" when it cannot be a code."""
    letters = [letter for letter in text.lower() if letter.isalnum()]
    if len(letters) != CODE_SYLLABLES * 2:
        return ""
    meant = [_meant(letter, place) for place, letter in enumerate(letters)]
    return _grouped("".join(meant)) if all(meant) else ""


def sign_link(purpose: str, value: str) -> str:
    """A link that carries its own value (to stop reminders, for instance), signed with LINK_KEY."""
    return signing.dumps(value, key=_key(), salt=f"trajecten:{purpose}")


def read_link(purpose: str, signed: str, max_age: int | None = None) -> str | None:
    """The value of a signed link; None when it is not ours, changed, meant for something else or too old."""
    try:
        return signing.loads(signed, key=_key(), salt=f"trajecten:{purpose}", max_age=max_age)
    except signing.BadSignature:
        return None


def _meant(letter: str, place: int) -> str:
    wanted, repair = (CONSONANTS, AS_CONSONANT) if place % 2 == 0 else (VOWELS, AS_VOWEL)
    return letter if letter in wanted else repair.get(letter, "")


def _grouped(letters: str) -> str:
    size = CODE_GROUP * 2
    return "-".join(letters[at : at + size] for at in range(0, len(letters), size))


def _mac(purpose: str, parts: tuple[object, ...]) -> bytes:
    # Lengths in front: ("1", "23") and ("12", "3") must not meet.
    message = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (str(part).encode() for part in (purpose, *parts)))
    return hmac.digest(_key().encode(), message, "sha256")


def _key() -> str:
    if len(settings.LINK_KEY) < 32:
        raise ImproperlyConfigured("LINK_KEY is missing or shorter than 32 characters.")
    return settings.LINK_KEY
