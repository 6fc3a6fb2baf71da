"""What step 1 tells in the report of a whole project: what was asked, what came out, and what often comes back.

The figures are those of `report_of`, which are those of the pages; the inventory report has all of it.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bevraging.report import Report, report_of
from bevraging.report_sheets import unshown
from trajecten.models import Project
from trajecten.report import Paper, Section, Table, register_paper, register_section
from trajecten.templatetags.huis_charts import likert_svg

THEMES = 12
"""Themes that stand here; the others are in the inventory report."""


def section(project: Project) -> Section | None:
    report = report_of(project)
    if report.is_empty:
        return None
    main = report.results[0] if report.results else None
    tables = [_asked(report), _talks(report), _answers(main), _measured(report), _themes(report)]
    return Section(
        sentence=main.headline if main else _heard(report),
        numbers=tuple((one.label, one.value, one.context) for one in main.numbers) if main else (),
        tables=[table for table in tables if table is not None],
        notes=tuple(unshown(report.results[:1])),
    )


def _heard(report: Report) -> str:
    n = sum(talk.count for talk in report.talks)
    text = ngettext("Er was %(n)d gesprek.", "Er waren %(n)d gesprekken.", n) % {"n": n}
    return _("%(talks)s Resultaten van een bevraging zijn er nog niet.") % {"talks": text}


def _asked(report: Report) -> Table | None:
    rows: list[tuple[Any, ...]] = [(one.survey.title, one.survey.step, one.told) for one in report.asked]
    return (
        Table(_("Wat we vroegen, in alle stappen"), (_("Bevraging"), _("Stap"), _("Wie deed mee")), rows)
        if rows
        else None
    )


def _talks(report: Report) -> Table | None:
    rows: list[tuple[Any, ...]] = [(one.kind, one.count, one.people) for one in report.talks]
    return Table(_("Met wie we spraken"), (_("Soort"), _("Gesprekken"), _("Mensen")), rows) if rows else None


def _answers(main: Any) -> Table | None:
    """The statements that have shares; who all said the same has only words."""
    if main is None or not main.statements:
        return None
    rows: list[tuple[Any, ...]] = [
        (one.text, likert_svg(one.percents) if one.percents else _("bijna iedereen gelijk"), one.yes_text)
        for one in main.statements
    ]
    return Table(_("Wat collega’s antwoorden"), (_("Stelling"), _("Alle antwoorden"), _("zegt ja")), rows)


def _measured(report: Report) -> Table | None:
    rows: list[tuple[Any, ...]] = [
        (_("stap %(step)d, %(day)s") % {"step": point.step, "day": f"{point.day:%d/%m/%Y}"}, point.text, point.size, point.trend or "–")
        for line in report.lines
        if line.is_all
        for point in line.points
    ]  # fmt: skip
    heads = (_("Meting"), _("op 100"), _("Antwoorden"), _("Tegenover ervoor"))
    return Table(_("Het draagvlak, meting na meting"), heads, rows) if rows else None


def _themes(report: Report) -> Table | None:
    rows: list[tuple[Any, ...]] = [
        (row.theme.name, row.theme.note_n, row.theme.answer_n, row.theme.source_n) for row in report.themes[:THEMES]
    ]
    heads = (_("Thema"), _("Notities"), _("Open antwoorden"), _("Bronnen"))
    return Table(_("Wat vaak terugkomt"), heads, rows) if rows else None


register_section(1, section)
register_paper(
    "inventaris",
    40,
    Paper(
        gettext_lazy("Inventarisrapport"),
        gettext_lazy("Wat collega’s vertelden in stap 1, in cijfers en in gesprekken."),
        pdf="bevraging:rapport",
    ),
)
