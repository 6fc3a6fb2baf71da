"""The types of LimeSurvey, by their letter: which of ours they are, and the answers that go without saying."""

from collections.abc import Iterable

from bevraging.exchange.building import Choice, Where
from bevraging.languages import chrome
from bevraging.questions import (
    CHOICE,
    CHOICES,
    DATE,
    DONT_KNOW,
    INFO,
    NO_CODE,
    NUMBER,
    OPEN,
    RANKING,
    RATING,
    SHORT,
    YES_CODE,
    YESNO,
)

SIMPLE = {
    "L": CHOICE, "!": CHOICE, "O": CHOICE, "M": CHOICES, "P": CHOICES, "R": RANKING, "T": OPEN, "U": OPEN, "S": SHORT,
    "N": NUMBER, "D": DATE, "X": INFO, "Y": YESNO, "G": CHOICE, "5": RATING,
}  # fmt: skip
PER_ROW = {"F": CHOICE, "H": CHOICE, "A": RATING, "B": CHOICE, "C": YESNO, "E": CHOICE, "K": NUMBER, "Q": SHORT}
"""One question for each row: we have no tables."""
TECHNICAL = frozenset({"*", "I"})
WITH_COMMENT = frozenset({"O", "P"})
YES_NO = {"Y": YES_CODE, "N": NO_CODE, "U": DONT_KNOW}
WORDS = {
    "G": {
        "F": {"nl": "Vrouw", "fr": "Femme", "en": "Woman"},
        "M": {"nl": "Man", "fr": "Homme", "en": "Man"},
    },
    "E": {
        "I": {"nl": "Meer", "fr": "Plus", "en": "More"},
        "S": {"nl": "Evenveel", "fr": "Autant", "en": "The same"},
        "D": {"nl": "Minder", "fr": "Moins", "en": "Less"},
    },
}
FIGURES = {"5": 5, "A": 5, "B": 10}


def fixed_choices(letter: str, languages: Iterable[str], where: Where) -> list[Choice]:
    """The answers that LimeSurvey itself offers for this type, in each language of the file that the house speaks."""
    codes = ["nl", *languages]
    if letter in FIGURES:
        numbers = [str(number) for number in range(1, FIGURES[letter] + 1)]
        return [Choice(number, dict.fromkeys(codes, number), where) for number in numbers]
    return [
        Choice(name, {code: words[code] for code in codes if chrome(code) == code}, where)
        for name, words in WORDS.get(letter, {}).items()
    ]


__all__ = ["PER_ROW", "SIMPLE", "TECHNICAL", "WITH_COMMENT", "YES_NO", "fixed_choices"]
