"""Our own file: everything of a questionnaire and nothing else, in JSON, with the number of its shape."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from bevraging.exchange.building import is_ours
from bevraging.exchange.report import Imported, Report
from bevraging.questions import NotAQuestionnaire, Question, dump, is_language, parse
from organisatie.importing.limits import Unreadable
from organisatie.importing.text import decoded

FORMAT = "trajecten-bevraging"
SCHEMA = 1
"""Goes up when an older installation could no longer read the file. Older files must always stay readable."""
SHEET = "vragen"


@dataclass(frozen=True)
class Whole:
    """A questionnaire with what stands around its questions."""

    questions: list[Question]
    title: str = ""
    intro: str = ""
    languages: list[str] = field(default_factory=list)
    translations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    easy: bool = False


def as_json(whole: Whole) -> bytes:
    """The file. `read_own` gives the very same questionnaire back."""
    stored = {
        "format": FORMAT,
        "schema": SCHEMA,
        "title": whole.title,
        "intro": whole.intro,
        "easy": whole.easy,
        "languages": list(whole.languages),
        "translations": whole.translations,
        "questions": dump(whole.questions),
    }
    return json.dumps(stored, ensure_ascii=False, indent=1).encode()


def read_own(data: bytes) -> Imported:
    """Raises Unreadable with a sentence for whatever is no file of ours, or a newer one than we know."""
    try:
        stored = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("Dit bestand is beschadigd of niet volledig.")) from error
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise Unreadable(_("Dit is geen vragenlijst van Trajecten."))
    if not isinstance(stored.get("schema"), int) or stored["schema"] < 1:
        raise Unreadable(_("Dit bestand is beschadigd of niet volledig."))
    if stored["schema"] > SCHEMA:
        raise Unreadable(
            _("Dit bestand komt uit een nieuwere Trajecten. Werk Trajecten eerst bij, of bewaar het als Excel.")
        )
    try:
        questions = parse(stored.get("questions"))
    except NotAQuestionnaire as error:
        raise Unreadable(str(error)) from error
    questions, report = _pulse_checked(questions)
    report.rows = report.taken = len(questions)
    return Imported(
        questions=questions,
        languages=_languages(stored.get("languages")),
        translations=_translations(stored.get("translations")),
        title=_text(stored.get("title"), 120),
        report=report,
        intro=_text(stored.get("intro"), 300),
        easy=bool(stored.get("easy")),
    )


def _pulse_checked(questions: list[Question]) -> tuple[list[Question], Report]:
    """A question counts for the support only in our own words: anybody can write a file."""
    from dataclasses import replace

    report, found = Report(), []
    for number, question in enumerate(questions, 1):
        if question.pulse and not (question.is_statement and is_ours(question.key, question.text)):
            report.changed(
                SHEET, number, "pulse", _("Deze woorden zijn niet de onze. De vraag telt niet mee voor het draagvlak.")
            )
            question = replace(question, pulse=False)
        found.append(question)
    return found, report


def _text(value: object, longest: int) -> str:
    return value.strip()[:longest] if isinstance(value, str) else ""


def _languages(value: object) -> list[str]:
    rows = value if isinstance(value, list) else []
    return list(dict.fromkeys(one for one in rows if isinstance(one, str) and is_language(one) and one != "nl"))


def _translations(value: object) -> dict[str, dict[str, Any]]:
    """Only what `QuestionnaireVersion.translations` holds: title and intro, words for fixed answers, and which
    Dutch was translated where it is another one now."""
    found: dict[str, dict[str, Any]] = {}
    for code, words in value.items() if isinstance(value, dict) else ():
        if not is_language(str(code)) or not isinstance(words, dict):
            continue
        kept: dict[str, Any] = {
            name: _text(words[name], 300) for name in ("title", "intro") if _text(words.get(name), 300)
        }
        options = words.get("options")
        if isinstance(options, dict):
            kept["options"] = {str(one)[:30]: _text(text, 200) for one, text in options.items() if _text(text, 200)}
        was = words.get("was")
        if isinstance(was, dict):
            kept["was"] = {str(one)[:90]: _text(text, 3000) for one, text in was.items() if _text(text, 3000)}
        found[str(code)] = kept
    return found


__all__ = ["FORMAT", "SCHEMA", "Whole", "as_json", "read_own"]
