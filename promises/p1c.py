"""P1c: without Redis the product works, and mail leaves with the next sweep: within 60 seconds and the time to send.

The broker is an address where nobody answers. Requests queue mail (and are not held up by the bell that does not
ring), `manage.py sweep --every` sends. Control: nobody sweeps.
"""

from promises.harness import World, free_port

SIZES = {"full": {"mails": 30, "every": 60}, "tenth": {"mails": 4, "every": 3}}


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, control="", **SIZES[size])


def controls(*, database: str, size: str = "full", seed: int = 1) -> list[dict]:
    return [once(database, seed, control="nobody-sweeps", **SIZES["tenth"])]


def once(database: str, seed: int, *, control: str, mails: int, every: int) -> dict:
    nobody = f"redis://127.0.0.1:{free_port()}/0"
    with World("p1c", database=database, seed=seed, REDIS_URL=nobody) as world:
        world.sink()
        sweeper = None if control else world.start("python", "manage.py", "sweep", "--every", str(every))
        queued = world.call("promises.mailworld:queue_some", mails, every / 2 / mails)
        everything = world.wait_until(lambda: len(world.received()) == mails, every + 3 if control else every * 2 + 15)
        if sweeper:
            sweeper.stop()
        at = {line["to"]: line["at"] for line in world.received()}
        waits = [at[f"{one['key']}@linde.example"] - one["at"] for one in queued if f"{one['key']}@linde.example" in at]
        held_up = max(one["seconds"] for one in queued)
        kept = everything and max(waits) <= every + 5 and held_up <= 2
        return world.report(
            ok=not waits if control else kept,
            control=control,
            mails=mails,
            sweep_every=every,
            arrived=len(waits),
            longest_wait=round(max(waits, default=0), 1),
            longest_request=round(held_up, 2),
        )
