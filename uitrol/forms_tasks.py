"""Forms of tasks and of who helps with one. The title is looked at as a task: advice, no refusal."""

from uuid import uuid4

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from fundament.audience import functions_of
from fundament.forms_people import WithOwner
from fundament.models import Agreement, AgreementVersion
from trajecten.forms import BaseForm, BaseModelForm
from uitrol.models import WorkTask
from uitrol.task_words import advice


class AgreementChoice(forms.ModelChoiceField):
    """«A03 · We melden een defect met de tablet.»"""

    def label_from_instance(self, obj: Agreement) -> str:
        return f"{obj.code} · {obj.words}"


def agreements_of(project):
    """With the words of the newest version."""
    newest = AgreementVersion.objects.filter(agreement=OuterRef("pk")).order_by("-number").values("sentence")[:1]
    return Agreement.objects.filter(project=project).annotate(words=Subquery(newest))


class TaskForm(WithoutNames, BaseModelForm):
    watched = ("sentence", "why", "example")
    ANYWAY = "toch"
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    agreement = AgreementChoice(
        queryset=None,
        required=False,
        label=gettext_lazy("Bij welke afspraak hoort ze?"),
        empty_label=gettext_lazy("bij geen afspraak"),
    )

    class Meta:
        model = WorkTask
        fields = ("sentence", "functions", "minutes", "why", "example", "agreement")
        widgets = {
            "sentence": forms.Textarea(attrs={"rows": 2}),
            "functions": forms.CheckboxSelectMultiple,
            "why": forms.Textarea(attrs={"rows": 2}),
            "example": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "sentence": gettext_lazy("Met een werkwoord. Bv. een observatie noteren tijdens de zorg."),
            "functions": gettext_lazy("Niets aangevinkt: voor iedereen."),
            "minutes": gettext_lazy("1 tot 15 minuten. Duurt het langer? Maak er twee taken van."),
            "why": gettext_lazy("Wat wordt er beter door?"),
            "example": gettext_lazy("Zo ziet het eruit als het goed loopt."),
        }
        error_messages = {"sentence": {"required": gettext_lazy("Schrijf de taak in één zin")}}

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        self.thoughts: list[str] = []
        """What could make it a task; the page shows it once, and saves on the second press."""
        self.fields["functions"].queryset = functions_of(project)
        self.fields["agreement"].queryset = agreements_of(project)
        if not self.fields["functions"].queryset:
            self.leave_out("functions")
        if not self.fields["agreement"].queryset:
            self.leave_out("agreement")
        if self.instance.pk:
            self.leave_out("form_key")

    def clean(self):
        data = super().clean()
        data.setdefault("functions", [])
        if not self.errors and self.ANYWAY not in self.data:
            self.thoughts = advice(data["sentence"])
        return data

    @property
    def may_save(self) -> bool:
        return self.is_valid() and not self.thoughts


class HelperForm(WithOwner, BaseForm):
    """One colleague for one task."""

    field_order = ("task", "owner")

    task = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Taak"), empty_label=gettext_lazy("kies een taak"))

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_owners(project)
        self.fields["task"].queryset = WorkTask.objects.filter(project=project).current()
        self.fields["owner"].label = _("Collega")
        self.fields["owner"].required = True
        self.fields["owner"].help_text = _("Wie kan deze taak aan anderen tonen? Typ een naam.")
        self.fields["owner"].error_messages["required"] = _("Typ de naam van een collega")
