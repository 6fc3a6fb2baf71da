"""Step 5, Uitrol: what it is for, and what needs a go of the gate before it. Being prepared: no criteria yet."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Uitrol(Step):
    number = 5
    slug = "uitrol"
    name = _("Uitrol")
    purpose = _("Start samen, met ambassadeurs op de vloer en training van taken.")
    ready = False
    guards = {
        "wave.start": _("Een golf starten"),
        "moment.hold": _("Een startmoment als gehouden noteren"),
    }
