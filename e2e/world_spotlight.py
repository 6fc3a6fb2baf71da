"""What is in the spotlight at De Linde: shown with a name, a draft, taken back."""

from typing import TYPE_CHECKING

from django.utils import timezone

from opvolging import spotlight_mails
from opvolging.tests.spotlight_world import make_spotlight
from trajecten.tokens import token_hash

if TYPE_CHECKING:
    from e2e.world import World


def fill(world: "World") -> None:
    project, later = world.projects["rolled"], world.later
    told = {"how": "Eén leest, één vult aan, de rest vraagt. Wie de nacht had, begint.", "team": "nachtdienst"}
    shown = make_spotlight("Nachtbriefing in 9 minuten", "Aalst", project=project, **told)
    later["spotlight"] = shown
    make_spotlight("Geen enkel toestel zoek", "Gent", project=project, how="De laatste van de shift telt tot tien.")
    later["spotlight draft"] = make_spotlight("Wondrondje op maandag", project=project, status="draft")
    later["spotlight taken back"] = make_spotlight("De kar staat rechts", project=project, status="taken_back")
    people, now = list(world.organisation.employees.order_by("pk")[:2]), timezone.now()
    agreed = shown.names.create(employee=people[0], status="agreed", asked_at=now, answered_at=now)
    asked = shown.names.create(employee=people[1], asked_at=now)
    for name in (agreed, asked):
        name.token_hash = token_hash(spotlight_mails.secret_of(name))
        name.save()
    later |= {"agreed name": agreed, "asked name": asked}
