"""Secrets of the second lock (app and recovery codes) lie sealed in the database: a dump of it opens no account."""

from base64 import b64decode, b64encode

from allauth.mfa.adapter import DefaultMFAAdapter

from trajecten.sealing import seal, unseal

PURPOSE = "second-lock"


class SecondLockAdapter(DefaultMFAAdapter):
    """allauth asks this for every secret that it writes or reads."""

    def encrypt(self, text: str) -> str:
        return b64encode(seal(text.encode(), PURPOSE)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Raises SealBroken when SEAL_KEY is another one than when the secret was written."""
        return unseal(b64decode(encrypted_text), PURPOSE).decode()
