"""The bottlenecks of a project and their bundles, as pages and files read them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from fundament.models import Bottleneck, Bundle, Decision
from organisatie.models import Organisation
from trajecten.models import Project

TOP = 12
"""Bundles beside the list; all of them stand on a page of their own."""


def bottlenecks_of(project: Project) -> QuerySet[Bottleneck]:
    """Newest first, with the names of places and bundles in the same query."""
    return Bottleneck.objects.filter(project=project).select_related("location", "function", "bundle")


def bundles_of(project: Project) -> QuerySet[Bundle]:
    """Those with most reports first, with their minutes, and how many decisions about them hold and are still open."""
    reports = Bottleneck.objects.filter(bundle=OuterRef("pk")).order_by().values("bundle")
    choices = Decision.bundles.through.objects.filter(bundle=OuterRef("pk")).order_by().values("bundle")
    return (
        Bundle.objects.filter(project=project)
        .select_related("theme__parent")
        .annotate(
            report_n=_counted(reports),
            minute_n=_whole(reports.annotate(n=Sum("minutes"))),
            decided_n=_counted(choices.filter(decision__status__in=Decision.HOLDING)),
            asked_n=_counted(choices.filter(decision__status=Decision.Status.PROPOSAL)),
        )
        .order_by("-report_n", "name", "pk")
    )


def _counted(rows: QuerySet) -> Coalesce:
    return _whole(rows.annotate(n=Count("pk")))


def _whole(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)


def places_of(organisation: Organisation) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Locations and functions to choose from, as (key, name). One query for both."""
    locations = organisation.locations.order_by().values_list(Value("location"), "pk", "name")
    functions = organisation.functions.order_by().values_list(Value("function"), "pk", "name")
    rows = sorted(locations.union(functions, all=True), key=lambda row: row[2].lower())
    found: dict[str, list[tuple[str, str]]] = {"location": [], "function": []}
    for kind, pk, name in rows:
        found[kind].append((str(pk), name))
    return found["location"], found["function"]


def table(rows: Iterable[Bottleneck]) -> list[list[Any]]:
    """The heads and a row for each bottleneck: nobody is asked who noted it, so nobody stands there."""
    heads = [
        _("Wanneer"), _("Wat gebeurde er"), _("Wat deden we toen"), _("Minuten"), _("Locatie"), _("Functiegroep"),
        _("Bundel"), _("Bron"),
    ]  # fmt: skip
    return [heads, *(_cells(row) for row in rows)]


def _cells(row: Bottleneck) -> list[Any]:
    return [
        row.happened_on.isoformat(),
        row.what,
        row.fix,
        row.minutes or "",
        row.location.name if row.location else "",
        row.function.name if row.function else "",
        row.bundle.name if row.bundle else "",
        row.get_source_display(),
    ]
