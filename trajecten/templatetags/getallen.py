"""Numbers, dates and hours the way they are spoken here: 1.250 · 4,5 · vrijdag 16 januari · 13.30 uur · 3 dagen geleden."""

import datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def getal(value):
    """1250 → 1.250. Nothing stays nothing."""
    return "" if value is None or value == "" else number_format(int(value), force_grouping=True)


@register.filter
def decimaal(value, places: int = 1):
    """4.5 → 4,5 and 4.0 → 4: no comma without need."""
    if value is None or value == "":
        return ""
    rounded = round(Decimal(str(value)), int(places))
    return number_format(rounded.normalize() if rounded % 1 else int(rounded), force_grouping=True)


@register.filter
def procent(value):
    """64 → 64%. Nothing stays nothing."""
    return "" if value is None or value == "" else f"{round(value)}%"


def _day(value) -> datetime.date:
    return (
        timezone.localtime(value).date() if isinstance(value, datetime.datetime) and timezone.is_aware(value) else value
    )


def _moment(value) -> datetime.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def datum(value):
    """vrijdag 16 januari; with the year when it is another year than now."""
    if not value:
        return ""
    day = _day(value)
    return date_format(day, "l j F" if day.year == timezone.localdate().year else "l j F Y")


@register.filter
def datum_kort(value):
    """16 jan.; with the year when it is another year than now."""
    if not value:
        return ""
    day = _day(value)
    month = date_format(day, "N").rstrip(".").lower()
    dot = "" if month == date_format(day, "F").lower() else "."
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    return f"{day.day} {month}{dot}{year}"


@register.filter
def uur(value):
    """13.30 uur; a whole hour loses its zeros: 8 uur."""
    if not value:
        return ""
    moment = _moment(value) if isinstance(value, datetime.datetime) else value
    return _("%(time)s uur") % {"time": f"{moment.hour}.{moment.minute:02d}" if moment.minute else str(moment.hour)}


@register.filter
def geleden(value):
    """vandaag om 9.40 uur · gisteren · 3 dagen geleden · from a week on the date."""
    if not value:
        return ""
    days = (timezone.localdate() - _day(value)).days
    if days == 0:
        return _("vandaag om %(time)s") % {"time": uur(value)} if isinstance(value, datetime.datetime) else _("vandaag")
    if days == 1:
        return _("gisteren")
    if 1 < days < 7:
        return ngettext("%(days)s dag geleden", "%(days)s dagen geleden", days) % {"days": days}
    return datum(value)
