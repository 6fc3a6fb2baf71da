"""When something is, in words, on the clock of the organisation."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trajecten.templatetags.getallen import uur


def when_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """«dinsdag 3 maart, van 14 uur tot 15.30 uur», or from day to day when it takes longer."""
    start, end = starts_at.astimezone(ZoneInfo(zone)), ends_at.astimezone(ZoneInfo(zone))
    told = {"day": date_format(start, "l j F"), "from": uur(start.time()), "to": uur(end.time())}
    if start.date() == end.date():
        return _("%(day)s, van %(from)s tot %(to)s") % told
    told["last"] = date_format(end, "l j F")
    return _("van %(day)s, %(from)s tot %(last)s, %(to)s") % told
