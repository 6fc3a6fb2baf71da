"""P1: killed at any moment, no mail is lost and none is sent twice without being shown as such.

Three Celery workers and two beats send, half of it invitations (better twice than never) and half reminders (better
never than twice). At random moments a worker or only its child is killed, and Redis forgets everything. Afterwards
what the mail server accepted is laid beside the rows. Controls: the two usual orders of "send" and "mark as sent".
"""

import json
import time
from collections import Counter

from promises.harness import Process, World

SIZES = {
    "full": {"mails": 2_000, "kills": 50, "flushes": 3, "delay": 20},
    "tenth": {"mails": 200, "kills": 5, "flushes": 1, "delay": 60},
}
CONTROL_SIZE = {"mails": 300, "kills": 15, "flushes": 0, "delay": 100}
"""Enough kills that one of them surely falls between the two steps that a control has in the wrong order."""
CONTROLS = {"sent-first": "lost", "never-uncertain": "double"}
WORKERS = 3
LEASE = 4


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    """The promise itself."""
    return once(database, seed, control="", **SIZES[size])


def controls(*, database: str, size: str = "full", seed: int = 1) -> list[dict]:
    """Each planted mistake must be seen: `ok` says that it was."""
    return [once(database, seed, control=control, **CONTROL_SIZE) for control in CONTROLS]


def once(database: str, seed: int, *, control: str, mails: int, kills: int, flushes: int, delay: int) -> dict:
    pressed = json.dumps({"lease": LEASE, "sweep": 1, "batch": 20, "control": control})
    with World("p1", database=database, seed=seed, redis=True, PRESSED=pressed) as world:
        world.sink(delay_ms=delay)
        beats = [
            world.start("celery", "-A", "promises.pressed", "beat", "-s", f"{world.folder}/beat{n}") for n in (1, 2)
        ]
        workers = [_worker(world) for _number in range(WORKERS)]
        world.wait_until(lambda: all(worker.children() for worker in workers), 60)
        world.call("promises.mailworld:fill", mails)
        done = _kill_while_sending(world, workers, kills, flushes, mails)
        settled = world.wait_until(lambda: not _open(world), 90, 0.5)
        for process in (*beats, *workers):
            process.kill()
        found = compare(world.call("promises.mailworld:rows"), world.received())
        kept = settled and not found["lost"] and not found["double"] and found["doubles_shown"] <= found["flagged"]
        expected = CONTROLS.get(control)
        return world.report(
            ok=found[expected] > 0 if expected else kept and not found["invitations_lost"],
            control=control,
            mails=mails,
            settled=settled,
            flagged_per_kill=round(found["flagged"] / max(1, done["kills"]), 2),
            **done,
            **found,
        )


def compare(rows: list[list], received: list[dict]) -> dict:
    """Rows beside what arrived. `lost` and `double` are the sins: nothing in the row shows them."""
    arrived = Counter(line["to"] for line in received)
    texts = {(line["to"], line["sha"]) for line in received}
    found: Counter = Counter(dict.fromkeys(("lost", "double", "doubles_shown", "flagged", "invitations_lost"), 0))
    for to, _pk, kind, status, twice in rows:
        flagged = twice or status in {"uncertain", "unknown"}
        found["flagged"] += flagged
        found["lost"] += status == "sent" and not arrived[to]
        found["double"] += not flagged and arrived[to] > 1
        found["doubles_shown"] += flagged and arrived[to] > 1
        found["invitations_lost"] += kind.endswith("uitnodiging") and not arrived[to]
    return {**found, "arrived": len(arrived), "texts_differ": len(texts) - len(arrived)}


def _worker(world: World) -> Process:
    return world.start(
        "celery", "-A", "promises.pressed", "worker", "-c", "1", "-P", "prefork", "-n", f"w{world.random.random()}@x"
    )


def _kill_while_sending(world: World, workers: list[Process], kills: int, flushes: int, mails: int) -> dict:
    """Spread the kills over the sending; mostly the child (as memory running out does), sometimes the whole worker."""
    killed, whole, flushed = 0, 0, 0
    while killed < kills and len(world.received()) < mails:
        enough = len(world.received()) + mails // (kills * 3)
        world.wait_until(lambda enough=enough: len(world.received()) >= enough, 5, 0.01)
        time.sleep(world.random.uniform(0, 0.2))  # longer than one mail takes, so that every moment of it is hit
        place = world.random.randrange(len(workers))
        if killed % 10 == 4:
            workers[place].kill()
            workers[place] = _worker(world)
            whole += 1
            killed += 1
        elif workers[place].kill_child(world.random):
            killed += 1
        if flushed < flushes and killed >= (flushed + 1) * kills / (flushes + 1):
            world.flush_redis()
            flushed += 1
    return {"kills": killed, "whole_workers": whole, "redis_flushed": flushed}


def _open(world: World) -> int:
    query = "SELECT count(*) FROM trajecten_mail WHERE status IN ('waiting', 'busy', 'uncertain')"
    return world.sql(query)[0][0]
