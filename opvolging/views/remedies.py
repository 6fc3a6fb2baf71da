"""Approaches: the list, one of them, a new one in two small steps, other words or days, and how it ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.views.listening import sheet
from fundament.audience import locations_of
from fundament.models import Agreement
from opvolging.actions import remedies
from opvolging.attention import asking, examples
from opvolging.forms_remedies import CauseForm, DaysForm, FinishForm, RemedyForm
from opvolging.models import AgreementCheck, Remedy
from opvolging.remedy_effects import effects_of
from opvolging.remedy_words import dress, state_of
from opvolging.views.base_remedies import (
    living_agreements,
    remedy_of,
    results_project,
    shown,
    to,
    url_of,
    with_sentence,
)
from trajecten import access
from trajecten.form_errors import refuse

Cause = Remedy.Cause


@require_safe
@login_required
def overview(request, slug: str):
    """What runs first, then what was closed; on top where nobody takes it up yet."""
    project, today = results_project(request, slug), timezone.localdate()
    mine, about = listed(request, project)
    rows = with_sentence(mine.select_related("agreement", "location", "owner"))
    counted = rows.order_by().aggregate(n=Count("pk"), running=Count("pk", filter=Q(ended_on=None)))
    page = sheet(request, rows, counted["n"])
    effects = effects_of(page.object_list, today)
    for one in page.object_list:
        dress(one, effects[one.pk], today)
    waiting = asking([project], today)[project.pk] if access.may_edit_project(request.user, project) else []
    context = {"page": page, "waiting": waiting, "about": about, "state": _how_many(counted["running"], waiting)}
    return shown(request, "aanpakken", project, **context)


def listed(request, project):
    """What runs first, then what was closed last; of one agreement when its key stands in the address (and that key)."""
    rows, about = Remedy.objects.filter(agreement__project=project), _number(request.GET.get("afspraak"))
    if about is not None:
        rows = rows.filter(agreement=about)
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk"), about


def _how_many(running: int, waiting) -> str:
    if waiting:
        n = len(waiting)
        told = ngettext(
            "%(n)d plek vraagt aandacht en heeft nog geen aanpak.",
            "%(n)d plekken vragen aandacht en hebben nog geen aanpak.",
            n,
        )
        return told % {"n": n}
    if running:
        return ngettext("Er loopt %(n)d aanpak.", "Er lopen %(n)d aanpakken.", running) % {"n": running}
    return _("Er loopt nu geen aanpak.")


@require_safe
@login_required
def remedy_page(request, slug: str, pk: int):
    project = results_project(request, slug)
    return answer_page(request, project, remedy_of(project, pk))


def answer_page(request, project, remedy: Remedy, form: FinishForm | None = None):
    today = timezone.localdate()
    dress(remedy, effects_of([remedy], today)[remedy.pk], today)
    if form is None and remedy.ended_on is None and access.may_edit_project(request.user, project):
        form = FinishForm(organisation=project.organisation, initial={"result": remedy.effect_words})
    context = {
        "remedy": remedy,
        "form": form,
        "examples": examples(remedy.agreement, today, besides=remedy.location_id),
        "state": state_of(remedy, today),
        "wrong": remedy.cause == Cause.AGREEMENT_WRONG,
        "next_url": url_of("aanpak_nieuw", project)
        + f"?afspraak={remedy.agreement_id}&locatie={remedy.location_id or ''}&oorzaak={remedy.cause}",
    }
    return shown(request, "aanpak", project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """First which agreement, where and why; then the ladder in the order that the cause gives."""
    project = access.editable_project(request, slug)
    if request.method == "POST":
        return _write(request, project)
    found = _asked(request, project)
    agreements = living_agreements(project)
    form = CauseForm(_filled(found), agreements=agreements, places=locations_of(project))
    if form.is_valid():
        return _second(request, project, found)
    if "oorzaak" not in request.GET:
        form = CauseForm(initial=_filled(found), agreements=agreements, places=locations_of(project))
    return shown(request, "aanpak_oorzaak", project, form=form, agreements=agreements, check=found["check"])


def _asked(request, project) -> dict:
    """What the address says, as far as it stands in this project; a check says the agreement and the place."""
    checks = AgreementCheck.objects.filter(rhythm__agreement__project=project).select_related("rhythm")
    check = _row(checks, request.GET.get("na"))
    agreement, place = request.GET.get("afspraak", ""), request.GET.get("locatie", "")
    if check:
        agreement, place = str(check.rhythm.agreement_id), str(check.rhythm.location_id or "")
    return {"check": check, "afspraak": agreement, "locatie": place, "oorzaak": request.GET.get("oorzaak", "")}


def _filled(found: dict) -> dict:
    return {name: found[name] for name in ("afspraak", "locatie", "oorzaak")}


def _row(rows, value: str | None):
    number = _number(value)
    return rows.filter(pk=number).first() if number is not None else None


def _number(value: str | None) -> int | None:
    """A key out of an address; None for anything else."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 12 else None


def _second(request, project, found: dict):
    agreement = _row(project.agreements.all(), found["afspraak"])
    place = _row(locations_of(project), found["locatie"])
    initial = {"agreement": agreement, "location": place, "cause": found["oorzaak"], "check_seen": found["check"]}
    tried = remedies.tried_at(agreement, place)
    form = RemedyForm(project=project, cause=found["oorzaak"], tried=tried, initial=initial)
    return _ladder(request, project, form, agreement, place, found["oorzaak"])


def _ladder(request, project, form, agreement: Agreement | None, place, cause: str):
    """The page of the second step; `agreement` is one of this project."""
    known = agreement is not None and cause in Cause.values
    here, today = place.pk if place else None, timezone.localdate()
    query = f"?afspraak={agreement.pk}&locatie={here or ''}" if agreement is not None else ""
    context = {
        "form": form,
        "agreement": agreement,
        "place": place,
        "cause": Cause(cause).label if known else "",
        "wrong": cause == Cause.AGREEMENT_WRONG,
        "examples": examples(agreement, today, besides=here) if agreement is not None else [],
        "again": url_of("aanpak_nieuw", project) + query,
    }
    return shown(request, "aanpak_nieuw", project, **context)


def _write(request, project):
    agreement = _row(project.agreements.all(), request.POST.get("agreement"))
    place = _row(locations_of(project), request.POST.get("location"))
    cause = request.POST.get("cause", "")
    tried = remedies.tried_at(agreement, place) if agreement is not None else set()
    form = RemedyForm(request.POST, project=project, cause=cause, tried=tried)
    if form.is_valid():
        try:
            made = remedies.start_remedy(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De aanpak is bewaard."))
            return to("aanpak", project, made.pk)
    return _ladder(request, project, form, agreement, place, cause)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    remedy = remedy_of(project, pk)
    form = DaysForm(request.POST or None, project=project, instance=remedy)
    if request.method == "POST" and form.is_valid():
        try:
            remedies.change_remedy(remedy=remedy, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("aanpak", project, pk)
    return shown(request, "aanpak_wijzig", project, form=form, remedy=remedy, back=url_of("aanpak", project, pk))


@require_POST
@login_required
def finish(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    remedy = remedy_of(project, pk)
    form = FinishForm(request.POST, organisation=project.organisation)
    if not form.is_valid():
        return answer_page(request, project, remedy, form)
    if remedies.finish_remedy(remedy=remedy, by=request.user, **form.cleaned_data):
        messages.success(request, _("Afgesloten. Dank aan wie eraan werkte."))
    return to("aanpak", project, pk)
