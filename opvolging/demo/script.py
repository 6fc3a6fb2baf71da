"""The order in which a long story happens: scenes, each at its moment in a week of it, played until it is told far enough."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from opvolging.demo import clock
from opvolging.demo.clock import Weeks


class Moment(NamedTuple):
    """A moment of the story: its week as [T] §9 counts them, Monday is day 0."""

    week: int
    weekday: int
    hour: int
    minute: int = 0


@dataclass
class Script:
    """Scenes may be added in any order: they are played in that of the story."""

    weeks: Weeks
    until: Moment
    """What comes from here on is not told."""
    _scenes: list[tuple[Moment, Callable[[], Any]]] = field(default_factory=list)

    def on(self, moment: Moment, do: Callable[..., Any], *args: Any) -> None:
        self._scenes.append((moment, partial(do, *args)))

    def play(self) -> None:
        for moment, do in sorted(self._scenes, key=lambda scene: scene[0]):
            if moment < self.until:
                with clock.at(self.weeks.day(moment.week, moment.weekday), moment.hour, moment.minute):
                    do()
