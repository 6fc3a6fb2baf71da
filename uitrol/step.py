"""Step 5, Uitrol: what it is for, and what its gate asks."""

from django.utils.translation import gettext_lazy as _

from trajecten.steps import Step, register


@register
class Uitrol(Step):
    number = 5
    slug = "uitrol"
    name = _("Uitrol")
    purpose = _("Start samen, met ambassadeurs op de vloer en training van taken.")
