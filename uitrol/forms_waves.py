"""Forms of waves: which locations, when, whose; why one stops for a while; something to look at."""

from django import forms
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fundament.forms_people import WithOwner
from organisatie.models import Location
from toetsing.readiness import wanted_locations
from trajecten.forms import BaseForm
from trajecten.models import Project
from uitrol.models import Wave


class LocationsChoice(forms.ModelMultipleChoiceField):
    """«Aalst (96 collega's)»."""

    def label_from_instance(self, obj) -> str:
        people = ngettext("%(n)d collega", "%(n)d collega's", obj.people) % {"n": obj.people}
        return f"{obj.name} ({people})"


def free_locations(project: Project, wave: Wave | None = None) -> QuerySet[Location]:
    """Locations of the project that stand in no other wave, with how many people it touches there."""
    people = project.impacted().filter(location=OuterRef("pk")).order_by().values("location")
    counted = Coalesce(Subquery(people.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
    taken = Q(wave_places__project=project)
    free = wanted_locations(project).filter(wanted=True)
    others = Location.objects.filter(taken & ~Q(wave_places__wave=wave)) if wave else Location.objects.filter(taken)
    return free.exclude(pk__in=others.values("pk")).annotate(people=counted).order_by("name")


class WaveForm(WithOwner, BaseForm):
    starts_on = forms.DateField(label=gettext_lazy("Wanneer start ze?"), widget=forms.DateInput())
    locations = LocationsChoice(
        queryset=Location.objects.none(),
        label=gettext_lazy("Welke locaties starten samen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één locatie")},
        help_text=gettext_lazy("Elke locatie staat in één golf."),
    )
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Alleen als het helpt. Zonder naam heet ze gewoon golf 1, golf 2, …"),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ["locations", "starts_on", "name", "owner", "form_key"]

    def __init__(self, *args, project: Project, wave: Wave | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_owners(project, wave.owner if wave else None)
        self.fields["owner"].label = _("Wie volgt ze op?")
        self.fields["locations"].queryset = free_locations(project, wave)
        if wave is not None:
            self.leave_out("form_key")
            if wave.status != Wave.Status.PLANNED:
                self.leave_out("starts_on", "locations")

    @property
    def values(self) -> dict:
        """What the action wants, of a form that is valid."""
        names = ("starts_on", "locations", "name", "owner", "form_key")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def first_values(wave: Wave) -> dict:
    """A wave as the form shows it."""
    return {
        "starts_on": wave.starts_on,
        "name": wave.name,
        "locations": list(wave.places.values_list("location", flat=True)),
    }


class PauseForm(BaseForm):
    why = forms.CharField(
        label=gettext_lazy("Waarom stopt ze even?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bv. er is griep in huis. Collega's lezen dit mee."),
        error_messages={"required": gettext_lazy("Schrijf op waarom de golf even stopt.")},
    )


class CheckForm(BaseForm):
    text = forms.CharField(
        label=gettext_lazy("Wat kijken jullie nog na?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Schrijf op wat jullie nakijken.")},
    )
