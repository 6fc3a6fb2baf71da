"""Step 2, Fundament: what it is for, and what needs a go of the gate before it. Being prepared: no criteria yet."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Fundament(Step):
    number = 2
    slug = "fundament"
    name = _("Fundament")
    purpose = _("Denk na en kies samen: van losse oplossingen naar vaste afspraken.")
    ready = False
    guards = {
        "decision.take": _("Een besluit als genomen vastleggen"),
    }
