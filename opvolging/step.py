"""Step 6, Opvolging: what it is for, and what needs a go of the gate before it. Being prepared: no criteria yet."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Opvolging(Step):
    number = 6
    slug = "opvolging"
    name = _("Opvolging")
    purpose = _("Volg de afspraken op, zet in de kijker wat goed loopt en stuur bij. Dit blijft doorlopen.")
    ready = False
    guards = {
        "rollout.close": _("De uitrol afsluiten"),
        "rhythm.start": _("Overgaan naar het vaste ritme"),
    }
