"""P1b: two schedulers, or ten, write each reminder once.

Four processes queue the same reminders, four rounds each, at the same time. Control: the same without a shared key,
which is what happens to a product that has no unique key: every process writes its own.
"""

from promises.harness import World

SIZES = {"full": 2_000, "tenth": 200}
PROCESSES, ROUNDS = 4, 4


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, SIZES[size], control="")


def controls(*, database: str, size: str = "full", seed: int = 1) -> list[dict]:
    return [once(database, seed, SIZES[size], control="own-keys")]


def once(database: str, seed: int, count: int, *, control: str) -> dict:
    with World("p1b", database=database, seed=seed) as world:
        started = [
            world.begin("promises.mailworld:generate", ROUNDS, count, bool(control)) for _number in range(PROCESSES)
        ]
        believed = sum(world.result(process) for process in started)
        rows = world.sql("SELECT count(*) FROM trajecten_mail")[0][0]
        right = rows == count and believed == count
        return world.report(
            ok=rows > count if control else right, control=control, reminders=count, rows=rows, believed_new=believed
        )
