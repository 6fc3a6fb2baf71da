"""The address of a shared tablet: who opens it may type a code there, and nothing else.

It is signed and stored nowhere. The number in it is that of the survey now; each press of the lead raises that number,
so an address that was taken back never works again.
"""

import hmac

from django.conf import settings
from django.urls import reverse

from bevraging.models import Survey
from trajecten.tokens import make_token

PURPOSE = "bevraging-tablet"


def secret_of(survey: Survey) -> str:
    """The secret of the tablet of `survey`, as it is on now."""
    return f"{survey.pk}-{make_token(PURPOSE, survey.pk, survey.tablet)}"


def address_of(survey: Survey) -> str:
    """The whole address, to type or to scan once on the tablet."""
    return f"{settings.SITE_URL}{tablet_url(secret_of(survey))}"


def tablet_url(secret: str) -> str:
    return reverse("bevraging:v_tablet", args=[secret])


def find_tablet(secret: str) -> Survey | None:
    """The survey of a tablet that is on; None for an unknown secret, one that was taken back, and a survey that closed."""
    number = secret.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    survey = Survey.objects.select_related("project__organisation").filter(pk=int(number)).first()
    if survey is None or not survey.tablet_is_on or not survey.takes_answers:
        return None
    return survey if hmac.compare_digest(secret_of(survey).encode(), secret.encode()) else None
