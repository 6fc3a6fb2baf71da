"""«Herinneringen» of one project, for who leads it: what will be sent and what was, with the reason of each."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from trajecten import access, reminder_past, reminder_plan
from trajecten.views.frame import frame

PER_PAGE = 25
PAST = "geweest"


@require_safe
@login_required
def herinneringen(request, slug: str):
    project, now = access.editable_project(request, slug), timezone.now()
    past = request.GET.get("soort", "") == PAST
    found = reminder_past.of_project(project) if past else reminder_plan.planned(project, now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("blad"))
    items = reminder_past.told(list(page.object_list), now) if past else list(page.object_list)
    kinds = [("", _("Wat nog komt")), (PAST, _("Wat al kwam"))]
    context = {"page": page, "items": items, "past": past, "kinds": kinds, "kind": PAST if past else ""}
    context["state"] = state(page.paginator.count, past=past)
    return render(request, "trajecten/herinneringen.html", frame(request, project, "instellingen", **context))


def state(count: int, *, past: bool) -> str:
    if past:
        some = ngettext("%(n)d herinnering kwam al aan de beurt.", "%(n)d herinneringen kwamen al aan de beurt.", count)
        return some % {"n": count} if count else _("Hier ging nog geen herinnering.")
    some = ngettext(
        "De komende vier weken gaat %(n)d herinnering, als er niets verandert.",
        "De komende vier weken gaan %(n)d herinneringen, als er niets verandert.",
        count,
    )
    return some % {"n": count} if count else _("De komende vier weken gaat er geen herinnering.")
