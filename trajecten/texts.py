"""Every text of our own that can be translated, found without GNU gettext: what `make check` compares with locale/."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = ("organisatie", "trajecten", "bevraging", "fundament", "toetsing", "communicatie", "uitrol", "opvolging")
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
TWO = {"ngettext", "ngettext_lazy"}
STRING = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?<![\w.])(?:n?gettext|_)\(\s*{STRING}", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")


def own_texts() -> dict[str, str]:
    """{msgid: a file that says it}, over all code and templates of the house."""
    found: dict[str, str] = {}
    root = Path(settings.BASE_DIR)
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            if "tests" not in path.parts and "migrations" not in path.parts:
                found |= dict.fromkeys(_of_code(path.read_text()), str(path.relative_to(root)))
    for path in sorted((root / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"}:
            found |= dict.fromkeys(_of_template(path.read_text()), str(path.relative_to(root)))
    return found


def _of_code(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in ONE | TWO:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _of_template(source: str) -> Iterator[str]:
    """Django turns a template into something like Python for gettext; the calls in it are read here."""
    for match in IN_TEMPLATE.finditer(templatize(source)):
        yield ast.literal_eval(match[1])


def placeholders(text: str) -> set[str]:
    """What is filled in: `%(name)s`, `{name}`. A translation has the same ones."""
    return set(PLACEHOLDER.findall(text))
