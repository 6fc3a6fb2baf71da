"""What a form of a respondent says: which answer to keep, or what is wrong with it. Pure.

Only a button answers: a form that sends itself brings none, and then nothing is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bevraging.answer_rules import SEEN, clean_answer, clean_text, is_whole, other_key
from bevraging.questions import (
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    MAX_ANSWER,
    MAX_SHORT,
    NUMBER,
    OTHER,
    RANKING,
    SHORT,
    Question,
)

GO_ON, SKIP, AGAIN = "verder", "sla_over", "opnieuw"
OWN_WORDS = "?anders=1"
"""The same question, with room for what «iets anders» is."""


@dataclass(frozen=True)
class Tap:
    saved: Mapping[str, str] = field(default_factory=dict)
    """{key: answer} to keep."""
    problem: str = ""
    """The name of a message; then nothing is kept."""
    typed: str = ""
    """What to show again in the field or as chosen."""
    other: str = ""
    """The same, for the words at «iets anders»."""
    stay: str | None = None
    """The query under which the same question goes on; None for the next question."""


def read_tap(form, question: Question, before: Callable[[], str]) -> Tap:
    """`form` is a QueryDict; `before()` gives the answer to this question as it was kept, and is only asked for a ranking."""
    pressed = form.get("knop", "")
    if pressed == SKIP and not question.required:
        return Tap({question.key: ""})
    if question.type == INFO:
        return Tap({question.key: SEEN}) if pressed == GO_ON else Tap(problem="kies")
    if question.type == RANKING:
        return _ranked(form, question, before())
    if question.type == CHOICES:
        return _ticked(form, question, pressed)
    if question.codes:
        return _tapped(form, question)
    return _written(form, question, pressed)


def read_own_words(form, question: Question) -> Tap:
    """The second half of «iets anders»: its words. The choice itself was kept with the first tap."""
    text = form.get("tekst", "")
    if form.get("knop") == SKIP:
        return Tap({other_key(question.key): ""})
    if form.get("knop") != GO_ON:
        return Tap(problem="kies", typed=text)
    words = clean_text(text)
    if len(words) > MAX_SHORT:
        return Tap(problem="te_lang_kort", typed=text)
    return Tap({question.key: OTHER, other_key(question.key): words})


def _tapped(form, question: Question) -> Tap:
    option = form.get("antwoord", "")
    if option not in question.codes:
        return Tap(problem="kies")
    stay = OWN_WORDS if question.type == CHOICE and option == OTHER else None
    return Tap({question.key: option}, typed=option, stay=stay)


def _ticked(form, question: Question, pressed: str) -> Tap:
    codes = form.getlist("keuze")
    words = clean_text(form.get("anders", ""))
    if words and question.other and OTHER not in codes:
        codes = [*codes, OTHER]  # who wrote something meant it
    given = clean_answer(question, " ".join(codes))
    if pressed != GO_ON:
        return Tap(problem="kies_verder", typed=given, other=words)
    if len(words) > MAX_SHORT:
        return Tap(problem="te_lang_kort", typed=given, other=words)
    if not given and question.required:
        return Tap(problem="kies_een")
    own = {other_key(question.key): words} if question.other else {}
    return Tap({question.key: given, **own}, typed=given, other=words)


def _ranked(form, question: Question, before: str) -> Tap:
    """Each tap gives the next place; the last option falls in place by itself."""
    if form.get("knop") == AGAIN:
        return Tap({question.key: ""}, stay="")
    placed = clean_answer(question, before).split()
    option = form.get("antwoord", "")
    if form.get("knop") == GO_ON and placed and is_whole(question, " ".join(placed)):
        return Tap({question.key: " ".join(placed)}, typed=" ".join(placed))
    if option not in question.codes:
        return Tap(problem="kies_plaats", typed=" ".join(placed))
    placed = [*placed, *([option] if option not in placed else [])]
    left = [code for code in question.codes if code not in placed]
    if len(left) == 1:
        placed += left
    answer = " ".join(placed)
    return Tap({question.key: answer}, typed=answer, stay=None if is_whole(question, answer) else "")


def _written(form, question: Question, pressed: str) -> Tap:
    text = form.get("tekst", "")
    longest = MAX_SHORT if question.type == SHORT else MAX_ANSWER
    if len(text.replace("\r\n", "\n")) > longest:
        return Tap(problem="te_lang_kort" if question.type == SHORT else "te_lang", typed=text)
    if pressed != GO_ON:
        return Tap(problem="kies_verder" if text else "kies", typed=text)
    answer = clean_answer(question, text)
    if not answer and clean_text(text):
        return Tap(problem={NUMBER: "getal", DATE: "datum"}.get(question.type, "kies"), typed=text)
    if not answer and question.required:
        return Tap(problem="verplicht", typed=text)
    return Tap({question.key: answer}, typed=answer)
