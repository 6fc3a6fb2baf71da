"""What the pages about approaches, reviews and owners share: who may come in, and the frame around them."""

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bevraging.views.listening import results_project
from fundament.agreement_list import ENDED, for_pages, with_standing
from fundament.models import Agreement, AgreementVersion
from opvolging.models import Remedy
from trajecten.models import Project
from trajecten.views.frame import frame

__all__ = ["living_agreements", "remedy_of", "results_project", "shown", "to", "url_of", "with_sentence"]


def with_sentence(rows: QuerySet, agreement: str = "agreement") -> QuerySet:
    """Each row with the words of its agreement as `sentence`: those that hold, else the newest."""
    first = Case(
        When(status=AgreementVersion.Status.IN_FORCE, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    versions = AgreementVersion.objects.filter(agreement=OuterRef(agreement)).order_by(first, "-number")
    return rows.annotate(sentence=Subquery(versions.values("sentence")[:1]))


def remedy_of(project: Project, pk: int) -> Remedy:
    rows = Remedy.objects.select_related("agreement__framework", "location", "owner", "check_seen__rhythm__location")
    remedy = get_object_or_404(with_sentence(rows.filter(agreement__project=project)), pk=pk)
    remedy.agreement.project = project
    return remedy


def living_agreements(project: Project) -> list[Agreement]:
    """Those that hold, begin or are in the making, each with its `standing`. One query."""
    rows = for_pages(Agreement.objects.filter(project=project).order_by("number"))
    return [one for one in with_standing(rows) if one.standing.state != ENDED]  # type: ignore[attr-defined]


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"opvolging:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, **context):
    return render(request, f"opvolging/{template}.html", frame(request, project, **context))
