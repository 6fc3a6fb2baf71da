"""Our conditions and limits as XLSForm expressions: the other way round than `meaning`."""

from collections.abc import Mapping

from bevraging.questions import ABOVE, CHOICES, DATE, IS, IS_NOT, RANKING, Condition, Question


def relevant_of(question: Question, by_key: Mapping[str, Question]) -> str:
    """«${dier} = 'hond' or ${dier} = 'kat'»; empty when it is always asked."""
    condition = question.show_if
    if condition is None:
        return ""
    earlier = by_key[condition.key]
    if condition.operator in (IS, IS_NOT):
        return _is(condition, earlier)
    value = f"date('{condition.values[0]}')" if earlier.type == DATE else condition.values[0]
    return f"${{{condition.key}}} {'>' if condition.operator == ABOVE else '<'} {value}"


def _is(condition: Condition, earlier: Question) -> str:
    name = f"${{{condition.key}}}"
    wanted = condition.operator == IS
    if earlier.type in (CHOICES, RANKING):
        parts = [f"selected({name}, '{value}')" for value in condition.values]
        return " or ".join(parts) if wanted else " and ".join(f"not({part})" for part in parts)
    sign = "=" if wanted else "!="
    quoted = [f"date('{one}')" if earlier.type == DATE else f"'{one}'" for one in condition.values]
    return (" or " if wanted else " and ").join(f"{name} {sign} {one}" for one in quoted)


def constraint_of(question: Question) -> str:
    """«. >= 0 and . <= 120»; empty without limits."""
    quoted = "date('{}')" if question.type == DATE else "{}"
    parts = [
        f". {sign} {quoted.format(value)}"
        for sign, value in ((">=", question.minimum), ("<=", question.maximum))
        if value
    ]
    return " and ".join(parts)


__all__ = ["constraint_of", "relevant_of"]
