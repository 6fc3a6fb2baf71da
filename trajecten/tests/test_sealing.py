"""Sealing and links: what a dump of the database does not give away."""

import pytest

from trajecten import tokens
from trajecten.sealing import SealBroken, seal, unseal


def test_unseal_gives_back_what_was_sealed():
    assert unseal(seal(b"antwoord", "draft"), "draft") == b"antwoord"


def test_seal_twice_gives_different_bytes():
    assert seal(b"x", "draft") != seal(b"x", "draft")


@pytest.mark.parametrize(("purpose", "salt"), [("ballot", b""), ("draft", b"another survey")])
def test_unseal_for_another_purpose_or_salt_is_refused(purpose, salt):
    with pytest.raises(SealBroken):
        unseal(seal(b"x", "draft"), purpose, salt)


def test_unseal_changed_bytes_is_refused():
    sealed = bytearray(seal(b"x", "draft"))
    sealed[-1] ^= 1
    with pytest.raises(SealBroken):
        unseal(bytes(sealed), "draft")


@pytest.mark.parametrize("junk", [b"", b"\x01", b"\x02abcdefghijklmnopqrstuvwxyz"])
def test_unseal_junk_is_refused(junk):
    with pytest.raises(SealBroken):
        unseal(junk, "draft")


def test_unseal_with_another_key_is_refused(settings):
    sealed = seal(b"x", "draft")
    settings.SEAL_KEY = "another-seal-key-of-more-than-thirty-two-characters"
    with pytest.raises(SealBroken):
        unseal(sealed, "draft")


def test_make_token_is_the_same_every_time_and_160_bits():
    token = tokens.make_token("participant", 12, 1)
    assert token == tokens.make_token("participant", 12, 1)
    assert len(token) == 32


def test_make_token_parts_cannot_run_into_each_other():
    made = {
        tokens.make_token("p", 1, 23),
        tokens.make_token("p", 12, 3),
        tokens.make_token("p", 123),
        tokens.make_token("p1", 23),
    }
    assert len(made) == 4


def test_make_token_depends_on_the_key(settings):
    before = tokens.make_token("participant", 1)
    settings.LINK_KEY = "another-link-key-of-more-than-thirty-two-characters"
    assert tokens.make_token("participant", 1) != before


def test_token_hash_forgives_capitals_from_a_mail_program():
    token = tokens.make_token("participant", 1)
    assert tokens.token_hash(f" {token.upper()}") == tokens.token_hash(token)


def test_make_code_can_be_read_aloud():
    code = tokens.make_code("participant", 1)
    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert all(letter in tokens.CONSONANTS for letter in code.replace("-", "")[::2])
    assert all(letter in tokens.VOWELS for letter in code.replace("-", "")[1::2])


@pytest.mark.parametrize(
    "typed", ["LIZO VULE RINA BUKE", "lizovulerinabuke", "1izo-vu1e-r1na-buke", "ljz0-uvle-rlna-bvke"]
)
def test_normalise_code_forgives_how_people_type(typed):
    assert tokens.normalise_code(typed) == "lizo-vule-rina-buke"


@pytest.mark.parametrize("typed", ["", "mela", "mela-tovo-rina-buk9", "mela-tovo-rina-buke-lo"])
def test_normalise_code_gives_nothing_for_what_cannot_be_a_code(typed):
    assert tokens.normalise_code(typed) == ""


def test_read_link_gives_the_value_for_its_own_purpose_only():
    signed = tokens.sign_link("stop", "12")
    assert (tokens.read_link("stop", signed), tokens.read_link("other", signed), tokens.read_link("stop", "x")) == (
        "12",
        None,
        None,
    )


def test_read_link_too_old_is_refused():
    assert tokens.read_link("stop", tokens.sign_link("stop", "12"), max_age=-1) is None
