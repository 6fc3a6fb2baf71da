"""What the spotlight adds to a house: something that is shown, a draft, and a colleague who agreed. Texts carry the mark."""

from typing import TYPE_CHECKING

from django.utils import timezone

from opvolging import spotlight_mails
from opvolging.tests.spotlight_world import make_spotlight
from trajecten.tokens import token_hash

if TYPE_CHECKING:
    from promises.access.world import House


def fill(house: "House", mark: str) -> None:
    """After the rest of the house stands."""
    now, agreement = timezone.now(), house.objects["agreement"]
    words = {
        "how": f"Zo {mark}",
        "team": f"Ploeg {mark}",
        "agreement": agreement,
        "location": house.objects["location"],
    }
    spotlight = make_spotlight(f"Goed {mark}", project=house.project, **words)
    make_spotlight(f"Nog niet {mark}", project=house.project, status="draft", **words)
    spotlight.messages.add(house.objects["message"])
    name = spotlight.names.create(
        employee=house.objects["employee"], status="agreed", asked_by=house.users["lies"], asked_at=now, answered_at=now
    )
    house.tokens["spotlight"] = spotlight_mails.secret_of(name)
    name.token_hash = token_hash(house.tokens["spotlight"])
    name.save()
    # Typed in a form, and shown again: like the name of an owner, without the mark.
    called = f"Marc van {house.organisation.name.split()[1]}"
    house.objects["colleague to name"] = house.organisation.employees.create(name=called, email=f"marc@{mark}.example")
    house.objects |= {"spotlight": spotlight, "spotlight name": name}
