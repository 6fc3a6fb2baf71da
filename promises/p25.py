"""P25: nine o'clock stays nine o'clock when the clock changes, and a machine that was away does not catch up in a storm.

For every half hour of the day and both clock changes (96 series) a reminder is due each day. A sweep passes every ten
minutes through the real database: one row a day for each series, at the right wall time. Then the machine is away for
three days over the change: one reminder, not three. Control: counting 24 hours on in UTC.
"""

from promises.harness import World

SIZES = {"full": 10, "tenth": 60}
"""Minutes between two sweeps."""


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, SIZES[size], control="")


def controls(*, database: str, size: str = "full", seed: int = 1) -> list[dict]:
    return [once(database, seed, SIZES["tenth"], control="24-hours-on")]


def once(database: str, seed: int, minutes: int, *, control: str) -> dict:
    with World("p25", database=database, seed=seed) as world:
        found = world.call("promises.clockworld:walk", minutes, control)
        wrong = found["missing"] + found["twice"] + found["wrong_hour"]
        kept = not wrong and found["after_three_days_away"] == 1
        return world.report(ok=wrong > 0 if control else kept, control=control, **found)
