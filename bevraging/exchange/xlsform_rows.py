"""The rows of the sheet «survey»: groups give a theme and a condition, the others are questions or are reported."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from bevraging.exchange.building import Builder, Choice, Wanted, Where
from bevraging.exchange.headings import Heading, Table, first, raw_words
from bevraging.exchange.kinds import Kind, kind_of
from bevraging.exchange.meaning import Limits
from bevraging.exchange.sheets import FORMULA
from bevraging.questions import (
    CHOICE,
    CHOICES,
    DATE,
    NUMBER,
    OPEN,
    RANKING,
    RATING,
    SCALE,
    SCORE,
    SCORES,
    SHORT,
    STATEMENT,
    TYPES,
    YES_CODE,
    YESNO,
    Condition,
)

YES = frozenset({"yes", "true", "true()", "1", "ja", "oui", "required", "verplicht", "y", "x", "waar"})
NO = frozenset({"no", "false", "false()", "0", "nee", "non", "", "n", "onwaar"})
SHARES = {
    CHOICE: (CHOICE, STATEMENT, RATING, SCORE, YESNO),
    CHOICES: (CHOICES,),
    RANKING: (RANKING,),
    OPEN: (OPEN, SHORT),
}
"""Which of our types hide behind one of theirs; the column `trajecten_type` says which."""
OWN_WORDS = "own_words"
"""The row behind «iets anders»: our questions hold it by themselves."""
ACKNOWLEDGED = {"OK": YES_CODE, "ok": YES_CODE, "true": YES_CODE, "1": YES_CODE, "yes": YES_CODE, "ja": YES_CODE}


@dataclass(frozen=True)
class Group:
    what: str
    theme: str = ""
    condition: Condition | None = None


class Rows:
    def __init__(
        self, builder: Builder, table: Table, lists: Mapping[str, list[Choice]], codes: Mapping[str, str]
    ) -> None:
        self.builder, self.table, self.lists, self.codes = builder, table, lists, codes
        self.report = builder.report
        self.groups: list[Group] = []

    def read(self) -> None:
        """All rows, in order."""
        for number, row in self.table.rows:
            self.one(row, Where(self.table.sheet, number))
        if self.groups:
            self.report.changed(
                self.table.sheet, "", "type", _("Een groep is niet afgesloten. Ze loopt tot het einde.")
            )

    def one(self, row: Mapping[Heading, str], where: Where) -> None:
        cell = first(row, "type")
        if first(row, "trajecten_type") == OWN_WORDS or first(row, "disabled").lower() in YES:
            return
        if not cell:
            self._without_type(row, where)
            return
        kind = kind_of(cell)
        if kind.what == "begin":
            self.begin(kind, row, where)
        elif kind.what == "end":
            self.end(where)
        elif kind.what == "technical":
            self.report.technical += 1
        else:
            self.report.rows += 1
            if wanted := self.wanted(kind, row, where):
                self.report.taken += self.builder.put(wanted)

    def _without_type(self, row: Mapping[Heading, str], where: Where) -> None:
        if any(one.field in ("name", "label") for one in row):
            self.report.rows += 1
            self._out(where, _("Hier staat geen type. We slaan deze rij over."))

    def begin(self, kind: Kind, row: Mapping[Heading, str], where: Where) -> None:
        outer = self.groups[-1] if self.groups else Group("group")
        if kind.detail in ("repeat", "loop"):
            self.report.changed(
                where.sheet,
                where.row,
                "type",
                _("Een herhaling bestaat hier niet. Deze vragen komen één keer."),
            )
        label = self.builder.words(self._raw(row, "label"), 500, where, "label").get("nl", "")
        own = self.builder.condition(first(row, "relevant"), where, "relevant")
        condition = self.builder.both(outer.condition, own, where, "relevant")
        self.groups.append(Group(kind.detail, self.builder.theme(label) or outer.theme, condition))

    def end(self, where: Where) -> None:
        if not self.groups:
            self._out(where, _("Hier eindigt een groep die nergens begon."))
            return
        self.groups.pop()

    def wanted(self, kind: Kind, row: Mapping[Heading, str], where: Where) -> Wanted | None:
        """The row as a question; None (and said why) when it is none."""
        if any(value == FORMULA for value in row.values()):
            self._out(where, _("Hier staat een formule zonder uitkomst. Zet de waarde zelf in de cel."), "")
            return None
        wanted = self._typed(kind, row, where)
        if wanted is None:
            return None
        outer = self.groups[-1] if self.groups else Group("group")
        wanted.name = first(row, "name") or f"vraag_{where.row}"
        wanted.text = self._raw(row, "label") or self._raw(row, "hint")
        wanted.hint = self._raw(row, "hint") if self._raw(row, "label") else {}
        wanted.theme = outer.theme
        wanted.required = self._required(row, where)
        own = self.builder.condition(first(row, "relevant"), where, "relevant")
        wanted.condition = self.builder.both(outer.condition, own, where, "relevant")
        wanted.limits = self._limits(wanted, row, where)
        if first(row, "choice_filter"):
            self.report.changed(
                where.sheet,
                where.row,
                "choice_filter",
                _("Hier hangen de antwoorden af van een ander antwoord. Nu staan ze er allemaal."),
            )
        return wanted

    def _typed(self, kind: Kind, row: Mapping[Heading, str], where: Where) -> Wanted | None:
        plain = Wanted(where, "", kind.what, {}, whole=kind.whole)
        flags = frozenset(first(row, "trajecten_flags").split())
        plain.flags = flags | ({"other"} if kind.other else frozenset())
        if kind.what in (CHOICE, CHOICES, RANKING):
            return self._with_choices(plain, kind, row, where)
        if kind.what == "media":
            return self._out(where, _media_sentence(kind.detail))
        if kind.what == "unknown":
            return self._out(where, _("Het type «%(type)s» kennen we niet.") % {"type": kind.detail[:60]})
        if kind.what == "moment":
            self.report.changed(where.sheet, where.row, "type", _("Een uur vragen we hier als een korte tekst."))
            plain.type = SHORT
        elif kind.what == "scale":
            self._scale(plain, kind, row)
        elif kind.what == YESNO:
            plain.answers = ACKNOWLEDGED
            self.report.changed(where.sheet, where.row, "type", _("Een bevestiging is hier een vraag met ja of nee."))
        elif kind.what == OPEN and first(row, "trajecten_type") == SHORT:
            plain.type = SHORT
        return plain

    def _with_choices(self, plain: Wanted, kind: Kind, row: Mapping[Heading, str], where: Where) -> Wanted | None:
        found = self.lists.get(kind.detail.casefold())
        if not found:
            return self._out(
                where, _("De lijst met antwoorden «%(list)s» staat niet in dit bestand.") % {"list": kind.detail[:60]}
            )
        own = first(row, "trajecten_type")
        plain.type = own if own in SHARES[kind.what] and own in TYPES else kind.what
        plain.choices = found
        return plain

    def _scale(self, plain: Wanted, kind: Kind, row: Mapping[Heading, str]) -> None:
        """A range is a scale of ours where it has the same steps, else a number between two limits."""
        settings = dict(re.findall(r"(\w+)\s*=\s*([-\w.]+)", first(row, "parameters").lower()))
        start, end = settings.get("start", "1"), settings.get("end", "10" if kind.detail == "range" else "5")
        step = settings.get("step", "1")
        plain.type, plain.whole = NUMBER, step.isdigit()
        if (start, step) == (SCORES[0], "1") and end == SCORES[-1]:
            plain.type = SCORE
        elif (start, end, step) == (SCALE[0], SCALE[-1], "1"):
            plain.type = RATING
        else:
            plain.limits = Limits(*sorted((_number(start), _number(end)), key=lambda one: Decimal(one or 0)))

    def _limits(self, wanted: Wanted, row: Mapping[Heading, str], where: Where) -> Limits:
        found = self.builder.limits(first(row, "constraint"), where, wanted.type, whole=wanted.whole)
        return found if found != Limits() or wanted.type not in (NUMBER, DATE) else wanted.limits

    def _required(self, row: Mapping[Heading, str], where: Where) -> bool:
        cell = first(row, "required").strip().lower()
        if cell in YES:
            return True
        if cell not in NO:
            self.report.changed(
                where.sheet, where.row, "required", _("Deze vraag is maar soms verplicht. Nu mag ze leeg blijven.")
            )
        return False

    def _raw(self, row: Mapping[Heading, str], field: str) -> dict[str, str]:
        return dict(raw_words(row, field, self.codes))

    def _out(self, where: Where, reason: str, column: str = "type") -> Wanted | None:
        """Say that this row is not taken over; there is no question then."""
        self.report.left_out(where.sheet, where.row, column, reason)
        return None


def _media_sentence(what: str) -> str:
    return {
        "picture": _("Een foto, film of handtekening vragen kan hier niet."),
        "sound": _("Een geluid opnemen kan hier niet."),
        "file": _("Een bestand vragen kan hier niet."),
        "spot": _("Een plaats op de kaart vragen kan hier niet."),
        "barcode": _("Een streepjescode lezen kan hier niet."),
    }[what]


def _number(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    return text if number.is_finite() else ""


__all__ = ["Rows"]
