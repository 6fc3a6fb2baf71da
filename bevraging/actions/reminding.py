"""A reminder by hand, next to the automatic ones: together never more than two, never less than three days apart."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bevraging.actions.launching import NotReady
from bevraging.models import Survey
from trajecten import history

__all__ = ["send_reminder"]


def send_reminder(*, survey: Survey, by) -> bool:
    """Remind who has not answered. Raises NotReady (a sentence) when it is not the time.

    True also when nobody is left to remind: False would tell the lead that everybody answered. Pressed twice, or pressed while the clock sends the same one, everybody still gets it once: the key of the mail decides.
    """
    from bevraging import mails, reminders  # the mails of this app know the actions of this app

    first_day = reminders.by_hand_from(survey)
    if first_day is None:
        raise NotReady(
            _("Alle herinneringen zijn verstuurd, of de bevraging is afgesloten. Je kan wel meer tijd geven.")
        )
    if first_day > timezone.localdate():
        day = date_format(first_day, "l j F")
        raise NotReady(
            _("Er zitten minstens 3 dagen tussen twee mails. Je kan herinneren vanaf %(day)s.") % {"day": day}
        )
    with transaction.atomic():
        before = len(reminders.sent_reminders(survey))
        mails.queue_reminder(survey, before + 1)
        new = len(reminders.sent_reminders(survey)) > before
        if new:
            history.record("survey_reminded", project=survey.project, actor=by, survey=survey.title)
    return new
