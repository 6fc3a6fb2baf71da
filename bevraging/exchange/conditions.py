"""The conditions and limits of a file as ours; what does not fit is said with its meaning."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from bevraging.exchange import plain
from bevraging.exchange.expressions import NotAnExpression, Tree, parse
from bevraging.exchange.meaning import DoesNotFit, Known, Limits, all_of, condition_of, fitting_part
from bevraging.exchange.meaning_limits import limits_of
from bevraging.exchange.meaning_words import described
from bevraging.exchange.report import Report
from bevraging.questions import NUMBER, Condition

MOST_LETTERS = 400_000
"""Of all different conditions in a file together: a real one of 400 questions has a tenth of it."""
ADDRESS = re.compile(r"\d+X\d+X|Q\d+(?:_S|$)")


@dataclass(frozen=True)
class Where:
    sheet: str
    row: object


class Conditions:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.names: dict[str, Known] = {}
        """The questions made so far, under each name by which the file speaks of them."""
        self._trees: dict[tuple[str, bool], Tree | None] = {}
        self._letters = 0

    def tree(self, source: str, where: Where, column: str, *, lime: bool = False) -> Tree | None:
        """The condition as a tree; None (and said so) when it cannot be read."""
        tree = self._tree(source, lime)
        if tree is None:
            self.report.left_out(
                where.sheet,
                where.row,
                column,
                _("De voorwaarde «%(source)s» kunnen we niet lezen. Ze valt weg.")
                % {"source": plain.shortened(plain.without_tags(source[:1_000]), 200)},
            )
        return tree

    def _tree(self, source: str, lime: bool) -> Tree | None:
        key = (source, lime)
        if key not in self._trees:
            self._letters += len(source)
            try:
                self._trees[key] = parse(source, lime=lime) if self._letters <= MOST_LETTERS else None
            except NotAnExpression:
                self._trees[key] = None
        return self._trees[key]

    def condition(self, source: str, where: Where, column: str, *, lime: bool = False) -> Condition | None:
        """Our condition; what does not fit is said with its meaning."""
        tree = self.tree(source, where, column, lime=lime) if source.strip() else None
        return self.fitted(tree, where, column) if tree is not None else None

    def fitted(self, tree: Tree, where: Where, column: str) -> Condition | None:
        try:
            return condition_of(tree, self.names)
        except DoesNotFit:
            part = fitting_part(tree, self.names)
        if (rounded := self._in_whole_numbers(tree)) is not None:
            sentence = _("Deze voorwaarde geldt nu voor hele getallen: %(meaning)s.")
            self.report.changed(where.sheet, where.row, column, sentence % {"meaning": self._meaning(tree)})
            return rounded
        sentence = (
            _("Deze voorwaarde past hier maar voor een deel: %(meaning)s. Nu krijgen meer mensen de vraag.")
            if part
            else _("Deze voorwaarde past hier niet: %(meaning)s. Ze valt weg.")
        )
        self.report.changed(where.sheet, where.row, column, sentence % {"meaning": self._meaning(tree)})
        return part

    def _in_whole_numbers(self, tree: Tree) -> Condition | None:
        """«At least 18» of a number that may have a fraction, as «more than 17»."""
        names = {
            name: replace(known, whole=True) if known.question.type == NUMBER else known
            for name, known in self.names.items()
        }
        try:
            return condition_of(tree, names)
        except DoesNotFit:
            return None

    def both(self, outer: Condition | None, own: Condition | None, where: Where, column: str) -> Condition | None:
        """The condition of a group and the one of what stands in it. Where one question cannot hold both: the own one."""
        try:
            return all_of(outer, own, self.names)
        except DoesNotFit:
            self.report.changed(
                where.sheet,
                where.row,
                column,
                _("De voorwaarde van de groep kan hier niet bij de eigen voorwaarde. We hielden de eigen voorwaarde."),
            )
            return own

    def _meaning(self, tree: Tree) -> str:
        return plain.shortened(plain.without_tags(described(tree, self._said)), 300)

    def _said(self, name: str) -> str:
        """A question as its owner calls it: an address of LimeSurvey («12X3X45») says nothing to anybody."""
        name = name.removeprefix("that.").removesuffix(".NAOK")
        known = self.names.get(name) if ADDRESS.match(name) else None
        if known is None or known.question.key == name.lower():
            return name
        codes = tuple(known.codes.values())
        of_one_box = len(codes) == 1 < len(known.question.codes)
        return f"{known.question.key} ({codes[0]})" if of_one_box else known.question.key

    def limits(self, source: str, where: Where, kind: str, *, whole: bool) -> Limits:
        """The limits of a number or a date; what does not fit is said with its meaning."""
        tree = self.tree(source, where, "constraint") if source.strip() else None
        if tree is None:
            return Limits()
        try:
            return limits_of(tree, kind, whole=whole)
        except DoesNotFit:
            self.report.left_out(
                where.sheet,
                where.row,
                "constraint",
                _("Deze controle valt weg: %(meaning)s.") % {"meaning": self._meaning(tree)},
            )
            return Limits()


__all__ = ["Conditions", "Where"]
