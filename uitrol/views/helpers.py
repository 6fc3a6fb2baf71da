"""Who shows which task: named, confirmed after an offer, or taken off again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bevraging.views.listening import results_project
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project
from uitrol.actions import helpers as actions
from uitrol.forms_tasks import HelperForm
from uitrol.models import TaskHelper, WorkTask
from uitrol.views.training_base import shown, to


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def overview(request, slug: str):
    """All tasks with who helps; who leads names one more with a POST."""
    acts = request.method == "POST"
    project = access.editable_project(request, slug) if acts else results_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    form = HelperForm(request.POST or None, project=project, initial=_asked(request)) if edits else None
    if acts and form is not None and form.is_valid():
        task, employee = form.cleaned_data["task"], form.cleaned_data["owner"]
        task.project = project
        try:
            actions.name_helper(task=task, employee=employee, by=request.user)
        except ValidationError as error:
            refuse(form, error)
        else:
            told = _("%(who)s helpt bij %(task)s.") % {"who": employee, "task": task.code}
            messages.success(request, told)
            return to("helpers", project)
    tasks = list(_tasks(project))
    offers = sum(one.confirmed_at is None for task in tasks for one in task.found)
    context = {"form": form, "tasks": tasks, "offers": offers, "state": _sentence(tasks)}
    return shown(request, "helpers", project, **context)


@require_POST
@login_required
def confirm(request, slug: str, pk: int):
    helper = _helper(access.editable_project(request, slug), pk)
    actions.confirm_helper(helper=helper, by=request.user)
    messages.success(request, _("%(who)s helpt bij %(task)s.") % {"who": helper, "task": helper.task.code})
    return to("helpers", helper.task.project)


@require_POST
@login_required
def remove(request, slug: str, pk: int):
    helper = _helper(access.editable_project(request, slug), pk)
    actions.remove_helper(helper=helper, by=request.user)
    messages.success(request, _("%(who)s helpt niet meer bij %(task)s.") % {"who": helper, "task": helper.task.code})
    return to("helpers", helper.task.project)


def _asked(request) -> dict[str, str]:
    value = request.GET.get("taak", "")
    return {"task": value} if value.isascii() and value.isdecimal() and len(value) < 12 else {}


def _tasks(project: Project):
    people = TaskHelper.objects.select_related("employee__location", "employee__function").order_by("employee__name")
    return (
        WorkTask.objects.filter(project=project)
        .current()
        .prefetch_related(Prefetch("helpers", people, to_attr="found"))
    )


def _sentence(tasks: list[WorkTask]) -> str:
    helped = sum(any(one.confirmed_at for one in task.found) for task in tasks)
    if not tasks:
        return _("Er is nog geen taak om te leren.")
    values = {"n": helped, "total": len(tasks)}
    return (
        ngettext(
            "Bij %(n)d van %(total)d taak is er een helper.",
            "Bij %(n)d van %(total)d taken is er een helper.",
            len(tasks),
        )
        % values
    )


def _helper(project: Project, pk: int) -> TaskHelper:
    rows = TaskHelper.objects.select_related("task", "employee").filter(task__project=project)
    helper = get_object_or_404(rows, pk=pk)
    helper.task.project = project
    return helper
