"""Step 4, Communicatie: what it is for, and what its gate asks."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Communicatie(Step):
    number = 4
    slug = "communicatie"
    name = _("Communicatie")
    purpose = _("Vertel zorgvuldig wat er verandert en bij wie iedereen terechtkan.")
