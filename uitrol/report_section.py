"""What step 5 tells in the report of a whole project: what started where, what was asked on the floor, what was learned."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trajecten.criteria import MIN_DENOMINATOR
from trajecten.models import Project
from trajecten.report import Section, Table, register_section
from trajecten.templatetags.huis_charts import balk_svg
from uitrol.coverage import Share
from uitrol.gate_facts import Facts, TaskFact, facts_of
from uitrol.step_page import numbers_of, state_sentence, wave_lines

WEEKS = 12
"""So many weeks of what was asked, the newest last."""


def section(project: Project) -> Section | None:
    facts = facts_of(project)
    if facts.is_empty:
        return None
    numbers = numbers_of(facts)
    smallest = max(MIN_DENOMINATOR, project.organisation.min_group)
    tables = [_waves(project, facts), _asked(facts), _tasks(facts, smallest)]
    return Section(
        sentence=state_sentence(facts, numbers),
        numbers=(
            (_("Locaties"), len(facts.live_places), _("gestart")),
            (_("Momenten"), numbers["held"], _("gehouden")),
            (_("Drempels"), numbers["open"], _("nog open")),
            (_("Sessies"), numbers["sessions"], _("om taken te leren")),
        ),
        tables=[table for table in tables if table is not None],
    )


def _waves(project: Project, facts: Facts) -> Table | None:
    rows: list[tuple[Any, ...]] = [
        (line.title, line.places, date_format(line.wave.starts_on, "j F Y"), line.status)
        for line in wave_lines(project, facts)
    ]
    return Table(_("Wanneer het waar begon"), (_("Golf"), _("Waar"), _("Start"), _("Toestand")), rows) if rows else None


def _asked(facts: Facts) -> Table | None:
    """Questions and barriers that ambassadors noted: numbers only."""
    weeks = facts.weeks[-WEEKS:]
    highest = max((week.asked for week in weeks), default=0)
    if not highest:
        return None
    rows: list[tuple[Any, ...]] = []
    for week in weeks:
        day = date_format(week.monday, "j F")
        spoken = _("Week van %(day)s: %(n)d") % {"day": day, "n": week.asked}
        rows.append((day, balk_svg(round(100 * week.asked / highest), spoken), week.asked))
    return Table(_("Wat er gevraagd werd, per week"), (_("Week van"), _("Verloop"), _("Vragen")), rows)


def _tasks(facts: Facts, smallest: int) -> Table | None:
    rows: list[tuple[Any, ...]] = [(f"{one.code} {one.sentence}", _learned(one, smallest)) for one in facts.tasks]
    return Table(_("Wie welke taak leerde"), (_("Taak"), _("Geleerd")), rows) if rows else None


def _learned(task: TaskFact, smallest: int) -> str:
    if task.required < smallest:
        return _("kleine groep: tonen we niet")
    values = {"n": task.learned, "of": task.required, "share": Share(task.learned, task.required).percent}
    return _("%(n)d van %(of)d (%(share)d%%)") % values


register_section(5, section)
