"""A decision with everything that its page shows: four queries, whatever it holds."""

from typing import Any

from django.db.models import JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from fundament.deciders import decider_may
from fundament.models import Agreement, AgreementVersion, Decision
from trajecten.reading import Rows

CAUSES = ("bundles", "themes", "items")


def whole(decisions: QuerySet[Decision]) -> QuerySet[Any]:
    """With people, options, parties and tasks; with causes, agreements and successor as small rows; and whether its
    decider may take it."""
    found = decisions.select_related("driver", "decider", "chosen", "advised", "supersedes")
    successor = Decision.objects.filter(supersedes=OuterRef("pk")).exclude(status=Decision.Status.WITHDRAWN)
    told = JSONObject(pk="pk", number="number", question="question", status="status")
    return found.annotate(
        bundle_rows=_rows("bundles", "bundle", "bundle__name"),
        theme_rows=_rows("themes", "theme", "theme__name"),
        item_rows=_rows("items", "inventoryitem", "inventoryitem__text"),
        agreement_rows=_agreements(),
        successor_row=Subquery(successor.annotate(row=told).values("row")[:1], output_field=JSONField()),
        decider_may=decider_may(),
    ).prefetch_related("options", "parties", "tasks")


def _rows(link: str, column: str, words: str) -> Subquery:
    """[{pk, name}, …] of one of the three links."""
    through: Any = getattr(Decision, link).through
    row = JSONObject(pk=f"{column}_id", name=words)
    found = through.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    return Subquery(found.annotate(rows=Rows(row)).values("rows"), output_field=JSONField())


def _agreements() -> Subquery:
    """Each with its newest words."""
    through: Any = Agreement.decisions.through
    linked = through.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    words = AgreementVersion.objects.filter(agreement=OuterRef("agreement")).order_by("-number").values("sentence")[:1]
    row = JSONObject(pk="agreement_id", number="agreement__number", sentence=Subquery(words))
    return Subquery(linked.annotate(rows=Rows(row)).values("rows"), output_field=JSONField())
