"""Building a questionnaire: add, change, copy, move and remove questions of a draft.

Each verb holds the draft while it reads and writes (`prepare.rewrite`), so that two leads at once lose nothing. Each
raises `AlreadySent` after launch, and `ValidationError` with a sentence when it is refused; then nothing changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bevraging import question_shelf, questions
from bevraging.actions.prepare import rewrite
from bevraging.languages import words_of
from bevraging.models import Survey
from bevraging.questions import Question

__all__ = [
    "add_question",
    "create_question",
    "duplicate_question",
    "move_question",
    "order_questions",
    "remove_question",
    "save_question",
    "save_wording",
]


def create_question(*, survey: Survey, question: Question, by) -> Question:
    """Put a new question at the end, under a key of its own (the one in `question` plays no part)."""
    made: list[Question] = []

    def change(asked: list[Question]) -> list[Question]:
        made[:] = [replace(question, key=_free_key(asked), pulse=False)]
        return [*asked, *made]

    rewrite(survey, change, by)
    return made[0]


def save_question(*, survey: Survey, question: Question, by) -> Question:
    """Give the question with this key everything of `question`; its type stays, and whether it is of the pulse.

    Refused: words of the pulse, and taking away an answer on which another question depends.
    """

    def change(asked: list[Question]) -> list[Question]:
        place = _place(asked, question.key)
        _refuse_pulse(asked[place])
        fresh = replace(question, type=asked[place].type, pulse=False)
        _refuse_lost_answers(asked, place, fresh)
        return [*asked[:place], fresh, *asked[place + 1 :]]

    after = rewrite(survey, change, by)
    return after[_place(after, question.key)]


def save_wording(*, survey: Survey, key: str, texts: Mapping[str, str], by) -> Question:
    """Give the question `key` other words, per language. A language without words here falls away for this question.

    Raises AlreadySent, or ValidationError: unknown question, a pulse question (compared over time), empty or too long.
    """
    words = {code: " ".join(text.split()) for code, text in texts.items()}
    words = {code: text for code, text in words.items() if text}
    if not words.get("nl"):
        raise ValidationError(_("Schrijf de vraag op."))
    _refuse_too_long(words)

    def change(asked: list[Question]) -> list[Question]:
        place = _place(asked, key)
        _refuse_pulse(asked[place])
        asked[place] = replace(asked[place], text=words)
        return asked

    asked = rewrite(survey, change, by)
    return asked[_place(asked, key)]


def duplicate_question(*, survey: Survey, key: str, by) -> Question:
    """The same question once more, right behind the first. Not for the pulse: its five are asked once."""
    made: list[Question] = []

    def change(asked: list[Question]) -> list[Question]:
        place = _place(asked, key)
        _refuse_pulse(asked[place])
        made[:] = [replace(asked[place], key=_free_key(asked))]
        return [*asked[: place + 1], *made, *asked[place + 1 :]]

    rewrite(survey, change, by)
    return made[0]


def remove_question(*, survey: Survey, key: str, by) -> None:
    """Take one question out; the five of the pulse, the last one, and one on which another depends stay."""

    def change(asked: list[Question]) -> list[Question]:
        place = _place(asked, key)
        if asked[place].pulse:
            raise ValidationError(_("Deze 5 vragen meten het draagvlak. Ze horen bij elkaar."))
        if len(asked) == 1:
            raise ValidationError(_("Zet minstens één vraag in de bevraging."))
        for number, question in enumerate(asked, 1):
            if question.show_if and question.show_if.key == key:
                told = _("Vraag %(n)s hangt van deze vraag af. Haal daar eerst de voorwaarde weg.")
                raise ValidationError(told % {"n": number})
        return asked[:place] + asked[place + 1 :]

    rewrite(survey, change, by)


def move_question(*, survey: Survey, key: str, by, up: bool) -> None:
    """One place up or down; nothing happens at the end of the list. The five of the pulse move as one."""

    def change(asked: list[Question]) -> list[Question]:
        blocks = _blocks(asked)
        place = next((n for n, block in enumerate(blocks) if any(one.key == key for one in block)), None)
        if place is None:
            raise _gone()
        other = place - 1 if up else place + 1
        if 0 <= other < len(blocks):
            blocks[place], blocks[other] = blocks[other], blocks[place]
        return _in_order([question for block in blocks for question in block])

    rewrite(survey, change, by)


def order_questions(*, survey: Survey, keys: Sequence[str], by) -> None:
    """The whole list in another order; the pulse stays together, where its first question was put.

    Refused when `keys` are not exactly the questions that stand there now (somebody else changed something).
    """

    def change(asked: list[Question]) -> list[Question]:
        known = {question.key: question for question in asked}
        if sorted(known) != sorted(keys):
            raise ValidationError(_("De vragen zijn intussen veranderd. Kijk nog eens en probeer opnieuw."))
        wanted = [known[key] for key in keys]
        return _in_order([question for block in _blocks(wanted, asked) for question in block])

    rewrite(survey, change, by)


def add_question(*, survey: Survey, by, key: str = "", text: str = "") -> None:
    """Add a ready question from the shelf by its `key`, or an own statement `text`. Statements go before open questions;
    one of the pulse brings the other four along.

    Adding what already stands there changes nothing. Raises AlreadySent or ValidationError.
    """
    ready = question_shelf.by_key(key) if key else None
    words = " ".join(text.split())
    if ready is None and not words:
        raise ValidationError(_("Kies een vraag of schrijf er zelf een."))
    if ready is None:
        _refuse_too_long({"nl": words})

    def change(asked: list[Question]) -> list[Question]:
        fresh = question_shelf.together(ready) if ready else (_own(asked, words),)
        keys = {question.key for question in asked}
        if any(one.key in keys for one in fresh) or any(not ready and one.words("nl") == words for one in asked):
            return asked
        if not fresh[0].is_statement:
            return [*asked, *fresh]
        after = max((place for place, question in enumerate(asked) if question.is_statement), default=-1) + 1
        return [*asked[:after], *fresh, *asked[after:]]

    rewrite(survey, change, by)


def _own(asked: Sequence[Question], words: str) -> Question:
    return Question(key=_free_key(asked), type=questions.STATEMENT, text={"nl": words})


# --- Rules -------------------------------------------------------------------------------------


def _refuse_pulse(question: Question) -> None:
    if question.pulse:
        raise ValidationError(_("Deze woorden blijven elke keer dezelfde. Zo kunnen jullie later vergelijken."))


def _refuse_too_long(words: Mapping[str, str]) -> None:
    if max(map(len, words.values())) > questions.MAX_TEXT:
        raise ValidationError(_("Maak de vraag korter: hooguit %(max)s tekens.") % {"max": questions.MAX_TEXT})


def _refuse_lost_answers(asked: list[Question], place: int, fresh: Question) -> None:
    """A condition of a later question may not point to an answer that is no longer there."""
    before = asked[place]
    for number, question in enumerate(asked, 1):
        condition = question.show_if
        if condition is None or condition.key != fresh.key:
            continue
        for code in condition.values:
            if code in before.codes and code not in fresh.codes:
                told = _("Vraag %(n)s hangt af van het antwoord «%(answer)s». Pas eerst die voorwaarde aan.")
                raise ValidationError(told % {"n": number, "answer": words_of(before, "nl")[code]})


def _in_order(asked: list[Question]) -> list[Question]:
    """The list itself, when each condition still looks back."""
    places = {question.key: number for number, question in enumerate(asked, 1)}
    for number, question in enumerate(asked, 1):
        if question.show_if and places.get(question.show_if.key, 0) > number:
            told = _("«%(later)s» hangt af van «%(earlier)s». Die vraag moet dus eerst komen.")
            earlier = asked[places[question.show_if.key] - 1]
            raise ValidationError(told % {"later": question.words("nl"), "earlier": earlier.words("nl")})
    return asked


def _blocks(asked: Sequence[Question], before: Sequence[Question] = ()) -> list[list[Question]]:
    """Each question alone, and the pulse as one block where its first question stands, in the order it had `before`."""
    pulse = [question for question in before or asked if question.pulse]
    blocks: list[list[Question]] = []
    for question in asked:
        if not question.pulse:
            blocks.append([question])
        elif pulse not in blocks:
            blocks.append(pulse)
    return blocks


def _free_key(asked: Sequence[Question]) -> str:
    taken = {question.key for question in asked}
    return next(key for key in (f"eigen{number}" for number in range(1, 1_000)) if key not in taken)


def _place(asked: list[Question], key: str) -> int:
    for place, question in enumerate(asked):
        if question.key == key:
            return place
    raise _gone()


def _gone() -> ValidationError:
    return ValidationError(_("Deze vraag staat niet meer in de bevraging."))
