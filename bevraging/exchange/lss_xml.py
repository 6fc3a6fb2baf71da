"""A LimeSurvey structure file (.lss) as tables: the texts of the older and the newer generation come out alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from bevraging.exchange.names import language_of
from organisatie.importing.limits import Unreadable

MAX_TAGS = 300_000
"""Tags and attributes. The largest real file has about a sixth of this; each one costs memory."""
Row = dict[str, str]
TRANSLATED = {"questions": "qid", "subquestions": "qid", "groups": "gid", "answers": "aid"}
NEWER = {
    "questions": "question_l10ns",
    "subquestions": "question_l10ns",
    "groups": "group_l10ns",
    "answers": "answer_l10ns",
}
WORDS = ("question", "help", "group_name", "description", "answer")


@dataclass
class Thing:
    """A question, a row of one, a group or an answer: what it is, and its words per language."""

    row: Row
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    """{"question": {"nl": "…", "fr": "…"}, "help": {…}}."""

    def __getitem__(self, name: str) -> str:
        return self.row.get(name, "")

    def text(self, name: str) -> dict[str, str]:
        return self.words.get(name, {})

    def order(self, name: str) -> int:
        value = self[name]
        return int(value) if value.isdigit() and len(value) < 10 else 0


@dataclass
class Structure:
    """The whole file."""

    language: str
    """The code of the language it was written in first."""
    title: dict[str, str]
    intro: dict[str, str]
    groups: list[Thing]
    questions: dict[str, list[Thing]]
    """Per group, in order."""
    parts: dict[str, list[Thing]]
    """The rows of a question with several, per `qid`, in order."""
    answers: dict[str, list[Thing]]
    """Per `qid`, in order."""
    settings: dict[str, dict[str, str]]
    """Per `qid`: {"hidden": "1", …}."""
    conditions: dict[str, list[Row]]
    """The older kind of conditions, per `qid`."""
    outro: dict[str, str] = field(default_factory=dict)
    shows_groups: bool = True
    """Whether respondents read what stands with a group."""
    filled: frozenset[str] = frozenset()
    """The tables that hold anything at all."""


def structure_of(data: bytes) -> Structure:
    """Raises Unreadable with a sentence for whatever is no LimeSurvey structure, or tries to reach another file."""
    tables = _tables(_root(data))
    surveys = tables.get("surveys", [{}]) or [{}]
    titles = tables.get("surveys_languagesettings", [])
    questions = _things(tables, "questions", ("qid", "parent_qid"))
    parts = _things(tables, "subquestions", ("qid",)) + [one for one in questions if one["parent_qid"] not in ("", "0")]
    questions = [one for one in questions if one["parent_qid"] in ("", "0")]
    return Structure(
        language=code(surveys[0].get("language", "")),
        title={code(row.get("surveyls_language", "")): row.get("surveyls_title", "") for row in titles},
        intro={code(row.get("surveyls_language", "")): row.get("surveyls_welcometext", "") for row in titles},
        groups=sorted(_things(tables, "groups", ("gid",)), key=lambda one: one.order("group_order")),
        questions=_per(questions, "gid", "question_order"),
        parts=_per(parts, "parent_qid", "question_order"),
        answers=_per(_things(tables, "answers", ("qid", "code", "scale_id")), "qid", "sortorder"),
        settings=_settings(tables.get("question_attributes", [])),
        conditions=_conditions(tables.get("conditions", [])),
        outro={code(row.get("surveyls_language", "")): row.get("surveyls_endtext", "") for row in titles},
        shows_groups=surveys[0].get("showgroupinfo", "") not in ("N", "X"),
        filled=frozenset(name for name, rows in tables.items() if rows),
    )


def code(language: str) -> str:
    """«nl-informal» is simply Dutch."""
    return language_of(language.removesuffix("-informal").removesuffix("-easy"))


def _root(data: bytes) -> Any:
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    if data.count(b"<") + data.count(b'="') + data.count(b"='") > MAX_TAGS:
        raise Unreadable(_("Dit bestand is veel te groot voor een vragenlijst."))
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable(
            _("In dit bestand staat een verwijzing die niet in een vragenlijst hoort. We lezen het niet.")
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(_("Dit bestand is geen LimeSurvey-bestand (.lss), of het is beschadigd.")) from error
    kind = root.findtext("LimeSurveyDocType", "").strip() if root.tag == "document" else ""
    if kind in ("Group", "Question", "Label set"):
        raise Unreadable(
            _("Dit is maar een deel van een LimeSurvey-lijst. Bewaar daar de hele lijst (.lss) en kies dat bestand.")
        )
    if root.tag.endswith("}html"):
        raise Unreadable(_("Dit is een webpagina of een XForm. Kies de XLSForm zelf: .xlsx, .xls of .csv."))
    if kind != "Survey":
        raise Unreadable(_("Dit bestand is geen LimeSurvey-bestand (.lss), of het is beschadigd."))
    return root


def _tables(root: Any) -> dict[str, list[Row]]:
    return {
        section.tag: [{cell.tag: (cell.text or "").strip() for cell in row} for row in section.iterfind("rows/row")]
        for section in root
        if isinstance(section.tag, str)
    }


def _things(tables: Mapping[str, list[Row]], name: str, identity: tuple[str, ...]) -> list[Thing]:
    """The rows of a table, those of one thing in several languages taken together."""
    found: dict[tuple[str, ...], Thing] = {}
    newer = _newer_words(tables.get(NEWER[name], []), TRANSLATED[name])
    for row in tables.get(name, []):
        key = tuple(row.get(part, "") for part in identity)
        thing = found.setdefault(key, Thing(row))
        for word in WORDS:
            if row.get(word):
                thing.words.setdefault(word, {})[code(row.get("language", ""))] = row[word]
        for word, texts in newer.get(row.get(TRANSLATED[name], ""), {}).items():
            thing.words.setdefault(word, {}).update(texts)
    return list(found.values())


def _newer_words(rows: Iterable[Row], identity: str) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows:
        if row.get(identity):
            for word in WORDS:
                if row.get(word):
                    words = found.setdefault(row[identity], {}).setdefault(word, {})
                    words[code(row.get("language", ""))] = row[word]
    return found


def _per(things: list[Thing], name: str, order: str) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for thing in sorted(things, key=lambda one: one.order(order)):
        found.setdefault(thing[name], []).append(thing)
    return found


def _settings(rows: list[Row]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.get("value"):
            found.setdefault(row.get("qid", ""), {}).setdefault(row.get("attribute", ""), row["value"])
    return found


def _conditions(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("qid", ""), []).append(row)
    return found


__all__ = ["Row", "Structure", "Thing", "structure_of"]
