"""Bad files: what it costs to say no to the worst ones that the tests know, each the median of three turns.

A list of people and a questionnaire are read by a worker or within a request, so that a file that is made to be slow may
not hold anybody up. Memory is what the tests watch over: it does not depend on the machine.
"""

import contextlib
import io
import time

from bench import tools

GOAL = 1_000
"""Milliseconds of CPU."""
LISTS = (
    "zip bomb",
    "200,000 rows xlsx",
    "200,000 rows csv",
    "shared strings bomb",
    "16,000 columns xlsx",
    "billion laughs",
)


def main(_size: str) -> None:
    tools.start_django()
    from bevraging.exchange.reading import read as read_questionnaire
    from bevraging.tests import test_exchange_fuzz as questionnaires
    from organisatie.importing.limits import Unreadable
    from organisatie.importing.reader import read
    from organisatie.tests.test_reader import BAD

    def refused(read_it, *given: object) -> float:
        """Milliseconds of CPU until the sentence."""
        began = time.process_time()
        with contextlib.suppress(Unreadable):
            read_it(*given)
            raise AssertionError("read, and not refused")
        return (time.process_time() - began) * 1000

    for name in LISTS:
        data = BAD[name][0]()
        told(f"list refused: {name}", [refused(read, io.BytesIO(data), len(data)) for _ in range(tools.TURNS)])
    for make in (questionnaires.zip_bomb, questionnaires.many_rows):
        data = make()
        told(
            f"questionnaire refused: {make.__name__.replace('_', ' ')}",
            [refused(read_questionnaire, data) for _ in range(tools.TURNS)],
        )


def told(name: str, turns: list[float]) -> None:
    tools.report(
        name, value=tools.median(turns), unit="ms CPU", goal=GOAL, why="Unpacking and parsing up to the limit of rows"
    )


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
