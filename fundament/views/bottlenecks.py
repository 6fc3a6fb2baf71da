"""Bottlenecks: the list with its filters and its file, quick entry on a phone, change and remove."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging.views.listening import confirm as confirm_wiping
from bevraging.views.listening import results_project, sheet
from fundament import bottleneck_list
from fundament.actions import bottlenecks
from fundament.filters_bottlenecks import BottleneckFilter
from fundament.forms_bottlenecks import BottleneckForm, PutForm, ReportForm
from fundament.models import Bottleneck
from fundament.views.framing_bottlenecks import shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.list_file import list_file
from trajecten.models import Project


@require_safe
@login_required
def overview(request, slug: str):
    return answer(request, results_project(request, slug))


def answer(request, project: Project, form: PutForm | None = None):
    """The list; with `form`, what was refused when bottlenecks were put in a bundle stands on it."""
    edits = access.may_edit_project(request.user, project)
    bundles = list(bottleneck_list.bundles_of(project))
    found = _filtered(request, project, bundles)
    if edits and form is None:
        form = PutForm(project=project, bundles=bundles)
    page = sheet(request, found.qs)
    context = {
        "filter": found,
        "page": page,
        "bundles": bundles,
        "top": bundles[: bottleneck_list.TOP],
        "form": form,
        "may_report": access.may_report_bottleneck(request.user, project),
        "state": how_many(page.paginator.count, found.is_used),
    }
    return shown(request, "knelpunten", project, **context)


@require_safe
@login_required
def export(request, slug: str, kind: str):
    project = results_project(request, slug)
    rows = bottleneck_list.table(_filtered(request, project, project.bundles.all()).qs)
    return list_file(rows, kind, f"knelpunten-{project.slug}", _("Knelpunten"))


def _filtered(request, project: Project, bundles) -> BottleneckFilter:
    rows = bottleneck_list.bottlenecks_of(project)
    return BottleneckFilter(request.GET, project=project, queryset=rows, bundles=bundles)


def how_many(count: int, filtered: bool) -> str:
    if filtered:
        return ngettext("%(n)d knelpunt gevonden.", "%(n)d knelpunten gevonden.", count) % {"n": count}
    if not count:
        return _("Er is nog geen knelpunt genoteerd.")
    return ngettext("%(n)d knelpunt genoteerd.", "%(n)d knelpunten genoteerd.", count) % {"n": count}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """Quick entry, for everybody with a part in the project. The same form sent twice is one bottleneck."""
    project = _reported_project(request, slug)
    asked = {"bundle": "bundel", "location": "locatie", "function": "functie"}
    first = {field: request.GET[name] for field, name in asked.items() if request.GET.get(name, "").isdecimal()}
    form = ReportForm(request.POST or None, project=project, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = bottlenecks.report_bottleneck(project=project, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(url_of("knelpunt_bewaard", project) + _where(made))
    back = "fundament:knelpunten" if access.may_see_results(request.user, project) else "trajecten:overzicht"
    return shown(request, "knelpunt_nieuw", project, form=form, back=back)


def _reported_project(request, slug: str) -> Project:
    project = access.project_or_404(request, slug)
    if not access.may_report_bottleneck(request.user, project):
        raise PermissionDenied
    return project


def _where(made: Bottleneck) -> str:
    """The next one is often of the same place: it need not be chosen again."""
    known = {"locatie": made.location_id, "functie": made.function_id}
    query = urlencode({name: value for name, value in known.items() if value})
    return f"?{query}" if query else ""


@require_safe
@login_required
def saved(request, slug: str):
    project = _reported_project(request, slug)
    again = {name: request.GET[name] for name in ("locatie", "functie") if request.GET.get(name, "").isdecimal()}
    more = url_of("knelpunt_nieuw", project) + (f"?{urlencode(again)}" if again else "")
    return shown(request, "knelpunt_bewaard", project, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    found = _bottleneck(project, pk)
    form = BottleneckForm(request.POST or None, project=project, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            bottlenecks.change_bottleneck(bottleneck=found, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("knelpunten", project, anchor=f"k{pk}")
    return shown(request, "knelpunt", project, form=form, bottleneck=found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    found = _bottleneck(project, pk)
    if request.method == "POST":
        bottlenecks.remove_bottleneck(bottleneck=found, by=request.user)
        messages.success(request, _("Het knelpunt is gewist."))
        return to("knelpunten", project)
    return confirm_wiping(
        request,
        project,
        question=_("Wis je dit knelpunt?"),
        text=f"«{found.what}»",
        action=_("Wis het knelpunt"),
        keep=_("Hou het"),
        back=url_of("knelpunt", project, pk),
    )


def _bottleneck(project: Project, pk: int) -> Bottleneck:
    found = get_object_or_404(Bottleneck.objects.filter(project=project), pk=pk)
    found.project = project
    return found
