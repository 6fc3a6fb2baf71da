"""What happened, by whom: an append-only list per project. `record` is the only way in.

A verb is a stable code as `gate.decided`; each app registers its own with the Dutch sentence that tells it. `{actor}`
stands for who did it, every other word in braces for a value of the event: `{outcome!l}` begins small, inside a
sentence; `{reason!q}` stands between quotes, or nowhere when it is empty.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from string import Formatter
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten.models import Event, Project
from trajecten.steps import LAST_STEP

NEVER = frozenset({"answer", "answers", "token", "code_typed", "password", "secret"})
"""Names that may not stand in the data of an event: history is read by many."""

LOOKED_BACK = 60
"""Events that `latest` reads to find out what was told more than once."""

_sentences: dict[str, str] = {}
_OPEN = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Line:
    """An event with the sentence that tells it."""

    event: Event
    sentence: str
    times: int = 1
    """How often the same was told that day; the event is the last one."""

    @property
    def gate_step(self) -> int | None:
        """The step whose gate this is about, so that the line can lead there."""
        if not self.event.verb.startswith("gate."):
            return None
        step = self.event.data.get("step") or self.event.data.get("before")
        return step if step != LAST_STEP else None  # it has no gate


def register_verb(code: str, sentence_template: Any) -> None:
    """Make a verb known; the same code again replaces its sentence."""
    _sentences[code] = sentence_template


def verbs() -> dict[str, str]:
    """Every verb that is known, with its sentence; what differs each time is left open."""
    return {code: _OPEN.sub("…", str(template)) for code, template in _sentences.items()}


def record(
    verb: str, *, project: Project | None = None, organisation: Any = None, actor: Any = None, **data: Any
) -> Event:
    """Add one event, in the transaction of its cause.

    Raises ValueError when it belongs to no organisation, or when the data has a name that history may never hold.
    """
    owner = organisation or (project.organisation if project else None)
    if owner is None:
        raise ValueError("An event belongs to a project or an organisation.")
    if forbidden := NEVER & set(data):
        raise ValueError(f"History never holds {sorted(forbidden)}.")
    who = actor if getattr(actor, "is_authenticated", False) else None
    return Event.objects.create(organisation=owner, project=project, actor=who, verb=verb, data=data)


def sentence(event: Event) -> str:
    """The event in one Dutch sentence. An unknown verb gives a plain sentence, a missing value a dash: a page never breaks."""
    template = _sentences.get(event.verb)
    if template is None:
        return _("%(actor)s deed iets: %(verb)s.") % {"actor": _actor(event), "verb": event.verb}
    values = {name: _shown(value) for name, value in event.data.items()} | {"actor": _actor(event)}
    took_it = event.verb == "role.given" and values.get("person") == values["actor"]
    return _Calm().format(str(TOOK_A_ROLE if took_it else template), **values).strip()


def latest(project: Project, limit: int) -> list[Line]:
    """The newest events of a project, each with its sentence; what was told several times on a day stands there once.

    One query, and never more than LOOKED_BACK events.
    """
    told: dict[tuple[str, date], Line] = {}
    for line in lines(project.events.select_related("actor")[:LOOKED_BACK]):
        same = (line.sentence, localdate(line.event.at))
        told[same] = replace(told[same], times=told[same].times + 1) if same in told else line
    return list(told.values())[:limit]


def lines(events: Iterable[Event]) -> list[Line]:
    return [Line(event, sentence(event)) for event in events]


class _Calm(Formatter):
    """Fills in only plain names: no attribute or index may be read through a sentence."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(field_name, "–"), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return str(value)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion == "l":
            return value[:1].lower() + value[1:]
        if conversion == "q":
            return f" “{value}”" if value and value != "–" else ""
        return value


def _actor(event: Event) -> str:
    return str(event.actor) if event.actor_id else _("Trajecten")


def _shown(value: Any) -> str:
    """Dates as people write them, lists with commas, nothing as a dash."""
    if isinstance(value, list):
        return ", ".join(_shown(part) for part in value) or "–"
    if value is None:
        return "–"
    if isinstance(value, str) and (day := _day(value)):
        return date_format(day, "j F Y")
    if isinstance(value, datetime | date):
        return date_format(value, "j F Y")
    return str(value)


def _day(text: str) -> date | None:
    """The date in an ISO text; titles that merely look like one stay as they are."""
    if len(text) < 10 or text[4] != "-":
        return None
    try:
        moment = parse_datetime(text) if len(text) > 10 else None
        return localdate(moment) if moment and moment.tzinfo else parse_date(text)
    except ValueError:
        return None


register_verb("project.created", gettext_lazy("{actor} maakte het traject «{title}»."))
register_verb("project.changed", gettext_lazy("{actor} wijzigde {fields}."))
TOOK_A_ROLE = gettext_lazy("{person} is {role} van dit traject.")
register_verb("role.given", gettext_lazy("{actor} gaf {person} de rol {role}."))
register_verb("role.ended", gettext_lazy("{actor} beëindigde de rol {role} van {person}."))
register_verb(
    "threshold.changed",
    gettext_lazy("{actor} veranderde het doel «{title}» van {before} naar {after}. Waarom: {reason}"),
)
register_verb(
    "gate.asked", gettext_lazy("{actor} vroeg {decider} om een beslissing over stap {step}, tegen {decide_by}.")
)
register_verb("gate.withdrawn", gettext_lazy("{actor} trok de vraag om een beslissing over stap {step} in."))
register_verb("gate.stale", gettext_lazy("De vraag om een beslissing over stap {step} verviel: {why}"))
register_verb("gate.waived", gettext_lazy("{actor} stelde voor om verder te gaan zonder «{title}». Waarom: {reason}"))
register_verb("gate.decided", gettext_lazy("{actor} besliste over stap {step}: {outcome!l}.{reason!q}"))
register_verb(
    "gate.revised",
    gettext_lazy("{actor} herzag de beslissing over stap {step}: {outcome!l}. Eerst was dat: {before!l}.{reason!q}"),
)
register_verb("gate.moved", gettext_lazy("Het traject ging van stap {before} naar stap {after}."))
register_verb("gate.reopened", gettext_lazy("{actor} opende stap {step} opnieuw. Waarom: {reason}"))
register_verb("gate.condition_fulfilled", gettext_lazy("{actor} noteerde dat dit gedaan is: {text} ({evidence})."))
register_verb("gate.stopped", gettext_lazy("Het traject is stopgezet."))
register_verb("gate.resumed", gettext_lazy("Het traject loopt weer."))
