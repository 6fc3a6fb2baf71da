"""What the pages of agreements share: who may come in, and the frame around them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bevraging.views.listening import results_project
from fundament.agreement_list import for_pages, standing_of
from fundament.models import Agreement, AgreementVersion
from trajecten import access
from trajecten.models import Project
from trajecten.views.frame import frame


def agreement_of(request, slug: str, pk: int) -> Agreement:
    """An agreement with how it stands, for who may see results: 404 for strangers, 403 for a guest without that right."""
    return _agreement(results_project(request, slug), pk)


def editable_agreement(request, slug: str, pk: int) -> Agreement:
    """The same for who leads the project; readers get 403."""
    return _agreement(access.editable_project(request, slug), pk)


def _agreement(project: Project, pk: int) -> Agreement:
    agreement = get_object_or_404(for_pages(Agreement.objects.filter(project=project)), pk=pk)
    agreement.project = project  # with the rights that were read
    agreement.standing = standing_of(agreement)
    return agreement


def version_of(agreement: Agreement, number: int) -> AgreementVersion:
    found = agreement.versions.prefetch_related("functions", "locations").filter(number=number).first()
    if found is None:
        raise Http404
    found.agreement = agreement
    return found


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, *, status: int = 200, **context):
    return render(request, f"fundament/{template}.html", frame(request, project, **context), status=status)


def asked_row(request, name: str, rows):
    """The row of which the address says the key, as far as `rows` has it; None for anything else."""
    value = request.GET.get(name, "")
    usable = value.isascii() and value.isdecimal() and len(value) < 12
    return rows.filter(pk=value).first() if usable else None
