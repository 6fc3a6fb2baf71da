"""Barriers of the rollout: the list with its filters and file, one barrier with what is done about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajecten import access
from trajecten.form_errors import refuse
from uitrol import barrier_list
from uitrol.actions import barriers
from uitrol.filters_support import BarrierFilter
from uitrol.forms_barriers import BarrierForm, SolveForm
from uitrol.models import Barrier
from uitrol.views.base_support import barrier_of, csv_answer, readable_project, sheet, shown, to, url_of


@require_safe
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    found = BarrierFilter(request.GET, project=project, queryset=barrier_list.barriers_of(project))
    tally = barrier_list.tally(found.qs)
    page = sheet(request, found.qs, tally.count)
    for one in page.object_list:
        _dress(one)
    context = {
        "filter": found,
        "page": page,
        "median": tally.median,
        "state": how_many(tally.count, tally.left, filtered=found.is_used),
    }
    return shown(request, "uitrol_drempels", project, **context)


def _dress(barrier: Barrier) -> None:
    barrier.tone = barrier_list.TONES[barrier.severity]
    barrier.state_tone = barrier_list.STATES[barrier.status]
    barrier.days = barrier_list.days_to_solve(barrier)


def how_many(count: int, left: int, *, filtered: bool) -> str:
    if filtered:
        return ngettext("%(n)d drempel gevonden.", "%(n)d drempels gevonden.", count) % {"n": count}
    if not count:
        return _("Er is nog geen drempel gemeld.")
    if not left:
        return _("Alle drempels zijn opgelost. Mooi zo.")
    return ngettext("%(n)d drempel is nog niet opgelost.", "%(n)d drempels zijn nog niet opgelost.", left) % {"n": left}


@require_safe
@login_required
def export(request, slug: str):
    project = readable_project(request, slug)
    found = BarrierFilter(request.GET, project=project, queryset=barrier_list.barriers_of(project))
    return csv_answer(barrier_list.as_csv(found.qs), f"drempels-uitrol-{project.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = BarrierForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            made = barriers.note_barrier(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(code)s is genoteerd.") % {"code": made.code})
            return to("drempel", project, made.number)
    return shown(request, "uitrol_drempel_form", project, form=form, back=url_of("drempels", project))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, number: int):
    project = access.editable_project(request, slug)
    barrier = barrier_of(project, number)
    form = BarrierForm(request.POST or None, project=project, instance=barrier)
    if request.method == "POST" and form.is_valid():
        try:
            barriers.change_barrier(barrier=barrier, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("drempel", project, number)
    back = url_of("drempel", project, number)
    return shown(request, "uitrol_drempel_form", project, form=form, barrier=barrier, back=back)


@require_safe
@login_required
def barrier_page(request, slug: str, number: int):
    project = readable_project(request, slug)
    return answer_page(request, project, barrier_of(project, number))


def answer_page(request, project, barrier: Barrier, form: SolveForm | None = None):
    _dress(barrier)
    if form is None and access.may_edit_project(request.user, project) and not barrier.is_solved:
        form = SolveForm(organisation=project.organisation)
    return shown(request, "uitrol_drempel", project, barrier=barrier, form=form, state=state_of(barrier))


def state_of(barrier: Barrier) -> str:
    if barrier.is_solved:
        return _("Opgelost. Dank aan wie eraan werkte.")
    if barrier.severity == Barrier.Severity.BLOCKING:
        return _("Dit blokkeert. De poort wacht tot het opgelost is.")
    return _("Er wordt aan gewerkt.") if barrier.status == Barrier.Status.BUSY else _("Nog open.")


@require_POST
@login_required
def take_up(request, slug: str, number: int):
    project = access.editable_project(request, slug)
    if barriers.take_up(barrier=barrier_of(project, number), by=request.user):
        messages.success(request, _("Genoteerd: er wordt aan gewerkt."))
    return to("drempel", project, number)


@require_POST
@login_required
def solve(request, slug: str, number: int):
    project = access.editable_project(request, slug)
    barrier = barrier_of(project, number)
    form = SolveForm(request.POST, organisation=project.organisation)
    if not form.is_valid():
        return answer_page(request, project, barrier, form)
    if barriers.solve(barrier=barrier, solution=form.cleaned_data["solution"], by=request.user):
        back = url_of("drempel_terug", project, number)
        messages.success(request, _("Opgelost. Mooi zo!"), extra_tags=f"ongedaan:{back}")
    return to("drempel", project, number)


@require_POST
@login_required
def reopen(request, slug: str, number: int):
    project = access.editable_project(request, slug)
    if barriers.reopen(barrier=barrier_of(project, number), by=request.user):
        messages.success(request, _("Weer open."))
    return to("drempel", project, number)
