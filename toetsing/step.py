"""Step 3, Toetsing: what it is for, and what needs a go of the gate before it. Being prepared: no criteria yet."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Toetsing(Step):
    number = 3
    slug = "toetsing"
    name = _("Toetsing")
    purpose = _("Probeer het uit met een kleine groep, stuur bij en toets opnieuw.")
    ready = False
    guards = {
        "round.open": _("Een testronde openen"),
    }
