"""The file with questions that comes in."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.exchange.reading import read, too_large
from bevraging.exchange.report import Imported
from organisatie.importing.limits import MAX_FILE, Unreadable
from trajecten.forms import BaseForm

KINDS = (".xlsx", ".xls", ".csv", ".lss", ".json")


class ReadInForm(BaseForm):
    """A questionnaire in a file; `imported` is what it holds."""

    file = forms.FileField(
        label=gettext_lazy("Je vragenlijst"),
        help_text=gettext_lazy(
            "Excel (.xlsx of .xls), CSV, LimeSurvey (.lss) of een bestand van Trajecten (.json), tot 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )

    def __init__(self, *args, cut_off: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.imported: Imported | None = None
        messages = self.fields["file"].error_messages
        messages["required"] = too_large() if cut_off else _("Kies eerst een bestand")
        messages["empty"] = _("Dit bestand is leeg.")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith((*KINDS, ".xlsm", ".txt")):
            raise forms.ValidationError(
                _("Dit soort bestand lezen we niet. Bewaar je vragenlijst als Excel (.xlsx), CSV of LimeSurvey (.lss).")
            )
        if file.size > MAX_FILE:
            raise forms.ValidationError(too_large())
        try:
            self.imported = read(file.read())
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file
