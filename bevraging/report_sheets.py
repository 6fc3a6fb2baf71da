"""Results and the inventory report, ready for paper: tables that fit A4, drawings of the same shares, and sentences.

Only what `Results` tells is put in another shape here; no figure is worked out.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bevraging.drawn_results import HELPS, pulse_rows, short_label
from bevraging.inventory_list import source_words
from bevraging.report import Report
from bevraging.result_types import Cell, Group, OpenQuestion, Results
from bevraging.results_filter import OfGroup
from bevraging.trend_chart import chart
from trajecten import paper
from trajecten.templatetags.huis_charts import scale_words
from trajecten.track import track_for

COLUMNS = 6
"""Groups beside each other on a sheet of A4; more of them are a next table."""
TONES = {2: "hoog2", 1: "hoog", 0: "", -1: "laag", -2: "laag2"}
TEXTS = 12
"""Open answers of a question on paper; the page shows all of them."""


def inventory_html(report: Report) -> str:
    """The inventory report as the page that becomes a PDF."""
    main = report.results[0] if report.results else None
    for chapter in report.chapters:
        for _heading, items in chapter.parts:
            for item in items:
                item.source_words = source_words(item, edits=False)  # type: ignore[attr-defined]
    good = [
        item
        for chapter in report.chapters
        for _heading, items in chapter.parts
        for item in items
        if item.lens == "good"
    ]
    # One measurement alone stands in the table of its survey already.
    moving = [line for line in report.lines if len(line.points) > 1]
    context = {
        "report": report,
        "main": main,
        "good": good[0] if good else None,
        "track": track_for(report.project, points=report.support),
        "sheets": [sheet_of(found) for found in report.results],
        "trends": list(_pairs([(line, chart(line)) for line in moving])),
        "unshown": list(unshown(report.results)),
    }
    return _drawn("inventaris", report.project, context)


def results_html(found: Results) -> str:
    """The results of one survey as the page that becomes a PDF."""
    context = {"survey": found.survey, "main": found, "sheets": [sheet_of(found)], "unshown": list(unshown([found]))}
    return _drawn("resultaten", found.survey.project, context)


def group_html(found: Results, only: OfGroup) -> str:
    """What is told of one group, as the page that becomes a PDF: the very cells of the page with that group."""
    context = {"survey": found.survey, "main": found, "only": only, "unshown": found.notes}
    return _drawn("groep", found.survey.project, context)


def _drawn(template: str, project: Any, context: dict) -> str:
    shared = {
        "project": project,
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
        "today": date_format(timezone.localdate(), "j F Y"),
    }
    return render_to_string(f"pdf/bevraging/{template}.html", context | shared)


def sheet_of(found: Results) -> dict:
    """Everything of one survey, in tables."""
    rows = [(row.text, row.yes_text, row.cells, row.function_cells) for row in found.statements]
    asked = [
        (f"{one.text} ({one.about})", one.yes_text, one.cells, one.function_cells) for one in found.counted if one.about
    ]
    return {
        "survey": found.survey,
        "results": found,
        "statements": [
            {
                "row": row,
                "shares": list(row.percents),
                "numbers": _numbers(row.percents, row.counts, vague=found.nearly_all),
            }
            for row in found.statements
        ],
        "words": scale_words(),
        "breakdowns": [
            *_breakdowns(_("Per locatie"), found.groups, [(*row[:2], row[2]) for row in rows + asked]),
            *_breakdowns(_("Per functiegroep"), found.functions, [(*row[:2], row[3]) for row in rows + asked]),
        ],
        "pulse": pulse_rows(found),
        "help": HELPS.get(found.support.barrier.key, "") if found.support.barrier else "",
        "texts": [(question, question.shown[:TEXTS]) for question in found.open_questions if found.survey.is_anonymous],
    }


def _numbers(percents: Sequence[int], counts: Sequence[int], *, vague: bool) -> list[str]:
    """As in the table of the page: counts, or shares where counts would say that everybody took part."""
    return [f"{share}%" for share in percents] if vague else [str(n) for n in counts]


def _breakdowns(title: str, groups: Sequence[Group], rows: Sequence[tuple[str, str, Sequence[Cell]]]) -> Iterator[dict]:
    """As many tables as it takes to stand all groups beside each other."""
    shown = [row for row in rows if row[2]]
    for start in range(0, len(groups) if shown else 0, COLUMNS):
        part = slice(start, start + COLUMNS)
        yield {
            "title": title,
            "more": start > 0,
            "groups": [(short_label(group), group.size) for group in groups[part]],
            "rows": [
                (text, whole, [(cell.text, TONES[cell.shade]) for cell in cells[part]]) for text, whole, cells in shown
            ],
        }


def _pairs(charts: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Two beside each other."""
    return (charts[start : start + 2] for start in range(0, len(charts), 2))


def unshown(results: Iterable[Results]) -> Iterator[str]:
    """What is not shown of these surveys, and why: the sentences of the page, each once."""
    said: set[str] = set()
    for found in results:
        sentences = [
            *found.notes,
            *(_too_few(found, question) for question in found.open_questions if not question.readable),
        ]
        if not found.survey.is_anonymous:
            sentences.append(
                _("«%(title)s» was op naam. Wie wat antwoordde en wat collega’s zelf schreven, staat niet op papier.")
                % {"title": found.survey.title}
            )
        for sentence in sentences:
            if sentence not in said:
                said.add(sentence)
                yield sentence


def _too_few(found: Results, question: OpenQuestion) -> str:
    return _("«%(question)s»: vanaf %(n)s open antwoorden tonen we ze.") % {
        "question": question.text,
        "n": found.survey.min_text,
    }
