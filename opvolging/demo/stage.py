"""What all scenes share: the project, who plays in it, and what came into being so far, by its code."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from bevraging.models import InventoryItem, Survey, Theme
from communicatie.models import Audience, Message
from fundament.models import AgreementVersion, Bundle, Decision, TargetedQuestion
from opvolging.demo.script import Moment, Script
from organisatie.models import Employee, JobFunction, Location, User
from toetsing.models import Concept, Finding, TestRound
from trajecten.models import Project
from uitrol.models import TrainingSession


@dataclass
class Stage:
    project: Project
    lead: User
    hilde: User
    dirk: User
    script: Script
    surveys: dict[str, Survey] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    bundles: dict[str, Bundle] = field(default_factory=dict)
    reports: dict[str, list[int]] = field(default_factory=dict)
    """Keys of what was reported, by the name of the bundle it goes into."""
    decisions: dict[str, Decision] = field(default_factory=dict)
    targeted: dict[str, TargetedQuestion] = field(default_factory=dict)
    """By the code of the decision they belong to."""
    agreements: dict[str, AgreementVersion] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    rounds: dict[str, TestRound] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    audiences: dict[str, Audience] = field(default_factory=dict)
    """By their name."""
    messages: dict[str, Message] = field(default_factory=dict)
    sessions: dict[tuple[str, str, int], TrainingSession] = field(default_factory=dict)
    """By house, name of the lesson and which time it is given there."""
    came: dict[tuple[str, str, int], list[Employee]] = field(default_factory=dict)
    """Who came to each of those."""
    rated: Counter[int] = field(default_factory=Counter)
    """How many rated themselves, by the number of the task."""

    def on(self, moment: Moment, do: Callable[..., Any], *args: Any) -> None:
        """`do` gets this stage, and then `args`."""
        self.script.on(moment, do, self, *args)

    def afterwards(self, do: Callable[..., Any], *args: Any) -> None:
        """The same, when everything else is told: now."""
        self.script.afterwards(do, self, *args)

    def day(self, week: int, weekday: int = 0) -> date:
        return self.script.weeks.day(week, weekday)

    def at(self, moment: Moment) -> datetime:
        hour = time(moment.hour, moment.minute)
        return datetime.combine(self.day(moment.week, moment.weekday), hour, timezone.get_default_timezone())

    def place(self, name: str) -> Location:
        return self.project.organisation.locations.get(name=name)

    def function(self, name: str) -> JobFunction:
        return self.project.organisation.functions.get(name=name)

    def employee(self, name: str) -> Employee:
        return self.project.organisation.employees.get(name=name)

    def user(self, name: str) -> User:
        """Their account, which they got by saying yes."""
        found = self.employee(name).user
        if found is None:
            raise LookupError(f"{name} has no account yet.")
        return found

    def items(self, texts: tuple[str, ...]) -> list[InventoryItem]:
        """What stands in the inventory in these words: each of them, or the story is wrong."""
        return [InventoryItem.objects.get(project=self.project, text=text) for text in texts]

    def colleagues(self, count: int, *, taken: set[int], **where: str) -> list[Employee]:
        """The first `count` with a mail address who are not `taken` yet; they are from then on."""
        staff = self.project.organisation.employees.exclude(email="").exclude(pk__in=taken)
        found = list(staff.filter(**{name: value for name, value in where.items() if value}).order_by("pk")[:count])
        if len(found) < count:
            raise LookupError(f"De Hazelaar has no {count} like {where}.")
        taken.update(one.pk for one in found)
        return found
