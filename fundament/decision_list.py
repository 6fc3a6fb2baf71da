"""The register of decisions as a list and as the table of a file."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from fundament.decision_reading import consulted, whole
from fundament.decision_words import label
from fundament.models import Decision
from trajecten.models import Project


def decisions_of(project: Project) -> QuerySet[Decision]:
    """Newest number first."""
    found = Decision.objects.filter(project=project).select_related("decider", "chosen", "supersedes")
    return found.order_by("-number")


def counts_of(found: QuerySet[Decision]) -> dict[str, int]:
    """How many in all and per state. One query."""
    proposal, asked = Q(status=Decision.Status.PROPOSAL), Q(asked_at__isnull=False)
    holding = Q(status__in=Decision.HOLDING)
    return found.order_by().aggregate(
        total=Count("pk"),
        holding=Count("pk", filter=holding),
        asked=Count("pk", filter=proposal & asked),
        prepared=Count("pk", filter=proposal & ~asked),
        closed=Count("pk", filter=~proposal & ~holding),
    )


def table(found: QuerySet[Decision]) -> list[list[Any]]:
    """The heads and a row for each decision."""
    heads = [
        _("Code"), _("Vraag"), _("Soort"), _("Toestand"), _("Aanleiding"), _("Opties"), _("Gekozen"), _("Waarom"),
        _("Beslisser"), _("Geraadpleegd"), _("Genomen op"), _("Herzien op"), _("Vervangt"),
    ]  # fmt: skip
    return [heads, *(_cells(decision) for decision in whole(found))]


def _cells(decision: Any) -> list[Any]:
    causes = [
        row["name"] for rows in (decision.bundle_rows, decision.theme_rows, decision.item_rows) for row in rows or []
    ]
    return [
        decision.code,
        decision.question,
        decision.get_kind_display(),
        label(decision)[0],
        ", ".join(sorted(causes)),
        ", ".join(option.title for option in decision.options.all()),
        decision.chosen,
        decision.rationale if decision.taken_at else "",
        decision.decider,
        ", ".join(row["name"] for row in consulted(decision)),
        localdate(decision.taken_at).isoformat() if decision.taken_at else "",
        decision.review_on.isoformat() if decision.review_on else "",
        decision.supersedes.code if decision.supersedes else "",
    ]
