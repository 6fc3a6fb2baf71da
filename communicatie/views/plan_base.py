"""What the pages of the plan share: who may come in, and the frame around them.

Who may see results reads the plan; who edits the project writes it. Names of who was not reached: who leads it.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from communicatie.models import Audience, Message
from trajecten import access
from trajecten.models import Project
from trajecten.steps import step_for
from trajecten.views.frame import frame

PER_PAGE = 50
RELATED = ("audience", "messenger", "repeats", "mailing", "author")


def readable_project(request, slug: str) -> Project:
    """The project for who may see results of it: 404 for strangers, 403 for a guest without that right."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def message_of(request, slug: str, number: int, *, edits: bool) -> Message:
    """A message with its project in one query, for who may change it (`edits`) or read it."""
    messages = Message.objects.select_related(*RELATED)
    message = access.part_or_404(request, messages, slug, number=number)
    allowed = access.may_edit_project if edits else access.may_see_results
    if not allowed(request.user, message.project):
        raise PermissionDenied
    message.audience.project = message.project
    return message


def audience_of(request, slug: str, pk: int) -> Audience:
    """An audience for who may change it."""
    project = access.editable_project(request, slug)
    audience = get_object_or_404(Audience.objects.filter(project=project), pk=pk)
    audience.project = project
    return audience


def url_of(name: str, project: Project, *args: object) -> str:
    return reverse(f"communicatie:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args: object):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, **context: Any):
    around = frame(request, project, step_url=step_for(4).url(project), plan_tabs=plan_tabs(project), **context)
    return render(request, f"communicatie/{template}.html", around)


def plan_tabs(project: Project) -> list[tuple[str, str, str]]:
    """(key, label, url) of the three pages of the plan."""
    labels = {"plan": _("Overzicht"), "boodschappen": _("Alle boodschappen"), "doelgroepen": _("Doelgroepen")}
    return [(name, label, url_of(name, project)) for name, label in labels.items()]


def confirm(request, project: Project, **words: Any):
    """The page that asks first; it shows as a dialog where it can. Words as in components/bevestig.html."""
    return render(request, "components/bevestig.html", frame(request, project, **words))


def sheet(request, rows):
    """One sheet of a long list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("blad"))


def asked_number(request, name: str) -> int | None:
    """A number out of the address; None for anything else."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else None
