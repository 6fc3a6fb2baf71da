"""Pages of the spotlight, for whom they are meant; walked together with those of steps 4 and 5."""

from typing import TYPE_CHECKING

from e2e.pages_later import Addresses, Rows
from opvolging.spotlight_mails import secret_of

if TYPE_CHECKING:
    from e2e.world import World

LIST, ONE, NEW = "opvolging:kijker", "opvolging:kijker_een", "opvolging:kijker_nieuw"


def anonymous(world: "World") -> Rows:
    asked, agreed = (secret_of(world.later[f"{state} name"]) for state in ("asked", "agreed"))
    return [
        ("kijker-naam", f"/v/kijker/{asked}/"),
        ("kijker-naam-ja", f"/v/kijker/{agreed}/"),
        ("kijker-naam-onbekend", "/v/kijker/bestaat-niet/", 404),
    ]


def lead(world: "World") -> Rows:
    new, five, later = Addresses(world, "new"), Addresses(world, "rolled"), world.later
    return [
        new.at(LIST),
        five.at(LIST),
        five.at(NEW),
        five.at(ONE, later["spotlight"]),
        five.at(ONE, later["spotlight draft"], word="ontwerp"),
        five.at(ONE, later["spotlight taken back"], word="terug"),
        five.at("opvolging:kijker_wijzig", later["spotlight"]),
    ]


def reader(world: "World") -> Rows:
    """Everybody in the project: what is shown, without buttons."""
    five = Addresses(world, "rolled")
    return [five.at(LIST), five.at(ONE, world.later["spotlight"])]
