"""A new survey: choose a ready-made one, copy an earlier one, or begin empty."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bevraging import actions, templates_bank
from bevraging.mails import minutes_for
from bevraging.models import Survey
from bevraging.naming import moment_of, told_apart
from bevraging.views.base import to
from trajecten import access
from trajecten.models import Project, ProjectRole
from trajecten.views.frame import frame

MOST = 60
EMPTY, COPY = "leeg", "kopie"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def create(request, slug: str):
    """GET shows what there is to choose from; POST makes it. Without a choice it is the start survey for everybody, in one press."""
    project = access.editable_project(request, slug)
    if request.method == "POST":
        survey = _make(request, project)
        if survey is not None:
            survey.project = project
            return to("vragen", survey)
    context = {
        "cards": [_card(template) for template in templates_bank.TEMPLATES],
        "copies": _copies(copies_for(request.user, project)[:MOST]),
        "state": _("Kies wat het best past. Je kan daarna alles nog aanpassen."),
    }
    return render(request, "bevraging/nieuw.html", frame(request, project, **context))


def _make(request, project: Project) -> Survey | None:
    choice = request.POST.get("sjabloon", "")
    if not choice:
        return actions.create_ready_start_survey(project=project, by=request.user)
    if choice == EMPTY:
        return actions.create_empty(project=project, by=request.user)
    if choice == COPY:
        given = request.POST.get("bevraging", "")
        source = (
            copies_for(request.user, project).filter(pk=given).first() if given.isascii() and given.isdigit() else None
        )
        if source is not None:
            return actions.copy_survey(project=project, source=source, by=request.user)
        messages.error(request, _("Kies welke bevraging je wil kopiëren."))
        return None
    template = templates_bank.by_key(choice)
    if template is None:
        messages.error(request, _("Kies een bevraging uit de lijst."))
        return None
    return actions.create_from_template(project=project, template=template, by=request.user)


def _card(template: templates_bank.Template) -> dict:
    asked = [question for question in template.questions if question.is_asked]
    return {
        "key": template.key,
        "name": template.name or template.title["nl"],
        "about": template.about,
        "count": len(asked),
        "minutes": minutes_for(len(asked)),
    }


def _copies(surveys: Iterable[Survey]) -> list[tuple[int, str]]:
    """(key, words) of each survey to copy: title, project, when and in which state."""
    found = list(surveys)
    titles = told_apart(found)
    return [
        (one.pk, f"{titles[one.pk]} · {one.project.title} · {moment_of(one)} · {one.get_status_display()}")
        for one in found
    ]


def copies_for(user, project: Project):
    """The surveys of this organisation whose questions `user` may read, newest first, with their projects.

    `project` is the one to copy into, that this user edits. Questions are read where the results are shown, by every
    member; before that only by who leads that project, or as an admin every one.
    """
    mine = Survey.objects.visible_to(user).filter(project__organisation=project.organisation_id)
    if access.standing(user, project).membership != "admin":
        led = ProjectRole.objects.current().held_by(user).filter(role=ProjectRole.Role.LEAD)
        mine = mine.filter(Q(status=Survey.Status.PUBLISHED) | Q(project__in=led.values("project")))
    kept = mine.exclude(status=Survey.Status.ERASED).exclude(versions__content=[])
    return kept.select_related("project").order_by("-pk")
