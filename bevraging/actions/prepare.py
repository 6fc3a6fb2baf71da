"""Making a survey ready: the ready-made one and its details. Its questions stand in `building`, who is asked in `people`.

Every verb works on a draft only and raises `AlreadySent` (a sentence) afterwards; the database refuses it as well.
"""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging import outdated, question_bank, questions
from bevraging.dates import default_end
from bevraging.languages import in_house_languages
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.questions import Question
from trajecten import history
from trajecten.models import Project

__all__ = [
    "AlreadySent",
    "create_start_survey",
    "questions_of",
    "rewrite",
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
    dutch, translations = in_house_languages(
        lambda: {
            "title": _("Hoe loopt het nu bij jou?"),
            # The goal is written as if it were true already; to a colleague it must sound like a plan.
            "intro": _("We werken samen aan «%(title)s».") % {"title": project.title},
        }
    )
    survey = Survey.objects.create(
        project=project,
        **dutch,
        min_group=max(5, project.organisation.min_group),
        step=project.step,
        closes_on=default_end(timezone.localdate()),
        contact=by.name if by else "",
        created_by=by,
    )
    QuestionnaireVersion.objects.create(survey=survey, content=question_bank.start_content(), translations=translations)
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
    if closes_on <= survey.today:
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
        _mark_translations(survey, {name: before[name] for name in different if name in ("title", "intro")})
        history.record(
            "survey_changed",
            project=survey.project,
            actor=by,
            survey=survey.title,
            before={name: before[name] for name in different},
            after={name: after[name] for name in different},
        )
    return survey


def _mark_translations(survey: Survey, dutch: dict[str, str]) -> None:
    """Other Dutch words for the title or the intro: what stands there in another language says something else now."""
    version = survey.versions.order_by("-number").first() if dutch else None
    if version is None or not version.translations:
        return
    kept = outdated.after_details(version.translations, version.languages, dutch)
    QuestionnaireVersion.objects.filter(pk=version.pk, frozen=False).update(translations=kept)


def questions_of(survey: Survey) -> list[Question]:
    """The questions as they stand now; an empty list when there are none."""
    version = survey.versions.order_by("-number").first()
    return questions.parse(version.content) if version and version.content else []


@transaction.atomic
def rewrite(survey: Survey, change: Callable[[list[Question]], list[Question]], by) -> list[Question]:
    """Read, change and write the questions while holding the draft, so that nobody's change is lost."""
    take_draft(survey)
    version = survey.versions.order_by("-number").first()
    before = questions.parse(version.content) if version.content else []
    after = change(list(before))
    if questions.digest(after) == questions.digest(before):
        return after
    try:
        content = questions.dump(questions.parse(questions.dump(after)))
    except questions.NotAQuestionnaire as error:
        raise ValidationError(str(error)) from error
    # What says the same as before in another language, while the Dutch does not, is marked to look at.
    marked = outdated.after_questions(before, after, version.translations)
    rows = QuestionnaireVersion.objects.filter(pk=version.pk, frozen=False)
    if not rows.update(content=content, translations=marked):
        raise AlreadySent
    history.record(
        "survey_questions_changed", project=survey.project, actor=by, survey=survey.title, questions=len(after)
    )
    return after
