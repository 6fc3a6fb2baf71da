"""P9: nobody where they do not belong. Every route of the URLconf, as every actor, with own and mixed ids.

Two organisations of the same shape stand in the real database. Whatever is answered otherwise than the table of
`promises/access/table.py` says, shows a text of the other organisation, or changes one of its rows, is wrong. Controls:
four views with the mistakes of real products; the walk must find each. `promises/test_p9_access.py` holds that the table
has a row for every route.
"""

from promises.harness import World


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, control="")


def controls(*, database: str, size: str = "full", seed: int = 1) -> list[dict]:
    with World("p9", database=database, seed=seed) as world:
        bugs = world.call("promises.access.everyone:bugs")
    return [once(database, seed, control=bug) for bug in bugs]


def once(database: str, seed: int, *, control: str) -> dict:
    with World("p9", database=database, seed=seed) as world:
        found = world.call("promises.access.everyone:count", control, timeout=1200)
        wrong = found["wrong"]
        return world.report(ok=wrong > 0 if control else not wrong and found["knocks"] > 0, control=control, **found)
