"""Conditions as XLSForm and LimeSurvey write them, read into a tree. Nothing is ever computed with them.

«selected(${dier}, 'hond') and ${leeftijd} >= 5» is Every((Call("selected", (Name("dier"), Text("hond"))), Op(">=", …))).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_LENGTH = 8_000
MAX_TOKENS = 1_500
MAX_DEPTH = 40


class NotAnExpression(ValueError):
    """It cannot be read; the message is for programmers."""


@dataclass(frozen=True)
class Name:
    """Another question."""

    name: str


@dataclass(frozen=True)
class Own:
    """The answer to this very question: «.»."""


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Number:
    text: str


@dataclass(frozen=True)
class Call:
    name: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True)
class Op:
    """A comparison (=, !=, <, <=, >, >=) or a sum (+, -, *, div, mod)."""

    sign: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True)
class Every:
    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Tree", ...]


Tree = Name | Own | Text | Number | Call | Op | Every | Either

TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"[^"]*"|'[^']*'|‘[^’]*’|“[^”]*”)
    |\$\{\s*(?P<name>[^{}\s]+)\s*\}
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<path>(?:\.\.?/)+[\w.-]+(?:/[\w.-]+)*|/[\w.-]+(?:/[\w.-]+)*)
    |(?P<own>\.(?![\w.]))
    |(?P<sign><=|>=|!=|==|<>|&&|\|\||[-=<>+*(),!/%])
    |(?P<word>[^\W\d][\w.:#-]*(?<![-:]))
    )""",
    re.VERBOSE,
)
LIME_WORD = re.compile(r"\s*(?P<word>[^\W]*[^\W\d]\w*(?:[.:]\w+)*)")
"""In LimeSurvey a name may begin with a figure (12X3X45SQ1) and a minus is always a minus."""
SAME = {
    "==": "=",
    "<>": "!=",
    "&&": "and",
    "||": "or",
    "eq": "=",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
}
COMPARED = ("=", "!=", "<", "<=", ">", ">=")
WORDS = ("and", "or", "div", "mod", "not")


def parse(source: str, *, lime: bool = False) -> Tree:
    """The tree of an expression; `lime`: with the names and signs of LimeSurvey. Raises NotAnExpression."""
    if len(source) > MAX_LENGTH:
        raise NotAnExpression("too long")
    return _Parser(list(_tokens(source, lime)), lime).whole()


def _tokens(source: str, lime: bool) -> Iterator[tuple[str, str]]:
    source = source.rstrip()
    place, count = 0, 0
    while place < len(source):
        found = (LIME_WORD.match(source, place) if lime else None) or TOKEN.match(source, place)
        count += 1
        if not found or found.end() == place or count > MAX_TOKENS:
            raise NotAnExpression(source[place : place + 20])
        place = found.end()
        kind = str(found.lastgroup)
        value = found.group(kind)
        if kind == "text":
            value = value[1:-1]
        elif kind == "path":
            kind, value = "name", value.rsplit("/", 1)[-1]
        elif kind == "word" and value.lower() in WORDS:
            kind, value = "sign", value.lower()
        elif kind == "word" and lime and value.lower() in SAME:
            kind, value = "sign", SAME[value.lower()]
        elif kind == "sign":
            value = SAME.get(value, value)
        yield kind, value


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], lime: bool) -> None:
        self.tokens, self.lime, self.place, self.depth = tokens, lime, 0, 0

    def whole(self) -> Tree:
        tree = self.either()
        if self.place != len(self.tokens):
            raise NotAnExpression("more than one expression")
        return tree

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("end", "")

    def take(self, *signs: str) -> str:
        """The next sign when it is one of these, else nothing."""
        kind, value = self.peek()
        if kind == "sign" and value in signs:
            self.place += 1
            return value
        return ""

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise NotAnExpression(f"{sign} is missing")

    def either(self) -> Tree:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotAnExpression("too deep")
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self) -> Tree:
        parts = [self.compared()]
        while self.take("and"):
            parts.append(self.compared())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def compared(self) -> Tree:
        left = self.added()
        if sign := self.take(*COMPARED):
            return Op(sign, left, self.added())
        return left

    def added(self) -> Tree:
        return self.chain(self.multiplied, "+", "-")

    def multiplied(self) -> Tree:
        return self.chain(self.one, "*", "div", "mod", "/", "%")

    def chain(self, part, *signs: str) -> Tree:
        tree, length = part(), 0
        while sign := self.take(*signs):
            length += 1
            if length > MAX_DEPTH:
                raise NotAnExpression("too many sums")
            tree = Op(sign, tree, part())
        return tree

    def one(self) -> Tree:
        kind, value = self.peek()
        if kind == "sign":
            return self.signed()
        self.place += 1
        if kind == "text":
            return Text(value)
        if kind == "number":
            return Number(value)
        if kind == "name":
            return Name(value)
        if kind == "own":
            return Own()
        if kind != "word":
            raise NotAnExpression("a value is missing")
        if self.take("("):
            return self.call(value)
        if self.lime:
            return Name(value if value.startswith(("that.", "self.", "this.")) else value.split(".")[0])
        raise NotAnExpression(value)

    def signed(self) -> Tree:
        if self.take("("):
            tree = self.either()
            self.need(")")
            return tree
        if self.take("-"):
            inner = self.nested(self.one)
            return Number(f"-{inner.text}") if isinstance(inner, Number) else Op("-", Number("0"), inner)
        if self.take("not"):
            if self.take("("):
                return self.call("not")
            return Call("not", (self.nested(self.one),))
        if self.lime and self.take("!"):
            return Call("not", (self.nested(self.one),))
        raise NotAnExpression(self.peek()[1])

    def nested(self, part) -> Tree:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotAnExpression("too deep")
        tree = part()
        self.depth -= 1
        return tree

    def call(self, name: str) -> Tree:
        arguments: list[Tree] = []
        while not self.take(")"):
            if arguments:
                self.need(",")
            arguments.append(self.either())
        return Call(name, tuple(arguments))


__all__ = ["Call", "Either", "Every", "Name", "NotAnExpression", "Number", "Op", "Own", "Text", "Tree", "parse"]
