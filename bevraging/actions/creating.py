"""A new survey: from a ready-made one, as a copy of an earlier one, or empty. `prepare` makes it further ready."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging import questions
from bevraging.actions.people import MOST_PEOPLE, add_employees
from bevraging.actions.prepare import create_start_survey
from bevraging.dates import default_end
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.templates_bank import Template
from trajecten import history
from trajecten.models import Project

__all__ = ["copy_survey", "create_empty", "create_from_template", "create_ready_start_survey"]


@transaction.atomic
def create_from_template(*, project: Project, template: Template, by) -> Survey:
    """A draft with the questions of `template`. Pressed twice it is one draft, as long as nothing was done with it."""
    _hold(project)
    content = questions.dump(template.questions)
    for earlier in project.surveys.filter(status=Survey.Status.DRAFT, purpose=template.purpose):
        version = earlier.versions.order_by("-number").first()
        if version and version.content == content and not earlier.participants.exists():
            return earlier
    return _make(
        project,
        by,
        content=content,
        translations=template.translations(),
        title=template.title["nl"],
        intro=template.intro["nl"],
        purpose=template.purpose,
    )


@transaction.atomic
def create_ready_start_survey(*, project: Project, by) -> Survey:
    """The start survey with everybody the project touches on its list: to look over and send. Pressed twice it is one.

    More people than a survey can reach are not chosen for anybody: then the list stays empty.
    """
    survey = create_start_survey(project=project, by=by)
    if not survey.participants.exists() and project.impacted().count() <= MOST_PEOPLE:
        add_employees(survey=survey, employees=project.impacted().order_by("pk"), by=by)
    return survey


@transaction.atomic
def create_empty(*, project: Project, by) -> Survey:
    """A draft without questions; it cannot be sent before there is one. Pressed twice it is one draft."""
    _hold(project)
    own = project.surveys.filter(status=Survey.Status.DRAFT, purpose=Survey.Purpose.OWN, versions__content=[])
    return own.first() or _make(project, by, content=[], title=_("Nieuwe bevraging"), purpose=Survey.Purpose.OWN)


@transaction.atomic
def copy_survey(*, project: Project, source: Survey, by) -> Survey:
    """A draft with the questions, the words and the settings of `source`; never its people, nor anything they said."""
    _hold(project)
    version = source.versions.order_by("-number").first()
    copied = {name: getattr(source, name) for name in ("title", "intro", "purpose", "mode", "reminders", "easy")}
    return _make(
        project,
        by,
        content=version.content if version else [],
        languages=version.languages if version else [],
        translations=version.translations if version else {},
        **copied,
    )


def _hold(project: Project) -> None:
    """Holding the project's row makes a second press wait and then find what the first one made."""
    Project.objects.filter(pk=project.pk).update(step=F("step"))


def _make(
    project: Project,
    by,
    *,
    content: list[dict],
    languages: list[str] | None = None,
    translations: Mapping[str, Any] | None = None,
    **values: Any,
) -> Survey:
    survey = Survey.objects.create(
        project=project,
        min_group=max(5, project.organisation.min_group),
        step=project.step,
        closes_on=default_end(timezone.localdate()),
        contact=by.name if by else "",
        created_by=by,
        **values,
    )
    QuestionnaireVersion.objects.create(
        survey=survey, content=content, languages=languages or [], translations=translations or {}
    )
    history.record("survey_created", project=project, actor=by, survey=survey.title)
    return survey
