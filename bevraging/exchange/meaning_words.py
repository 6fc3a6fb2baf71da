"""A condition in words, for who has to judge what became of it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from bevraging.exchange.expressions import Call, Either, Every, Name, Number, Own, Text, Tree
from bevraging.exchange.meaning import TURNED

Say = Callable[[str], str]
"""From the name of a question in the file to how its owner calls it."""
JUST_THE_VALUE = ("number", "int", "round", "string", "date", "date-time", "once", "coalesce")


def described(tree: Tree, say: Say = str) -> str:
    """The condition in words: «dier is hond, en leeftijd is minstens 5»."""
    if isinstance(tree, Name):
        return say(tree.name)
    if isinstance(tree, Own):
        return _("het antwoord")
    if isinstance(tree, Text | Number):
        return tree.text if isinstance(tree, Number) else f"«{tree.text}»"
    if isinstance(tree, Every | Either):
        parts = ", ".join(described(part, say) for part in tree.parts[:-1])
        pattern = _("%(some)s, en %(last)s") if isinstance(tree, Every) else _("%(some)s, of %(last)s")
        return pattern % {"some": parts, "last": described(tree.parts[-1], say)}
    if isinstance(tree, Call):
        return _call_described(tree, say)
    left, right = described(tree.left, say), described(tree.right, say)
    if isinstance(tree.right, Text) and tree.right.text == "" and tree.sign in ("=", "!="):
        return (_("%(a)s is leeg") if tree.sign == "=" else _("%(a)s is ingevuld")) % {"a": left}
    if tree.sign in TURNED:
        return _compared_words(tree.sign) % {"a": left, "b": right}
    if tree.sign == "regex":
        return _("%(a)s past bij het patroon %(b)s") % {"a": left, "b": right}
    return f"{left} {tree.sign} {right}"


def _call_described(call: Call, say: Say) -> str:
    name, arguments = call.name.lower(), [described(one, say) for one in call.arguments]
    if len(arguments) == 1:
        return _of_one(name, call.arguments[0], arguments[0], say)
    if name == "selected" and len(arguments) == 2:
        return _("bij %(a)s is %(b)s gekozen") % {"a": arguments[0], "b": arguments[1]}
    if name in ("regex", "regexmatch") and len(arguments) == 2:
        a, b = arguments if name == "regex" else reversed(arguments)
        return _("%(a)s past bij het patroon %(b)s") % {"a": a, "b": b}
    if name == "count":
        return _("hoeveel er ingevuld zijn van %(a)s") % {"a": ", ".join(arguments)}
    if name in ("today", "now") and not arguments:
        return _("vandaag") if name == "today" else _("nu")
    if name in ("if", "iif") and len(arguments) == 3:
        return _("als %(a)s dan %(b)s, anders %(c)s") % dict(zip("abc", arguments, strict=True))
    return f"{call.name}({', '.join(arguments)})"


def _of_one(name: str, inner: Tree, a: str, say: Say) -> str:
    """A function of one thing."""
    if name == "not":
        if isinstance(inner, Call) and inner.name.lower() == "is_empty" and len(inner.arguments) == 1:
            return _("%(a)s is ingevuld") % {"a": described(inner.arguments[0], say)}
        return _("niet: %(a)s") % {"a": a}
    if name in JUST_THE_VALUE:
        return a
    patterns = {
        "is_empty": _("%(a)s is leeg"),
        "count-selected": _("het aantal antwoorden bij %(a)s"),
        "count": _("het aantal antwoorden bij %(a)s"),
        "string-length": _("het aantal tekens van %(a)s"),
        "strlen": _("het aantal tekens van %(a)s"),
    }
    return patterns[name] % {"a": a} if name in patterns else f"{name}({a})"


def _compared_words(sign: str) -> str:
    return {
        "=": _("%(a)s is %(b)s"),
        "!=": _("%(a)s is niet %(b)s"),
        ">": _("%(a)s is meer dan %(b)s"),
        ">=": _("%(a)s is minstens %(b)s"),
        "<": _("%(a)s is minder dan %(b)s"),
        "<=": _("%(a)s is hoogstens %(b)s"),
    }[sign]


__all__ = ["described"]
