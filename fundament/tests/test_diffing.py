"""What differs between two versions, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundament.agreement_list import with_audience
from fundament.diffing import IN, OUT, SAME, Piece, changes, word_diff
from fundament.models import AgreementVersion
from fundament.tests.factories import make_agreement, put_in_force
from organisatie.tests.factories import make_function

WORDS = st.lists(st.sampled_from(["we", "noteren", "alles", "meteen.", "in", "het", "dossier."]), max_size=12)


def test_word_that_is_another_one_goes_out_and_comes_in():
    assert word_diff("We noteren alles op papier.", "We noteren alles in het dossier.") == (
        Piece(SAME, "We noteren alles"),
        Piece(OUT, "op papier."),
        Piece(IN, "in het dossier."),
    )


def test_word_at_the_end_is_the_same_word():
    assert word_diff("We noteren", "We noteren meteen") == (Piece(SAME, "We noteren"), Piece(IN, "meteen"))


@given(WORDS, WORDS)
def test_pieces_give_both_texts_back(before, after):
    pieces = word_diff(" ".join(before), " ".join(after))
    assert " ".join(one.text for one in pieces if one.kind != IN).split() == before
    assert " ".join(one.text for one in pieces if one.kind != OUT).split() == after


@pytest.mark.django_db
def test_only_parts_that_differ_are_told(linde):
    version = put_in_force(make_agreement(why="Eén plaats.", when="Altijd."))
    version.functions.add(make_function(linde, "Zorg"))
    second = version.agreement.versions.create(
        number=2,
        sentence=version.sentence,
        why="Eén plaats.",
        when="Elke shift.",
        changed="Wanneer.",
        changed_why="Zo.",
    )
    before, after = with_audience(AgreementVersion.objects.order_by("number"))
    assert after == second
    assert [(part.label, [piece.text for piece in part.pieces]) for part in changes(before, after)] == [
        ("Wanneer geldt het", ["Altijd.", "Elke shift."]),
        ("Voor wie", ["Zorg", "iedereen"]),
    ]
