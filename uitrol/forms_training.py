"""The form of a session: which tasks, where, when, and who shows them."""

from datetime import datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.audience import locations_of
from fundament.forms_people import SuggestInput, WithOwner
from toetsing.forms_rounds import HourInput
from trajecten.forms import BaseForm
from trajecten.models import Project
from uitrol.models import TrainingSession, WorkTask
from uitrol.models.training import MOST_MINUTES

EDGE = gettext_lazy("Kies 1 tot 240 minuten.")


class TasksChoice(forms.ModelMultipleChoiceField):
    """«TK3 Medicatie aftekenen bij de bewoner»."""

    def label_from_instance(self, obj: WorkTask) -> str:
        return f"{obj.code} {obj.sentence}"


class SessionForm(WithOwner, BaseForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    tasks = TasksChoice(
        queryset=None,
        label=gettext_lazy("Wat leren ze?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één taak")},
    )
    location = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Locatie"), empty_label=gettext_lazy("kies een locatie")
    )
    shift = forms.CharField(
        label=gettext_lazy("Dienst"),
        max_length=40,
        required=False,
        widget=SuggestInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Zoals in de lijst van medewerkers. Leeg: voor elke dienst."),
    )
    day = forms.DateField(label=gettext_lazy("Wanneer?"), widget=forms.DateInput())
    begins = forms.TimeField(label=gettext_lazy("Om"), widget=HourInput(), initial=time(13, 30))
    minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten duurt het?"),
        initial=15,
        validators=[MinValueValidator(1, EDGE), MaxValueValidator(MOST_MINUTES, EDGE)],
    )
    form = forms.ChoiceField(label=gettext_lazy("Hoe?"), widget=forms.RadioSelect, initial="floor")
    place = forms.CharField(label=gettext_lazy("Waar?"), max_length=120, required=False)
    internal = forms.BooleanField(label=gettext_lazy("Een eigen collega geeft het"), required=False, initial=True)
    field_order = ("form_key", "tasks", "location", "shift", "day", "begins", "minutes", "form", "place", "owner")

    def __init__(self, *args, project: Project, session: TrainingSession | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(project.organisation.time_zone)
        self.offer_owners(project, session.helper if session else None)
        self.fields["owner"].label = _("Wie geeft het?")
        self.fields["owner"].help_text = _("Typ een naam. Die collega kan ook noteren wie er was.")
        self.fields["tasks"].queryset = WorkTask.objects.filter(project=project).current()
        self.fields["location"].queryset = locations_of(project)
        self.fields["form"].choices = [(value, label.capitalize()) for value, label in TrainingSession.Form.choices]
        shifts = project.impacted().exclude(shift="").order_by("shift").values_list("shift", flat=True).distinct()
        self.fields["shift"].widget.suggestions = tuple(shifts[:50])
        if session is not None:
            self.leave_out("form_key")
            if session.status == TrainingSession.Status.HELD:
                self.leave_out("tasks", "location", "day", "begins")

    def clean(self):
        data = super().clean()
        if {"day", "begins"} <= data.keys():
            data["starts_at"] = datetime.combine(data["day"], data["begins"], self.zone)
        return data

    @property
    def values(self) -> dict:
        """What the action wants, of a form that is valid."""
        names = ("tasks", "location", "shift", "starts_at", "minutes", "form", "place", "internal", "form_key")
        found = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return found | {"helper": self.cleaned_data["owner"]}


def first_values(session: TrainingSession) -> dict:
    """A session as the form shows it."""
    start = session.starts_at.astimezone(ZoneInfo(session.project.organisation.time_zone))
    same = {name: getattr(session, name) for name in ("location", "shift", "minutes", "form", "place", "internal")}
    return {**same, "tasks": [one.pk for one in session.tasks.all()], "day": start.date(), "begins": start.time()}
