"""What changed between two texts, word by word."""

import pytest

from toetsing.word_diff import word_diff

OUT, IN = '<span class="alleen-lezer">weg: </span>', '<span class="alleen-lezer">nieuw: </span>'


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Tik en kies.", "Tik en kies.", "Tik en kies."),
        ("Tik kies.", "Tik en kies.", f"Tik <ins>{IN}en </ins>kies."),
        ("Tik en kies.", "Tik kies.", f"Tik <del>{OUT}en </del>kies."),
        ("9 velden", "3 velden", f"<del>{OUT}9 </del><ins>{IN}3 </ins>velden"),
        ("", "Nieuw", f"<ins>{IN}Nieuw</ins>"),
    ],
)
def test_words_that_changed_are_marked(before, after, shown):
    assert word_diff(before, after) == shown


def test_text_is_escaped():
    assert word_diff("<b>", "<i>") == f"<del>{OUT}&lt;b&gt;</del><ins>{IN}&lt;i&gt;</ins>"
