"""«Binnenkort»: what is planned in projects, by the core and by step apps through a registry.

A step app registers one source in its `ready()`:

    agenda.register_source("bevraging", items)     # items(projects) -> iterable of AgendaItem
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class AgendaItem:
    project_id: int
    day: date
    title: str
    detail: str = ""


Source = Callable[[list[Any]], Iterable[AgendaItem]]
_sources: dict[str, Source] = {}


def register_source(code: str, source: Source) -> None:
    """Let a step app plan; the same code again replaces the earlier one."""
    _sources[code] = source


def upcoming(projects: Iterable[Any], extra: Iterable[AgendaItem] = (), *, limit: int = 4) -> list[AgendaItem]:
    """The first items from today on, over all these projects."""
    asked, today = list(projects), timezone.localdate()
    items = list(extra)
    if asked:
        for source in _sources.values():
            items.extend(source(asked))
    return sorted((item for item in items if item.day >= today), key=lambda item: (item.day, item.title))[:limit]


def of_gate(project, view, decider) -> list[AgendaItem]:
    """What the gate itself plans: the decision, and what was agreed at a go with conditions."""
    items = []
    if view.open_request is not None:
        who = str(decider) if decider else ""
        items.append(AgendaItem(project.pk, view.open_request.decide_by, _("Beslissing over de poort"), who))
    for condition in view.conditions:
        if condition.fulfilled_on is None:
            items.append(AgendaItem(project.pk, condition.due_on, condition.text, str(condition.owner)))
    return items
