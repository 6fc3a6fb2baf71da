"""What gate 1 asks of coming back with the answers: in time, and to everybody who was asked."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bevraging.models import Survey
from bevraging.retention import KEEP_PEOPLE
from trajecten.criteria import number, percentage, reached
from trajecten.steps import Outcome, State
from trajecten.templatetags.getallen import getal


def came_back(survey: Any, goal: Decimal) -> Outcome:
    """Shared within 30 days after the close, and heard by all: by mail, and told to who got none.

    `survey` as `reading` gives it, with back_shared, back_mailed and back_told. No query.
    """
    place = reverse("bevraging:terug", args=[survey.project.slug, survey.pk])
    if survey.status == Survey.Status.OPEN:
        look = reverse("bevraging:deelname", args=[survey.project.slug, survey.pk])
        text = _("De bevraging loopt nog. Daarna vertel je wat jullie met de antwoorden doen.")
        return Outcome(State.TOO_LITTLE, text, remedy_url=look, remedy_label=_("Bekijk de deelname"))
    until = localtime(survey.closed_at + KEEP_PEOPLE)
    if survey.back_shared is None:
        text = _("Nog niet gedeeld. De termijn was %(day)s.")
        if until > timezone.now():
            text = _("Nog niet gedeeld. Doe het ten laatste op %(day)s: daarna zijn de mailadressen gewist.")
        text %= {"day": date_format(until, "j F")}
        return Outcome(State.NOT_MET, text, Decimal(0), survey.invited, place, _("Vertel het terug"))
    day = date_format(localtime(survey.back_shared), "j F")
    if survey.back_shared > until:
        text = _("Gedeeld op %(day)s. Dat is later dan 30 dagen na het afsluiten.") % {"day": day}
        return Outcome(State.NOT_MET, text, Decimal(0), survey.invited, place, _("Bekijk de bladzijde"))
    return _heard_of(survey, goal, day, place)


def _heard_of(survey: Any, goal: Decimal, day: str, place: str) -> Outcome:
    everybody = bool(survey.back_told) or survey.back_mailed >= survey.invited
    value = Decimal(100) if everybody else percentage(survey.back_mailed, survey.invited)
    if reached(value, goal) == State.MET:
        text = _("Gedeeld op %(day)s met iedereen die je vroeg.") % {"day": day}
        return Outcome(State.MET, text, value, survey.invited)
    told = {"day": day, "n": getal(survey.back_mailed), "of": getal(survey.invited), "value": number(value)}
    text = _("Gedeeld op %(day)s. %(n)s van %(of)s collega's kregen een mail. Vertel het ook aan de anderen.") % told
    label = _("Noteer hoe zij het hoorden")
    if not survey.back_mailed:
        text = _("Gedeeld op %(day)s, maar nog niemand kreeg de link.") % told
        label = _("Laat het iedereen weten")
    return Outcome(State.NOT_MET, text, value, survey.invited, place, label)
