"""The secrets of a respondent: the link, the paper code, and the place of their draft.

None of them is stored. The database holds a hash of the link and of the code; the key of a draft can be made only by
who holds the link, together with SEAL_KEY.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.conf import settings

from trajecten.sealing import SealBroken, seal, unseal
from trajecten.tokens import make_code, make_token

PURPOSE = "bevraging"


def token_of(participant: int, generation: int) -> str:
    """The secret of the personal link; a next generation makes the old link worthless."""
    return make_token(PURPOSE, participant, generation)


def code_of(participant: int, generation: int) -> str:
    """The code on paper for the same person, as `mela-tovo-rina-buke`."""
    return make_code(PURPOSE, participant, generation)


def link_of(participant: int, generation: int) -> str:
    """The whole address for a mail."""
    return f"{settings.SITE_URL}/v/{token_of(participant, generation)}/"


def draft_key(token: str) -> str:
    """Where the draft of this link lies."""
    return _mac(b"draft", token).hex()


def envelope(token: str) -> str:
    """Stands in every form of a respondent: for whom the page was made, readable only by us.

    So another site cannot make a form that answers in somebody's name, an answer is not lost with its cookie, and two
    people who opened their link in one browser each write in their own draft.
    """
    return urlsafe_b64encode(seal(token.encode(), "respondent-form")).decode()


def open_envelope(text: str) -> str | None:
    """The token in an envelope of ours; None for anything else."""
    try:
        return unseal(urlsafe_b64decode(text.encode()), "respondent-form").decode()
    except (ValueError, SealBroken):
        return None


def _mac(purpose: bytes, token: str) -> bytes:
    return hmac.digest(settings.SEAL_KEY.encode(), b"bevraging:" + purpose + b":" + token.encode(), "sha256")
