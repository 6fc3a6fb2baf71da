"""The survey by name that goes with a round: three questions about each concept, on the engine of step 1.

Their keys (`toetsing.feedback_keys`) tie an answer to the version that was tried.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from bevraging import actions, questions
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.questions import CHOICE, OPEN, RATING, Question
from bevraging.templates_bank.shape import options_of, scale_of, words
from organisatie.models import Employee
from toetsing.feedback_keys import BARRIER, READY, TRIED, key_of
from toetsing.models import RoundConcept, TestRound

DAYS_AFTER = 7
"""So long after its end people can still tell how it went."""
MOST_NAME = 60


def closing_day(test_round: TestRound) -> date:
    """The last day to give feedback: a week after the round, and never before tomorrow."""
    zone = ZoneInfo(test_round.project.organisation.time_zone)
    after = test_round.ends_at.astimezone(zone).date() + timedelta(days=DAYS_AFTER)
    return max(after, timezone.localdate(timezone=zone) + timedelta(days=1))


def make(*, test_round: TestRound, rows: Sequence[RoundConcept], employees: Iterable[Employee], by: Any) -> Survey:
    """The draft, with its questions and its people. No reminders: before the round there is nothing to remind of."""
    project = test_round.project
    survey = Survey.objects.create(
        project=project,
        title=_title(test_round)["nl"],
        intro=INTRO["nl"],
        purpose=Survey.Purpose.TRYOUT,
        mode=Survey.Mode.NAMED,
        min_group=max(5, project.organisation.min_group),
        step=project.step,
        closes_on=closing_day(test_round),
        contact=by.name if by else "",
        reminders=0,
        created_by=by,
    )
    told = {code: {"title": _title(test_round)[code], "intro": INTRO[code]} for code in ("fr", "en")}
    content = questions.dump([question for row in rows for question in questions_about(row)])
    QuestionnaireVersion.objects.create(survey=survey, content=content, translations=told)
    actions.add_employees(survey=survey, employees=employees, by=by)
    return survey


INTRO = words(
    "Je probeerde iets uit. Vertel ons wat lukte en wat je tegenhield.",
    "Vous avez essayé quelque chose. Dites-nous ce qui a réussi et ce qui vous a freiné.",
    "You tried something. Tell us what worked and what held you back.",
)


def _title(test_round: TestRound) -> dict[str, str]:
    number = test_round.number
    return words(f"Hoe ging ronde {number}?", f"Comment s’est passé le tour {number} ?", f"How did round {number} go?")


def questions_about(row: RoundConcept) -> tuple[Question, ...]:
    """Did it work, what held you back, is it ready: in three languages."""
    name = row.concept.name[:MOST_NAME]
    return (
        Question(
            key=key_of(row.pk, TRIED),
            type=CHOICE,
            text=words(f"{name}: lukte het?", f"{name} : avez-vous réussi ?", f"{name}: did it work?"),
            # In the order of WITHOUT_HELP, WITH_HELP, FAILED and NOT_TRIED: a1, a2, a3, a4.
            options=options_of(
                ("Ja, zonder hulp", "Oui, sans aide", "Yes, without help"),
                ("Ja, met hulp", "Oui, avec de l’aide", "Yes, with help"),
                ("Nee, het lukte niet", "Non, cela n’a pas marché", "No, it did not work"),
                ("Ik probeerde dit niet", "Je n’ai pas essayé", "I did not try this"),
            ),
        ),
        Question(
            key=key_of(row.pk, BARRIER),
            type=OPEN,
            text=words(
                f"{name}: wat hield je tegen?",
                f"{name} : qu’est-ce qui vous a freiné ?",
                f"{name}: what held you back?",
            ),
            hint=words("Niets? Sla dit dan over.", "Rien ? Passez alors.", "Nothing? Then skip this."),
        ),
        Question(
            key=key_of(row.pk, READY),
            type=RATING,
            text=words(
                f"{name}: klaar om uit te rollen?", f"{name} : prêt à être déployé ?", f"{name}: ready for everybody?"
            ),
            options=scale_of(
                ("Helemaal niet klaar", "Pas prêt du tout", "Not ready at all"),
                ("Nog niet klaar", "Pas encore prêt", "Not ready yet"),
                ("Bijna klaar", "Presque prêt", "Nearly ready"),
                ("Klaar", "Prêt", "Ready"),
                ("Helemaal klaar", "Tout à fait prêt", "Completely ready"),
            ),
        ),
    )
