"""Rhythms: the list, starting one or many at once, changing one with its owner, and ending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging.views.listening import confirm
from opvolging.actions import preparing
from opvolging.actions import rhythm as actions
from opvolging.addresses import address
from opvolging.forms_rhythm import ChangeForm, PrepareForm, RhythmForm
from opvolging.models import CheckRhythm, PlannedCheck
from opvolging.views.base import LOOKS_OR_ACTS, readable_project, rhythm_of, sheet, shown, to
from trajecten import access
from trajecten.form_errors import refuse

ASKS, ENDED = "vraagt", "gestopt"
OPEN = Q(planned__status=PlannedCheck.Status.PLANNED)


@require_safe
@login_required
def overview(request, slug: str):
    """Who looks where, how and how often, with the next day of each. Two words narrow it down."""
    project = readable_project(request, slug)
    show = request.GET.get("toon", "")
    rows = CheckRhythm.objects.filter(agreement__project=project).select_related("agreement", "location", "owner")
    rows = rows.exclude(ended_on=None) if show == ENDED else rows.running()
    if show == ASKS:
        rows = rows.ownerless()
    late = Count("planned", filter=OPEN & Q(planned__due_on__lt=timezone.localdate()))
    found = rows.annotate(next_on=Min("planned__due_on", filter=OPEN), late=late)
    page = sheet(request, found.order_by("agreement__number", "location__name", "pk"))
    return shown(request, "ritmes", project, page=page, show=show, state=_how_many(page.paginator.count, show))


def _how_many(count: int, show: str) -> str:
    if show == ENDED:
        return ngettext("%(n)d ritme is gestopt.", "%(n)d ritmes zijn gestopt.", count) % {"n": count}
    if show == ASKS:
        return ngettext("%(n)d ritme heeft geen eigenaar.", "%(n)d ritmes hebben geen eigenaar.", count) % {"n": count}
    if not count:
        return _("Er loopt nog geen ritme.")
    return ngettext("%(n)d ritme loopt.", "%(n)d ritmes lopen.", count) % {"n": count}


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = RhythmForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            rhythm = actions.start_rhythm(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Het ritme loopt. De dagen staan al klaar."))
            return to("afspraak", project, rhythm.agreement.number)
    context = {"form": form, "title": _("Een ritme starten"), "back": address(project, "ritmes")}
    return shown(request, "ritme_form", project, **context)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def prepare(request, slug: str):
    """«Zet het ritme klaar»: everything that holds and where nobody looks, to start in one press."""
    project = access.editable_project(request, slug)
    proposals = preparing.proposals(project)
    form = PrepareForm(request.POST or None, proposals=proposals)
    if request.method == "POST" and form.is_valid():
        count = preparing.prepare(project=project, by=request.user, keys=form.cleaned_data["keys"])
        if count:
            words = ngettext("%(n)d ritme loopt nu.", "%(n)d ritmes lopen nu.", count) % {"n": count}
            messages.success(request, words)
        else:
            messages.info(request, _("Er was niets meer te starten."))
        return to("ritmes", project)
    return shown(request, "klaarzetten", project, form=form, proposals=proposals)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def change(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    rhythm = rhythm_of(project, pk)
    next_on = rhythm.planned.filter(status=PlannedCheck.Status.PLANNED, due_on__gte=timezone.localdate()).first()
    initial = {"next_on": next_on.due_on if next_on else rhythm.first_on}
    form = ChangeForm(request.POST or None, project=project, instance=rhythm, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _change(rhythm, request.user, form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard. De dagen die voorbij zijn, blijven staan."))
            return to("afspraak", project, rhythm.agreement.number)
    title = _("Ritme van %(code)s aanpassen") % {"code": rhythm.agreement.code}
    context = {"form": form, "title": title, "rhythm": rhythm, "back": address(project, "ritmes")}
    return shown(request, "ritme_form", project, **context)


@transaction.atomic
def _change(rhythm: CheckRhythm, by, chosen: dict) -> None:
    """The plan and the owner in one: all of it, or nothing."""
    owner = chosen.pop("owner")
    actions.change_rhythm(rhythm=rhythm, by=by, **chosen)
    actions.give_to(rhythm=rhythm, by=by, owner=owner)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def stop(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    rhythm = rhythm_of(project, pk)
    if request.method == "POST":
        actions.end_rhythm(rhythm=rhythm, by=request.user)
        messages.success(request, _("Het ritme is gestopt. Wat gezien is, blijft staan."))
        return to("ritmes", project)
    values = {"code": rhythm.agreement.code, "place": rhythm.location or _("overal")}
    return confirm(
        request,
        project,
        question=_("Stop je het ritme van %(code)s (%(place)s)?") % values,
        text=_("Niemand krijgt er nog een link voor. Wat gezien is, blijft staan."),
        action=_("Stop het ritme"),
        keep=_("Laat het lopen"),
        back=address(project, "ritmes"),
    )
