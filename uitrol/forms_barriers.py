"""Forms of barriers. Each that takes free text warns before it saves a name."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from fundament.forms_people import WithOwner
from organisatie.models import Location
from trajecten.forms import BaseForm, BaseModelForm
from uitrol.models import Barrier


class BarrierForm(WithOwner, WithoutNames, BaseModelForm):
    watched = ("text",)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Barrier
        fields = ("text", "severity", "location", "task", "due_on")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "severity": forms.RadioSelect,
            "due_on": forms.DateInput(),
        }
        help_texts = {
            "text": gettext_lazy("Eén ding, zonder namen. Bv. «Zwakke wifi op vleugel C»."),
            "severity": gettext_lazy("Blokkerend: zo kan niemand verder. De poort wacht erop."),
            "location": gettext_lazy("Laat leeg als het overal zo is."),
        }

    field_order = ["text", "severity", "location", "task", "owner", "due_on", "form_key"]

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        if self.instance.pk:
            self.leave_out("form_key")
        else:
            self.fields["form_key"].initial = uuid4
        levels = [(value, label.capitalize()) for value, label in Barrier.Severity.choices]
        self.fields["severity"].choices = levels
        self.fields["location"].queryset = Location.objects.filter(organisation=project.organisation_id)
        self.fields["location"].empty_label = _("overal")
        self.fields["task"].queryset = project.work_tasks.current()
        if self.instance.task_id:
            self.fields["task"].queryset |= project.work_tasks.filter(pk=self.instance.task_id)
        self.fields["task"].empty_label = _("bij geen taak apart")
        self.offer_owners(project, self.instance.owner)
        self.fields["owner"].label = _("Wie pakt het op")
        self.fields["owner"].help_text = _("Typ een naam. Laat leeg als het nog niemand is.")

    def _post_clean(self):
        """The action judges the whole."""


class SolveForm(WithoutNames, BaseForm):
    watched = ("solution",)
    solution = forms.CharField(
        max_length=400,
        label=gettext_lazy("Wat loste het op?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kort. Zo weet een andere locatie ook wat helpt."),
        error_messages={"required": gettext_lazy("Schrijf op wat de drempel oploste.")},
    )
