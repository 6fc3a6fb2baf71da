"""«In de kijker»: all of it, one of it, and what who leads does with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opvolging import spotlight_quarter
from opvolging.actions import spotlights
from opvolging.forms_spotlights import NameForm, SpotlightForm, TellForm
from opvolging.models import Spotlight
from opvolging.spotlight_list import dressed, spotlights_of
from opvolging.spotlight_sources import source_of
from opvolging.views.spotlight_base import shown, spotlight_of, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project

PER_PAGE = 20
SHOW = "toon"


@require_safe
@login_required
def overview(request, slug: str):
    project = access.project_or_404(request, slug)
    edits = access.may_edit_project(request.user, project)
    page = Paginator(spotlights_of(project, edits=edits), PER_PAGE).get_page(request.GET.get("blad"))
    rows = [dressed(one) for one in page.object_list]
    newest = next((one for one in rows if one.is_shown), None) if page.number == 1 else None
    context = {
        "page": page,
        "newest": newest,
        "groups": [
            (_("Ook in de kijker"), [one for one in rows if one.is_shown and one is not newest]),
            (_("Alleen jij ziet dit"), [one for one in rows if not one.is_shown]),
        ],
        "state": _("Wat goed loopt, en hoe een ander team het ook kan."),
    }
    if edits:
        day = timezone.localdate()
        context["quarter"] = spotlight_quarter.quarters([project.pk], day)[project.pk]
    return shown(request, "kijker", project, **context)


@require_safe
@login_required
def spotlight_page(request, slug: str, pk: int):
    return answer_page(request, spotlight_of(request, slug, pk, edits=False))


def answer_page(request, spotlight: Spotlight, **forms):
    """The page of one; with `name_form` or `tell_form` when one of them was refused."""
    project = spotlight.project
    context: dict[str, Any] = {"spotlight": spotlight, "state": state_of(spotlight)}
    if access.may_edit_project(request.user, project):
        context["name_form"] = NameForm(project=project)
        if spotlight.is_shown:
            context |= {"told": list(spotlight.messages.order_by("number")), "tell_form": TellForm(project=project)}
    return shown(request, "kijker_een", project, **(context | forms))


def state_of(spotlight: Spotlight) -> str:
    if spotlight.is_shown:
        return _("Iedereen in dit traject ziet dit.")
    if spotlight.status == Spotlight.Status.DRAFT:
        return _("Nog niemand anders ziet dit.")
    return _("Dit staat niet meer in de kijker. Alleen jij ziet het nog.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """Empty, or begun from something that went well elsewhere (`van`, `nr`) or for one location (`locatie`)."""
    project = access.editable_project(request, slug)
    source = source_of(project, request.GET)
    of_answer = bool(source and source.of_answer)
    first = source.first if source else {"location": request.GET.get("locatie", "")}
    form = SpotlightForm(request.POST or None, project=project, of_answer=of_answer, initial=first)
    if request.method == "POST" and form.is_valid():
        show = request.POST.get("doe") == SHOW
        try:
            made = spotlights.make_spotlight(
                project=project, by=request.user, show=show, of_answer=of_answer, **form.cleaned_data
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("In de kijker gezet.") if show else _("Bewaard. Nog niemand anders ziet het."))
            return to("kijker_een", project, made.pk)
    return shown(request, "kijker_form", project, form=form, source=source, back=url_of("kijker", project))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    spotlight = spotlight_of(request, slug, pk, edits=True)
    project = spotlight.project
    form = SpotlightForm(request.POST or None, project=project, instance=spotlight)
    if request.method == "POST" and form.is_valid():
        try:
            spotlights.change_spotlight(spotlight=spotlight, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("kijker_een", project, pk)
    back = url_of("kijker_een", project, pk)
    return shown(request, "kijker_form", project, form=form, spotlight=spotlight, back=back)


@require_POST
@login_required
def show(request, slug: str, pk: int):
    spotlight = spotlight_of(request, slug, pk, edits=True)
    if spotlights.show_spotlight(spotlight=spotlight, by=request.user):
        messages.success(request, _("In de kijker gezet."))
    return to("kijker_een", spotlight.project, pk)


@require_POST
@login_required
def take_back(request, slug: str, pk: int):
    spotlight = spotlight_of(request, slug, pk, edits=True)
    project: Project = spotlight.project
    if spotlights.take_back(spotlight=spotlight, by=request.user):
        again = url_of("kijker_toon", project, pk)
        messages.success(request, _("Dit staat niet meer in de kijker."), extra_tags=f"ongedaan:{again}")
    return to("kijker_een", project, pk)
