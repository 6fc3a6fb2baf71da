"""The form of a round: with whom, what, when and where."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetsing.models import Concept, ConceptVersion, TestRound
from trajecten.forms import BaseForm
from trajecten.models import Project


class HourInput(forms.TimeInput):
    """The clock of the browser."""

    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class ConceptsChoice(forms.ModelMultipleChoiceField):
    """«Observatie in drie tikken (0.2)»."""

    def label_from_instance(self, obj: Concept) -> str:
        return f"{obj.name} ({ConceptVersion(number=obj.newest).label})"


def testable(project: Project):
    """Concepts in scope that have a version, with the number of the newest."""
    versions = ConceptVersion.objects.filter(concept=OuterRef("pk"))
    found = Concept.objects.filter(Exists(versions), project=project).in_scope()
    return found.annotate(newest=versions.order_by("-number").values("number")[:1])


class RoundForm(BaseForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Met wie?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Klein werkt het best met 5 tot 8 collega’s uit minstens 2 functiegroepen. Van sleutelfiguren kies je er minstens 10, van elke locatie iemand."
        ),
    )
    concepts = ConceptsChoice(
        queryset=Concept.objects.none(),
        label=gettext_lazy("Wat proberen ze uit?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één concept")},
    )
    day = forms.DateField(label=gettext_lazy("Wanneer?"), widget=forms.DateInput())
    begins = forms.TimeField(label=gettext_lazy("Van"), widget=HourInput(), initial=time(14))
    ends = forms.TimeField(label=gettext_lazy("Tot"), widget=HourInput(), initial=time(15, 30))
    last_day = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        required=False,
        widget=forms.DateInput(),
        help_text=gettext_lazy("Alleen als het langer duurt dan één dag."),
    )
    place = forms.CharField(label=gettext_lazy("Waar?"), max_length=120, required=False)
    note = forms.CharField(
        label=gettext_lazy("Wat moeten ze weten?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dit staat in de uitnodiging. Bv. breng je badge mee."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, project: Project, test_round: TestRound | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(project.organisation.time_zone)
        self.fields["kind"].choices = [(value, label.capitalize()) for value, label in TestRound.Kind.choices]
        self.fields["concepts"].queryset = testable(project)
        if test_round is not None:
            self.leave_out("form_key")
            if test_round.status != TestRound.Status.PLANNED:
                self.leave_out("kind", "concepts")

    def clean(self):
        data = super().clean()
        if not {"day", "begins", "ends"} <= data.keys() or "last_day" in self.errors:
            return data
        data["starts_at"] = datetime.combine(data["day"], data["begins"], self.zone)
        data["ends_at"] = datetime.combine(data.get("last_day") or data["day"], data["ends"], self.zone)
        if data["ends_at"] <= data["starts_at"]:
            self.add_error("ends", _("Het einde komt na het begin."))
        return data

    @property
    def values(self) -> dict:
        """What the action wants, of a form that is valid."""
        names = ("kind", "concepts", "starts_at", "ends_at", "place", "note", "form_key")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def first_values(test_round: TestRound, zone: str) -> dict:
    """A round as the form shows it."""
    start, end = test_round.starts_at.astimezone(ZoneInfo(zone)), test_round.ends_at.astimezone(ZoneInfo(zone))
    return {
        "kind": test_round.kind,
        "concepts": [row.concept_id for row in test_round.concepts.all()],
        "day": start.date(),
        "begins": start.time(),
        "ends": end.time(),
        "last_day": end.date() if end.date() != start.date() else None,
        "place": test_round.place,
        "note": test_round.note,
    }
