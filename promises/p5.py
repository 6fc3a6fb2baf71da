"""P5: two tabs that answer at the same moment lose nothing of each other; per question the last tap wins.

Control: read the draft, change it, write it back.
"""

from promises.harness import World
from promises.visits import Employee, at_once, web

SIZES = {"full": 500, "tenth": 30}
TABS = 3


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, planted="", rounds=SIZES[size])


def control(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, planted="overwrite", rounds=SIZES[size])


def once(database: str, seed: int, *, planted: str, rounds: int) -> dict:
    with World("p5", database=database, seed=seed) as world:
        made = world.call("promises.surveyworld:open_survey", rounds)
        app = "promises.planted_answers:application" if planted else "trajecten.wsgi:application"
        _server, port = web(world, app=app, PLANTED=planted)
        refused: list[int] = []
        for token in made["tokens"]:
            tabs = [Employee(port, made["survey"], token) for _tab in range(TABS)]
            for tab in tabs:
                tab.arrive()
            tabs[0].tap(7, "1")
            at_once(
                [lambda n=n, tab=tab: refused.append(tab.tap(n + 1, str(n + 1))) for n, tab in enumerate(tabs)], TABS
            )
            tabs[1].tap(7, "5")
        kept = world.call("promises.surveyworld:drafts", made["tokens"])
        wanted = {"vinden": "1", "zelfde": "2", "waarom": "3", "steun": "5"}
        lost = sum(draft != wanted for draft in kept)
        errors = sum(status != 303 for status in refused)
        return world.report(
            ok=lost > 0 if planted else not lost and not errors,
            planted=planted,
            rounds=rounds,
            lost=lost,
            errors=errors,
        )
