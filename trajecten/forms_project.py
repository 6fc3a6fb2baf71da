"""Forms around a project: make one, change it, its goals and its team. Validation only; the verbs stand in `actions`."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, User
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.models import Project, ProjectRole


class ReachFields(forms.Form):
    """For whom something changes; nothing ticked means everybody."""

    locations = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Locaties"), widget=forms.CheckboxSelectMultiple
    )
    functions = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Functiegroepen"), widget=forms.CheckboxSelectMultiple
    )

    def offer(self, organisation) -> None:
        self.fields["locations"].queryset = organisation.locations.all()
        self.fields["functions"].queryset = organisation.functions.all()


class NewProjectForm(ReachFields, BaseForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(
        label=_("Naam"), max_length=80, help_text=_("Kort en herkenbaar. Bijvoorbeeld: Digitale werkbonnen.")
    )
    goal = forms.CharField(
        label=_("Doel in één zin"),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Wat wordt beter voor wie het werk doet? Bijvoorbeeld: iedereen weet 's morgens meteen wat eerst moet."
        ),
    )
    decider_email = forms.EmailField(
        label=_("Wie beslist?"),
        max_length=254,
        help_text=_(
            "Het mailadres van wie aan elke poort beslist. Dat ben je niet zelf. Nog geen account? Dan sturen we een uitnodiging."
        ),
        widget=forms.EmailInput(attrs={"list": "leden", "autocomplete": "off"}),
    )
    field_order = ["form_key", "title", "goal", "decider_email", "locations", "functions"]

    def __init__(self, *args, organisation, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer(organisation)
        self.fields["title"].error_messages["required"] = _("Schrijf een naam voor het traject")
        self.fields["goal"].error_messages["required"] = _("Schrijf het doel in één zin")
        self.fields["decider_email"].error_messages["required"] = _("Vul het mailadres in van wie beslist")
        self.members = User.objects.filter(memberships__organisation=organisation, memberships__is_active=True).exclude(
            pk=user.pk
        )

    def clean_decider_email(self) -> str:
        address = self.cleaned_data["decider_email"].strip().lower()
        if address == self.user.email:
            raise forms.ValidationError(
                _("Wie beslist, is iemand anders dan wie het traject leidt. Vul een ander adres in.")
            )
        return address


class ProjectForm(ReachFields, BaseModelForm):
    class Meta:
        model = Project
        fields = ["title", "goal", "why", "mode", "locations", "functions"]
        widgets = {"goal": forms.Textarea(attrs={"rows": 2}), "why": forms.Textarea(attrs={"rows": 3})}
        labels = {"mode": _("Hoe luisteren jullie?"), "why": _("Waarom doen jullie dit?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(self.instance.organisation)


class ThresholdForm(BaseForm):
    """Another goal for one criterion, inside its range, always with a reason."""

    value = forms.DecimalField(label=_("Nieuwe waarde"), max_digits=8, decimal_places=2, localize=True)
    reason = forms.CharField(label=_("Waarom?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, criterion, **kwargs):
        super().__init__(*args, **kwargs)
        self.criterion = criterion
        self.fields["value"].help_text = _("Tussen %(low)s en %(high)s %(unit)s.") % {
            "low": plain(criterion.minimum), "high": plain(criterion.maximum), "unit": criterion.unit,
        }  # fmt: skip
        self.fields["reason"].error_messages["required"] = _("Schrijf kort op waarom")
        self.fields["value"].error_messages["required"] = _("Vul een waarde in")

    def clean_value(self) -> Decimal:
        value, low, high = self.cleaned_data["value"], self.criterion.minimum, self.criterion.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            limits = {"low": plain(low), "high": plain(high)}
            raise forms.ValidationError(_("Kies een waarde tussen %(low)s en %(high)s") % limits)
        return value


class RoleForm(BaseForm):
    """Somebody in a role: a member with an account, or a colleague without one."""

    role = forms.ChoiceField(label=_("Rol"), choices=ProjectRole.Role.choices)
    person = forms.ChoiceField(label=_("Wie"))
    location = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Voor welke locatie?"), empty_label=_("Alle locaties")
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.fields["location"].queryset = organisation.locations.all()
        self.fields["role"].initial = ProjectRole.Role.AMBASSADOR
        self.fields["person"].choices = self._people()
        self.fields["person"].error_messages["required"] = _("Kies wie deze rol opneemt")

    def _people(self) -> list:
        members = User.objects.filter(
            memberships__organisation=self.organisation, memberships__is_active=True
        ).order_by("name", "email")
        employees = Employee.objects.filter(organisation=self.organisation).active().filter(user__isnull=True)
        return [
            ("", _("Kies een naam")),
            (_("Met account"), [(f"u{user.pk}", str(user)) for user in members]),
            (_("Collega's zonder account"), [(f"e{pk}", name) for pk, name in employees.values_list("pk", "name")]),
        ]

    def clean(self) -> dict:
        """Turns the choice into `user` or `employee`, looked up inside the organisation only."""
        cleaned = super().clean()
        kind, key = cleaned.get("person", "")[:1], cleaned.get("person", "")[1:]
        cleaned["user"] = User.objects.filter(pk=key).first() if kind == "u" else None
        cleaned["employee"] = (
            Employee.objects.filter(pk=key, organisation=self.organisation).first() if kind == "e" else None
        )
        return cleaned


def plain(number: Decimal | None) -> str:
    """«35», «2,5»: no trailing zeros, a comma, nothing for nothing."""
    if number is None:
        return ""
    return f"{Decimal(number).normalize():f}".replace(".", ",")
