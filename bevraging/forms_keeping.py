"""Whom «Iemand vraagt zijn gegevens op» is about."""

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
    name = forms.CharField(
        label=_("Naam van de persoon"),
        required=False,
        max_length=120,
        help_text=_(
            "Hoeft niet. Bij een bevraging op naam is het adres na 30 dagen weg. Met de naam vind je het antwoord nog."
        ),
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
