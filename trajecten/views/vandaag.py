"""Vandaag: what needs me now, over all projects I work in."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from trajecten import access, agenda, reading, support, today, workspace
from trajecten.cards import cards_for
from trajecten.models import Project

SHOWN = 8
TASKS_SHOWN = 12


@require_safe
def home(request):
    """`/` has no page of its own."""
    return redirect("trajecten:vandaag" if request.user.is_authenticated else "account_login")


@require_safe
@login_required
def vandaag(request):
    mine = workspace.projects_in(request.user, request.organisation).running()
    projects = reading.facts_with(reading.with_columns(workspace.with_my_part(mine, request.user)))
    proposed = today.tasks_of_steps(request.user, [project for project in projects if project.edits])
    tasks = today.tasks_for(request.user, projects, proposed)
    shown = projects[:SHOWN]
    context = {
        "tasks": tasks[:TASKS_SHOWN],
        "later_tasks": tasks[TASKS_SHOWN:],
        "state": state_sentence(len(tasks), projects),
        "cards": cards_for(shown, support.points_for(shown)),
        "more": len(projects) - len(shown),
        "total": len(projects),
        "soon": [named(item, projects) for item in agenda.upcoming(projects)],
        "may_create": access.may_create_project(request.user, request.organisation),
        "new_url": reverse("trajecten:nieuw"),
    }
    return render(request, "trajecten/vandaag.html", context)


def named(item: agenda.AgendaItem, projects: list[Project]) -> agenda.AgendaItem:
    """Over several projects the reader needs to know which one."""
    titles = {project.pk: project.title for project in projects}
    return replace(item, detail=titles.get(item.project_id, item.detail))


def only_decides(projects: list[Project]) -> bool:
    """Somebody who decides, and has no project to work on."""
    return any(project.decides for project in projects) and not any(project.edits for project in projects)


def state_sentence(tasks: int, projects: list[Project]) -> str:
    if tasks:
        return ngettext(
            "Vandaag vraagt %(n)d ding je aandacht. De rest loopt.",
            "Vandaag vragen %(n)d dingen je aandacht. De rest loopt.",
            tasks,
        ) % {"n": tasks}
    if only_decides(projects):
        return _("Geen beslissingen gevraagd. We mailen je als het zover is.")
    return (
        _("Alles loopt. Niets vraagt je aandacht vandaag.")
        if projects
        else _("Hier zie je straks wat je aandacht vraagt.")
    )
