"""Sealing: what lies in the database cannot be read from a dump of it.

AES-256-GCM with a random nonce, and not Fernet: a Fernet token carries the time of sealing in the clear,
and a waiting ballot must hold no time. The key of each purpose is derived from SEAL_KEY (HKDF), so that
something sealed for one purpose can never be opened as another.
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = b"\x01"
NONCE_BYTES = 12


class SealBroken(Exception):
    """The bytes were not sealed by this installation for this purpose, or were changed since."""


def seal(data: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Close `data` for `purpose`; `salt` (of one survey, for instance) makes its own key that can be thrown away."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + _cipher(settings.SEAL_KEY, purpose, salt).encrypt(nonce, data, purpose.encode())


def unseal(sealed: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Open what `seal` closed. Raises SealBroken for anything else."""
    raw = bytes(sealed)
    if raw[:1] != VERSION:
        raise SealBroken("unknown version")
    nonce, body = raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :]
    try:
        return _cipher(settings.SEAL_KEY, purpose, salt).decrypt(nonce, body, purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken("wrong key, wrong purpose or changed bytes") from error


@lru_cache(maxsize=64)
def _cipher(key: str, purpose: str, salt: bytes) -> AESGCM:
    if len(key) < 32:
        raise ImproperlyConfigured("SEAL_KEY is missing or shorter than 32 characters.")
    derive = HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=b"trajecten:" + purpose.encode())
    return AESGCM(derive.derive(key.encode()))
