"""P2: the mail server is away for half an hour and then in doubt; everything arrives, soon after, and once.

Time is pressed together (60 times with the full size: 30 minutes are 30 seconds, the back-off shrinks with it). The
server refuses connections, comes back and answers 10 % with 421, 451 or 552 first (a recipient at most twice). Promise: all delivered within 15
(pressed) minutes after it is back, none double, none given up. Control: giving up after five tries.
"""

import json
import time

from promises.harness import World, free_port
from promises.p1 import compare

SIZES = {
    "full": {"mails": 1_000, "factor": 60, "away": 30.0},
    "tenth": {"mails": 100, "factor": 300, "away": 6.0},
}
PROMISED_MINUTES = 15
STARTING = 5.0
"""Seconds of real time that do not shrink with the rest: processes that are busy with other things."""


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, control="", **SIZES[size])


def controls(*, database: str, size: str = "full", seed: int = 1) -> list[dict]:
    return [once(database, seed, control="five-tries", **SIZES["tenth"])]


def once(database: str, seed: int, *, control: str, mails: int, factor: float, away: float) -> dict:
    pressed = json.dumps({"lease": 5, "factor": factor, "control": control})
    port = str(free_port())
    settings = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_USE_TLS": "false", "PRESSED": pressed}
    with World("p2", database=database, seed=seed, **settings) as world:
        world.call("promises.mailworld:fill", mails)
        senders = [world.begin("promises.pressed:send_forever", 0.2) for _number in range(2)]
        world.wait_until(lambda: bool(_failures(world)), 60)
        time.sleep(away)
        failures = _failures(world)
        world.sink(refuse=0.1)
        back = time.monotonic()
        patience = PROMISED_MINUTES * 60 / factor + STARTING + 10
        world.wait_until(lambda: len(world.received()) >= mails or not world.sql(OPEN)[0][0], patience, 0.05)
        took = time.monotonic() - back
        world.wait_until(lambda: not world.sql(OPEN)[0][0], 10)
        for sender in senders:
            sender.kill()
        found = compare(world.call("promises.mailworld:rows"), world.received())
        given_up = world.sql("SELECT count(*) FROM trajecten_mail WHERE status = 'failed'")[0][0]
        doubles = found["double"] + found["doubles_shown"]
        in_time = took <= PROMISED_MINUTES * 60 / factor + STARTING
        kept = found["arrived"] == mails and in_time and not doubles and not given_up and not found["lost"]
        return world.report(
            ok=given_up > 0 if control else kept,
            control=control,
            mails=mails,
            factor=factor,
            away_minutes=round(away * factor / 60, 1),
            connections_refused=failures,
            all_after_minutes=round(took * factor / 60, 1),
            all_after_seconds=round(took, 1),
            given_up=given_up,
            doubles=doubles,
            arrived=found["arrived"],
        )


OPEN = "SELECT count(*) FROM trajecten_mail WHERE status IN ('waiting', 'busy', 'uncertain')"


def _failures(world: World) -> int:
    found = world.sql("SELECT note FROM trajecten_heartbeat WHERE name = 'smtp'")
    return int(found[0][0] or 0) if found else 0
