"""The secret addresses of one person: their calendar, and their self-rating. The secrets themselves stand nowhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bevraging.models.unnamed import Unnamed
from organisatie.models import Employee


class PersonalLink(Unnamed):
    """How often an address of somebody was made anew. Its secret is `make_token(purpose, employee, generation)`
    (`trajecten.tokens`), so raising `generation` ends the old address. No row yet: generation 0."""

    class Purpose(models.TextChoices):
        CALENDAR = "calendar", _("eigen agenda")
        RATING = "rating", _("zelfinschatting")

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+", verbose_name=_("medewerker"))
    purpose = models.CharField(_("waarvoor"), max_length=8, choices=Purpose)
    generation = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de link"))

    class Meta:
        verbose_name = _("persoonlijke link")
        verbose_name_plural = _("persoonlijke links")
        constraints = [models.UniqueConstraint(fields=["employee", "purpose"], name="personal_link_once")]
