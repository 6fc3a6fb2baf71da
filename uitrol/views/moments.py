"""Moments: the list and the week, one of them, the form, and word that one does not go on."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, F, Q, When
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from trajecten import access
from trajecten import calendar_file as calendars
from trajecten.form_errors import refuse
from trajecten.moment_words import when_words
from uitrol.actions import moments
from uitrol.calendar import facts_of, file_of
from uitrol.filters_moments import MomentFilter, Week, week_called, week_of
from uitrol.forms_moments import CancelForm, MomentForm, first_values
from uitrol.models import Material, Moment
from uitrol.shifts import shift_words
from uitrol.views.wave_base import button, may_note, moment_of, sheet, shown, to, url_of

Status = Moment.Status
TONES = {Status.PLANNED: "", Status.HELD: "ok", Status.CANCELLED: "nog"}


@require_safe
@login_required
def overview(request, slug: str):
    """All moments as a list, or those of one week (`?week=2026-W11`)."""
    project = access.project_or_404(request, slug)
    rows = Moment.objects.filter(project=project).select_related("location", "host", "wave")
    found = MomentFilter(request.GET, project=project, queryset=rows.annotate(invited=Count("people")))
    week = week_called(request.GET.get("week", ""))
    context: dict[str, Any] = {"filter": found, "week": week, "this_week": week_of(timezone.localdate()).code}
    if week is not None:
        context["days"] = _week(found.qs, week, project)
        context["any"] = any(moments for _day, moments in context["days"])
        context["state"] = _("Week %(n)d.") % {"n": week.number}
    else:
        context["page"] = sheet(request, _nearest_first(found.qs))
        for moment in context["page"].object_list:
            _dressed(moment, project)
        context["state"] = _how_many(context["page"].paginator.count)
    return shown(request, "momenten", project, **context)


def _nearest_first(rows):
    """What is to come first, the nearest on top; then what is over, the latest on top."""
    coming = Case(When(ends_at__gte=timezone.now(), then="starts_at"))
    return rows.annotate(coming=coming).order_by(F("coming").asc(nulls_last=True), "-starts_at", "pk")


def _week(rows, week: Week, project) -> list:
    zone = project.organisation.time_zone
    begins, ends = week.between(zone)
    found = rows.filter(starts_at__gte=begins, starts_at__lt=ends).order_by("starts_at", "pk")
    return week.sorted([_dressed(moment, project) for moment in found], zone)


def _dressed(moment: Moment, project) -> Moment:
    """With what the list shows of it."""
    moment.project = project
    moment.when = when_words(moment.starts_at, moment.ends_at, project.organisation.time_zone)
    moment.shift_words = shift_words(moment.shift)
    moment.to_note = moment.status == Status.PLANNED and moment.ends_at < timezone.now()
    return moment


def _how_many(count: int) -> str:
    if not count:
        return _("Hier staat nog geen moment.")
    return ngettext("%(n)d moment.", "%(n)d momenten.", count) % {"n": count}


@require_safe
@login_required
def moment_page(request, slug: str, pk: int):
    moment = moment_of(request, slug, pk)
    _dressed(moment, moment.project)
    edits, notes = access.may_edit_project(request.user, moment.project), may_note(request.user, moment)
    people = list(moment.people.select_related("employee__function", "employee__location").order_by("employee__name"))
    materials = Material.objects.filter(Q(moment=moment) | Q(project=moment.project_id))
    context = {
        "moment": moment,
        "state": _where_it_stands(moment),
        "people": people if notes else [],
        "invited": len(people),
        "notes": notes,
        "materials": list(materials),
        "main": _next(moment, len(people), edits=edits, notes=notes),
        "over": moment.starts_at <= timezone.now(),
    }
    return shown(request, "moment", moment.project, **context)


def _where_it_stands(moment: Moment) -> str:
    when = moment.when[:1].upper() + moment.when[1:]
    if moment.status == Status.CANCELLED:
        return _("Gaat niet door: %(why)s") % {"why": moment.cancelled_why}
    if moment.status == Status.PLANNED:
        return f"{when}."
    if moment.counted is None:
        return _("Gehouden. Niemand telde hoeveel collega's er waren.")
    words = ngettext("Gehouden, met %(n)d collega.", "Gehouden, met %(n)d collega's.", moment.counted)
    return words % {"n": moment.counted}


def _next(moment: Moment, invited: int, *, edits: bool, notes: bool) -> dict[str, Any] | None:
    """The filled button: invite first, note who was there once it began."""
    at = (moment.project, moment.pk)
    if moment.status != Status.PLANNED:
        return None
    if moment.starts_at <= timezone.now():
        return button(_("Noteer wie er was"), url_of("aanwezig", *at), "mensen") if notes else None
    if edits:
        text = _("Nodig nog collega's uit") if invited else _("Nodig collega's uit")
        return button(text, url_of("moment_wie", *at), "mail")
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """`?soort=start&locatie=3&dienst=nacht` fill in what is known already."""
    project = access.editable_project(request, slug)
    form = MomentForm(request.POST or None, project=project, initial=_proposed(request, project))
    if request.method == "POST" and form.is_valid():
        try:
            made = moments.plan_moment(project=project, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Het moment staat gepland. Wie nodig je uit?"))
            return to("moment_wie", project, made.pk)
    back = url_of("momenten", project)
    return shown(request, "moment_gegevens", project, form=form, back=back)


def _proposed(request, project) -> dict[str, Any]:
    asked = request.GET
    kind = asked.get("soort") if asked.get("soort") in Moment.Kind.values else Moment.Kind.START
    first: dict[str, Any] = {"kind": kind, "shift": asked.get("dienst", "")[:40], "form_key": uuid4()}
    place = asked.get("locatie", "")
    if place.isdecimal() and len(place) < 12:
        first["location"] = int(place)
        wave = project.waves.filter(places__location=int(place)).first()
        if wave is not None:
            first["day"] = wave.starts_on
    return first


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    moment = moment_of(request, slug, pk, edits=True)
    project = moment.project
    if moment.status != Status.PLANNED:
        return to("moment", project, pk)
    first = first_values(moment, project.organisation.time_zone)
    form = MomentForm(request.POST or None, project=project, moment=moment, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            told = moments.change_moment(moment=moment, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _told_words(told))
            return to("moment", project, pk)
    context = {"form": form, "moment": moment, "back": url_of("moment", project, pk)}
    return shown(request, "moment_gegevens", project, **context)


def _told_words(told: int) -> str:
    if not told:
        return _("Bewaard.")
    words = ngettext(
        "Bewaard. %(n)d collega krijgt een nieuwe uitnodiging.",
        "Bewaard. %(n)d collega's krijgen een nieuwe uitnodiging.",
        told,
    )
    return words % {"n": told}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request, slug: str, pk: int):
    moment = moment_of(request, slug, pk, edits=True)
    project = moment.project
    if moment.status != Status.PLANNED:
        return to("moment", project, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moments.cancel_moment(moment=moment, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Het moment gaat niet door. Wie uitgenodigd was, krijgt een mail."))
            return to("moment", project, pk)
    context = {"form": form, "moment": _dressed(moment, project), "back": url_of("moment", project, pk)}
    return shown(request, "moment_annuleer", project, **context)


@require_safe
@login_required
def calendar_file(request, slug: str, pk: int):
    """For one's own calendar: with the same UID as the invitation, so that it never stands there twice."""
    moment = moment_of(request, slug, pk)
    cancels = moment.status == Status.CANCELLED
    content = file_of([facts_of(moment)], timezone.now(), cancels=cancels)
    kind = calendars.content_type(calendars.CANCEL if cancels else calendars.PUBLISH)
    headers = {"Content-Disposition": f'attachment; filename="{calendars.NAME}"', "Cache-Control": "private"}
    return HttpResponse(content, content_type=kind, headers=headers)
