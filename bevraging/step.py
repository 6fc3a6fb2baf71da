"""Step 1, Bevraging: what it is for, and what its gate asks."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Bevraging(Step):
    number = 1
    slug = "bevraging"
    name = _("Bevraging")
    purpose = _("Vraag aan wie het werk doet hoe het nu gaat, en wat ze nodig hebben.")
