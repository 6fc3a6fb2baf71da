"""The form of a contact point: who, where, when, how, and who answers when that colleague is away."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.models import ContactPoint
from communicatie.people import PersonField, suggested
from fundament.audience import locations_of
from organisatie.models import Employee
from trajecten.forms import BaseForm
from trajecten.models import Project


class ContactForm(BaseForm):
    location = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("Voor welke locatie?"), empty_label=gettext_lazy("iedereen")
    )
    employee = PersonField(
        label=gettext_lazy("Bij wie kunnen collega's terecht?"), help_text=gettext_lazy("Typ een naam.")
    )
    hours = forms.CharField(
        label=gettext_lazy("Wanneer?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Bv. van 7 tot 21 uur. Niets ingevuld: altijd."),
    )
    how = forms.CharField(
        label=gettext_lazy("Hoe bereik je hen?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bv. bel 4512, of kom langs in het bureau."),
    )
    backup = PersonField(
        label=gettext_lazy("Wie vervangt als die collega er niet is?"),
        required=False,
        help_text=gettext_lazy("Typ een naam, of beschrijf het hieronder."),
    )
    backup_note = forms.CharField(
        label=gettext_lazy("Of wie vervangt er?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bv. de dagverantwoordelijke."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations_of(project)
        staff = Employee.objects.filter(organisation=project.organisation_id).active()
        names = suggested(staff, project)
        for name in ("employee", "backup"):
            self.fields[name].offer(staff, names)
        self.fields["employee"].error_messages["required"] = _("Kies bij wie collega's terechtkunnen")

    def clean(self):
        data = super().clean()
        if data.get("backup") and data.get("backup") == data.get("employee"):
            self.add_error("backup", _("Kies iemand anders als vervanger."))
        return data


def first_values(point: ContactPoint) -> dict:
    """A contact point as the form shows it."""
    return {name: getattr(point, name) for name in ("location", "employee", "hours", "how", "backup", "backup_note")}
