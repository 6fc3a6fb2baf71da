"""What the pages of conversations, themes and inventory share: who may come in, and the frame around them.

Raw notes are for who leads the project: of a small conversation, they could say who spoke. Everybody who may see results
sees themes with quotes that may be repeated, and the confirmed inventory (docs/decisions/0032-conversations.md).
"""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bevraging.models import Conversation, Note
from trajecten import access
from trajecten.models import Project
from trajecten.views.frame import frame

PER_PAGE = 50


def results_project(request, slug: str) -> Project:
    """The project for who may see results of it: 404 for strangers, 403 for a guest without that right."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def conversation_of(request, slug: str, pk: int) -> Conversation:
    """A conversation for who leads the project."""
    project = access.editable_project(request, slug)
    conversation = get_object_or_404(Conversation.objects.filter(project=project).for_pages(), pk=pk)
    conversation.project = project
    return conversation


def note_of(request, slug: str, pk: int, note: int) -> Note:
    """A note of that conversation, for who leads the project."""
    conversation = conversation_of(request, slug, pk)
    found = get_object_or_404(Note.objects.filter(conversation=conversation), pk=note)
    found.conversation = conversation
    return found


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"bevraging:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args, anchor: str = ""):
    return redirect(url_of(name, project, *args) + (f"#{anchor}" if anchor else ""))


def shown(request, template: str, project: Project, *, status: int = 200, **context):
    return render(request, f"bevraging/{template}.html", frame(request, project, **context), status=status)


def sheet(request, rows, count: int | None = None):
    """One sheet of a long list; `count` when the page knows it already, which saves a query."""
    pages = Paginator(rows, PER_PAGE)
    if count is not None:
        pages.__dict__["count"] = count
    return pages.get_page(request.GET.get("blad"))


def confirm(request, project: Project, *, question: str, text: str, action: str, keep: str, back: str):
    """The page that asks before something is wiped; it shows as a dialog where it can."""
    context = {"vraag": question, "uitleg": text, "actie": action, "houden": keep, "terug_url": back, "gevaar": True}
    return render(request, "components/bevestig.html", frame(request, project, **context))
