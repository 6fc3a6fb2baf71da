"""When a wave moves, what is planned in it moves along: by as many days, at the same hour on the clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.reminders import local_moment
from uitrol import mails
from uitrol.models import Moment, Wave


def move_moments(wave: Wave, days: int) -> tuple[int, int]:
    """Move the planned moments of `wave`; (how many moments, how many people got one new invitation).

    In the caller's transaction, with the project held. Raises ValidationError when one that is still to come would land in
    the past.
    """
    zone = ZoneInfo(wave.project.organisation.time_zone)
    planned = list(wave.moments.filter(status=Moment.Status.PLANNED).select_related("location", "host"))
    now = timezone.now()
    for moment in planned:
        begins = moved_by(moment.starts_at, days, zone)
        if moment.starts_at > now >= begins:
            raise ValidationError({"starts_on": _("Met die dag valt een moment in het verleden. Kies een latere dag.")})
        # The same hour on the clock, and as long as it was: also over a change of the clock.
        moment.starts_at, moment.ends_at = begins, begins + (moment.ends_at - moment.starts_at)
        moment.sequence += 1
        moment.project, moment.wave = wave.project, wave
    Moment.objects.bulk_update(planned, ["starts_at", "ends_at", "sequence"])
    return len(planned), mails.queue_moved(wave.project, planned, wave=wave)


def moved_by(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same wall time, so many days later."""
    local = moment.astimezone(zone)
    return local_moment(local.date() + timedelta(days=days), local.time(), zone)
