"""Lists of follow-up as files, with the choices of the page they stand on. Changes nothing."""

from django.contrib.auth.decorators import login_required
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bevraging.views.listening import results_project
from fundament.filters_agreements import AgreementFilter
from fundament.models import Agreement
from opvolging.files import agreements_table, remedies_table
from opvolging.views.base_remedies import with_sentence
from opvolging.views.remedies import listed
from trajecten.list_file import list_file


@require_safe
@login_required
def agreements(request, slug: str, kind: str):
    project = results_project(request, slug)
    rows = Agreement.objects.filter(project=project).order_by("number")
    functions = project.organisation.functions.all()
    found = AgreementFilter(request.GET, queryset=rows, frameworks=project.frameworks.all(), functions=functions)
    table = agreements_table(project, found.qs, timezone.localdate())
    return list_file(table, kind, f"afspraken-{project.slug}", _("Afspraken"))


@require_safe
@login_required
def remedies(request, slug: str, kind: str):
    project = results_project(request, slug)
    rows, _about = listed(request, project)
    return list_file(
        remedies_table(with_sentence(rows), timezone.localdate()), kind, f"aanpakken-{project.slug}", _("Aanpakken")
    )
