"""Geschiedenis: everything that happened in a project, by whom, in sentences."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from trajecten import access, history
from trajecten.views.frame import frame

PER_PAGE = 50
KINDS = {
    "poort": (gettext_lazy("Poort en beslissingen"), ("gate.", "threshold.")),
    "bevraging": (gettext_lazy("Bevraging"), ("survey", "feedback", "conversation", "theme", "inventory")),
    "ploeg": (gettext_lazy("Ploeg"), ("role.",)),
    "traject": (gettext_lazy("Traject"), ("project.",)),
}


@require_safe
@login_required
def geschiedenis(request, slug: str):
    project = access.project_or_404(request, slug)
    if not access.may_see_team(request.user, project):
        raise PermissionDenied
    events = project.events.select_related("actor")
    kind = request.GET.get("soort", "")
    if kind in KINDS:
        events = events.filter(
            verb__regex="^(" + "|".join(prefix.replace(".", r"\.") for prefix in KINDS[kind][1]) + ")"
        )
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("blad"))
    lines = history.lines(page.object_list)
    count = page.paginator.count
    state = (
        ngettext("%(n)d gebeurtenis.", "%(n)d gebeurtenissen.", count) % {"n": count}
        if count
        else _("Hier is nog niets gebeurd.")
    )
    kinds = [("", _("Alles")), *((code, label) for code, (label, _prefixes) in KINDS.items())]
    return render(
        request,
        "trajecten/geschiedenis.html",
        frame(request, project, "geschiedenis", page=page, lines=lines, kinds=kinds, kind=kind, state=state),
    )
