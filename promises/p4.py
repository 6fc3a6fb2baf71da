"""P4: double click, back button, two tabs, two devices: exactly one answer, and everybody gets the same thank-you.

Control: look first, mark afterwards.
"""

from promises.harness import World
from promises.visits import Employee, at_once, web

SIZES = {"full": 500, "tenth": 30}
PRESSES = 6
OPEN_QUESTION = 8


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, planted="", people=SIZES[size])


def control(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, planted="naive", people=SIZES[size])


def once(database: str, seed: int, *, planted: str, people: int) -> dict:
    with World("p4", database=database, seed=seed) as world:
        made = world.call("promises.surveyworld:open_survey", people)
        app = "promises.planted_answers:application" if planted else "trajecten.wsgi:application"
        _server, port = web(world, app=app, PLANTED=planted)
        answers: list[tuple[int, str]] = []
        for number, token in enumerate(made["tokens"]):
            devices = [Employee(port, made["survey"], token) for _device in range(2)]
            for device in devices:
                device.arrive()
            devices[0].tap(1, str(number % 5 + 1))
            devices[0].write(OPEN_QUESTION, f"tekst-{number}")
            presses = [lambda d=devices[n % 2]: answers.append(d.send()) for n in range(PRESSES)]
            at_once(presses, PRESSES)
        before = world.call("promises.surveyworld:counted", made["survey"])
        thanks = sum(answer == (303, f"/v/b/{made['survey']}/klaar/") for answer in answers)
        double = before["waiting"] + before["responses"] - people
        good = double == 0 and thanks == people * PRESSES and before["answered"] == people
        return world.report(
            ok=double > 0 if planted else good,
            planted=planted,
            people=people,
            presses=len(answers),
            thanks=thanks,
            double=double,
        )
