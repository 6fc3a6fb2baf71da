"""What the page of step 5 shows, out of what its gate reads: no query here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trajecten.criteria import percentage
from uitrol.addresses import address
from uitrol.gate_facts import Facts, TaskFact, WaveFact
from uitrol.models import Moment, Wave

MOST, FIRST = 50, 3
Status = Wave.Status
TONES = {Status.RUNNING: "nu", Status.DONE: "ok", Status.PAUSED: "nog"}


@dataclass(frozen=True)
class WaveLine:
    wave: WaveFact
    begun: int
    """In how many of its places a start moment was held."""
    url: str

    @property
    def title(self) -> str:
        plain = _("Golf %(number)s") % {"number": self.wave.number}
        return f"{plain}, {self.wave.name}" if self.wave.name else plain

    @property
    def status(self) -> str:
        return str(Status(self.wave.status).label)

    @property
    def tone(self) -> str:
        return TONES.get(Status(self.wave.status), "")

    @property
    def places(self) -> str:
        return ", ".join(sorted(self.wave.places.values()))


@dataclass(frozen=True)
class TaskLine:
    task: TaskFact
    url: str

    @property
    def percent(self) -> Decimal | None:
        return percentage(self.task.learned, self.task.required) if self.task.required else None


def wave_lines(project: Any, facts: Facts) -> list[WaveLine]:
    return [
        WaveLine(one, sum(bool(facts.started_on(place)) for place in one.places), address(project, "golf", one.number))
        for one in facts.waves
    ][:MOST]


@dataclass(frozen=True)
class TaskLines:
    """What still asks most learning first; the others are folded, in the order of their numbers."""

    first: list[TaskLine]
    others: list[TaskLine]


def task_lines(project: Any, facts: Facts) -> TaskLines:
    lines = [TaskLine(one, address(project, "taak", one.number)) for one in facts.tasks][:MOST]
    asking = sorted(lines, key=lambda line: (line.percent is None, line.percent or 0))[:FIRST]
    return TaskLines(asking, [line for line in lines if line not in asking])


def numbers_of(facts: Facts) -> dict[str, int]:
    """What is told in a few figures: moments, entries, barriers and sessions."""
    return {
        "held": sum(one.n for one in facts.moments if one.was_held),
        "coming": sum(one.n for one in facts.moments if one.status == Moment.Status.PLANNED),
        "week": facts.weeks[-1].entries if facts.weeks else 0,
        "peak": max((one.entries for one in facts.weeks), default=0),
        "open": sum(one.n for one in facts.barriers if one.is_open),
        "blocking": sum(one.n for one in facts.barriers if one.blocks),
        "sessions": sum(facts.sessions.values()),
    }


def state_sentence(facts: Facts, numbers: dict[str, int]) -> str:
    """Where the rollout stands; two sentences when something blocks."""
    told = _waves_sentence(facts)
    if not numbers["blocking"]:
        return told
    blocks = ngettext("%(n)d drempel blokkeert nog.", "%(n)d drempels blokkeren nog.", numbers["blocking"])
    return f"{told} {blocks % {'n': numbers['blocking']}}"


def _waves_sentence(facts: Facts) -> str:
    if not facts.waves:
        return _("Er is nog geen golf gepland. Zet elke locatie in een golf.")
    live, all_ = sum(one.is_live for one in facts.waves), len(facts.waves)
    values = {"n": live, "all": all_}
    if not live:
        return ngettext("%(all)d golf is gepland.", "%(all)d golven zijn gepland.", all_) % values
    return ngettext("%(n)d van %(all)d golf is gestart.", "%(n)d van %(all)d golven zijn gestart.", all_) % values


def main_action(project: Any, facts: Facts, numbers: dict[str, int]) -> tuple[str, str] | None:
    """The one filled button; None when the empty state has it.

    What blocks comes first, then the wave whose day is there, then tasks to write, then moments to plan.
    """
    if not facts.waves:
        return None
    if numbers["blocking"]:
        return _("Los op wat blokkeert"), address(project, "drempels", ernst="blocking")
    today = timezone.localdate()
    due = next((one for one in facts.waves if not one.is_live and one.starts_on <= today), None)
    if due is not None:
        return _("Start golf %(n)d") % {"n": due.number}, address(project, "golf", due.number)
    if not facts.tasks:
        return _("Schrijf een taak op"), address(project, "taak_nieuw")
    return _("Plan een moment"), address(project, "moment_nieuw")


PARTS = (
    "golven", "golf_nieuw", "momenten", "moment_nieuw", "ondersteuning", "drempels", "taken", "taak_nieuw", "sessies",
    "helpers", "dekking",
)  # fmt: skip


def links(project: Any) -> dict[str, str]:
    """Every part of this step, by its name."""
    return {name: address(project, name) for name in PARTS}
