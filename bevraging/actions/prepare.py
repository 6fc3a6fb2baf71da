"""Making a survey ready: the ready-made one, its wording and its details. Who is asked stands in `people`.

Every verb works on a draft only and raises `AlreadySent` (a sentence) afterwards; the database refuses it as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging import question_bank, question_shelf, questions
from bevraging.dates import default_end
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.questions import Question
from trajecten import history
from trajecten.models import Project

__all__ = [
    "AlreadySent",
    "add_question",
    "create_start_survey",
    "move_question",
    "questions_of",
    "remove_question",
    "save_wording",
    "take_draft",
    "update_details",
]


class AlreadySent(Exception):
    """What was promised to respondents may no longer change; the message is a sentence for the project lead."""

    def __init__(self) -> None:
        super().__init__(_("De bevraging is al verstuurd. De vragen en de lijst liggen nu vast."))


def take_draft(survey: Survey) -> None:
    """Hold the row of a draft for the rest of the transaction, so that a launch cannot pass in between.

    Raises AlreadySent when it is no draft any more. Call inside `transaction.atomic`.
    """
    if not Survey.objects.filter(pk=survey.pk, status=Survey.Status.DRAFT).update(invited=F("invited")):
        raise AlreadySent


@transaction.atomic
def create_start_survey(*, project: Project, by) -> Survey:
    """The ready-made survey of seven statements and one open question. Pressed twice, it gives the first draft again."""
    # Holding the project's row makes a second press wait and then find the first one's draft.
    Project.objects.filter(pk=project.pk).update(step=F("step"))
    earlier = Survey.objects.filter(project=project, status=Survey.Status.DRAFT, purpose=Survey.Purpose.START).first()
    if earlier is not None:
        return earlier
    survey = Survey.objects.create(
        project=project,
        title=_("Hoe loopt het nu bij jou?"),
        # The goal is written as if it were true already; to a colleague it must sound like a plan.
        intro=_("We werken samen aan «%(title)s».") % {"title": project.title},
        min_group=max(5, project.organisation.min_group),
        step=project.step,
        closes_on=default_end(timezone.localdate()),
        contact=by.name if by else "",
        created_by=by,
    )
    QuestionnaireVersion.objects.create(survey=survey, content=question_bank.start_content())
    history.record("survey_created", project=project, actor=by, survey=survey.title)
    return survey


@transaction.atomic
def update_details(
    *,
    survey: Survey,
    by,
    title: str,
    intro: str,
    closes_on: date,
    contact: str,
    reminders: int,
    mode: str,
    easy: bool | None = None,
) -> Survey:
    """Change what stands on the mail and the first page; `easy` stays as it is when left out. Raises AlreadySent, or ValidationError for a day in the past."""
    take_draft(survey)
    if closes_on <= timezone.localdate():
        raise ValidationError({"closes_on": _("Kies een einddatum na vandaag.")})
    wanted = {
        "title": title,
        "intro": intro,
        "closes_on": closes_on,
        "contact": contact,
        "reminders": reminders,
        "mode": mode,
        "easy": survey.easy if easy is None else easy,
    }
    before = {name: str(getattr(survey, name)) for name in wanted}
    for name, value in wanted.items():
        setattr(survey, name, value)
    survey.save(update_fields=list(wanted))
    after = {name: str(getattr(survey, name)) for name in wanted}
    different = [name for name in wanted if before[name] != after[name]]
    if different:
        history.record(
            "survey_changed",
            project=survey.project,
            actor=by,
            survey=survey.title,
            before={name: before[name] for name in different},
            after={name: after[name] for name in different},
        )
    return survey


def questions_of(survey: Survey) -> list[Question]:
    """The questions as they stand now; an empty list when there are none."""
    version = survey.versions.order_by("-number").first()
    return questions.parse(version.content) if version and version.content else []


def save_wording(*, survey: Survey, key: str, texts: Mapping[str, str], by) -> Question:
    """Give the question `key` other words, per language. A language without words here falls away for this question.

    Raises AlreadySent, or ValidationError: unknown question, a pulse question (compared over time), empty or too long.
    """
    words = {code: " ".join(texts.get(code, "").split()) for code in questions.LANGUAGES}
    words = {code: text for code, text in words.items() if text}
    if not words.get("nl"):
        raise ValidationError(_("Schrijf de vraag op."))
    if max(map(len, words.values())) > questions.MAX_TEXT:
        raise ValidationError(_("Maak de vraag korter: hooguit %(max)s tekens.") % {"max": questions.MAX_TEXT})

    def change(asked: list[Question]) -> list[Question]:
        place = _place(asked, key)
        if asked[place].pulse:
            raise ValidationError(_("Deze woorden blijven elke keer dezelfde. Zo kunnen jullie later vergelijken."))
        asked[place] = replace(asked[place], text=words)
        return asked

    asked = _rewrite(survey, change, by)
    return asked[_place(asked, key)]


def remove_question(*, survey: Survey, key: str, by) -> None:
    """Take one question out; the five of the pulse and the last one stay. Raises AlreadySent or ValidationError."""

    def change(asked: list[Question]) -> list[Question]:
        place = _place(asked, key)
        if asked[place].pulse:
            raise ValidationError(_("Deze 5 vragen meten het draagvlak. Ze horen bij elkaar."))
        if len(asked) == 1:
            raise ValidationError(_("Zet minstens één vraag in de bevraging."))
        return asked[:place] + asked[place + 1 :]

    _rewrite(survey, change, by)


def move_question(*, survey: Survey, key: str, by, up: bool) -> None:
    """Swap a question with its neighbour; nothing happens at the end of the list."""

    def change(asked: list[Question]) -> list[Question]:
        place = _place(asked, key)
        other = place - 1 if up else place + 1
        if 0 <= other < len(asked):
            asked[place], asked[other] = asked[other], asked[place]
        return asked

    _rewrite(survey, change, by)


def add_question(*, survey: Survey, by, key: str = "", text: str = "") -> None:
    """Add a ready question from the shelf by its `key`, or an own statement `text`. Statements go before open questions.

    Adding what already stands there changes nothing. Raises AlreadySent or ValidationError.
    """
    ready = question_shelf.by_key(key) if key else None
    words = " ".join(text.split())
    if ready is None and not words:
        raise ValidationError(_("Kies een vraag of schrijf er zelf een."))
    if ready is None and len(words) > questions.MAX_TEXT:
        raise ValidationError(_("Maak de vraag korter: hooguit %(max)s tekens.") % {"max": questions.MAX_TEXT})

    def change(asked: list[Question]) -> list[Question]:
        keys = {question.key for question in asked}
        fresh = ready or Question(key=_free_key(keys), type=questions.STATEMENT, text={"nl": words})
        if fresh.key in keys or any(not ready and question.words("nl") == words for question in asked):
            return asked
        if not fresh.is_statement:
            return [*asked, fresh]
        after = max((place for place, question in enumerate(asked) if question.is_statement), default=-1) + 1
        return [*asked[:after], fresh, *asked[after:]]

    _rewrite(survey, change, by)


def _free_key(taken: set[str]) -> str:
    return next(key for key in (f"eigen{number}" for number in range(1, 1_000)) if key not in taken)


def _place(asked: list[Question], key: str) -> int:
    for place, question in enumerate(asked):
        if question.key == key:
            return place
    raise ValidationError(_("Deze vraag staat niet meer in de bevraging."))


@transaction.atomic
def _rewrite(survey: Survey, change: Callable[[list[Question]], list[Question]], by) -> list[Question]:
    """Read, change and write the questions while holding the draft, so that nobody's change is lost."""
    take_draft(survey)
    version = survey.versions.order_by("-number").first()
    before = questions.parse(version.content)
    after = change(list(before))
    if questions.digest(after) == questions.digest(before):
        return after
    try:
        content = questions.dump(questions.parse(questions.dump(after)))
    except questions.NotAQuestionnaire as error:
        raise ValidationError(str(error)) from error
    if not QuestionnaireVersion.objects.filter(pk=version.pk, frozen=False).update(content=content):
        raise AlreadySent
    history.record(
        "survey_questions_changed", project=survey.project, actor=by, survey=survey.title, questions=len(after)
    )
    return after
