"""What the promises about answers do inside their world. Called with `world.call`."""

import random
import time

from django.db import close_old_connections, connection

from bevraging import housekeeping
from bevraging.actions import close, publish_waiting
from bevraging.actions.answering import draft_of
from bevraging.mails import queue_reminder
from bevraging.models import OpenAnswer, Participant, Response, SealedBallot, Survey
from bevraging.tests.factories import make_open, tokens_of


def open_survey(people: int, locations: int = 4) -> dict:
    """An open survey for so many people, spread over locations: {"survey": key, "tokens": […]}."""
    share = people // locations
    spread = [(f"Locatie {n}", "Zorg", share + (people % locations if n == 0 else 0)) for n in range(locations)]
    survey = make_open(people=spread)
    return {"survey": survey.pk, "tokens": tokens_of(survey)}


def publish_forever(survey: int, every: float = 0.05) -> None:
    """Open waiting ballots again and again, as several sweeps would."""
    while True:
        try:
            found = Survey.objects.get(pk=survey)
            publish_waiting(found)
        except Exception as error:  # the database is being killed around it: that is the test
            print(error, flush=True)
            connection.close()
        close_old_connections()
        time.sleep(every + random.random() * every)


def remind_now(survey: int) -> int:
    """Remind who has not answered; gives how many that are."""
    return queue_reminder(Survey.objects.get(pk=survey), 1)


def close_now(survey: int) -> str:
    """Close, and say how it ended."""
    found = Survey.objects.get(pk=survey)
    close(survey=found)
    housekeeping.collect()
    return Survey.objects.get(pk=survey).status


def counted(survey: int) -> dict:
    """What there is of a survey."""
    return {
        "answered": Participant.objects.filter(survey=survey, answered=True).count(),
        "waiting": SealedBallot.objects.filter(survey=survey).count(),
        "responses": Response.objects.filter(survey=survey).count(),
        "texts": list(OpenAnswer.objects.filter(survey=survey).values_list("text", flat=True)),
    }


def drafts(tokens: list[str]) -> list[dict]:
    """The draft behind each link."""
    return [draft_of(token) for token in tokens]
