"""What a condition from elsewhere comes down to here: something about one earlier question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from bevraging.exchange.expressions import Call, Either, Every, Name, Number, Op, Text, Tree
from bevraging.questions import (
    ABOVE,
    BELOW,
    DATE,
    IS,
    IS_NOT,
    NUMBER,
    RATING,
    SCORE,
    STATEMENT,
    Condition,
    Question,
)

MEASURED = (NUMBER, DATE, SCORE, RATING, STATEMENT)
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
OPPOSITE = {IS: IS_NOT, IS_NOT: IS}
DATE_WORDS = ("date", "date-time", "string", "decimal-date-time")


class DoesNotFit(ValueError):
    """This product cannot hold such a condition."""


@dataclass(frozen=True)
class Known:
    """An earlier question under the name that the file gives it."""

    question: Question
    codes: Mapping[str, str] = field(default_factory=dict)
    """From the answer as the file writes it to our code."""
    whole: bool = False
    """A number without a fraction: «at least 5» is «more than 4»."""


ALWAYS = None
"""The condition that always holds."""


def condition_of(tree: Tree, names: Mapping[str, Known]) -> Condition | None:
    """Our condition, or None when it always holds. Raises DoesNotFit."""
    if isinstance(tree, Every | Either):
        parts = without_guards(tree.parts, names) if isinstance(tree, Every) else tree.parts
        found = [condition_of(part, names) for part in parts]
        together = all_of if isinstance(tree, Every) else _any_of
        result = found[0]
        for part in found[1:]:
            result = together(result, part, names)
        return result
    if isinstance(tree, Number | Text) and tree.text == "1":
        return ALWAYS
    if isinstance(tree, Call):
        return _called(tree, names)
    if isinstance(tree, Op) and tree.sign in TURNED:
        return _compared(tree, names)
    raise DoesNotFit


def without_guards(parts: tuple[Tree, ...], names: Mapping[str, Known]) -> tuple[Tree, ...]:
    """The parts without «age is filled in» where another one says «age is at least 18»: who did not answer is never
    asked anyhow. LimeSurvey writes such a guard by itself."""
    compared = set()
    for part in parts:
        if _guarded(part, names) is None and isinstance(part, Op):
            compared |= {_key(side, names) for side in (part.left, part.right)}
    return tuple(part for part in parts if _guarded(part, names) not in compared - {None}) or parts


def _guarded(part: Tree, names: Mapping[str, Known]) -> str | None:
    """The key of the question that this part only asks to be filled in."""
    if isinstance(part, Op) and part.sign == "!=" and isinstance(part.right, Text) and not part.right.text:
        return _key(part.left, names)
    if isinstance(part, Call) and part.name.lower() == "not" and len(part.arguments) == 1:
        inner = part.arguments[0]
        if isinstance(inner, Call) and inner.name.lower() == "is_empty" and len(inner.arguments) == 1:
            return _key(inner.arguments[0], names)
    return None


def _key(tree: Tree, names: Mapping[str, Known]) -> str | None:
    known = names.get(tree.name) if isinstance(tree, Name) else None
    return known.question.key if known else None


def fitting_part(tree: Tree, names: Mapping[str, Known]) -> Condition | None:
    """Of several conditions that must all hold, the last one that fits: fewer people than nobody's condition reaches."""
    parts = without_guards(tree.parts, names) if isinstance(tree, Every) else ()
    for part in reversed(parts):
        try:
            if (found := condition_of(part, names)) is not None:
                return found
        except DoesNotFit:
            continue
    return None


def all_of(one: Condition | None, other: Condition | None, names: Mapping[str, Known]) -> Condition | None:
    if one is None or other is None or one == other:
        return one or other
    if one.key == other.key and one.operator == other.operator == IS_NOT:
        return Condition(one.key, IS_NOT, tuple(dict.fromkeys(one.values + other.values)))
    # Who answered the later question was asked the earlier one: a hidden question hides what depends on it.
    for inner, outer in ((one, other), (other, one)):
        if depends_on(inner, outer, names):
            return inner
    raise DoesNotFit


def depends_on(inner: Condition, outer: Condition, names: Mapping[str, Known]) -> bool:
    """Whether the question that `inner` looks at is itself asked only when `outer` holds."""
    by_key = {known.question.key: known.question for known in names.values()}
    step = by_key.get(inner.key)
    while step is not None and step.show_if is not None:
        if step.show_if == outer:
            return True
        step = by_key.get(step.show_if.key)
    return False


def _any_of(one: Condition | None, other: Condition | None, names: Mapping[str, Known]) -> Condition | None:
    if one is None or other is None:
        return ALWAYS
    if one.key == other.key and one.operator == other.operator == IS:
        return Condition(one.key, IS, tuple(dict.fromkeys(one.values + other.values)))
    if one == other:
        return one
    raise DoesNotFit


def _called(call: Call, names: Mapping[str, Known]) -> Condition | None:
    name, arguments = call.name.lower(), call.arguments
    if name in ("true", "true()") and not arguments:
        return ALWAYS
    if name == "selected" and len(arguments) == 2 and isinstance(arguments[0], Name):
        return _is(_known(arguments[0], names), literal(arguments[1]))
    if name == "not" and len(arguments) == 1:
        inner = arguments[0]
        if isinstance(inner, Call) and inner.name.lower() in ("is_empty", "not"):
            return _answered(inner.arguments, names) if inner.name != "not" else condition_of(inner.arguments[0], names)
        found = condition_of(inner, names)
        if found is None or found.operator not in OPPOSITE:
            raise DoesNotFit
        return Condition(found.key, OPPOSITE[found.operator], found.values)
    raise DoesNotFit


def _answered(arguments: tuple[Tree, ...], names: Mapping[str, Known]) -> Condition:
    """Any answer at all: each of its codes."""
    if len(arguments) != 1 or not isinstance(arguments[0], Name):
        raise DoesNotFit
    known = _known(arguments[0], names)
    if not known.question.codes:
        raise DoesNotFit
    return Condition(known.question.key, IS, tuple(known.codes.values()) if _is_part(known) else known.question.codes)


def _is_part(known: Known) -> bool:
    """One of the boxes of a question with several, under a name of its own."""
    return len(known.codes) == 1 and len(known.question.codes) > 1


def _compared(tree: Op, names: Mapping[str, Known]) -> Condition | None:
    sign, left, right = tree.sign, tree.left, tree.right
    if isinstance(right, Name | Call) and not isinstance(left, Name | Call):
        sign, left, right = TURNED[sign], right, left
    if isinstance(left, Call) and left.name.lower() in ("count-selected", "string-length", "strlen", "count"):
        if (sign, literal(right)) in ((">", "0"), (">=", "1"), ("!=", "0")):
            return _answered(left.arguments, names)
        raise DoesNotFit
    if not isinstance(left, Name):
        raise DoesNotFit
    known, value = _known(left, names), literal(right)
    if value == "":
        if sign == "!=":
            return _answered((left,), names)
        raise DoesNotFit
    if sign in ("=", "!="):
        found = _is(known, value)
        return found if sign == "=" else Condition(found.key, IS_NOT, found.values)
    return _measured(known, sign, value)


def _known(name: Tree, names: Mapping[str, Known]) -> Known:
    known = names.get(name.name.removeprefix("that.").removesuffix(".NAOK")) if isinstance(name, Name) else None
    if known is None or not known.question.is_asked or known.question.is_text:
        raise DoesNotFit
    return known


def literal(tree: Tree) -> str:
    """The fixed value that something is compared with."""
    if isinstance(tree, Number | Text):
        return tree.text.strip()
    if isinstance(tree, Call) and tree.name in DATE_WORDS and len(tree.arguments) == 1:
        return literal(tree.arguments[0])
    raise DoesNotFit


def _is(known: Known, value: str) -> Condition:
    question = known.question
    if question.codes:
        if value not in known.codes:
            raise DoesNotFit
        return Condition(question.key, IS, (known.codes[value],))
    return Condition(question.key, IS, (day_of(value).isoformat() if question.type == DATE else tidy(value),))


def _measured(known: Known, sign: str, value: str) -> Condition:
    question = known.question
    if question.type not in MEASURED:
        return _codes_within(known, sign, value)
    operator, step = (ABOVE, -1) if sign in (">", ">=") else (BELOW, 1)
    if question.type == DATE:
        day = day_of(value)
        return Condition(question.key, operator, (moved(day, step if "=" in sign else 0),))
    number = Decimal(tidy(value))
    if "=" in sign:
        if (not known.whole and question.type == NUMBER) or number != number.to_integral_value():
            raise DoesNotFit
        number += step
    return Condition(question.key, operator, (tidy(str(number)),))


def _codes_within(known: Known, sign: str, value: str) -> Condition:
    """A choice whose answers are numbers: «more than 2» is «3, 4 or 5»."""
    limit = Decimal(tidy(value))
    compare = {"<": limit.__gt__, "<=": limit.__ge__, ">": limit.__lt__, ">=": limit.__le__}[sign]
    kept = []
    for theirs, ours in known.codes.items():
        try:
            if compare(Decimal(theirs)):
                kept.append(ours)
        except InvalidOperation:
            continue
    if not kept:
        raise DoesNotFit
    return Condition(known.question.key, IS, tuple(dict.fromkeys(kept)))


def tidy(value: str) -> str:
    """A number as an answer is kept: «5.0» is «5»."""
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise DoesNotFit from error
    if not number.is_finite() or abs(number.adjusted()) > 14:
        raise DoesNotFit
    return format(number.normalize(), "f")


def day_of(value: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise DoesNotFit from error


def moved(day: date, days: int) -> str:
    """The day so many days later. Raises DoesNotFit past the end of the calendar."""
    try:
        return (day + timedelta(days)).isoformat()
    except OverflowError as error:
        raise DoesNotFit from error


@dataclass
class Limits:
    """The least and the most that an answer may be; empty for none."""

    minimum: str = ""
    maximum: str = ""


__all__ = ["ALWAYS", "DoesNotFit", "Known", "Limits", "all_of", "condition_of", "depends_on", "fitting_part"]
