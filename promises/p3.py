"""P3: an acknowledged answer is never lost. Web workers, publishers and PostgreSQL are killed under 20 people who send.

Each sends a text of their own, and tries again until the product says thank you; one in five presses twice. Afterwards
the texts that were acknowledged are laid beside those that were published. Control: a ballot written outside the
transaction of its mark.
"""

import threading

from promises.harness import World
from promises.visits import Employee, at_once, until_answered, web

SIZES = {"full": {"people": 3_000, "kills": 26}, "tenth": {"people": 120, "kills": 6}}
HANDS = 20
OPEN_QUESTION = 8


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    """The promise; `ok` when nothing was lost or doubled."""
    return once(database, seed, planted="", **SIZES[size])


def control(*, database: str, size: str = "full", seed: int = 1) -> dict:
    """With the planted mistake; `ok` when it was seen."""
    return once(database, seed, planted="late-ballot", **SIZES[size])


def once(database: str, seed: int, *, planted: str, people: int, kills: int) -> dict:
    with World("p3", database=database, seed=seed) as world:
        made = world.call("promises.surveyworld:open_survey", people)
        app = "promises.planted_answers:application" if planted else "trajecten.wsgi:application"
        server, port = web(world, app=app, PLANTED=planted)
        publishers = [world.begin("promises.surveyworld:publish_forever", made["survey"]) for _n in range(2)]
        acknowledged: set[str] = set()
        twice = {n for n in range(people) if world.random.random() < 0.2}

        def visit(number: int) -> None:
            text = f"tekst-{number}-van-{seed}"
            employee = Employee(port, made["survey"], made["tokens"][number])
            until_answered(employee.arrive)
            until_answered(lambda: employee.tap(1, str(number % 5 + 1)))
            until_answered(lambda: employee.write(OPEN_QUESTION, text))
            until_answered(lambda: employee.at("nakijken/"))
            for _press in range(2 if number in twice else 1):
                status, where = until_answered(employee.send)
                if (status, where) != (303, f"/v/b/{made['survey']}/klaar/"):
                    raise AssertionError(f"{number}: {status} to {where}")
            acknowledged.add(text)

        stop = threading.Event()
        killed = {"web": 0, "publisher": 0, "postgres": 0}
        # The planted mistake needs a kill at the right half second: web workers only, to the end, and far enough apart to
        # let people send in between.
        count = kills * 10 if planted else kills
        arguments = (world, server, publishers, made["survey"], count, killed, stop, bool(planted))
        killer = threading.Thread(target=_kill, args=arguments)
        killer.start()
        try:
            at_once([lambda n=n: visit(n) for n in range(people)], HANDS)
        finally:
            stop.set()
            killer.join()
        for publisher in publishers:
            publisher.kill()
        found = _compare(world, made["survey"], acknowledged, planted)
        good = not (found["lost"] or found["double"] or found["unasked"])
        return world.report(ok=not good if planted else good, planted=planted, people=people, **killed, **found)


def _compare(world: World, survey: int, acknowledged: set[str], planted: str) -> dict:
    before = world.call("promises.surveyworld:counted", survey)
    if planted:
        # The close would refuse (fewer answers than people who answered): count what there is.
        lost = before["answered"] - before["waiting"] - before["responses"]
        return {"acknowledged": len(acknowledged), "lost": lost, "double": 0, "unasked": 0}
    status = world.call("promises.surveyworld:close_now", survey)
    after = world.call("promises.surveyworld:counted", survey)
    texts = after["texts"]
    return {
        "acknowledged": len(acknowledged),
        "published": after["responses"],
        "status": status,
        "lost": len(acknowledged - set(texts)),
        "double": len(texts) - len(set(texts)) + abs(after["responses"] - after["answered"]),
        "unasked": len(set(texts) - acknowledged),
    }


def _kill(world, server, publishers, survey: int, kills: int, killed: dict, stop, only_web: bool) -> None:
    """Something dies every second: a web worker, a publisher, and on PostgreSQL now and then the database."""
    for turn in range(kills):
        if stop.wait(4.0 if only_web else 1.0 if kills < 10 else 2.5):
            return
        if only_web:
            killed["web"] += server.kill_child(world.random)
        elif world.database == "postgres" and turn % 2:
            world.restart("postgres")
            killed["postgres"] += 1
        elif turn % 4 == 0 or (world.database == "sqlite" and turn % 2 == 0):
            killed["web"] += server.kill_child(world.random)
        else:
            place = world.random.randrange(len(publishers))
            publishers[place].kill()
            publishers[place] = world.begin("promises.surveyworld:publish_forever", survey)
            killed["publisher"] += 1
