"""What step 2 tells in the report of a whole project: what was decided, what was agreed, and whether it still comes back."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fundament.agreement_sheet import sheet_of
from fundament.chain import Chain, chain_of
from fundament.models import AgreementVersion, Decision
from fundament.reading import read, reading_of
from fundament.rows import Reading
from fundament.step_page import is_empty, state_sentence
from trajecten.models import Project
from trajecten.report import News, Section, Table, register_news, register_section
from trajecten.templatetags.getallen import decimaal


def section(project: Project) -> Section | None:
    reading = read(project)
    if is_empty(reading):
        return None
    project.foundation_read = reading  # type: ignore[attr-defined]  # the chain looks at the same rows
    sheet = sheet_of(project, also_making=True)
    live = sum(not line.making for part in sheet.parts for line in part.lines)
    tables = [_decisions(reading), _agreements(sheet), _bundles(chain_of(project))]
    return Section(
        sentence=state_sentence(reading, sees=True),
        numbers=(
            (_("Knelpunten"), reading.reports, _("genoteerd")),
            (_("Besluiten"), len(reading.holding), _("staan vast")),
            (_("Keuzes"), sum(one.is_open for one in reading.decisions), _("wachten nog")),
            (_("Afspraken"), live, _("van kracht")),
        ),
        tables=[table for table in tables if table is not None],
    )


def _decisions(reading: Reading) -> Table | None:
    rows: list[tuple[Any, ...]] = [
        (one.code, one.question, str(Decision.Status(one.status).label))
        for one in sorted(reading.decisions, key=lambda one: one.number)
    ]
    return Table(_("Wat we kozen"), (_("Besluit"), _("Vraag"), _("Toestand")), rows) if rows else None


def _agreements(sheet: Any) -> Table | None:
    rows: list[tuple[Any, ...]] = [
        (line.code, line.version.sentence, part.name, line.making or line.where or _("overal"))
        for part in sheet.parts
        for line in part.lines
    ]
    heads = (_("Afspraak"), _("Zo doen we het"), _("Kader"), _("Geldt"))
    return Table(_("Wat we afspraken"), heads, rows) if rows else None


def _bundles(chain: Chain) -> Table | None:
    rows: list[tuple[Any, ...]] = [
        (
            link.bundle.name,
            decimaal(link.often),
            decimaal(link.after) if link.after is not None else _("nog te vroeg"),
        )
        for link in chain.links
    ]
    heads = (_("Wat misliep"), _("Ervoor, per 4 weken"), _("Sinds de afspraak, per 4 weken"))
    return Table(_("Van los naar vast"), heads, rows) if rows else None


def news(project: Project) -> News:
    """How much is fixed by now, and which choices lie with who decides. One query."""
    reading = reading_of(project)
    live = sum(one.status == AgreementVersion.Status.IN_FORCE for one in reading.agreements)
    taken = len(reading.holding)
    changed = [
        (taken, ngettext("%(n)d besluit staat vast.", "%(n)d besluiten staan vast.", taken)),
        (live, ngettext("%(n)d afspraak is van kracht.", "%(n)d afspraken zijn van kracht.", live)),
    ]
    return News(
        changed=[text % {"n": n} for n, text in changed if n],
        waiting=[f"{one.code}: {one.question}" for one in reading.decisions if one.is_open and one.asked],
    )


register_section(2, section)
register_news("fundament", news)
