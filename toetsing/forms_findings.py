"""Forms of findings. Each that takes free text warns before it saves a name."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from fundament.forms_people import WithOwner
from toetsing.models import ConceptVersion, Finding, TestRound
from trajecten.forms import BaseForm, BaseModelForm

Kind, Disposition = Finding.Kind, Finding.Disposition


class VersionChoice(forms.ModelChoiceField):
    """«C1 Observatie in drie tikken, versie 0.2»."""

    def label_from_instance(self, obj: ConceptVersion) -> str:
        values = {"code": obj.concept.code, "name": obj.concept.name, "version": obj.label}
        return _("%(code)s %(name)s, versie %(version)s") % values


class FindingForm(WithOwner, WithoutNames, BaseModelForm):
    watched = ("text", "why")
    why = forms.CharField(
        required=False,
        max_length=240,
        label=gettext_lazy("Waarom blokkeert het niet meer?"),
        help_text=gettext_lazy("Alleen nodig als je «blokkerend» weghaalt. Het komt in de geschiedenis."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Finding
        fields = ("kind", "text", "severity", "version", "round")
        field_classes = {"version": VersionChoice}
        widgets = {
            "kind": forms.RadioSelect,
            "severity": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text": gettext_lazy("Eén ding, zonder namen. Bv. «Te veel verplichte velden»."),
            "severity": gettext_lazy("Blokkerend: zo kan niemand ermee werken. Bij een compliment kies je niets."),
            "round": gettext_lazy("Laat leeg als je het buiten een ronde hoorde."),
        }

    field_order = ["kind", "text", "severity", "why", "version", "round", "owner", "form_key"]

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        if self.instance.pk:
            self.leave_out("form_key")
        else:
            self.fields["form_key"].initial = uuid4
        if not self.instance.pk or self.instance.severity != Finding.Severity.BLOCKING:
            self.leave_out("why")
        self.fields["kind"].choices = [(value, label.capitalize()) for value, label in Kind.choices]
        levels = [(value, label.capitalize()) for value, label in Finding.Severity.choices]
        self.fields["severity"].choices = levels
        self.fields["severity"].sometimes = True
        versions = ConceptVersion.objects.filter(concept__project=project).select_related("concept")
        self.fields["version"].queryset = versions.order_by("concept__number", "-number")
        self.fields["version"].empty_label = _("kies een versie")
        self.fields["round"].queryset = TestRound.objects.filter(project=project)
        self.fields["round"].empty_label = _("niet in een ronde")
        offer_owners(self, project, self.instance.owner)

    def clean(self):
        data = super().clean()
        if data.get("kind") == Kind.COMPLIMENT:
            data["severity"] = ""
        elif data.get("kind") and not data.get("severity") and "severity" not in self.errors:
            self.add_error("severity", _("Kies hoe erg het is."))
        return data

    def _post_clean(self):
        """The action judges the whole: the concept of a finding follows from its version there."""


class AnswerForm(WithoutNames, BaseForm):
    """What is done with a finding. Which of the other fields must be there depends on the choice: the action says so."""

    watched = ("answer",)
    disposition = forms.ChoiceField(
        label=gettext_lazy("Wat doen we ermee?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat jullie ermee doen")},
    )
    adjusted_in = forms.ModelChoiceField(
        queryset=ConceptVersion.objects.none(), required=False, label=gettext_lazy("Aangepast: in welke versie?")
    )
    later_on = forms.DateField(
        required=False,
        label=gettext_lazy("Later: wanneer dan wel?"),
        widget=forms.DateInput(),
        error_messages={"invalid": gettext_lazy("Kies een dag uit de kalender")},
    )
    answer = forms.CharField(
        required=False,
        max_length=400,
        label=gettext_lazy("Wat deden jullie, of waarom niet?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, finding: Finding, **kwargs):
        super().__init__(*args, organisation=finding.project.organisation, **kwargs)
        question = finding.kind == Kind.QUESTION
        self.fields["disposition"].choices = [
            (Disposition.ADJUSTED, _("Beantwoord") if question else _("Aangepast")),
            (Disposition.LATER, _("Later")),
            (Disposition.NOT, _("Bewust niet")),
        ]
        for name in ("adjusted_in", "later_on", "answer"):
            self.fields[name].sometimes = True
        least = finding.version.number + (not question)
        newer = ConceptVersion.objects.filter(concept=finding.concept_id, number__gte=least).order_by("-number")
        field = self.fields["adjusted_in"]
        field.queryset, field.empty_label = newer, _("kies een versie")
        field.label_from_instance = lambda version: version.label
        if question:
            field.label = _("Beantwoord: in welke versie?")
        if not newer:
            field.help_text = _("Er is nog geen nieuwere versie dan %(version)s. Maak die eerst.") % {
                "version": finding.version.label
            }
        self.fields["later_on"].widget.attrs["min"] = str(timezone.localdate() + timedelta(days=1))


class OwnerForm(WithOwner, BaseForm):
    def __init__(self, *args, finding: Finding, **kwargs):
        super().__init__(*args, **kwargs)
        offer_owners(self, finding.project, finding.owner)


def offer_owners(form: WithOwner, project, current) -> None:
    """Who may take it up; empty is nobody yet."""
    form.offer_owners(project, current)
    form.fields["owner"].label = _("Wie pakt het op")
    form.fields["owner"].help_text = _("Typ een naam. Laat leeg als het nog niemand is.")
