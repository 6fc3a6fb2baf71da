"""What the pages of waves and moments share: who may come in, and the frame around them.

Everybody who sees the project sees when it starts where. Who edits it changes something; who was at a moment is noted by
them, by who hosts it and by ambassadors and helpers. Names of who is invited are for those alone.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from toetsing import uploads
from trajecten import access, gate
from trajecten.models import Project, ProjectRole
from trajecten.steps import step_for
from trajecten.views.frame import frame
from uitrol.models import Material, Moment, Wave

PER_PAGE = 50
HELPING = {ProjectRole.Role.AMBASSADOR, ProjectRole.Role.HELPER}


def wave_of(request: Any, slug: str, number: int, *, edits: bool, rows: Any = None) -> Wave:
    found = Wave.objects.select_related("owner") if rows is None else rows
    wave: Wave = access.part_or_404(request, found, slug, number=number)
    if edits:
        must_edit(request, wave.project)
    return wave


def moment_of(request: Any, slug: str, pk: int, *, edits: bool = False) -> Moment:
    found = Moment.objects.select_related("location", "host", "wave")
    moment: Moment = access.part_or_404(request, found, slug, pk=pk)
    if edits:
        must_edit(request, moment.project)
    return moment


def must_edit(request: Any, project: Project) -> None:
    if not access.may_edit_project(request.user, project):
        raise PermissionDenied


def may_note(user: Any, moment: Moment) -> bool:
    """Who says who was there, and so sees who is invited: who edits, who hosts it, ambassadors and helpers."""
    found = access.standing(user, moment.project)
    hosts = moment.host is not None and moment.host.user_id == user.pk
    return found.edits or hosts or bool(HELPING & found.roles)


def gate_says(project: Project, action: str) -> str:
    """Why this may not happen yet; empty when it may."""
    try:
        gate.require(project, action)
    except gate.GateClosed as closed:
        return str(closed)
    return ""


def url_of(name: str, project: Project, *args: object) -> str:
    return reverse(f"uitrol:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args: object):
    return redirect(url_of(name, project, *args))


def shown(request: Any, template: str, project: Project, *, status: int = 200, **context: Any):
    around = frame(request, project, step_url=step_for(5).url(project), **context)
    return render(request, f"uitrol/{template}.html", around, status=status)


def confirm(request: Any, project: Project, **words: Any):
    """The page that asks first; it shows as a dialog where it can. Words as in components/bevestig.html."""
    return render(request, "components/bevestig.html", frame(request, project, **words))


def sheet(request: Any, rows: Any):
    """One sheet of a long list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("blad"))


def button(text: str, url: str, icon: str = "", *, dialog: bool = False) -> dict[str, Any]:
    return {"text": text, "url": url, "icon": icon, "dialog": dialog}


def as_attachment(material: Material, headers: Mapping[str, str] | None = None) -> FileResponse:
    """The file, to keep and never to show: nothing in it can run on our pages."""
    kind = material.file.name.rpartition(".")[2]
    answer = FileResponse(
        material.file.open("rb"),
        as_attachment=True,
        filename=material.file_name,
        content_type=uploads.CONTENT_TYPES.get(kind, "application/octet-stream"),
    )
    for name, value in {"X-Content-Type-Options": "nosniff", "Cache-Control": "private", **(headers or {})}.items():
        answer.headers[name] = value
    return answer
