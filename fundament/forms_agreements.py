"""Forms of frameworks and agreements. The words are watched for names, and looked at as a sentence: advice, no refusal."""

from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from fundament.audience import functions_of, locations_of
from fundament.forms_people import WithOwner
from fundament.models import AgreementFramework, AgreementVersion, Decision
from fundament.we_sentence import advice
from trajecten.forms import BaseForm, BaseModelForm

ONE_TO_24 = gettext_lazy("Kies een ritme van 1 tot 24 maanden")
CLOSED = [Decision.Status.WITHDRAWN, Decision.Status.SUPERSEDED]


class DecisionChoice(forms.ModelMultipleChoiceField):
    """«B03 · Waar noteren we observaties?»"""

    def label_from_instance(self, obj: Decision) -> str:
        return f"{obj.code} · {obj.question}"


class FrameworkForm(WithOwner, BaseModelForm):
    field_order = ("name", "why", "owner", "themes", "review_months")

    class Meta:
        model = AgreementFramework
        fields = ("name", "why", "themes", "review_months")
        widgets = {"why": forms.Textarea(attrs={"rows": 3}), "themes": forms.CheckboxSelectMultiple}
        labels = {"review_months": gettext_lazy("Om de hoeveel maanden kijken jullie dit na?")}
        help_texts = {
            "name": gettext_lazy("Afspraken die samen horen. Bv. Eén bewonersdossier."),
            "why": gettext_lazy("Wat wordt er beter door deze afspraken?"),
            "review_months": gettext_lazy("In het begin om de 6 maanden, later mag het om de 12."),
        }

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_owners(project, self.instance.owner)
        for edge in (MinValueValidator(1, ONE_TO_24), MaxValueValidator(24, ONE_TO_24)):
            self.fields["review_months"].validators.append(edge)
        self.fields["themes"].queryset = project.themes.all()
        if not self.fields["themes"].queryset:
            self.leave_out("themes")

    def clean(self):
        data = super().clean()
        data.setdefault("themes", [])
        return data


class WordsForm(WithoutNames, BaseModelForm):
    """The words of a version, for whom and where."""

    watched = ("sentence", "why", "when", "example", "exception", "changed", "changed_why")
    ANYWAY = "toch"

    class Meta:
        model = AgreementVersion
        fields = ("sentence", "why", "when", "example", "exception", "functions", "locations")
        widgets = {
            "sentence": forms.Textarea(attrs={"rows": 2}),
            "why": forms.Textarea(attrs={"rows": 2}),
            "example": forms.Textarea(attrs={"rows": 2}),
            "exception": forms.Textarea(attrs={"rows": 2}),
            "functions": forms.CheckboxSelectMultiple,
            "locations": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "sentence": gettext_lazy("Wat doen we? Bv. We melden een defect met de tablet."),
            "when": gettext_lazy("Bv. bij elke shiftwissel."),
            "example": gettext_lazy("Zo ziet het eruit als het goed loopt."),
            "functions": gettext_lazy("Niets aangevinkt: voor iedereen."),
            "locations": gettext_lazy("Niets aangevinkt: overal."),
        }
        error_messages = {"sentence": {"required": gettext_lazy("Schrijf de afspraak in één zin")}}

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        self.project = project
        self.thoughts: list[str] = []
        """What could make the sentence better; the page shows it once, and saves on the second press."""
        self.fields["functions"].queryset = functions_of(project)
        self.fields["locations"].queryset = locations_of(project)
        for name in ("functions", "locations"):
            if not self.fields[name].queryset:
                self.leave_out(name)

    def clean(self):
        data = super().clean()
        data.setdefault("functions", [])
        data.setdefault("locations", [])
        if not self.errors and self.ANYWAY not in self.data:
            groups = self.organisation.functions.values_list("name", flat=True)
            self.thoughts = advice(data["sentence"], groups)
        return data

    @property
    def may_save(self) -> bool:
        return self.is_valid() and not self.thoughts


class NewVersionForm(WordsForm):
    class Meta(WordsForm.Meta):
        fields = ("changed", "changed_why", *WordsForm.Meta.fields)
        help_texts = {
            **WordsForm.Meta.help_texts,
            "changed": gettext_lazy("Bv. een vast blok op het startscherm."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, told in (
            ("changed", _("Schrijf op wat er veranderde")),
            ("changed_why", _("Schrijf op waarom het veranderde")),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = told


class NewAgreementForm(WithOwner, WordsForm):
    """A first version, with what stands around it. Without a framework it asks the name of the first one."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    framework = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Afsprakenkader"), empty_label=gettext_lazy("kies een kader")
    )
    framework_name = forms.CharField(
        label=gettext_lazy("Afsprakenkader"),
        max_length=80,
        help_text=gettext_lazy("Afspraken die samen horen, krijgen één naam. Bv. Eén bewonersdossier."),
    )
    decisions = DecisionChoice(
        queryset=None,
        required=False,
        label=gettext_lazy("Besluiten erachter"),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("form_key", "sentence", "framework", "framework_name", "owner", "decisions")

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, project=project, **kwargs)
        self.offer_owners(project)
        self.fields["framework"].queryset = project.frameworks.all()
        self.fields["decisions"].queryset = project.decisions.exclude(status__in=CLOSED)
        self.leave_out("framework_name" if project.frameworks.exists() else "framework")
        if not self.fields["decisions"].queryset:
            self.leave_out("decisions")


class DetailsForm(WithOwner, BaseForm):
    """Who looks after it, where it stands, and which decisions are behind it."""

    framework = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Afsprakenkader"), empty_label=None)
    decisions = DecisionChoice(
        queryset=None,
        required=False,
        label=gettext_lazy("Besluiten erachter"),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("owner", "framework", "decisions")

    def __init__(self, *args, agreement, **kwargs):
        linked = list(agreement.decisions.all())
        initial = {"framework": agreement.framework, "decisions": linked}
        super().__init__(*args, initial=initial, **kwargs)
        self.offer_owners(agreement.project, agreement.owner)
        self.fields["framework"].queryset = agreement.project.frameworks.all()
        mine = agreement.project.decisions
        self.fields["decisions"].queryset = mine.exclude(status__in=CLOSED) | mine.filter(
            pk__in=[one.pk for one in linked]
        )
        if not self.fields["decisions"].queryset:
            self.leave_out("decisions")


class TestedForm(BaseForm):
    __test__ = False  # pytest takes every class that begins with Test for a test
    how = forms.CharField(
        label=gettext_lazy("Hoe is ze uitgeprobeerd?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Eén zin. Bv. Acht collega's van twee huizen werkten er twee weken mee."),
        error_messages={"required": gettext_lazy("Schrijf kort op hoe jullie het uitprobeerden")},
    )


class PlaceChoice(forms.ModelMultipleChoiceField):
    """A location, with what stands there now."""

    told: dict[int, str] = {}

    def label_from_instance(self, obj) -> str:
        told = self.told.get(obj.pk, "")
        return f"{obj.name}: {told}" if told else obj.name


class InForceForm(BaseForm):
    since = forms.DateField(
        label=gettext_lazy("Vanaf welke dag?"),
        initial=timezone.localdate,
        widget=forms.DateInput,
        help_text=gettext_lazy("Vandaag, later, of een dag die voorbij is."),
        error_messages={"invalid": gettext_lazy("Kies een dag uit de kalender")},
    )
    locations = PlaceChoice(
        queryset=None,
        label=gettext_lazy("Waar gaat ze in?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één locatie")},
    )

    def __init__(self, *args, places, told: dict[int, str], **kwargs):
        super().__init__(*args, initial={"locations": [place.pk for place in places or ()]}, **kwargs)
        if places is None:  # an organisation without locations
            self.leave_out("locations")
            return
        self.fields["locations"].told = told
        self.fields["locations"].queryset = places


class LetGoForm(BaseForm):
    """Why a version in the making goes."""

    why = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Schrijf kort op waarom")},
    )


class StopForm(LetGoForm):
    since = forms.DateField(
        label=gettext_lazy("Vanaf welke dag geldt ze niet meer?"),
        initial=timezone.localdate,
        widget=forms.DateInput,
        error_messages={"invalid": gettext_lazy("Kies een dag uit de kalender")},
    )
