"""Projects: the list, a new one, the overview, and the page of a step that is still being prepared."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from trajecten import access, actions, beside, overview, portfolio, workspace
from trajecten.form_errors import refuse
from trajecten.forms_project import NewProjectForm
from trajecten.list_file import list_file
from trajecten.steps import Step, all_steps
from trajecten.track import track_for
from trajecten.views.frame import frame

PER_PAGE = 50


@require_safe
@login_required
def lijst(request):
    found = _found(request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("blad"))
    context = {
        "page": page,
        "cards": portfolio.cards(list(page.object_list)),
        "filter": found,
        "chosen": request.GET.urlencode() if found.is_used else "",
        "state": list_sentence(page.paginator.count, found.is_used),
        "may_create": access.may_create_project(request.user, request.organisation),
    }
    return render(request, "trajecten/lijst.html", context)


@require_safe
@login_required
def bestand(request, kind: str):
    """What the list shows with these choices, as a file."""
    rows = portfolio.table(portfolio.cards(list(_found(request).qs)))
    return list_file(rows, kind, "trajecten", _("Trajecten"))


def _found(request) -> portfolio.ProjectFilter:
    projects = workspace.projects_in(request.user, request.organisation)
    return portfolio.ProjectFilter(request.GET, queryset=portfolio.with_what_waits(projects, request.user))


def list_sentence(count: int, is_used: bool) -> str:
    if is_used:
        return ngettext("%(n)d traject gevonden.", "%(n)d trajecten gevonden.", count) % {"n": count}
    return ngettext("%(n)d traject.", "%(n)d trajecten.", count) % {"n": count} if count else _("Nog geen trajecten.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def nieuw(request):
    if not access.may_create_project(request.user, request.organisation):
        raise PermissionDenied
    form = NewProjectForm(request.POST or None, organisation=request.organisation, user=request.user)
    if request.method == "POST" and form.is_valid():
        project = create(request, form)
        if project is not None:
            return redirect("trajecten:overzicht", project.slug)
    return render(request, "trajecten/nieuw.html", {"form": form})


def create(request, form):
    """The new project, the first one when the form is sent twice; or None, and the form says why."""
    data = form.cleaned_data
    try:
        return actions.create_project(
            organisation=request.organisation,
            by=request.user,
            title=data["title"],
            goal=data["goal"],
            decider_email=data["decider_email"],
            locations=data["locations"],
            functions=data["functions"],
            form_key=data["form_key"],
        )
    except ValidationError as error:
        refuse(form, error)
        return None


@require_safe
@login_required
def overzicht(request, slug: str):
    project = access.project_or_404(request, slug, with_gate=True)
    context = frame(request, project, "overzicht", beside=beside.cards_for(project))
    context |= overview.context_for(project, request.user, edits=context["edits"], sees_gate=context["sees_gate"])
    return render(request, "trajecten/overzicht.html", context)


def step_or_404(value: str) -> Step:
    """A step by its number or its slug."""
    for step in all_steps():
        if value in (str(step.number), step.slug):
            return step
    raise Http404


@require_safe
@login_required
def stap(request, slug: str, step: str):
    """«Wordt voorbereid»: what the step is for, honestly, and the way back. A step that is ready has its own page."""
    project = access.project_or_404(request, slug)
    found = step_or_404(step)
    if found.url(project) != request.path:
        return redirect(found.url(project))
    return render(request, "trajecten/stap.html", frame(request, project, step=found, track=track_for(project)))
