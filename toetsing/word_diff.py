"""What changed between two texts, word by word, with `ins` and `del` that a screen reader hears too."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

PIECE = re.compile(r"\A\s+|\S+\s*")


def word_diff(before: str, after: str) -> SafeString:
    """Both texts in one: taken out between `del`, added between `ins`."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return format_html_join("", "{}", ((_step(name, old[a:b], new[c:d]),) for name, a, b, c, d in steps))


def _step(name: str, old: list[str], new: list[str]) -> SafeString:
    if name == "equal":
        return format_html("{}", "".join(old))
    taken = _marked("del", _("weg:"), "".join(old))
    return format_html("{}{}", taken, _marked("ins", _("nieuw:"), "".join(new)))


def _marked(tag: str, word: str, text: str) -> SafeString:
    if not text:
        return SafeString()
    return format_html('<{0}><span class="alleen-lezer">{1} </span>{2}</{0}>', tag, word, text)
