"""Forms of moments: what, where, when, for whom; why one does not go on; how many were there; materials."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.audience import locations_of
from fundament.forms_people import WithOwner
from organisatie.models import Location
from toetsing import uploads
from toetsing.forms_rounds import HourInput
from trajecten.forms import BaseForm
from trajecten.models import Project
from uitrol.actions.attending import MOST_PEOPLE
from uitrol.models import Moment
from uitrol.shifts import shifts_of


class MomentForm(WithOwner, BaseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Wat voor moment?"), widget=forms.RadioSelect)
    location = forms.ModelChoiceField(
        queryset=Location.objects.none(),
        label=gettext_lazy("Welke locatie?"),
        empty_label=gettext_lazy("kies een locatie"),
    )
    shift = forms.ChoiceField(
        label=gettext_lazy("Voor welke dienst?"),
        required=False,
        help_text=gettext_lazy("Zo nodig je straks in één klik de juiste collega's uit."),
    )
    day = forms.DateField(label=gettext_lazy("Wanneer?"), widget=forms.DateInput())
    begins = forms.TimeField(label=gettext_lazy("Van"), widget=HourInput(), initial=time(14))
    ends = forms.TimeField(
        label=gettext_lazy("Tot"),
        widget=HourInput(),
        initial=time(14, 30),
        help_text=gettext_lazy("Loopt het over middernacht? Dan is het einde de dag nadien."),
    )
    place = forms.CharField(label=gettext_lazy("Waar precies?"), max_length=120, required=False)
    note = forms.CharField(
        label=gettext_lazy("Wat kunnen ze verwachten?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dit staat in de uitnodiging. Bv. we tonen hoe je een observatie noteert."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ["kind", "location", "shift", "day", "begins", "ends", "place", "owner", "note", "form_key"]

    def __init__(self, *args, project: Project, moment: Moment | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(project.organisation.time_zone)
        self.offer_owners(project, moment.host if moment else None)
        self.fields["owner"].label = _("Wie begeleidt het?")
        self.fields["owner"].help_text = _("Die collega krijgt het in de agenda. Typ een naam.")
        self.fields["kind"].choices = [(value, label.capitalize()) for value, label in Moment.Kind.choices]
        self.fields["location"].queryset = locations_of(project)
        shifts = shifts_of(project)
        if moment and moment.shift and moment.shift not in shifts:
            shifts.append(moment.shift)
        self.fields["shift"].choices = [("", _("alle diensten")), *((shift, shift) for shift in shifts)]
        if not shifts:
            self.leave_out("shift")
        if moment is not None:
            self.leave_out("form_key")

    def clean(self):
        data = super().clean()
        if not {"day", "begins", "ends"} <= data.keys():
            return data
        last = data["day"] + timedelta(days=data["ends"] < data["begins"])
        data["starts_at"] = datetime.combine(data["day"], data["begins"], self.zone)
        data["ends_at"] = datetime.combine(last, data["ends"], self.zone)
        if data["ends_at"] <= data["starts_at"]:
            self.add_error("ends", _("Het einde komt na het begin."))
        return data

    @property
    def values(self) -> dict:
        """What the action wants, of a form that is valid."""
        names = ("kind", "location", "starts_at", "ends_at", "place", "note", "form_key")
        found = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return {**found, "shift": self.cleaned_data.get("shift", ""), "host": self.cleaned_data["owner"]}


def first_values(moment: Moment, zone: str) -> dict:
    """A moment as the form shows it."""
    start, end = moment.starts_at.astimezone(ZoneInfo(zone)), moment.ends_at.astimezone(ZoneInfo(zone))
    return {
        "kind": moment.kind,
        "location": moment.location_id,
        "shift": moment.shift,
        "day": start.date(),
        "begins": start.time(),
        "ends": end.time(),
        "place": moment.place,
        "note": moment.note,
    }


class CancelForm(BaseForm):
    why = forms.CharField(
        label=gettext_lazy("Waarom gaat het niet door?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dit lezen de collega's die uitgenodigd zijn."),
        error_messages={"required": gettext_lazy("Schrijf op waarom het niet doorgaat.")},
    )


BETWEEN = format_lazy(gettext_lazy("Geef een aantal tussen 0 en {most}."), most=MOST_PEOPLE)


class CountForm(BaseForm):
    counted = forms.IntegerField(
        label=gettext_lazy("Hoeveel collega's waren er?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Geef een aantal. Was er niemand? Vul dan 0 in."),
            **dict.fromkeys(("invalid", "min_value", "max_value"), BETWEEN),
        },
    )


class MaterialForm(BaseForm):
    title = forms.CharField(
        label=gettext_lazy("Hoe heet het?"),
        max_length=80,
        help_text=gettext_lazy("Bv. kaart met de eerste stappen."),
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        required=False,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPTED}),
        help_text=gettext_lazy("Een pdf, een foto of een document, tot 10 MB."),
    )
    link = forms.URLField(
        label=gettext_lazy("Of een link"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=gettext_lazy("Bv. naar een filmpje."),
        error_messages={"invalid": gettext_lazy("Plak het hele adres, zoals https://voorbeeld.be")},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.fields["file"].error_messages["empty"] = _("Dit bestand is leeg. Kies een ander.")

    def clean(self):
        data = super().clean()
        if self.too_large:
            # What was cut off never arrived: without this the form would ask for a file that was chosen.
            self.add_error("file", uploads.too_large())
        return data
