"""A decision with everything that its page shows: three queries, whatever it holds."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from fundament.deciders import decider_may
from fundament.following import lacks_agreement
from fundament.models import Agreement, AgreementVersion, Decision, DecisionParty, TargetedQuestion
from trajecten.reading import Rows

CAUSES = ("bundles", "themes", "items")


def whole(decisions: QuerySet[Decision]) -> QuerySet[Any]:
    """With people, options and tasks; with parties, causes, agreements and successor as small rows; and whether its
    decider may take it, and an agreement still has to follow from it."""
    found = decisions.select_related("driver", "decider", "chosen", "advised", "supersedes")
    successor = Decision.objects.filter(supersedes=OuterRef("pk")).exclude(status=Decision.Status.WITHDRAWN)
    told = JSONObject(pk="pk", number="number", question="question", status="status")
    return found.annotate(
        bundle_rows=_rows("bundles", "bundle", "bundle__name"),
        theme_rows=_rows("themes", "theme", "theme__name"),
        item_rows=_rows("items", "inventoryitem", "inventoryitem__text"),
        agreement_rows=agreement_rows(),
        party_rows=_parties(),
        successor_row=Subquery(successor.annotate(row=told).values("row")[:1], output_field=JSONField()),
        decider_may=decider_may(),
        lacks_agreement=ExpressionWrapper(lacks_agreement(), BooleanField()),
        unsummarised=Exists(TargetedQuestion.objects.filter(decision=OuterRef("pk"), summary="")),
    ).prefetch_related("options", "tasks")


def _rows(link: str, column: str, words: str) -> Subquery:
    """[{pk, name}, …] of one of the three links."""
    through: Any = getattr(Decision, link).through
    row = JSONObject(pk=f"{column}_id", name=words)
    found = through.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    return Subquery(found.annotate(rows=Rows(row)).values("rows"), output_field=JSONField())


def consulted(decision: Any) -> list[dict]:
    """Who was asked for advice, in the order in which they were added."""
    return [row for row in _in_order(decision) if row["part"] == DecisionParty.Part.CONSULTED]


def informed(decision: Any) -> list[dict]:
    """Who hears what was decided."""
    return [row for row in _in_order(decision) if row["part"] == DecisionParty.Part.INFORMED]


def _in_order(decision: Any) -> list[dict]:
    return sorted(decision.party_rows or [], key=lambda row: row["pk"])


def _parties() -> Subquery:
    row = JSONObject(pk="pk", part="part", name="name", does_the_work="does_the_work", said="said")
    found = DecisionParty.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    return Subquery(found.annotate(rows=Rows(row)).values("rows"), output_field=JSONField())


def agreement_rows() -> Subquery:
    """Each with its newest words."""
    through: Any = Agreement.decisions.through
    linked = through.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    words = AgreementVersion.objects.filter(agreement=OuterRef("agreement")).order_by("-number").values("sentence")[:1]
    row = JSONObject(pk="agreement_id", number="agreement__number", sentence=Subquery(words))
    return Subquery(linked.annotate(rows=Rows(row)).values("rows"), output_field=JSONField())
