"""Aanspreekpunten: whom people of a location turn to, when, and who answers when that colleague is away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communicatie.actions import contacts
from communicatie.forms_contacts import ContactForm, first_values
from communicatie.models import ContactPoint
from communicatie.views.roles_base import attempt, confirm, contact_of, readable_project, shown, to, url_of
from fundament.audience import locations_of
from trajecten import access
from trajecten.form_errors import refuse


@require_safe
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    points = ContactPoint.objects.filter(project=project).select_related("location", "employee", "backup")
    found = list(points.order_by("location__name", "hours", "pk"))
    covered = {point.location_id for point in found if point.employee_id}
    open_places = [] if None in covered else [place for place in locations_of(project) if place.pk not in covered]
    context = {
        "points": found,
        "open_places": open_places,
        "without_backup": [point for point in found if point.employee_id and not point.has_backup],
        "state": _state(found, open_places),
    }
    return shown(request, "aanspreekpunten", project, **context)


def _state(points: list, open_places: list) -> str:
    if not points:
        return _("Collega's met een vraag weten zo meteen bij wie ze terechtkunnen.")
    if open_places:
        n = len(open_places)
        words = ngettext(
            "%(n)d locatie heeft nog geen aanspreekpunt.", "%(n)d locaties hebben nog geen aanspreekpunt.", n
        )
        return words % {"n": n}
    return _("Iedereen weet bij wie ze terechtkunnen.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """For the location that the address names, when it names one."""
    project = access.editable_project(request, slug)
    form = ContactForm(request.POST or None, project=project, initial={"location": request.GET.get("locatie", "")})
    if request.method == "POST" and form.is_valid():
        try:
            contacts.add_contact(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Collega's kunnen terecht bij %(name)s.") % {"name": _name(form)})
            return to("aanspreekpunten", project)
    return shown(request, "aanspreekpunt", project, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    point = contact_of(request, slug, pk)
    project = point.project
    form = ContactForm(request.POST or None, project=project, initial=first_values(point))
    form.leave_out("form_key")
    if request.method == "POST" and form.is_valid():
        try:
            contacts.change_contact(point=point, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Collega's kunnen terecht bij %(name)s.") % {"name": _name(form)})
            return to("aanspreekpunten", project)
    return shown(request, "aanspreekpunt", project, form=form, point=point)


def _name(form: ContactForm) -> str:
    return str(form.cleaned_data["employee"])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    point = contact_of(request, slug, pk)
    if request.method == "POST":
        done, already = _("Dit aanspreekpunt is weg."), _("Dit aanspreekpunt was al weg.")
        attempt(request, lambda: contacts.remove_contact(point=point, by=request.user), done, already)
        return to("aanspreekpunten", point.project)
    place = point.location or _("iedereen")
    return confirm(
        request,
        point.project,
        vraag=_("Haal je het aanspreekpunt voor %(place)s weg?") % {"place": place},
        uitleg=_("Het staat dan niet meer op de bladzijde voor iedereen."),
        actie=_("Haal weg"),
        terug_url=url_of("aanspreekpunten", point.project),
        gevaar=True,
    )
