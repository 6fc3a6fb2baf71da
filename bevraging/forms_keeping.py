"""The one field of «Iemand vraagt zijn gegevens op»."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trajecten.forms import BaseForm


class PersonForm(BaseForm):
    email = forms.EmailField(
        label=_("Mailadres van de persoon"),
        error_messages={
            "required": _("Typ het mailadres van de persoon."),
            "invalid": _("Dit mailadres klopt niet. Schrijf het als naam@organisatie.be."),
        },
    )
