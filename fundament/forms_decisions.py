"""Forms of a proposal and of what belongs to it. Validation only; `version` is that of the page, when something changes."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.models import InventoryItem, Theme
from fundament.deciders import deciders_of
from fundament.models import Bundle, Decision, DecisionOption, DecisionParty, DecisionTask
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.forms_gate import may_stay_empty
from trajecten.models import Project

UNTIL_ASKED = gettext_lazy("(mag leeg blijven tot je het voorlegt)")


class ThemeBoxes(forms.ModelMultipleChoiceField):
    """«Overdracht: briefing», with the theme above it."""

    def label_from_instance(self, obj: Theme) -> str:
        return obj.full_name


class CausesForm(BaseForm):
    """Where the question comes from: bundles, themes and confirmed items of this project."""

    bundles = forms.ModelMultipleChoiceField(
        queryset=Bundle.objects.none(), required=False, label=gettext_lazy("Bundels knelpunten"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    themes = ThemeBoxes(
        queryset=Theme.objects.none(), required=False, label=gettext_lazy("Thema’s"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    items = forms.ModelMultipleChoiceField(
        queryset=InventoryItem.objects.none(), required=False, label=gettext_lazy("Uit de inventaris"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, project: Project, linked=(), **kwargs):
        """`linked` items stay to choose, also when somebody made a proposal of them again."""
        super().__init__(*args, **kwargs)
        items = InventoryItem.objects.filter(project=project).in_order()
        self.fields["bundles"].queryset = Bundle.objects.filter(project=project)
        self.fields["themes"].queryset = Theme.objects.filter(project=project).select_related("parent")
        self.fields["items"].queryset = items.confirmed() | items.filter(pk__in=linked)


class NewProposalForm(CausesForm):
    """The question first; the rest comes on the page of the proposal. Causes come along from where one clicked."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    question = forms.CharField(
        label=gettext_lazy("De vraag in één zin"), max_length=240,
        help_text=gettext_lazy("Eén keuze per voorstel. Bv. waar noteren we observaties?"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), widget=forms.RadioSelect, initial=Decision.Kind.FOUNDATION)
    context = forms.CharField(
        label=gettext_lazy("Wat speelt er mee?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds()
        for name in ("bundles", "themes", "items"):
            self.fields[name].widget = forms.MultipleHiddenInput()
        self.fields["question"].error_messages["required"] = _("Schrijf de vraag in één zin.")


def kinds() -> list[tuple[str, str]]:
    return [
        (Decision.Kind.FOUNDATION, _("Fundament: hoe we voortaan werken. Telt mee aan de poort.")),
        (Decision.Kind.WORK, _("Werkbesluit: iets praktisch voor dit traject.")),
    ]


class ProposalForm(BaseModelForm):
    """Everything of a proposal that is not a list."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    advised = forms.ModelChoiceField(
        queryset=DecisionOption.objects.none(), required=False, label=gettext_lazy("Wat stellen jullie voor?"),
        empty_label=gettext_lazy("geen voorkeur"), blank=True, widget=forms.RadioSelect,
        help_text=gettext_lazy("Wie beslist, ziet dit. Er staat niets vooraf aangeduid."),
    )  # fmt: skip

    class Meta:
        model = Decision
        fields = (
            "question", "kind", "context", "driver", "decider", "rationale", "consequences", "followed_how", "review_on",
        )  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect,
            "context": forms.Textarea(attrs={"rows": 4}),
            "rationale": forms.Textarea(attrs={"rows": 3}),
            "consequences": forms.Textarea(attrs={"rows": 3}),
            "followed_how": forms.Textarea(attrs={"rows": 2}),
            "review_on": forms.DateInput(),
        }
        help_texts = {
            "driver": gettext_lazy("Werkt het voorstel uit en legt het voor."),
            "decider": gettext_lazy("Eén persoon, en niet wie het voorstel trekt."),
            "rationale": gettext_lazy("Wie beslist, kan dit overnemen of aanpassen. Minstens 30 tekens."),
            "followed_how": gettext_lazy("Bv. we tellen elke maand de losse papieren."),
            "review_on": gettext_lazy("Dan kijken jullie of het nog klopt."),
        }

    field_order = ["version", "question", "kind", "context", "driver", "decider", "advised", *Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        decision = self.instance
        self.fields["version"].initial = decision.version
        self.fields["kind"].choices = kinds()
        self.fields["advised"].queryset = DecisionOption.objects.filter(decision=decision)
        self.initial["advised"] = decision.advised_id
        people = deciders_of(decision.project)
        for name in ("driver", "decider"):
            self.fields[name].queryset = people
            self.fields[name].required = False
            self.fields[name].empty_label = _("nog niet gekozen")
        self.fields["review_on"].error_messages["invalid"] = _("Kies een dag uit de kalender")
        may_stay_empty(self, UNTIL_ASKED, "driver", "decider", "review_on")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("decider") and cleaned["decider"] == cleaned.get("driver"):
            self.add_error("decider", _("Wie trekt, beslist niet zelf. Kies iemand anders."))
        return cleaned


class PartForm(BaseModelForm):
    """Of an option, a party or a task; a new one has no version to be behind on."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, decision: Decision, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"].initial = decision.version
        else:
            self.leave_out("version")


class OptionForm(PartForm):
    class Meta:
        model = DecisionOption
        fields = ("title", "plus", "minus")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("plus", "minus")}
        labels = {"plus": gettext_lazy("Wat pleit ervoor?"), "minus": gettext_lazy("Wat pleit ertegen?")}
        help_texts = {"title": gettext_lazy("Kort. Bv. alleen in het dossier.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        may_stay_empty(self, UNTIL_ASKED, "plus", "minus")


class PartyForm(PartForm):
    class Meta:
        model = DecisionParty
        fields = ("name", "part", "function", "does_the_work", "said")
        widgets = {"part": forms.RadioSelect, "said": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "name": gettext_lazy("Een groep, geen persoon. Bv. de nachtdienst."),
            "said": gettext_lazy("In één of twee zinnen."),
        }

    def __init__(self, *args, decision: Decision, **kwargs):
        super().__init__(*args, decision=decision, **kwargs)
        self.fields["part"].choices = [
            (DecisionParty.Part.CONSULTED, _("Geraadpleegd: geeft raad voor er beslist wordt")),
            (DecisionParty.Part.INFORMED, _("Geïnformeerd: hoort wat er beslist is")),
        ]
        self.fields["function"].queryset = decision.project.organisation.functions.all()
        self.fields["function"].empty_label = _("geen bepaalde functiegroep")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("part") == DecisionParty.Part.INFORMED:
            cleaned |= {"does_the_work": False, "said": ""}
        return cleaned


class TaskForm(PartForm):
    class Meta:
        model = DecisionTask
        fields = ("what", "who", "due_on")
        widgets = {"due_on": forms.DateInput()}
        labels = {"what": gettext_lazy("Wat moet er gebeuren?"), "who": gettext_lazy("Wie doet dat?")}
