"""A LimeSurvey structure file as a questionnaire: one question for each row of a table, conditions of both kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from bevraging.exchange.building import Builder, Choice, Wanted, Where, written_languages
from bevraging.exchange.expressions import Either, Every, Name, Op, Text, Tree
from bevraging.exchange.lss_types import PER_ROW, SIMPLE, TECHNICAL, WITH_COMMENT, YES_NO, fixed_choices
from bevraging.exchange.lss_words import lost_settings, lost_tables, unknown_type
from bevraging.exchange.lss_xml import Row, Structure, Thing, structure_of
from bevraging.exchange.meaning import DoesNotFit, Limits, day_of
from bevraging.exchange.plain import plain
from bevraging.exchange.report import Imported, Report
from bevraging.questions import CHOICES, INFO, OTHER, RANKING, YESNO, Condition

SHEET = "LimeSurvey"
TRIVIAL = ("", "1")
OTHER_CODE = "-oth-"
SIGNS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def read_lss(data: bytes) -> Imported:
    """Raises Unreadable with a sentence when there is no questionnaire in it."""
    structure = structure_of(data)
    report = Report()
    spoken = _languages(structure)
    base = "nl" if "nl" in spoken else structure.language
    if base not in ("", "nl"):
        report.changed(
            SHEET,
            "",
            "language",
            _(
                "Deze lijst heeft geen Nederlands. De woorden in «%(language)s» staan er nu als de Nederlandse. Vertaal ze."
            )
            % {"language": base},
        )
    reader = _Reader(
        structure, Builder(report, base=base, braces=True), [one for one in spoken if one not in ("", "nl")]
    )
    reader.whole()
    title = structure.title.get("nl") or structure.title.get(base) or next(iter(structure.title.values()), "")
    return Imported(
        questions=reader.builder.questions,
        languages=written_languages(reader.builder.questions),
        translations={},
        title=plain(title)[:120],
        report=report,
    )


def _languages(structure: Structure) -> list[str]:
    every = [one for questions in structure.questions.values() for one in questions]
    return list(dict.fromkeys([structure.language, *(code for one in every for code in one.text("question"))]))


class _Reader:
    def __init__(self, structure: Structure, builder: Builder, languages: list[str]) -> None:
        self.structure, self.builder, self.languages = structure, builder, languages
        self.report = builder.report
        self.titles = {one["title"] for questions in structure.questions.values() for one in questions}

    def whole(self) -> None:
        """All groups in order, and what stands beside them."""
        for group in self.structure.groups:
            self.group(group)
        known = {group["gid"] for group in self.structure.groups}
        for gid, questions in self.structure.questions.items():
            for thing in questions if gid not in known else ():
                reason = _("Deze vraag hoort bij geen enkele groep. We slaan ze over.")
                self.report.rows += 1
                self.report.left_out(SHEET, thing["title"] or thing["qid"], "gid", reason)
        for name, sentence in lost_tables(self.structure.filled):
            self.report.left_out(SHEET, "", name, sentence)
        for column, texts in (("welcometext", self.structure.intro), ("endtext", self.structure.outro)):
            if any(plain(text) for text in texts.values()):
                sentence = _("De tekst voor of na de vragen nemen we niet over. Schrijf ze zelf bij de bevraging.")
                self.report.left_out(SHEET, "", column, sentence)

    def group(self, group: Thing) -> None:
        """All questions of a group; its name is their theme, its description a text of its own."""
        names = (plain(text) for text in group.text("group_name").values())
        where = Where(SHEET, next((name[:60] for name in names if name), group["gid"]))
        name = self.builder.words(group.text("group_name"), 500, where, "group_name").get("nl", "")
        theme = self.builder.theme(name)
        condition = self._condition(group["grelevance"], [], where)
        if self.structure.shows_groups and any(plain(text) for text in group.text("description").values()):
            block = Wanted(
                where,
                f"g{group['gid']}",
                INFO,
                group.text("description"),
                theme=theme,
                condition=condition,
                text_column="description",
            )
            self.builder.put(block)
        for thing in self.structure.questions.get(group["gid"], []):
            self.question(thing, theme, condition)

    def question(self, thing: Thing, theme: str, outer: Condition | None) -> None:
        letter, where = thing["type"], Where(SHEET, thing["title"] or thing["qid"])
        settings = self.structure.settings.get(thing["qid"], {})
        if letter in TECHNICAL or settings.get("hidden") == "1":
            self.report.technical += 1
            return
        self.report.rows += 1
        kind = SIMPLE.get(letter) or PER_ROW.get(letter)
        if kind is None:
            self.report.left_out(SHEET, where.row, "type", unknown_type(letter))
            return
        own = self._condition(thing["relevance"], self.structure.conditions.get(thing["qid"], []), where)
        wanted = Wanted(
            where,
            thing["title"] or f"q{thing['qid']}",
            kind,
            thing.text("question"),
            hint=thing.text("help"),
            required=thing["mandatory"] == "Y",
            theme=theme,
            condition=self.builder.both(outer, own, where, "relevance"),
            text_column="question",
        )
        self._told(thing, settings, where)
        wanted = self._with_answers(wanted, thing, settings)
        wanted.also = tuple((name, None) for name in self._addresses(thing))
        questions = self._per_row(wanted, thing) if letter in PER_ROW else [self._with_boxes(wanted, thing)]
        placed = [self.builder.put(one) for one in questions]
        self.report.taken += any(placed)

    def _condition(self, relevance: str, older: list[Row], where: Where) -> Condition | None:
        if relevance.strip() not in TRIVIAL:
            return self.builder.condition(relevance, where, "relevance", lime=True)
        tree = _older(older)
        return self.builder.fitted(tree, where, "conditions") if tree is not None else None

    def _told(self, thing: Thing, settings: Mapping[str, str], where: Where) -> None:
        if thing["type"] in WITH_COMMENT:
            self.report.left_out(SHEET, where.row, "type", _("Het vak voor een opmerking bij het antwoord valt weg."))
        if thing["preg"]:
            self.report.left_out(SHEET, where.row, "preg", _("De eigen controle op het antwoord valt weg."))
        for name, sentence in lost_settings(thing["type"], settings, other=thing["other"] == "Y"):
            self.report.changed(SHEET, where.row, name, sentence)
        if thing["mandatory"] == "S":
            sentence = _("Wie deze vraag leeg liet, kreeg een herinnering. Nu mag ze gewoon leeg blijven.")
            self.report.changed(SHEET, where.row, "mandatory", sentence)

    def _with_answers(self, wanted: Wanted, thing: Thing, settings: Mapping[str, str]) -> Wanted:
        letter, where = thing["type"], wanted.where
        rows = self.structure.answers.get(thing["qid"], [])
        if letter in ("M", "P") or (letter == "R" and not rows):
            rows = self.structure.parts.get(thing["qid"], [])
        wanted.choices = fixed_choices(letter, self.languages, where) or [
            Choice(one["code"] or one["title"], one.text("answer") or one.text("question"), where)
            for one in rows
            if one["scale_id"] in ("", "0")
        ]
        if thing["other"] == "Y" and wanted.type not in (RANKING,):
            wanted.flags = frozenset({"other"})
            wanted.answers = {OTHER_CODE: OTHER}
        if wanted.type == YESNO:
            wanted.answers = YES_NO
        if letter == "G":
            wanted.flags = wanted.flags | {"personal"}
        wanted.limits = _limits(letter, settings)
        wanted.whole = settings.get("num_value_int_only") == "1"
        return wanted

    def _with_boxes(self, wanted: Wanted, thing: Thing) -> Wanted:
        """Each box of a question with several has a name of its own in conditions: «Q1_SQ1 == "Y"»."""
        if wanted.type != CHOICES:
            return wanted
        rows = self.structure.parts.get(thing["qid"], [])
        boxes = [(row["title"], row["title"], self._part_addresses(thing, row)) for row in rows]
        if "other" in wanted.flags:
            boxes.append(("other", OTHER, [f"{one}other" for one in self._addresses(thing)[:1]]))
        also = [(name, {"Y": value}) for box, value, names in boxes for name in (f"{wanted.name}_{box}", *names)]
        for row in rows:
            if row["relevance"] not in TRIVIAL:
                sentence = _("Dit antwoord stond er niet voor iedereen. Nu staat het er altijd.")
                self.report.changed(SHEET, f"{wanted.name}_{row['title']}", "relevance", sentence)
        return replace(wanted, also=(*wanted.also, *also))

    def _addresses(self, thing: Thing) -> list[str]:
        """How conditions call a question without its code: «12X3X45» in older files, «Q45» in the newest."""
        newest = f"Q{thing['qid']}"
        older = f"{thing['sid']}X{thing['gid']}X{thing['qid']}"
        return [older] if newest in self.titles else [older, newest]

    def _part_addresses(self, thing: Thing, row: Thing) -> list[str]:
        """The same for a row or a box of it: «12X3X45SQ1», «Q45_S67»."""
        older, *newest = self._addresses(thing)
        return [f"{older}{row['title']}", *(f"{one}_S{row['qid']}" for one in newest)]

    def _per_row(self, wanted: Wanted, thing: Thing) -> Iterable[Wanted]:
        """One question for each row: the question and the row in one sentence."""
        rows = [row for row in self.structure.parts.get(thing["qid"], []) if row["scale_id"] in ("", "0")]
        if not rows:
            self.report.left_out(SHEET, wanted.where.row, "type", _("Deze tabel heeft geen rijen."))
        for row in rows:
            name = f"{wanted.name}_{row['title']}"
            if self.builder.full:
                self.builder.refuse_full(Where(SHEET, name))
                return
            where = Where(SHEET, name)
            own = self._condition(row["relevance"], [], where)
            yield replace(
                wanted,
                where=where,
                name=name,
                text=_together(wanted.text, row.text("question")),
                condition=self.builder.both(wanted.condition, own, where, "relevance"),
                also=tuple((one, None) for one in self._part_addresses(thing, row)),
            )


def _together(question: Mapping[str, str], row: Mapping[str, str]) -> dict[str, str]:
    """«Hoe tevreden ben je over: het loket», in each language that either of them has."""
    found = {}
    for code in {**question, **row}:
        head, tail = plain(question.get(code, "")), plain(row.get(code, "")).split("|")[0].strip()
        if head and tail:
            found[code] = f"{head} {tail}" if head[-1] in "?!.…:" else f"{head}: {tail}"
        else:
            found[code] = head or tail
    return found


def _older(rows: list[Row]) -> Tree | None:
    """Conditions from a table: one scenario or another; within it, of one question any answer, of different ones all."""
    scenarios: dict[str, dict[str, list[Tree]]] = {}
    for row in rows:
        field = row.get("cfieldname", "").lstrip("+")
        sign = SIGNS.get(row.get("method", "").strip() or "==", "regex")
        tree = Op(sign, Name(field), Text(row.get("value", "")))
        scenarios.setdefault(row.get("scenario", ""), {}).setdefault(row.get("cqid", "") or field, []).append(tree)
    found: list[Tree] = []
    for questions in scenarios.values():
        parts: list[Tree] = [_one_of(trees) for trees in questions.values()]
        found.append(parts[0] if len(parts) == 1 else Every(tuple(parts)))
    return _one_of(found) if found else None


def _one_of(trees: list[Tree]) -> Tree:
    return trees[0] if len(trees) == 1 else Either(tuple(trees))


def _limits(letter: str, settings: Mapping[str, str]) -> Limits:
    if letter in ("N", "K"):
        least, most = _number(settings.get("min_num_value_n", "")), _number(settings.get("max_num_value_n", ""))
        return Limits(least, most) if not (least and most and Decimal(least) > Decimal(most)) else Limits()
    if letter == "D":
        first, last = _day(settings.get("date_min", "")), _day(settings.get("date_max", ""))
        return Limits(first, last) if not (first and last and first > last) else Limits()
    return Limits()


def _number(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 15 else ""


def _day(text: str) -> str:
    try:
        return day_of(text).isoformat()
    except DoesNotFit:
        return ""


__all__ = ["read_lss"]
