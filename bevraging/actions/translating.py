"""The languages of a draft: promise one, take one back, write texts in it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bevraging import outdated, questions, templates_bank, translating
from bevraging.actions.prepare import AlreadySent, take_draft
from bevraging.languages import is_offered, language_name
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.questions import Question
from trajecten import history

__all__ = ["add_language", "remove_language", "save_translations"]

State = tuple[list[Question], list[str], dict[str, Any]]
"""Questions, promised languages, translations."""


def add_language(*, survey: Survey, code: str, by) -> None:
    """Promise `code` beside the others. What we have ready in that language is filled in. Raises AlreadySent or
    ValidationError for a language that is not offered."""
    if not is_offered(code):
        raise ValidationError(_("Kies een taal uit de lijst."))

    def change(asked: list[Question], languages: list[str], translations: dict[str, Any]) -> State:
        if code in languages:
            return asked, languages, translations
        return templates_bank.filled_in(asked, code), [*languages, code], translations

    _rewrite(survey, change, by)


def remove_language(*, survey: Survey, code: str, by) -> None:
    """Take `code` back; its words are wiped, so that nobody is offered half of it."""

    def change(asked: list[Question], languages: list[str], translations: dict[str, Any]) -> State:
        texts = translating.texts_of(asked, "-", "-")
        asked, translations = translating.put({(code, text.name): "" for text in texts}, asked, translations)
        left = {language: own for language, own in translations.items() if language != code}
        return asked, [one for one in languages if one != code], left

    _rewrite(survey, change, by)


def save_translations(
    *, survey: Survey, words: Mapping[tuple[str, str], str], by, checked: Collection[tuple[str, str]] = ()
) -> None:
    """Write `words`: {(language, name of the text): words}, empty to wipe. What is not named stays as it is.

    A text is no longer marked as older than its Dutch when it gets other words, or when it is among `checked`.

    Raises AlreadySent, or ValidationError with a sentence per text that is too long; then nothing is written.
    """

    def change(asked: list[Question], languages: list[str], translations: dict[str, Any]) -> State:
        texts = {text.name: text for text in translating.texts_of(asked, survey.title, survey.intro)}
        # A text that somebody else took out in the meantime has no words to keep.
        wanted = {
            (language, name): given
            for (language, name), given in words.items()
            if name in texts and language in languages
        }
        wanted = {place: given for place, given in wanted.items() if texts[place[1]].may_change(place[0])}
        _refuse_too_long(wanted, texts)
        known = {question.key: question for question in asked}
        changed = {
            place
            for place, given in wanted.items()
            if given != translating.written(texts[place[1]], place[0], known, translations)
        }
        after, words_after = translating.put(wanted, asked, translations)
        return after, languages, outdated.settled(words_after, {*changed, *checked})

    _rewrite(survey, change, by)


def _refuse_too_long(wanted: Mapping[tuple[str, str], str], texts: Mapping[str, translating.Text]) -> None:
    told = _("%(where)s (%(language)s): maak het korter, hooguit %(max)s tekens.")
    problems: Iterable[str] = [
        told % {"where": text.label, "language": language_name(language), "max": text.longest}
        for (language, name), given in wanted.items()
        if len(given) > (text := texts[name]).longest
    ]
    if problems:
        raise ValidationError(list(problems))


@transaction.atomic
def _rewrite(survey: Survey, change: Callable[[list[Question], list[str], dict[str, Any]], State], by) -> None:
    """Read, change and write all words while holding the draft. The languages become a promise: they stand written."""
    take_draft(survey)
    version = survey.versions.order_by("-number").first()
    before = questions.parse(version.content) if version.content else []
    languages = translating.chosen(version.languages, before)
    asked, promised, translations = change(before, languages, version.translations or {})
    try:
        content = questions.dump(questions.parse(questions.dump(asked))) if asked else []
    except questions.NotAQuestionnaire as error:
        raise ValidationError(str(error)) from error
    if (content, promised, translations) == (version.content, version.languages, version.translations):
        return
    values = {"content": content, "languages": promised, "translations": translations}
    if not QuestionnaireVersion.objects.filter(pk=version.pk, frozen=False).update(**values):
        raise AlreadySent
    history.record("survey_languages_changed", project=survey.project, actor=by, survey=survey.title)
