"""Forms of a rhythm: to start one, to change one, and to choose what is started at once."""

from uuid import uuid4

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.audience import locations_of
from fundament.forms_people import WithOwner
from fundament.models import Agreement, AgreementVersion
from opvolging.actions.preparing import Proposal, first_day
from opvolging.holding import in_force_first
from opvolging.models import CheckRhythm
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.templatetags.getallen import datum_kort


class AgreementChoice(forms.ModelChoiceField):
    """«A03 · We tekenen medicatie af bij de bewoner.»"""

    def label_from_instance(self, obj: Agreement) -> str:
        return f"{obj.code} · {obj.words}"


class _RhythmFields(WithOwner, BaseModelForm):
    """What starting and changing have in common; the action judges the whole."""

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_owners(project, self.instance.owner if self.instance.pk else None)
        self.fields["owner"].help_text = _("Wie kijkt er ter plaatse? Die krijgt de link. Typ een naam.")
        self.fields["method"].choices = [(value, label.capitalize()) for value, label in CheckRhythm.Method.choices]

    def _post_clean(self):
        """The action judges the whole."""


WORDS = {
    "help_texts": {
        "unit": gettext_lazy("Wat je telt, in het meervoud. Bv. shiftnotities, briefings, toestellen."),
        "interval_weeks": gettext_lazy("8 weken is een goed begin."),
        "location": gettext_lazy("Laat leeg als één iemand voor alle locaties samen kijkt."),
    },
    "widgets": {"method": forms.RadioSelect, "first_on": forms.DateInput()},
}


class RhythmForm(_RhythmFields):
    agreement = AgreementChoice(
        queryset=None, label=gettext_lazy("Afspraak"), empty_label=gettext_lazy("kies een afspraak")
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    field_order = ("agreement", "location", "owner", "method", "unit", "interval_weeks", "first_on", "form_key")

    class Meta:
        model = CheckRhythm
        fields = ("agreement", "location", "method", "unit", "interval_weeks", "first_on")
        help_texts = WORDS["help_texts"]
        widgets = WORDS["widgets"]

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, project=project, **kwargs)
        words = in_force_first(AgreementVersion.objects.filter(agreement=OuterRef("pk"))).values("sentence")[:1]
        held = Agreement.objects.filter(project=project, versions__status=AgreementVersion.Status.IN_FORCE).distinct()
        self.fields["agreement"].queryset = held.annotate(words=Subquery(words))
        self.fields["location"].queryset = locations_of(project)
        self.fields["location"].empty_label = _("alle locaties samen")
        self.fields["method"].initial = CheckRhythm.Method.SAMPLE
        self.fields["first_on"].initial = first_day(0, timezone.localdate())


class ChangeForm(_RhythmFields):
    next_on = forms.DateField(label=gettext_lazy("Volgende keer op"), widget=forms.DateInput())
    field_order = ("owner", "method", "unit", "interval_weeks", "next_on")

    class Meta:
        model = CheckRhythm
        fields = ("method", "unit", "interval_weeks")
        help_texts = {name: words for name, words in WORDS["help_texts"].items() if name != "location"}
        widgets = {"method": forms.RadioSelect}


class _Proposals(forms.MultipleChoiceField):
    """What was started in between is no mistake of who chooses: the action starts what is still open."""

    def valid_value(self, value: str) -> bool:
        return True


class PrepareForm(BaseForm):
    """Every place where an agreement holds and nobody looks, all of them ticked."""

    keys = _Proposals(
        label=gettext_lazy("Voor welke afspraken?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Vink minstens één afspraak aan")},
    )

    def __init__(self, *args, proposals: list[Proposal], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(one.key, _label(one)) for one in proposals]
        self.fields["keys"].initial = [one.key for one in proposals]


def _label(one: Proposal) -> str:
    place = str(one.location) if one.location else _("overal")
    owner = str(one.owner) if one.owner else _("nog geen eigenaar")
    first = _("eerste keer %(day)s") % {"day": datum_kort(one.first_on)}
    return " · ".join([one.agreement.code, place, owner, first])
