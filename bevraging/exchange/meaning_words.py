"""A condition in words, for who has to judge what became of it."""

from django.utils.translation import gettext as _

from bevraging.exchange.expressions import Call, Either, Every, Name, Number, Own, Text, Tree
from bevraging.exchange.meaning import TURNED


def described(tree: Tree) -> str:
    """The condition in words: «dier is hond, en leeftijd is minstens 5»."""
    if isinstance(tree, Name):
        return tree.name
    if isinstance(tree, Own):
        return _("het antwoord")
    if isinstance(tree, Text | Number):
        return tree.text if isinstance(tree, Number) else f"«{tree.text}»"
    if isinstance(tree, Every | Either):
        parts = ", ".join(described(part) for part in tree.parts[:-1])
        pattern = _("%(some)s, en %(last)s") if isinstance(tree, Every) else _("%(some)s, of %(last)s")
        return pattern % {"some": parts, "last": described(tree.parts[-1])}
    if isinstance(tree, Call):
        return _call_described(tree)
    if tree.sign in TURNED:
        return _compared_words(tree.sign) % {"a": described(tree.left), "b": described(tree.right)}
    return f"{described(tree.left)} {tree.sign} {described(tree.right)}"


def _call_described(call: Call) -> str:
    arguments = [described(one) for one in call.arguments]
    if call.name.lower() == "selected" and len(arguments) == 2:
        return _("bij %(a)s is %(b)s gekozen") % {"a": arguments[0], "b": arguments[1]}
    if call.name.lower() == "not" and len(arguments) == 1:
        return _("niet: %(a)s") % {"a": arguments[0]}
    return f"{call.name}({', '.join(arguments)})"


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
