"""Step 4, Communicatie: what it is for, and what needs a go of the gate before it. Being prepared: no criteria yet."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Communicatie(Step):
    number = 4
    slug = "communicatie"
    name = _("Communicatie")
    purpose = _("Vertel zorgvuldig wat er verandert en bij wie iedereen terechtkan.")
    ready = False
    guards = {
        "agreement.enforce": _("Een afspraak laten ingaan"),
        "message.what_changes": _("Aan iedereen vertellen wat er verandert"),
    }
