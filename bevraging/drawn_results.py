"""The results of a survey, drawn. Published ones do not change any more, so each process draws an edition once.

What is kept is the same for everybody of one kind (who edits, who only looks): nothing of a person, a request or a form
goes in. Who may see it is asked before, at every request (`views.base.survey_or_404`). See docs/decisions/0022.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from bevraging.models import Survey
from bevraging.naming import in_short
from bevraging.questions import PULSE_KEYS
from bevraging.result_types import Cell, Group, Results, Statement
from bevraging.results import results_of
from bevraging.results_filter import choices_of
from trajecten.templatetags.huis_charts import scale_words

KEEP = 3600
LARGEST = 300_000
"""Letters. A longer page (thousands of open answers) is drawn each time: what one process keeps stays small."""
LONG_LABEL = 11
TONES = {2: " cel--hoog", 1: " cel--hoog", 0: "", -1: " cel--laag", -2: " cel--laag2"}
CELL = '<span class="cel{}"><small>{}</small>{}</span>'
COLUMN = '<td class="getal" data-kop="{}">{}</td>'
HELPS = {
    "waarom": gettext_lazy("Laat de directie nog eens vertellen waarom, in eigen woorden."),
    "goesting": gettext_lazy("Betrek collega's bij de keuzes, en zet in de kijker wat al goed loopt."),
    "weten": gettext_lazy("Laat de leidinggevende per ploeg vertellen wat er verandert, en wat niet."),
    "kunnen": gettext_lazy("Plan een korte taaktraining op de werkvloer."),
    "steun": gettext_lazy("Kies per locatie een aanspreekpunt of ambassadeur, en zeg wie het is."),
}
"""What to do first when this pulse item is the first barrier."""


@dataclass(frozen=True)
class Drawn:
    """The part of the results page that is the same for all who may edit, or for all who may not."""

    phase: str
    """«ready», «open» or «too_few», as `Results.state`; «few» by name for who sees no names and too few answered."""
    state: str
    """The sentence under the title."""
    unread: int
    """Open answers that somebody has to read first."""
    html: SafeString
    """Empty unless ready."""

    @property
    def ready(self) -> bool:
        return self.phase == "ready"


def drawn_results(survey: Survey, *, edits: bool) -> Drawn:
    """The results of `survey` in the language of this request. `edits`: for who may read open answers first, and in a
    survey by name for who may see the names.

    No query when this process drew this edition before. By name nothing is kept: there people stand in it.
    """
    keeps = survey.is_anonymous and survey.status == Survey.Status.PUBLISHED and survey.edition and not settings.DEBUG
    if not keeps:
        return draw(survey, edits=edits)
    # The edition is of this survey only and changes with everything that may be shown: counts, groups, open answers.
    place = f"results:{survey.pk}:{survey.edition}:{get_language()}:{'edits' if edits else 'looks'}"
    found: Drawn | None = caches["results"].get(place)
    if found is None:
        found = draw(survey, edits=edits)
        if len(found.html) <= LARGEST:
            caches["results"].set(place, found, KEEP)
    return found


def draw(survey: Survey, *, edits: bool) -> Drawn:
    """Drawn now, from the counts."""
    found = results_of(survey)
    if found.ready and not survey.is_anonymous and not edits:
        if found.answered < survey.min_group:
            return Drawn("few", few_by_name(survey), 0, SafeString())
        found = without_texts(found)
    unread = sum(len(question.unread) for question in found.open_questions)
    html = SafeString()
    if found.ready:
        html = render_to_string("bevraging/_resultaten.html", context_of(found) | {"unread": unread if edits else 0})
    return Drawn(found.state, state_sentence(found), unread, html)


def context_of(found: Results) -> dict:
    labels = [short_label(group) for group in found.groups]
    return {
        "survey": found.survey,
        "results": found,
        "vague": found.nearly_all,
        "numbers": [(number.label, number.value, number.context) for number in found.numbers],
        "rows": [row_of(statement, vague=found.nearly_all) for statement in found.statements],
        "counted": [(one, drawn_cells(one.cells)) for one in found.counted],
        "pulse": pulse_rows(found),
        "barrier_help": HELPS.get(found.support.barrier.key, "") if found.support.barrier else "",
        "groups": [(group.code, label, group.size) for group, label in zip(found.groups, labels, strict=True)],
        "choices": choices_of(found),
        "many": len(labels) > 5 or any(len(label) > LONG_LABEL for label in labels),
        "has_spread": any(statement.spread.difference is not None for statement in found.statements),
    }


def few_by_name(survey: Survey) -> str:
    return _("Vanaf %(k)d antwoorden staan hier cijfers.") % {"k": survey.min_group}


def without_texts(found: Results) -> Results:
    """By name colleagues were told that the project lead reads what they write; nobody else does."""
    told = tuple(replace(question, shown=(), readable=False) for question in found.open_questions)
    return replace(found, open_questions=told)


def state_sentence(found: Results) -> str:
    named = not found.survey.is_anonymous
    if found.state == "open":
        late = _("De resultaten komen na het afsluiten.")
        return late if named else _("De resultaten komen na het afsluiten. Zo kan niemand zien wie wat antwoordde.")
    if found.state == "too_few" and named:
        return _("Niemand antwoordde.")
    if found.ready and named and found.answered < found.survey.min_group:
        told = ngettext("%(n)d collega antwoordde.", "%(n)d collega's antwoordden.", found.answered)
        return f"{told % {'n': found.answered}} {few_by_name(found.survey)}"
    if found.state == "too_few":
        return _("We tonen dit niet. Er waren minder dan %(k)d antwoorden.") % {"k": found.survey.min_group}
    return found.headline


def row_of(statement: Statement, *, vague: bool = False) -> dict:
    """A statement ready to draw; cells that stand behind a band show words, never a number.

    The cells come drawn: there are some hundreds on a page, and a template takes four times as long for each.
    """
    told = [f"{share}%" for share in statement.percents] if vague else statement.counts
    return {
        "statement": statement,
        "shares": list(statement.percents),
        "table": format_html_join("", COLUMN, zip(scale_words(), told, strict=True)) if told else "",
        "cells_drawn": drawn_cells(statement.cells),
        "cells_table": format_html_join("", COLUMN, ((cell.group.label, cell.text) for cell in statement.cells)),
    }


def drawn_cells(cells: Iterable[Cell]) -> SafeString:
    return format_html_join("", CELL, ((TONES[cell.shade], short_label(cell.group), cell.text) for cell in cells))


def short_label(group: Group) -> str:
    """«Denderleeuw en 2 andere»: the note below and the table say the whole list."""
    return in_short(group.members)


def pulse_rows(found: Results) -> list[dict]:
    """The five pulse items in their own order."""
    by_key = {statement.question.key: statement for statement in found.statements if statement.question.pulse}
    return [{"text": by_key[key].text, "statement": by_key[key]} for key in PULSE_KEYS if key in by_key]
