"""Tasks: the list, one of them with how far colleagues are, writing, changing and letting go, and its card."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging.views.listening import confirm, results_project, sheet
from trajecten import access, paper
from trajecten.form_errors import refuse
from trajecten.models import Project
from uitrol.actions import tasks as actions
from uitrol.addresses import address
from uitrol.coverage import Share, coverage_of
from uitrol.forms_tasks import TaskForm, agreements_of
from uitrol.models import WorkTask
from uitrol.task_card import card_html
from uitrol.views.training_base import shown, to, url_of

LOOKS_OR_ACTS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def overview(request, slug: str):
    """What people learn, for whom, and how many did."""
    project = results_project(request, slug)
    confirmed = Count("helpers", filter=Q(helpers__confirmed_at__isnull=False))
    rows = WorkTask.objects.filter(project=project).annotate(helper_n=confirmed).prefetch_related("functions")
    retired = bool(request.GET.get("weg"))
    page = sheet(request, (rows.exclude(retired_at=None) if retired else rows.current()).order_by("number"))
    known = {one.pk: one for one in coverage_of(project).tasks}
    for task in page.object_list:
        task.share = known[task.pk].total if task.pk in known else Share()
    context = {"page": page, "retired": retired, "state": _how_many(page.paginator.count, retired)}
    return shown(request, "taken", project, **context)


def _how_many(count: int, retired: bool) -> str:
    if retired:
        return ngettext("%(n)d taak is niet meer nodig.", "%(n)d taken zijn niet meer nodig.", count) % {"n": count}
    if not count:
        return _("Er is nog geen taak om te leren.")
    return ngettext("%(n)d taak, in één zin.", "%(n)d taken, elk in één zin.", count) % {"n": count}


@require_safe
@login_required
def task_page(request, slug: str, number: int):
    project = results_project(request, slug)
    task = _task(project, number)
    covered = coverage_of(project)
    found = covered.of(task)
    context = {
        "task": task,
        "covered": found,
        "places": [(covered.places[pk], share) for pk, share in found.places.items()] if found else [],
        "agreement": agreements_of(project).filter(pk=task.agreement_id).first() if task.agreement_id else None,
        "helpers": [one for one in task.helpers.select_related("employee__location") if one.confirmed_at],
        "plan_url": _plan_url(request, task),
        "state": _sentence(task, found.total if found else Share()),
    }
    return shown(request, "taak", project, **context)


def _plan_url(request, task: WorkTask) -> str:
    """Where a session with this task is planned; empty for who does not plan, and for a task of before."""
    if task.retired_at or not access.may_edit_project(request.user, task.project):
        return ""
    return address(task.project, "sessie_nieuw", taak=task.pk)


def _sentence(task: WorkTask, share: Share) -> str:
    if task.retired_at:
        return _("%(code)s. Deze taak is niet meer nodig.") % {"code": task.code}
    if not share.required:
        return _("%(code)s. In dit traject is ze voor niemand.") % {"code": task.code}
    values = {"code": task.code, "n": share.learned, "total": share.required}
    return _("%(code)s. %(n)d van %(total)d collega's leerden ze.") % values


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = TaskForm(request.POST or None, project=project)
    if request.method == "POST" and form.may_save:
        try:
            task = actions.add_task(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Taak %(code)s staat erbij.") % {"code": task.code})
            return to("taak", project, task.number)
    back = url_of("taken", project)
    return shown(request, "taak_form", project, form=form, title=_("Een taak opschrijven"), back=back)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def change(request, slug: str, number: int):
    project = access.editable_project(request, slug)
    task = _task(project, number)
    form = TaskForm(request.POST or None, project=project, instance=task)
    if request.method == "POST" and form.may_save:
        try:
            actions.change_task(task=task, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("taak", project, number)
    back = url_of("taak", project, number)
    title = _("Taak %(code)s wijzigen") % {"code": task.code}
    return shown(request, "taak_form", project, form=form, task=task, title=title, back=back)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def drop(request, slug: str, number: int):
    project = access.editable_project(request, slug)
    task = _task(project, number)
    if request.method == "POST":
        if actions.drop_task(task=task, by=request.user) == actions.RETIRED:
            messages.success(request, _("De taak is niet meer nodig. Wat collega's leerden, blijft staan."))
        else:
            messages.success(request, _("De taak is gewist."))
        return to("taken", project)
    learned = task.done.exists()
    return confirm(
        request,
        project,
        question=_("Is deze taak niet meer nodig?") if learned else _("Wis je deze taak?"),
        text=_("«%(task)s» Wat collega's leerden, blijft staan.") % {"task": task} if learned else f"«{task}»",
        action=_("Niet meer nodig") if learned else _("Wis de taak"),
        keep=_("Hou ze"),
        back=url_of("taak", project, number),
    )


@require_safe
@login_required
def card(request, slug: str, number: int):
    """The task on an A6, to keep in a pocket. Changes nothing, so it is a link."""
    project = results_project(request, slug)
    task = _task(project, number)
    agreement = agreements_of(project).filter(pk=task.agreement_id).first() if task.agreement_id else None
    try:
        content = paper.kept(card_html(task, agreement))
    except paper.Busy:
        messages.info(request, _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw."))
        return to("taak", project, number)
    headers = {"Content-Disposition": f'attachment; filename="{task.code.lower()}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _task(project: Project, number: int) -> WorkTask:
    task = get_object_or_404(WorkTask.objects.filter(project=project), number=number)
    task.project = project  # with the rights that were read
    return task
