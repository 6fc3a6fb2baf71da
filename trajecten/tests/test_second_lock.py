"""What opens the second lock of an account cannot be read from the database."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from trajecten.sealing import SealBroken

pytestmark = pytest.mark.django_db


def test_secret_of_the_app_and_seed_of_the_codes_lie_sealed(lies):
    TOTP.activate(lies, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(lies).get_unused_codes()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert [secret in stored for secret in ("JBSWY3DPEHPK3PXP", *codes)] == [False] * 11
    assert get_adapter().decrypt(lies.authenticator_set.get(type="totp").data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_secret_sealed_with_another_key_does_not_open(lies, settings):
    sealed = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    settings.SEAL_KEY = "another-key-of-more-than-thirty-two-characters"
    with pytest.raises(SealBroken):
        get_adapter().decrypt(sealed)
