"""One decision on one sheet: everything that explains it to who was not there. The same on screen and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from fundament.ahead import code_of
from fundament.decision_reading import agreement_rows
from fundament.models import Decision, DecisionOption, DecisionParty, DecisionTask
from fundament.targeted_list import TargetedRow, targeted_rows
from trajecten import paper
from trajecten.reading import Rows


@dataclass(frozen=True)
class OptionLine:
    title: str
    plus: str
    minus: str
    chosen: bool


@dataclass(frozen=True)
class PartyLine:
    name: str
    does_the_work: bool
    said: str


@dataclass(frozen=True)
class TaskLine:
    what: str
    who: str
    due_on: date
    done: bool


@dataclass(frozen=True)
class Sheet:
    decision: Any
    causes: tuple[str, ...]
    """Bundles, themes and items, each once."""
    options: tuple[OptionLine, ...]
    consulted: tuple[PartyLine, ...]
    informed: tuple[PartyLine, ...]
    tasks: tuple[TaskLine, ...]
    replaced_by: tuple[str, ...]
    """Codes of what took its place, or is proposed to."""
    agreements: tuple[tuple[str, str], ...]
    """(code, newest words) of what follows from it."""
    asked: tuple[TargetedRow, ...]

    @property
    def is_proposal(self) -> bool:
        return self.decision.is_open


def for_sheet() -> QuerySet[Any]:
    """Decisions with everything of their sheet but the targeted questions, in one query."""
    links = {
        name: getattr(Decision, name).through.objects.filter(decision=OuterRef("pk"))
        for name in ("bundles", "themes", "items")
    }
    parts = ("name", "part", "does_the_work", "said")
    return Decision.objects.select_related("decider", "driver", "supersedes").annotate(
        sheet_bundles=_rows(links["bundles"], "decision", text="bundle__name"),
        sheet_themes=_rows(links["themes"], "decision", text="theme__name"),
        sheet_items=_rows(links["items"], "decision", text="inventoryitem__text"),
        sheet_options=_rows(
            _of(DecisionOption), "decision", number="number", title="title", plus="plus", minus="minus"
        ),
        sheet_parties=_rows(_of(DecisionParty), "decision", **{part: part for part in parts}),
        sheet_tasks=_rows(_of(DecisionTask), "decision", what="what", who="who", due_on="due_on", done_on="done_on"),
        sheet_agreements=agreement_rows(),
        sheet_successors=_rows(
            Decision.objects.filter(supersedes=OuterRef("pk")).exclude(status=Decision.Status.WITHDRAWN),
            "supersedes",
            number="number",
        ),
    )


def _of(model: Any) -> QuerySet[Any]:
    return model.objects.filter(decision=OuterRef("pk"))


def _rows(found: QuerySet[Any], owner: str, **fields: str) -> Subquery:
    rows = found.order_by().values(owner).annotate(rows=Rows(JSONObject(pk="pk", **fields))).values("rows")
    return Subquery(rows, output_field=JSONField())


def sheet_of(decision: Any, user: Any) -> Sheet:
    """`decision` comes from `for_sheet`. One query, for what colleagues were asked."""
    parties = _listed(decision.sheet_parties)
    causes = [row["text"] for rows in (decision.sheet_bundles, decision.sheet_themes, decision.sheet_items) for row in _listed(rows)]  # fmt: skip
    return Sheet(
        decision=decision,
        causes=tuple(dict.fromkeys(causes)),
        options=tuple(
            OptionLine(row["title"], row["plus"], row["minus"], row["pk"] == decision.chosen_id)
            for row in _listed(decision.sheet_options, "number")
        ),
        consulted=tuple(_parties(parties, DecisionParty.Part.CONSULTED)),
        informed=tuple(_parties(parties, DecisionParty.Part.INFORMED)),
        tasks=tuple(
            TaskLine(row["what"], row["who"], date.fromisoformat(row["due_on"]), bool(row["done_on"]))
            for row in _listed(decision.sheet_tasks, "due_on")
        ),
        replaced_by=tuple(code_of(row["number"]) for row in _listed(decision.sheet_successors)),
        agreements=tuple(
            (f"A{row['number']:02}", row["sentence"]) for row in _listed(decision.sheet_agreements, "number")
        ),
        asked=tuple(targeted_rows(decision, user)),
    )


def _parties(rows: Iterable[dict], part: str) -> Iterable[PartyLine]:
    return (PartyLine(row["name"], bool(row["does_the_work"]), row["said"]) for row in rows if row["part"] == part)


def _listed(rows: list[dict] | None, by: str = "pk") -> list[dict]:
    return sorted(rows or [], key=lambda row: (row[by], row["pk"]))


def sheet_html(sheet: Sheet) -> str:
    """The page that becomes a PDF."""
    context = {
        "sheet": sheet,
        "decision": sheet.decision,
        "project": sheet.decision.project,
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
        "today": date_format(timezone.localdate(), "j F Y"),
        "on_paper": True,
    }
    return render_to_string("pdf/fundament/besluit.html", context)
