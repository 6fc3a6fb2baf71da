"""Once a year: does the project go on, change, pass to the line, or stop. Only in the last step, which has no gate.

Going on and passing it to the line change nothing of the rhythm. Stopping goes through the same door as at a gate: the
project is stopped, no reminder leaves any more, and everything stays to be read.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.dates import months_later
from opvolging.models import ProjectReview
from trajecten import history
from trajecten.gate.course import register_ending
from trajecten.gate.moving import must_run, settle, take_turn
from trajecten.history import register_verb
from trajecten.models import Project
from trajecten.steps import LAST_STEP

Outcome = ProjectReview.Outcome
YEAR = 12
"""Months ([T] §8.2, step 6)."""


@transaction.atomic
def hold_project_review(
    *, project: Project, by: Any, outcome: str, why: str, next_on: date | None = None, form_key: UUID | None = None
) -> ProjectReview:
    """Held today; without `next_on` the next one is in a year. The same press gives the same review.

    Raises ValidationError without a reason, for an outcome that is none, for a next day that is not ahead and before the
    last step; NoExit when the project was stopped.
    """
    now = take_turn(project)
    if form_key is not None and (earlier := ProjectReview.objects.filter(form_key=form_key).first()):
        if earlier.project_id != now.pk:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return earlier
    must_run(now)
    if now.step != LAST_STEP:
        raise ValidationError(_("Dit kijken jullie na in stap 6. Nu beslist de poort hoe het verdergaat."))
    today = timezone.localdate()
    following = None if outcome == Outcome.STOP else next_on or months_later(today, YEAR)
    review = ProjectReview(
        project=now, held_on=today, outcome=outcome, why=why.strip(), next_on=following, form_key=form_key
    )
    review.full_clean(exclude=["project", "form_key"])
    review.save()
    words = {"outcome": str(Outcome(outcome).label), "why": review.why}
    if following is None:
        history.record("project_review_held_last", project=now, actor=by, **words)
        settle(now, actor=by)
    else:
        history.record("project_review_held", project=now, actor=by, next_on=str(following), **words)
    project.status = now.status
    return review


def stopped(project: Project) -> bool:
    return ProjectReview.objects.filter(project=project, outcome=Outcome.STOP).exists()


register_ending("opvolging", stopped)
register_verb(
    "project_review_held",
    gettext_lazy("{actor} herzag het traject: {outcome}. {why} De volgende keer is op {next_on}."),
)
register_verb("project_review_held_last", gettext_lazy("{actor} herzag het traject: {outcome}. {why}"))
