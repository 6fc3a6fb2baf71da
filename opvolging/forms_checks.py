"""Forms of a check: three numbers and a remark without names. The same on the phone of an owner and inside."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from trajecten.forms import BaseForm

MOST = 9999
NUMBER = {"inputmode": "numeric", "min": 0, "autocomplete": "off"}


class CheckForm(WithoutNames, BaseForm):
    watched = ("remark",)
    seen = forms.IntegerField(
        label=gettext_lazy("Hoeveel zag je er?"),
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput(attrs=NUMBER),
        error_messages={
            "required": gettext_lazy("Tel hoeveel je er zag"),
            "min_value": gettext_lazy("Kijk naar minstens één keer"),
        },
    )
    followed = forms.IntegerField(
        label=gettext_lazy("Hoe vaak ging het zoals afgesproken?"),
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs=NUMBER),
        error_messages={"required": gettext_lazy("Tel hoe vaak het ging zoals afgesproken")},
    )
    good_example_seen = forms.BooleanField(label=gettext_lazy("Ik zag een goed voorbeeld"), required=False)
    remark = forms.CharField(
        label=gettext_lazy("Wat valt op?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Over het werk, niet over een collega. Zonder namen."),
    )

    def clean(self):
        """A slip of the finger is told kindly, with both numbers."""
        data = super().clean()
        seen, followed = data.get("seen"), data.get("followed")
        if seen is not None and followed is not None and followed > seen:
            words = _("Je zag er %(seen)d. Het kan dan hoogstens %(seen)d keer gelukt zijn.") % {"seen": seen}
            self.add_error("followed", words)
        return data


class BetweenForm(CheckForm):
    """A check in between: on a day that is past, or today."""

    noted_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["noted_on"].initial = timezone.localdate


class SkipForm(WithoutNames, BaseForm):
    watched = ("why",)
    why = forms.CharField(
        label=gettext_lazy("Waarom slaan jullie deze over?"),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kort, en zonder namen. Bv. «De leefgroep is op kamp»."),
        error_messages={"required": gettext_lazy("Schrijf kort op waarom")},
    )
