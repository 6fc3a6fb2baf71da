"""What is kept how long: the list of what will be deleted and when, the log, and somebody who asks for their data."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bevraging import mail_stops, retention
from bevraging.actions.forgetting import people_with, remove_person
from bevraging.forms_keeping import PersonForm
from bevraging.models import Deletion, NamedResponse, Survey
from organisatie import access

PER_PAGE = 50


@require_safe
@login_required
def keeping(request):
    """For an admin and for leads: dry run and log of the whole organisation. Counts and titles, never a person."""
    organisation = access.readable_organisation(request)
    surveys = Survey.objects.filter(project__organisation=organisation)
    log = Deletion.objects.filter(organisation=organisation)
    context = {
        "planned": retention.planned(surveys)[:PER_PAGE],
        "page": Paginator(log, PER_PAGE).get_page(request.GET.get("blad")),
        "manages": access.may_manage_people(request.user, organisation),
    }
    return render(request, "bevraging/bewaren.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def asked(request):
    """«Iemand vraagt zijn gegevens op»: what there is about an address, and taking it out. Only an admin.

    The address travels in a POST: it must not stand in the address bar, nor in a log.
    """
    organisation = access.managed_organisation(request)
    form = PersonForm(request.POST or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        address, name = form.cleaned_data["email"], form.cleaned_data["name"]
        if request.POST.get("doe") == "wis":
            remove_person(organisation=organisation, email=address, name=name, by=request.user)
            messages.success(request, _("Deze persoon staat in geen lijst en krijgt geen bevragingen meer per mail."))
            return redirect("bevraging:gegevens_gevraagd")
        if request.POST.get("doe") == "weer":
            mail_stops.start(organisation.pk, address)
            messages.success(request, _("Dit adres kan weer bevragingen per mail krijgen."))
            return redirect("bevraging:gegevens_gevraagd")
        context |= {
            "address": address,
            "name": name,
            "found": found_of(organisation, address, name),
            "stopped": mail_stops.is_stopped(organisation.pk, address),
        }
    return render(request, "bevraging/gegevens_gevraagd.html", context)


def found_of(organisation, address: str, name: str) -> list[dict]:
    """Where this address stands. Whether somebody answered only for a survey by name, that says so on every page."""
    people = list(people_with(organisation, address, name).select_related("survey__project")[:200])
    answered = set(NamedResponse.objects.filter(participant__in=people).values_list("participant", flat=True))
    return [
        {
            "survey": person.survey,
            "answered": person.pk in answered,
            "by_name": not person.email and not person.employee_id,
        }
        for person in people
    ]
