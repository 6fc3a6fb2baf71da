"""From what a file says to questions that this product can ask. Every question that comes out of here is a valid one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bevraging.exchange import plain
from bevraging.exchange.conditions import Conditions, Where
from bevraging.exchange.meaning import Known, Limits
from bevraging.exchange.names import code_of, key_of
from bevraging.exchange.report import Report
from bevraging.question_bank import PULSE
from bevraging.questions import (
    CHOICE,
    CHOICES,
    DONT_KNOW,
    INFO,
    MAX_INFO,
    MAX_OPTION_TEXT,
    MAX_OPTIONS,
    MAX_QUESTIONS,
    MAX_TEXT,
    OTHER,
    RATING,
    SCALE,
    SCORE,
    SCORES,
    SHORT,
    STATEMENT,
    WITH_OPTIONS,
    YES_CODE,
    YESNO,
    Condition,
    Option,
    Question,
)

MAX_THEME = 60
FIXED_CODES = {RATING: SCALE, SCORE: SCORES, STATEMENT: SCALE}
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
Raw = Mapping[str, str]
"""Words per language as they stand in the file; "" is the column without a language."""


@dataclass(frozen=True)
class Choice:
    """One answer as the file gives it."""

    name: str
    text: Raw
    where: Where
    picture: str = ""
    house: bool = False
    """An answer that we offer by ourselves («weet ik niet»): only our own file says so."""


@dataclass
class Wanted:
    """A question as the file gives it."""

    where: Where
    name: str
    type: str
    text: Raw
    hint: Raw = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    answers: Mapping[str, str] = field(default_factory=dict)
    """For a type with fixed answers: from theirs to our code."""
    flags: frozenset[str] = frozenset()
    """«other», «dont_know», «faces», «personal», «pulse»."""
    required: bool = False
    whole: bool = False
    limits: Limits = field(default_factory=Limits)
    theme: str = ""
    condition: Condition | None = None
    also: tuple[tuple[str, Mapping[str, str] | None], ...] = ()
    """Other names under which conditions may speak of it, each with its own answers, or None for the same ones."""
    text_column: str = "label"


class Builder(Conditions):
    """Keeps the questions made so far, and under which names the file speaks of them."""

    def __init__(self, report: Report, *, base: str = "nl", ours: bool = False, braces: bool = False) -> None:
        super().__init__(report)
        self.base, self.ours, self.braces = base, ours, braces
        self.questions: list[Question] = []
        self.keys: set[str] = set()
        self._options: dict[tuple, tuple[list[Choice], tuple[Option, ...], dict[str, str]]] = {}
        self._cleaned: dict[tuple[str, int], tuple[str, bool, bool]] = {}

    # --- Words ---------------------------------------------------------------------------------

    def words(self, raw: Raw, longest: int, where: Where, column: str) -> dict[str, str]:
        """Plain words per language, Dutch always among them when there are any at all."""
        found = {code: self._clean(text, longest, where, column) for code, text in raw.items() if text.strip()}
        found = {code: text for code, text in found.items() if text}
        if not found:
            return {}
        unnamed = found.pop("", "")
        dutch = found.get("nl") or (unnamed if self.base in ("", "nl") else found.get(self.base) or unnamed)
        if not dutch:
            dutch = next(iter(found.values()))
            self.report.changed(
                where.sheet,
                where.row,
                column,
                _("Hier ontbreekt een taal. De woorden van een andere taal staan er nu."),
            )
        return {**found, "nl": dutch}

    def _clean(self, text: str, longest: int, where: Where, column: str) -> str:
        if self.ours:
            return plain.shortened(plain.without_tags(text), longest)
        key = (text, longest)
        if key not in self._cleaned:  # one list of answers may stand under hundreds of questions
            bare, piped = plain.without_piping(text, braces=self.braces)
            bare = plain.plain(bare, lines=longest == MAX_INFO)
            self._cleaned[key] = (plain.shortened(bare, longest), piped, len(bare) > longest)
        text, piped, cut = self._cleaned[key]
        if piped:
            self.report.changed(
                where.sheet,
                where.row,
                column,
                _("Hier vulde het formulier een ander antwoord in. Dat kan niet: er staat nu «…». Pas de zin aan."),
            )
        if cut:
            self.report.changed(
                where.sheet, where.row, column, _("Deze tekst was te lang. We hielden %(n)s tekens.") % {"n": longest}
            )
        return text

    # --- Questions -----------------------------------------------------------------------------

    def put(self, wanted: Wanted) -> bool:
        """Add a question; False (and said why) when it cannot be asked."""
        where = wanted.where
        if self.full:
            return self.refuse_full(where)
        text = self.words(wanted.text, MAX_INFO if wanted.type == INFO else MAX_TEXT, where, wanted.text_column)
        if not text:
            return self._refused(where, wanted.text_column, _("Hier staat geen vraag. We slaan deze rij over."))
        kind = wanted.type
        if kind in WITH_OPTIONS and sum(not choice.house for choice in wanted.choices) > MAX_OPTIONS:
            self._too_many(wanted)
            kind = SHORT
        options, answers = self.options(wanted) if kind == wanted.type else ((), {})
        if kind in WITH_OPTIONS and len(options) < 2:
            return self._refused(where, "type", _("Deze vraag heeft geen 2 antwoorden om uit te kiezen."))
        question = self._question(wanted, kind, text, options)
        self.keys.add(question.key)
        self.questions.append(question)
        self._remember(wanted, question, answers)
        return True

    @property
    def full(self) -> bool:
        return len(self.questions) >= MAX_QUESTIONS

    def refuse_full(self, where: Where) -> bool:
        return self._refused(where, "", _("Een bevraging heeft hooguit %(n)s vragen.") % {"n": MAX_QUESTIONS})

    def _too_many(self, wanted: Wanted) -> None:
        self.report.changed(
            wanted.where.sheet,
            wanted.where.row,
            "type",
            _("Deze vraag heeft meer dan %(n)s antwoorden. Ze is nu een vraag met een korte tekst.")
            % {"n": MAX_OPTIONS},
        )

    def _refused(self, where: Where, column: str, reason: str) -> bool:
        self.report.left_out(where.sheet, where.row, column, reason)
        return False

    def _question(self, wanted: Wanted, kind: str, text: dict[str, str], options: tuple[Option, ...]) -> Question:
        flags = wanted.flags
        key = key_of(wanted.name, self.keys)
        return Question(
            key=key,
            type=kind,
            text=text,
            pulse="pulse" in flags and kind == STATEMENT and is_ours(key, text),
            theme=self.theme(wanted.theme),
            required=wanted.required and kind != INFO,
            hint=self.words(wanted.hint, MAX_INFO, wanted.where, "hint") if wanted.hint else {},
            options=options,
            other="other" in flags and kind in (CHOICE, CHOICES),
            dont_know="dont_know" in flags and kind in (CHOICE, RATING, SCORE),
            faces="faces" in flags and kind == RATING,
            minimum=wanted.limits.minimum,
            maximum=wanted.limits.maximum,
            show_if=wanted.condition,
            personal="personal" in flags and kind != INFO,
        )

    def theme(self, text: str) -> str:
        return plain.shortened(plain.without_tags(text) if self.ours else plain.plain(text), MAX_THEME)

    def options(self, wanted: Wanted) -> tuple[tuple[Option, ...], dict[str, str]]:
        """The options, and from the answers of the file to our codes. Hundreds of questions may share one list."""
        key = (id(wanted.choices), wanted.type, tuple(wanted.answers.items()))
        if key not in self._options:
            # The list is kept too: while it lives, no other one has its id.
            self._options[key] = (wanted.choices, *self._made_options(wanted))
        _choices, options, answers = self._options[key]
        return options, dict(answers)

    def _made_options(self, wanted: Wanted) -> tuple[tuple[Option, ...], dict[str, str]]:
        fixed = FIXED_CODES.get(wanted.type)
        answers = dict(wanted.answers)
        options: list[Option] = []
        codes: set[str] = set()
        for choice in wanted.choices:
            if choice.house or wanted.type not in (*WITH_OPTIONS, RATING, SCORE):
                continue
            if choice.name in answers and not fixed:
                self._refused(choice.where, "name", _("Dit antwoord staat er twee keer."))
                continue
            code = choice.name if fixed else code_of(choice.name, codes)
            if fixed and (code not in fixed or code in codes):
                continue
            text = self._answer_words(choice)
            if not text:
                continue
            answers[choice.name] = code
            codes.add(code)
            options.append(Option(code, text, choice.picture[:40]))
        return tuple(options), answers

    def _answer_words(self, choice: Choice) -> dict[str, str]:
        """The words of an answer; where it is only a picture, its name."""
        text = self.words(choice.text, MAX_OPTION_TEXT, choice.where, "label")
        pictured = [words for words in text.values() if _is_picture(words)]
        if text and not pictured:
            return text
        name = pictured[0].rpartition("/")[2].rpartition(".")[0] or choice.name if pictured else choice.name
        if any(self._tells_of_picture(words) for words in choice.text.values()):
            self.report.changed(
                choice.where.sheet,
                choice.where.row,
                "label",
                _("Dit antwoord is een plaatje. Nu staat er «%(name)s»: schrijf er woorden bij.") % {"name": name[:60]},
            )
        elif name:
            sentence = _("Bij dit antwoord staan geen woorden. Nu staat er «%(name)s»: schrijf ze erbij.")
            self.report.changed(choice.where.sheet, choice.where.row, "label", sentence % {"name": name[:60]})
        return self.words({"": name, "nl": name}, MAX_OPTION_TEXT, choice.where, "label")

    @staticmethod
    def _tells_of_picture(words: str) -> bool:
        return "<img" in words.lower() or _is_picture(words.strip())

    def _remember(self, wanted: Wanted, question: Question, answers: dict[str, str]) -> None:
        fixed = {code: code for code in FIXED_CODES.get(question.type, ())}
        if question.type == YESNO and not answers:
            fixed = {YES_CODE: YES_CODE, "nee": "nee"}
        codes = frozenset(question.codes)
        extra = {code: code for code in (OTHER, DONT_KNOW) if code in codes}
        if question.other:
            extra.setdefault("other", OTHER)
        known = {**extra, **fixed, **answers}
        known = {theirs: ours for theirs, ours in known.items() if ours in codes}
        self.names[wanted.name] = Known(question, known, whole=wanted.whole)
        for name, part in wanted.also:
            ours = known if part is None else {theirs: answers.get(one, one) for theirs, one in part.items()}
            self.names[name] = Known(question, {a: b for a, b in ours.items() if b in codes}, wanted.whole)


def _is_picture(words: str) -> bool:
    """Whether these words are nothing but the address of a picture."""
    return words.lower().endswith(PICTURES) and not any(sign.isspace() for sign in words)


def is_ours(key: str, text: Mapping[str, str]) -> bool:
    """Whether this is one of the five of the pulse, in our own words: only then it can be compared over time."""
    known = next((question.text for question in PULSE if question.key == key), None)
    return known is not None and all(known.get(code, words) == words for code, words in text.items())


def written_languages(questions: Iterable[Question]) -> list[str]:
    """The languages beside Dutch in which something is written."""
    return sorted({code for question in questions for words in question.written for code in words} - {"nl"})


__all__ = ["Builder", "Choice", "Wanted", "Where", "is_ours", "written_languages"]
