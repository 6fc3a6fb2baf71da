"""Geschiedenis: everything that happened in a project, by whom, in sentences."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from trajecten import access, history
from trajecten.steps import all_steps
from trajecten.views.frame import frame

PER_PAGE = 50
GATE = {"poort": (gettext_lazy("Poort en beslissingen"), ("gate.", "threshold."))}
REST = {
    "ploeg": (gettext_lazy("Ploeg"), ("role.",)),
    "traject": (gettext_lazy("Traject"), ("project.",)),
}


def kinds_of_event() -> dict[str, tuple[Any, tuple[str, ...]]]:
    """{word in the address: (name, how its verbs begin)}: the gate, each step that tells something, and the rest."""
    return GATE | {step.slug: (step.name, step.tells) for step in all_steps() if step.tells} | REST


@require_safe
@login_required
def geschiedenis(request, slug: str):
    project = access.project_or_404(request, slug)
    if not access.may_see_team(request.user, project):
        raise PermissionDenied
    events = project.events.select_related("actor")
    kind, known = request.GET.get("soort", ""), kinds_of_event()
    if kind in known:
        events = events.filter(verb__regex="^(" + "|".join(map(re.escape, known[kind][1])) + ")")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("blad"))
    lines = history.lines(page.object_list)
    count = page.paginator.count
    state = (
        ngettext("%(n)d gebeurtenis.", "%(n)d gebeurtenissen.", count) % {"n": count}
        if count
        else _("Hier is nog niets gebeurd.")
    )
    kinds = [("", _("Alles")), *((code, label) for code, (label, _begins) in known.items())]
    return render(
        request,
        "trajecten/geschiedenis.html",
        frame(request, project, "geschiedenis", page=page, lines=lines, kinds=kinds, kind=kind, state=state),
    )
