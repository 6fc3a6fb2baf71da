"""What stands in step 2 of one project, read in one statement: bundles, themes, decisions and agreements.

A page of a lead takes eight queries and its gate is one of them; so the gate, the chain and the page of the step look
at the same rows. Only for pages and the gate: a verb reads again inside its transaction.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject, Length, Trim

from bevraging.models import AnswerTheme, InventoryItem, Note, Survey, Theme
from fundament.following import lacks_agreement
from fundament.models import (
    Agreement,
    AgreementVersion,
    Bottleneck,
    Bundle,
    Decision,
    DecisionOption,
    DecisionParty,
    InForce,
    TargetedQuestion,
    ThemeRuling,
)
from fundament.models.decisions import SHORTEST_RATIONALE
from fundament.rows import AgreementRow, BundleRow, DecisionRow, Reading, Step, ThemeRow
from trajecten.models import Project
from trajecten.reading import Rows

LEAST_OPTIONS = 2
FIRST = ("in_force", "tested", "concept", "replaced", "withdrawn")
"""Of an agreement with several versions the first of these that one of them has says how it stands."""


def reading_of(project: Any) -> Reading:
    """As it came along with the project on this page (`project.foundation_read`), or read now."""
    found: Reading | None = getattr(project, "foundation_read", None)
    return found or read(project)


def read(project: Any) -> Reading:
    """One query."""
    loose = Bottleneck.objects.filter(project=OuterRef("pk")).order_by().values("project")
    row = (
        Project.objects.filter(pk=project.pk)
        .annotate(
            bundle_rows=_bundles(),
            theme_rows=_themes(),
            decision_rows=_decisions(),
            agreement_rows=_agreements(),
            step_rows=_steps(),
            bundle_links=_links(Decision.bundles.through, "bundle_id"),
            theme_links=_links(Decision.themes.through, "theme_id"),
            agreement_links=_links(Agreement.decisions.through, "agreement_id"),
            report_n=_number(loose, Count("pk")),
            loose_n=_number(loose.filter(bundle__isnull=True), Count("pk")),
        )
        .values_list(*ROWS, "report_n", "loose_n")
        .get()
    )
    bundles, themes, decisions, agreements, steps, *links, reports, loose_n = (
        value if value is not None else [] for value in row
    )
    of_bundle, of_theme, of_agreement = (_by_decision(pairs) for pairs in links)
    return Reading(
        bundles=tuple(sorted((BundleRow(**one) for one in bundles), key=lambda one: (-one.reports, one.name.lower()))),
        themes=tuple(ThemeRow(**_true(one, "ruled", "used")) for one in themes),
        decisions=tuple(sorted((DecisionRow(**_true(one, *FLAGS)) for one in decisions), key=lambda one: one.number)),
        agreements=tuple(sorted((AgreementRow(**one) for one in agreements), key=lambda one: one.number)),
        steps=tuple(
            Step(one["agreement"], one["place"], date.fromisoformat(one["since"]), one["version"] is not None)
            for one in steps
        ),
        bundles_of=of_bundle,
        themes_of=of_theme,
        agreements_of=of_agreement,
        reports=reports,
        loose=loose_n,
    )


ROWS = (
    "bundle_rows", "theme_rows", "decision_rows", "agreement_rows", "step_rows",
    "bundle_links", "theme_links", "agreement_links",
)  # fmt: skip
FLAGS = ("asked", "sent_back", "whole", "by_doers", "lacks_agreement")


def _true(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """With the flags as what they are."""
    return row | {name: bool(row[name]) for name in names}


def _by_decision(pairs: Iterable[dict[str, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for pair in pairs:
        found.setdefault(pair["decision"], set()).add(pair["other"])
    return found


def _rows(found: QuerySet[Any], project: str = "project", **columns: Any) -> Subquery:
    """`found`, filtered on this project, as one JSON list."""
    grouped = found.order_by().values(project).annotate(rows=Rows(JSONObject(**columns)))
    return Subquery(grouped.values("rows"), output_field=JSONField())


def _number(found: QuerySet[Any], count: Any) -> Coalesce:
    """`found`, already grouped, as a number; 0 for none."""
    return Coalesce(Subquery(found.annotate(n=count).values("n"), output_field=IntegerField()), 0)


def _links(through: Any, other: str) -> Subquery:
    found = through.objects.filter(decision__project=OuterRef("pk"))
    return _rows(found, "decision__project", decision="decision_id", other=other)


def _bundles() -> Subquery:
    mine = Bottleneck.objects.filter(bundle=OuterRef("pk")).order_by().values("bundle")
    found = Bundle.objects.filter(project=OuterRef("pk")).annotate(report_n=_number(mine, Count("pk")))
    return _rows(found, pk="pk", name="name", theme="theme_id", reports="report_n")


def _themes() -> Subquery:
    here = {"theme": OuterRef("pk")}
    used = (
        Exists(Note.themes.through.objects.filter(**here))
        | Exists(AnswerTheme.objects.filter(**here))
        | Exists(InventoryItem.objects.confirmed().filter(**here))
        | Exists(Bundle.objects.filter(**here))
    )
    found = Theme.objects.filter(project=OuterRef("pk")).annotate(
        is_used=_flag(used), is_ruled=_flag(Exists(ThemeRuling.objects.filter(**here)))
    )
    return _rows(found, pk="pk", name="name", parent="parent_id", ruled="is_ruled", used="is_used")


def _decisions() -> Subquery:
    here = {"decision": OuterRef("pk")}
    options = DecisionOption.objects.filter(**here).order_by()
    bare = options.alias(good=Trim("plus"), bad=Trim("minus")).filter(Q(good="") | Q(bad=""))
    doers = DecisionParty.objects.filter(**here, part=DecisionParty.Part.CONSULTED, does_the_work=True)
    questions = TargetedQuestion.objects.filter(**here).exclude(survey__status=Survey.Status.DRAFT)
    sent = questions.order_by().values("decision")
    reasoned = Q(option_n__gte=LEAST_OPTIONS, told__gte=SHORTEST_RATIONALE, review_on__isnull=False)
    found = (
        Decision.objects.filter(project=OuterRef("pk"))
        .annotate(
            option_n=_number(options.values("decision"), Count("pk")),
            question_n=_number(sent, Count("pk")),
            summary_n=_number(sent, Count("pk", filter=~Q(summary=""))),
            told=Length(Trim("rationale")),
        )
        .annotate(
            was_asked=_flag(Q(asked_at__isnull=False)),
            was_sent_back=_flag(~Q(sent_back="")),
            is_whole=_flag(reasoned & ~Exists(bare)),
            is_by_doers=_flag(Q(decider__isnull=False) & Exists(doers)),
            is_without=_flag(lacks_agreement()),
        )
    )
    return _rows(
        found, pk="pk", number="number", kind="kind", status="status", question="question", decider="decider_id",
        asked="was_asked", sent_back="was_sent_back", whole="is_whole", by_doers="is_by_doers",
        lacks_agreement="is_without", options="option_n", questions="question_n", summarised="summary_n",
    )  # fmt: skip


def _agreements() -> Subquery:
    order = Case(*(When(status=status, then=Value(place)) for place, status in enumerate(FIRST)))
    versions = AgreementVersion.objects.filter(agreement=OuterRef("pk")).order_by(order)
    found = Agreement.objects.filter(project=OuterRef("pk"))
    found = found.annotate(stands=Coalesce(Subquery(versions.values("status")[:1]), Value("")))
    return _rows(found, pk="pk", number="number", status="stands")


def _steps() -> Subquery:
    """Only of agreements that follow from a bundle: nobody else asks since when one holds where."""
    caused = Agreement.decisions.through.objects.filter(
        agreement=OuterRef("agreement"), decision__bundles__isnull=False, decision__status__in=Decision.HOLDING
    )
    found = InForce.objects.filter(Exists(caused), agreement__project=OuterRef("pk"))
    return _rows(
        found, "agreement__project", agreement="agreement_id", place="location_id", since="since", version="version_id"
    )


def _flag(condition: Any) -> Case:
    """1 or 0: in JSON a condition itself is another thing in each database."""
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
