"""Forms of concepts and their versions."""

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.models import Agreement, AgreementVersion
from toetsing import uploads
from toetsing.models import Concept, ConceptVersion
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.forms_gate import may_stay_empty
from trajecten.models import Project


class AgreementsChoice(forms.ModelMultipleChoiceField):
    """«A03 We tekenen af bij de bewoner.», in the newest words."""

    def label_from_instance(self, obj: Agreement) -> str:
        newest = next(iter(obj.versions.all()), None)
        return f"{obj.code} {newest}" if newest else obj.code


def agreements_of(project: Project):
    newest_first = Prefetch("versions", AgreementVersion.objects.order_by("-number"))
    return Agreement.objects.filter(project=project).prefetch_related(newest_first)


class ConceptForm(BaseModelForm):
    agreements = AgreementsChoice(
        queryset=Agreement.objects.none(),
        required=False,
        label=gettext_lazy("Afspraken die erbij horen"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Ze worden mee uitgeprobeerd en zijn na de ronde getoetst."),
    )

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Concept
        fields = ("name", "tries", "agreements")
        help_texts = {
            "name": gettext_lazy("Kort, zodat iedereen weet waarover het gaat. Bv. observatie in drie tikken."),
            "tries": gettext_lazy("De taak waarmee je het test. Bv. noteren tijdens de zorg."),
        }

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreements"].queryset = agreements_of(project)
        if not project.agreements.exists():
            self.leave_out("agreements")
        if self.instance.pk:
            self.leave_out("form_key")

    def clean(self):
        data = super().clean()
        data.setdefault("agreements", [])
        return data


class ReasonForm(BaseForm):
    reason = forms.CharField(
        label=gettext_lazy("Waarom toetsen jullie dit niet?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf waarom jullie dit niet toetsen.")},
    )


class VersionForm(BaseForm):
    text = forms.CharField(
        label=gettext_lazy("Tekst"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Wat collega's uitproberen, in enkele zinnen of stappen."),
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        required=False,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPTED}),
        help_text=gettext_lazy("Een pdf, een foto of een document, tot 10 MB."),
    )
    without_file = forms.BooleanField(label=gettext_lazy("Haal het bestand weg"), required=False)
    link = forms.URLField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=gettext_lazy("Bv. naar een oefenomgeving of een filmpje."),
        error_messages={"invalid": gettext_lazy("Plak het hele adres, zoals https://voorbeeld.be")},
    )
    changed = forms.CharField(
        label=gettext_lazy("Wat is er veranderd?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Bv. van 9 naar 3 velden."),
        error_messages={"required": gettext_lazy("Schrijf op wat er veranderde.")},
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, number: int, instance: ConceptVersion | None = None, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        may_stay_empty(self, _("(één van de drie is genoeg)"), "text", "file", "link")
        self.fields["file"].error_messages["empty"] = _("Dit bestand is leeg. Kies een ander.")
        if number == 1:
            self.leave_out("changed")
        if instance is None or not instance.file:
            self.leave_out("without_file")
        if instance is not None:
            self.leave_out("after")

    def clean(self):
        data = super().clean()
        if self.too_large:
            # What was cut off never arrived: without this the form would ask for a file that was chosen.
            self.add_error("file", uploads.too_large())
        data.setdefault("changed", "")
        return data
