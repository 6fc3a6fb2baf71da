"""What every page of a survey needs: fetch it with access, and the words around it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bevraging import questions, reading
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.naming import moment_of
from bevraging.questions import Question
from trajecten import access
from trajecten.views.frame import frame

Status = Survey.Status


def survey_or_404(request: HttpRequest, slug: str, pk: int, *, with_groups: bool = False) -> Survey:
    """The survey for who may see results of this project: 404 for strangers, 403 for a guest without that right.

    `with_groups`: its groups and sums come along in the same query, for a page that shows them.
    """
    if not with_groups:
        survey = access.part_or_404(request, Survey.objects.all(), slug, pk)
        if not access.may_see_results(request.user, survey.project):
            raise PermissionDenied
        return survey
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    survey = reading.one(project, pk)
    if survey is None:
        raise Http404
    return survey


def editable_survey(request: HttpRequest, slug: str, pk: int) -> Survey:
    """The survey for who may change it: 404 for strangers, 403 for readers."""
    project = access.editable_project(request, slug)
    survey = get_object_or_404(project.surveys.select_related("created_by"), pk=pk)
    # The very object that access was asked of, so that rights and organisation are not read again.
    survey.project = project
    return survey


def written_of(survey: Survey) -> tuple[QuestionnaireVersion | None, list[Question]]:
    """The questionnaire as it stands now, in one query: the version with its languages, and its questions."""
    version = survey.versions.order_by("-number").first()
    return version, questions.parse(version.content) if version and version.content else []


def page(request: HttpRequest, survey: Survey, **context) -> dict:
    """The context of a page of one survey."""
    return frame(
        request,
        survey.project,
        survey=survey,
        kind=capfirst(survey.get_purpose_display()),
        which=which(survey),
        **context,
    )


def which(survey: Survey) -> str:
    """What tells this survey from another one of its kind: «Hoe loopt het nu?, verstuurd op vrijdag 16 januari, open»."""
    return f"«{survey.title}», {moment_of(survey)}, {survey.get_status_display()}"


def phases(survey: Survey, current: str) -> list[dict]:
    """The three phases before sending: where you are, and what is behind you."""
    keys = [("vragen", _("Vragen")), ("wie", _("Wie")), ("versturen", _("Nakijken en versturen"))]
    place = [key for key, _label in keys].index(current)
    return [
        {"number": n + 1, "label": label, "url": url_of(key, survey), "done": n < place, "now": n == place}
        for n, (key, label) in enumerate(keys)
    ]


def url_of(name: str, survey: Survey, *args) -> str:
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


def to(name: str, survey: Survey, *args):
    return redirect(url_of(name, survey, *args))


def page_of(survey: Survey) -> str:
    """The name of the page where this survey is now."""
    if survey.status == Status.DRAFT:
        return "vragen"
    return "resultaten" if survey.status == Status.PUBLISHED else "deelname"
