"""What a constraint comes down to here: the least and the most of a number or a date."""

from datetime import date
from decimal import Decimal

from bevraging.exchange.expressions import Every, Op, Own, Tree
from bevraging.exchange.meaning import TURNED, DoesNotFit, Limits, day_of, literal, moved, tidy
from bevraging.questions import DATE, NUMBER


def limits_of(tree: Tree, kind: str, *, whole: bool) -> Limits:
    """The limits that a constraint on a number or a date sets. Raises DoesNotFit."""
    found = Limits()
    if kind not in (NUMBER, DATE):
        raise DoesNotFit
    for part in tree.parts if isinstance(tree, Every) else (tree,):
        if not isinstance(part, Op) or part.sign not in ("<", "<=", ">", ">="):
            raise DoesNotFit
        sign, value = part.sign, part.right
        if isinstance(value, Own):
            sign, value = TURNED[sign], part.left
        elif not isinstance(part.left, Own):
            raise DoesNotFit
        limit = _limit(literal(value), sign, kind, whole)
        name = "minimum" if sign in (">", ">=") else "maximum"
        if getattr(found, name):
            raise DoesNotFit
        setattr(found, name, limit)
    if found.minimum and found.maximum and _order(found.minimum, kind) > _order(found.maximum, kind):
        raise DoesNotFit
    return found


def _order(value: str, kind: str):
    return date.fromisoformat(value) if kind == DATE else Decimal(value)


def _limit(value: str, sign: str, kind: str, whole: bool) -> str:
    step = {">": 1, "<": -1}.get(sign, 0)
    if kind == DATE:
        return moved(day_of(value), step)
    number = Decimal(tidy(value))
    if step and not whole:
        raise DoesNotFit
    if step:
        floor = number.to_integral_value("ROUND_FLOOR" if step > 0 else "ROUND_CEILING")
        return tidy(str(floor + step))
    return value if value == format(number, "f") else tidy(value)


__all__ = ["limits_of"]
