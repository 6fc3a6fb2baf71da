"""Switching the shared tablet on and off. Another door than the personal link: who stands before it types a code."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from bevraging.models import Survey
from trajecten import history


@transaction.atomic
def switch_tablet(*, survey: Survey, on: bool, by) -> bool:
    """Give out a new address, or take back the one that works. True when this call did it.

    Only while the survey takes answers. The number goes up with each press and is odd while the tablet is on, so an
    address that was once taken back stays dead. Pressed twice it changes once: the row count decides.
    """
    known = Coalesce(F("tablet"), 0)
    rows = Survey.objects.alias(is_on=known % 2).filter(
        pk=survey.pk, is_on=0 if on else 1, status=Survey.Status.OPEN, closes_on__gte=survey.today
    )
    if not rows.update(tablet=known + 1):
        return False
    survey.refresh_from_db(fields=["tablet"])
    history.record(
        "survey_tablet_on" if on else "survey_tablet_off", project=survey.project, actor=by, survey=survey.title
    )
    return True
