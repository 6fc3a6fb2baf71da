"""The answers of a question as rows to type in: read from a question or from what was posted, moved, and checked.

Works without JavaScript: every button posts the whole form, and the page comes back with the rows as they then are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bevraging.pictures import PICTURES, picture, picture_choices
from bevraging.questions import MAX_OPTION_TEXT, MAX_OPTIONS, RATING, SCALE, SCORE, WITH_OPTIONS, Option, Question

COUNT = "rijen"
FRESH = 3
"""Empty rows of a new question; one that has answers gets one."""
ENDS = ("0", "10")


@dataclass
class Row:
    code: str
    """Empty for an answer that was not saved yet."""
    words: dict[str, str] = field(default_factory=dict)
    picture: str = ""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.picture or any(self.words.values()))

    @property
    def drawing(self) -> SafeString | str:
        return picture(self.picture)

    @property
    def cells(self) -> list[tuple[str, str]]:
        return list(self.words.items())


class OptionRows:
    """The rows of one question in `languages` (Dutch first). `fixed`: codes that stand fast, with words to choose."""

    def __init__(self, question: Question, languages: Sequence[str], data: Mapping[str, str] | None = None) -> None:
        self.kind = question.type
        self.languages = ["nl", *languages]
        self.fixed = self.kind in (RATING, SCORE)
        self.own = self.kind in WITH_OPTIONS
        self.error = ""
        self.rows = self._posted(data) if data is not None and COUNT in data else self._stored(question)

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """(name, label) of the pictograms to choose from; none for a scale, that has faces or figures."""
        return picture_choices(get_language() or "nl") if self.own else []

    @property
    def album(self) -> list[tuple[SafeString | str, str]]:
        """Every pictogram with its label, to look at before one is chosen."""
        return [(picture(name), label) for name, label in self.pictures]

    def __bool__(self) -> bool:
        return self.fixed or self.own

    def _stored(self, question: Question) -> list[Row]:
        known = {option.code: option for option in question.options}
        codes: Iterable[str] = known
        if self.fixed:
            codes = SCALE if self.kind == RATING else sorted({*ENDS, *known}, key=int)
        rows = [self._row(code, known.get(code)) for code in codes]
        return rows if self.fixed or not self.own else [*rows, *self._empty(1 if rows else FRESH)]

    def _row(self, code: str, option: Option | None) -> Row:
        text = option.text if option else {}
        return Row(code, {code: text.get(code, "") for code in self.languages}, option.picture if option else "")

    def _empty(self, count: int) -> list[Row]:
        return [Row("", dict.fromkeys(self.languages, "")) for _place in range(count)]

    def _posted(self, data: Mapping[str, str]) -> list[Row]:
        given = data.get(COUNT, "")
        count = min(int(given) if given.isascii() and given.isdigit() else 0, MAX_OPTIONS + FRESH)
        return [
            Row(
                data.get(f"o{place}-code", "")[:30],
                {code: " ".join(data.get(f"o{place}-{code}", "").split()) for code in self.languages},
                known if (known := data.get(f"o{place}-beeld", "")) in PICTURES else "",
            )
            for place in range(count)
        ]

    def do(self, wish: str) -> None:
        """«meer», «op-2», «neer-2» or «wis-2»; anything else does nothing."""
        verb, _dash, given = wish.partition("-")
        place = int(given) if given.isascii() and given.isdigit() else -1
        if verb == "meer" and len(self.rows) < MAX_OPTIONS:
            self.rows += self._empty(1)
        elif verb == "wis" and 0 <= place < len(self.rows):
            del self.rows[place]
        elif verb in ("op", "neer") and 0 <= place < len(self.rows):
            other = place - 1 if verb == "op" else place + 1
            if 0 <= other < len(self.rows):
                self.rows[place], self.rows[other] = self.rows[other], self.rows[place]

    def options(self, before: Mapping[str, Option]) -> tuple[Option, ...]:
        """The answers as they were typed; `error` and the rows say what is wrong. Other languages of `before` stay."""
        found: list[Option] = []
        taken = {row.code for row in self.rows if row.code} | set(before)
        for row in self.rows:
            if row.is_empty:
                continue
            row.error = self._problem(row, found)
            code = row.code or next(f"a{number}" for number in range(1, 999) if f"a{number}" not in taken)
            taken.add(code)
            kept = before[code].text if code in before else {}
            text = {**{code: words for code, words in kept.items() if code not in self.languages}, **row.words}
            found.append(Option(code, {code: words for code, words in text.items() if words}, row.picture))
        if self.own and len(found) < 2:
            self.error = _("Geef minstens 2 antwoorden.")
        elif len(found) > MAX_OPTIONS:
            self.error = _("Hooguit %(max)s antwoorden: dan blijft het leesbaar.") % {"max": MAX_OPTIONS}
        return tuple(found)

    def _problem(self, row: Row, found: Sequence[Option]) -> str:
        if not row.words["nl"]:
            return _("Schrijf dit antwoord ook in het Nederlands.")
        if max(map(len, row.words.values())) > MAX_OPTION_TEXT:
            return _("Maak dit antwoord korter: hooguit %(max)s tekens.") % {"max": MAX_OPTION_TEXT}
        if any(option.text["nl"] == row.words["nl"] for option in found if "nl" in option.text):
            return _("Dit antwoord staat er al.")
        return ""

    @property
    def has_errors(self) -> bool:
        return bool(self.error or any(row.error for row in self.rows))
