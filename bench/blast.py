"""A thousand visitors at once: who sent has a ballot, who has a ballot is answered, and nobody saw an error."""

import sys
from functools import partial

from bench import tools
from bench.tap import at_once
from bench.visits import Employee, open_survey

VISITORS = {"small": 100, "full": 1_000}
HANDS = 300
"""Visitors who wait for an answer at the same moment."""


def main(size: str) -> None:
    visitors = VISITORS[size]
    tools.start_django()
    from bevraging.models import Draft, Participant, SealedBallot

    survey, tokens = open_survey(visitors)
    database = tools.postgres_pid()
    done = []

    def visit(employee: Employee) -> None:
        employee.arrive()
        employee.tap_all()
        employee.finish()
        done.append(employee)

    with tools.server("trajecten.wsgi:application") as (port, pid):
        failed: list[str] = []
        jobs = [partial(visit, Employee(port, survey, token)) for token in tokens]
        spent = tools.measure(lambda: failed.extend(at_once(jobs, HANDS)), [pid, database])
    answered = Participant.objects.filter(survey=survey, answered=True).count()
    ballots = SealedBallot.objects.filter(survey=survey).count()
    drafts = Draft.objects.filter(survey=survey).count()
    for sentence in sorted(set(failed))[:3]:
        print(f"  {sentence}")
    tools.report("blast: visitors who saw an error", value=len(failed), unit="", goal=0)
    tools.report(
        "blast: ballots, answered people and visits that are not equal",
        value=max(visitors, len(done), answered, ballots) - min(visitors, len(done), answered, ballots),
        unit="",
        goal=0,
        visits=len(done),
        answered=answered,
        ballots=ballots,
        drafts_left=drafts,
        visits_a_second=round(visitors / spent.seconds, 1),
        cpu_ms_a_visit=round(1000 * spent.cpu / visitors, 1),
    )


if __name__ == "__main__":
    main(sys.argv[1])
