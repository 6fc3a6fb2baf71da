"""Putting questions from a file into a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from bevraging import questions
from bevraging.actions.prepare import AlreadySent, take_draft
from bevraging.exchange.names import key_of
from bevraging.exchange.report import Imported
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.outdated import WAS, settled
from bevraging.questions import Question
from trajecten import history

__all__ = ["put_in"]


@transaction.atomic
def put_in(*, survey: Survey, imported: Imported, replacing: bool, by) -> int:
    """Put the questions behind the ones that stand there, or in their place; how many were put in.

    The questions of the pulse stay when the others are replaced: they are compared over time. They come last:
    what the lead asks stands first. Keys stay unique; a condition follows the question it looks at. Raises AlreadySent, or ValidationError when it cannot be asked like that.
    """
    take_draft(survey)
    version = survey.versions.order_by("-number").first()
    before = questions.parse(version.content) if version.content else []
    kept = [question for question in before if question.pulse] if replacing else before
    fresh = _beside(kept, imported.questions)
    whole = _pulse_last([*kept, *fresh]) if replacing else [*kept, *_pulse_last(fresh)]
    try:
        content = questions.dump(questions.parse(questions.dump(whole)))
    except questions.NotAQuestionnaire as error:
        raise ValidationError(str(error)) from error
    changed = {"content": content, **(_around(version, imported) if replacing else {})}
    if not QuestionnaireVersion.objects.filter(pk=version.pk, frozen=False).update(**changed):
        raise AlreadySent
    if replacing and imported.easy is not None and survey.easy != imported.easy:
        survey.easy = imported.easy
        survey.save(update_fields=["easy"])
    history.record(
        "survey_questions_imported", project=survey.project, actor=by, survey=survey.title, questions=len(fresh)
    )
    return len(fresh)


def _beside(kept: Sequence[Question], fresh: Sequence[Question]) -> list[Question]:
    """The new questions under keys that are still free; one of the pulse that stands there already is not asked twice."""
    taken = {question.key for question in kept}
    pulse = {question.key for question in kept if question.pulse}
    renamed: dict[str, str] = {}
    found = []
    for question in fresh:
        if question.pulse and question.key in pulse:
            continue
        key = key_of(question.key, taken)
        taken.add(key)
        renamed[question.key] = key
        condition = question.show_if
        if condition is not None:
            condition = replace(condition, key=renamed.get(condition.key, condition.key))
        found.append(replace(question, key=key, show_if=condition))
    return found


def _pulse_last(asked: Sequence[Question]) -> list[Question]:
    """The same questions, those of the pulse behind the others; as they stood where another one looks back at the pulse."""
    pulse = [question for question in asked if question.pulse]
    keys, others = {question.key for question in pulse}, [question for question in asked if not question.pulse]
    if any(question.show_if is not None and question.show_if.key in keys for question in others):
        return list(asked)
    return [*others, *pulse]


def _around(version: QuestionnaireVersion, imported: Imported) -> dict[str, Any]:
    """The languages of the file, and its words for fixed answers; title and introduction stay those of this survey."""
    # The questions of before are gone, and with them what was noted of their translations.
    away = {(code, name) for code, own in version.translations.items() for name in own.get(WAS, ()) if "." in name}
    translations = settled(version.translations, away)
    for code, words in imported.translations.items():
        options: Mapping[str, str] | None = words.get("options")
        if options:
            translations.setdefault(code, {})["options"] = dict(options)
        was = {name: dutch for name, dutch in (words.get(WAS) or {}).items() if "." in name}
        if was:
            own = translations.setdefault(code, {})
            own[WAS] = {**own.get(WAS, {}), **was}
    return {"languages": imported.languages, "translations": translations}
