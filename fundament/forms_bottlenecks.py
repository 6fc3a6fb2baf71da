"""Forms of bottlenecks and bundles. Each that takes free text warns before it saves a name."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import ThemeChoice, WithoutNames
from fundament.models import Bottleneck, Bundle, ThemeRuling
from trajecten.forms import BaseForm, BaseModelForm

LONGEST_KEY = 18
"""Digits; a longer number is the key of nothing."""
MINUTES = gettext_lazy("Tel de minuten: minstens 1, hooguit 600. Of laat het leeg.")


class BottleneckForm(WithoutNames, BaseModelForm):
    watched = ("what", "fix")
    minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten"),
        required=False,
        min_value=1,
        max_value=600,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MINUTES),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Bottleneck
        fields = ("what", "fix", "minutes", "location", "function", "happened_on", "bundle")
        widgets = {
            "what": forms.Textarea(attrs={"rows": 2}),
            "fix": forms.Textarea(attrs={"rows": 2}),
            "happened_on": forms.DateInput(),
        }
        help_texts = {"what": gettext_lazy("Wat liep er mis? Geen namen, van niemand.")}
        error_messages = {
            "what": {"required": gettext_lazy("Schrijf kort wat er gebeurde")},
            "happened_on": {"invalid": gettext_lazy("Kies een dag uit de kalender")},
        }

    def __init__(self, *args, project, bundles=None, **kwargs):
        kwargs["instance"] = kwargs.get("instance") or Bottleneck(project=project)
        super().__init__(*args, organisation=project.organisation, **kwargs)
        self.fields["location"].queryset = project.organisation.locations.all()
        self.fields["location"].empty_label = _("niet van één locatie")
        self.fields["function"].queryset = project.organisation.functions.all()
        self.fields["function"].empty_label = _("niet van één functiegroep")
        self.fields["bundle"].queryset = project.bundles.all()
        self.fields["bundle"].empty_label = _("nog geen bundel")
        if self.instance.source == Bottleneck.Source.OPEN_ANSWER:  # it belongs to no group, and stays so
            self.leave_out("location", "function")

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een dag die voorbij is"))
        return day


class ReportForm(BottleneckForm):
    """Quick entry: today, and where one was the time before. Sent twice, it is one bottleneck."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        first = {"happened_on": timezone.localdate(), "key": uuid4()}
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def opened(self) -> bool:
        """Whether the fields that may stay as they are have to be seen: one of them is wrong, or was chosen."""
        chosen = self["bundle"].value()
        return bool(chosen) or bool({"happened_on", "bundle"} & set(self.errors))


class BundleForm(WithoutNames, BaseModelForm):
    watched = ("name",)

    class Meta:
        model = Bundle
        fields = ("name", "theme")
        field_classes = {"theme": ThemeChoice}
        help_texts = {"name": gettext_lazy("Wat telkens terugkomt, in enkele woorden. Bv. Dubbel noteren.")}
        error_messages = {"name": {"required": gettext_lazy("Geef de bundel een naam")}}

    def __init__(self, *args, project, **kwargs):
        kwargs["instance"] = kwargs.get("instance") or Bundle(project=project)
        super().__init__(*args, organisation=project.organisation, **kwargs)
        self.fields["theme"].queryset = project.themes.select_related("parent")
        self.fields["theme"].empty_label = _("bij geen thema")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class PutForm(WithoutNames, BaseForm):
    """Which bottlenecks, and in which bundle: one that is there, a new name, or none."""

    watched = ("new",)
    NONE = "geen"
    bottleneck = forms.MultipleChoiceField(
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Vink eerst aan wat bij elkaar hoort")
        )
    )
    bundle = forms.ChoiceField(required=False, label=gettext_lazy("Zet in"))
    new = forms.CharField(max_length=80, required=False, label=gettext_lazy("of in een nieuwe bundel"))

    def __init__(self, *args, project, bundles, **kwargs):
        # The filters above the list have a field «bundle» too.
        super().__init__(*args, organisation=project.organisation, auto_id="zet_%s", **kwargs)
        self.bundles = {str(bundle.pk): bundle for bundle in bundles}
        names = [(pk, bundle.name) for pk, bundle in self.bundles.items()]
        self.fields["bundle"].choices = [("", _("kies een bundel")), *names, (self.NONE, _("geen bundel"))]
        chosen = self.data.getlist("bottleneck") if self.is_bound else []
        self.chosen = {int(pk) for pk in chosen if pk.isdecimal() and len(pk) < LONGEST_KEY}
        # Which of them are of this project, the action says: others are simply not there.
        self.fields["bottleneck"].choices = [(str(pk), "") for pk in self.chosen]

    def clean(self):
        data = super().clean()
        data["new"] = " ".join(data.get("new", "").split())
        if not data["new"] and not data.get("bundle") and not {"bundle", "new"} & set(self.errors):
            self.add_error("bundle", _("Kies een bundel, of geef een nieuwe een naam"))
        return data


class IntoForm(BaseForm):
    """With which bundle. The choice comes by GET; the page that says what happens sends it again."""

    into = forms.ModelChoiceField(
        queryset=Bundle.objects.none(),
        label=gettext_lazy("Samenvoegen met"),
        empty_label=gettext_lazy("kies een bundel"),
    )

    def __init__(self, *args, bundle: Bundle, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Bundle.objects.filter(project=bundle.project_id).exclude(pk=bundle.pk)


class RulingForm(WithoutNames, BaseModelForm):
    watched = ("reason",)

    class Meta:
        model = ThemeRuling
        fields = ("reason",)
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"reason": gettext_lazy("Bv. dit loopt al goed, of het hoort bij een ander thema.")}
        error_messages = {"reason": {"required": gettext_lazy("Schrijf kort op waarom.")}}
