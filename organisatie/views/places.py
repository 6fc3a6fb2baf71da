"""Locations and functions: one page, each name with its own small form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisatie.access import managed_organisation
from organisatie.forms import JobFunctionForm, LocationForm
from organisatie.models import JobFunction, Location

KINDS = {"location": (Location, LocationForm), "function": (JobFunction, JobFunctionForm)}


@login_required
@require_safe
def places(request):
    organisation = managed_organisation(request)
    return render(
        request,
        "organisatie/plaatsen.html",
        {
            "locations": organisation.locations.annotate(count=Count("employees")),
            "functions": organisation.functions.annotate(count=Count("employees")),
        },
    )


@login_required
@require_POST
def add(request, kind):
    organisation = managed_organisation(request)
    return _saved(request, KINDS[kind][1](request.POST, organisation=organisation))


@login_required
@require_POST
def rename(request, kind, pk):
    place = _place(request, kind, pk)
    return _saved(request, KINDS[kind][1](request.POST, instance=place, organisation=place.organisation))


@login_required
@require_POST
def remove(request, kind, pk):
    place = _place(request, kind, pk)
    if place.employees.exists():
        messages.error(
            request, _("Bij %(name)s staan nog collega's. Geef hen eerst een andere plek.") % {"name": place}
        )
    elif in_use(place):
        messages.error(request, _("%(name)s staat nog bij een traject. Haal ze daar eerst weg.") % {"name": place})
    else:
        place.delete()
        messages.success(request, _("%(name)s is gewist.") % {"name": place})
    return redirect("organisatie:plaatsen")


def in_use(place) -> bool:
    """Whether a project, say, holds this place: without its only one it would suddenly be about everybody.

    Asked of every relation with a way back, whichever room it stands in; one with `related_name="+"` holds nothing.
    """
    return any(
        link.related_model._base_manager.filter(**{link.field.name: place}).exists()
        for link in place._meta.related_objects
    )


def _place(request, kind, pk):
    model = KINDS[kind][0]
    return get_object_or_404(
        model.objects.select_related("organisation"), organisation=managed_organisation(request), pk=pk
    )


def _saved(request, form):
    if form.is_valid():
        place = form.save()
        messages.success(request, _("%(name)s is bewaard.") % {"name": place})
    else:
        messages.error(request, " ".join(message for errors in form.errors.values() for message in errors))
    return redirect("organisatie:plaatsen")
