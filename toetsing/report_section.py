"""What step 3 tells in the report of a whole project: what was tried, with how many, and what was done with it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetsing.gate_facts import Facts, Round, facts_of
from toetsing.models import Finding, TestRound
from trajecten.criteria import MIN_DENOMINATOR
from trajecten.models import Project
from trajecten.report import Section, Table, register_section

Disposition = Finding.Disposition


def section(project: Project) -> Section | None:
    facts = facts_of(project)
    if not (facts.concepts or facts.rounds):
        return None
    asked = [one for one in facts.found if one.asks]
    tables = [_rounds(facts), _concepts(facts)]
    return Section(
        sentence=_sentence(facts),
        numbers=(
            (_("Rondes"), sum(one.was_opened for one in facts.rounds), _("om te proberen")),
            (_("Bevindingen"), facts.count(asked), _("drempels en vragen")),
            (_("Aangepast"), facts.count(asked, disposition=Disposition.ADJUSTED), _("na wat we hoorden")),
            (_("Nog open"), facts.count(asked, is_open=True), _("zonder antwoord")),
        ),
        tables=[table for table in tables if table is not None],
    )


def _sentence(facts: Facts) -> str:
    """Without a number of people: on paper nothing stands of a round with a few."""
    done = sum(one.status == TestRound.Status.CLOSED for one in facts.rounds)
    if not done:
        return _("Er is nog geen ronde afgerond.")
    return ngettext("%(n)d ronde is afgerond.", "%(n)d rondes zijn afgerond.", done) % {"n": done}


def _rounds(facts: Facts) -> Table | None:
    codes = {one.pk: one.code for one in facts.concepts}
    rows: list[tuple[Any, ...]] = [
        (
            _("Ronde %(n)d") % {"n": one.number},
            capfirst(str(TestRound.Kind(one.kind).label)),
            date_format(one.day, "j F Y"),
            ", ".join(codes[row.concept] for row in one.tried if row.concept in codes),
            told(one),
        )
        for one in facts.rounds
    ]
    heads = (_("Ronde"), _("Met wie"), _("Wanneer"), _("Wat"), _("Vertelden erover"))
    return Table(_("Wat we probeerden"), heads, rows) if rows else None


def told(one: Round) -> str:
    """How many answered; of fewer than five that is not told."""
    if not one.was_opened:
        return "–"
    n = len(one.people)
    return str(n) if n >= MIN_DENOMINATOR else _("minder dan %(k)d") % {"k": MIN_DENOMINATOR}


def _concepts(facts: Facts) -> Table | None:
    def found(pk: int, **only: Any) -> int:
        return facts.count([row for row in facts.found if row.concept == pk and row.asks], **only)

    rows: list[tuple[Any, ...]] = [
        (
            f"{one.code} {one.name}",
            one.newest,
            found(one.pk),
            found(one.pk, disposition=Disposition.ADJUSTED),
            found(one.pk, disposition=Disposition.LATER),
            found(one.pk, disposition=Disposition.NOT),
        )
        for one in facts.concepts
    ]
    heads = (_("Concept"), _("Versie"), _("Bevindingen"), _("Aangepast"), _("Later"), _("Bewust niet"))
    return Table(_("Wat er met de bevindingen gebeurde"), heads, rows) if rows else None


register_section(3, section)
