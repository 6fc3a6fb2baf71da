"""Forms of roles: asking, what was agreed, and who was prepared."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.models import RoleAsk
from communicatie.people import PersonField, suggested
from organisatie.models import Employee
from trajecten.criteria import number
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.models import Project

HOURS_TOLD = gettext_lazy("Kies tussen een half uur en 40 uur per week.")
HOURS_HELP = gettext_lazy("Bv. 2 of 2,5. Genoeg uren is het eerste wat ambassadeurs helpt.")


def shifts_of(project: Project, also: list[str] | None = None) -> list[str]:
    """The shifts that people of this project have, and what was chosen before. One query."""
    words = project.impacted().exclude(shift="").order_by("shift").values_list("shift", flat=True).distinct()
    return sorted({word.strip() for word in words if word.strip()} | set(also or []))


class HoursField(forms.DecimalField):
    """Hours in a week, with a comma or a point."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        label = gettext_lazy("Hoeveel uren per week?")
        super().__init__(
            label=label,
            required=False,
            max_digits=4,
            decimal_places=1,
            localize=True,
            widget=widget,
            help_text=HOURS_HELP,
            **kwargs,
        )
        self.validators += [MinValueValidator(Decimal("0.5"), HOURS_TOLD), MaxValueValidator(40, HOURS_TOLD)]

    def to_python(self, value):
        return super().to_python(value.replace(".", ",") if isinstance(value, str) else value)


class AskForm(BaseForm):
    """What is the same for everybody who is asked now. Who that is, is ticked beside it."""

    role = forms.ChoiceField(choices=RoleAsk.Role.choices, widget=forms.HiddenInput)
    location = forms.ModelChoiceField(queryset=None, required=False, widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    hours = HoursField()
    note = forms.CharField(
        label=gettext_lazy("Wat wil je erbij zeggen?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dit staat in de mail. Bv. waarom je net aan hen denkt."),
    )
    voluntary = forms.BooleanField(label=gettext_lazy("Ze kiezen er zelf voor"), required=False, initial=True)

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = project.organisation.locations.all()


class TermsForm(BaseModelForm):
    """What was agreed with one person."""

    hours = HoursField()
    shifts = forms.MultipleChoiceField(
        label=gettext_lazy("Welke diensten bereiken ze?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Niets aangevinkt: alleen hun eigen dienst."),
    )

    class Meta:
        model = RoleAsk
        fields = ("hours", "shifts", "voluntary", "prepared_on")
        labels = {
            "voluntary": gettext_lazy("Ze kiezen er zelf voor"),
            "prepared_on": gettext_lazy("Wanneer werden ze voorbereid?"),
        }
        help_texts = {
            "prepared_on": gettext_lazy("De dag waarop ze het zelf konden uitproberen en wisten wat hun rol is."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["hours"] = number(self.instance.hours) if self.instance.hours else ""
        words = shifts_of(self.instance.project, self.instance.shifts)
        self.fields["shifts"].choices = [(word, word) for word in words]
        self.fields["shifts"].initial = self.instance.shifts
        if not words:
            self.leave_out("shifts")

    @property
    def values(self) -> dict:
        """What the action wants, of a form that is valid."""
        return {"shifts": self.instance.shifts} | {name: self.cleaned_data[name] for name in self.fields}

    def _post_clean(self):
        """The action fills and checks the row itself."""


class PreparedForm(BaseForm):
    on = forms.DateField(label=gettext_lazy("Wanneer was de voorbereiding?"), widget=forms.DateInput())
    asks = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie was erbij?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Vink eerst iemand aan.")},
    )

    def __init__(self, *args, asks: list[RoleAsk], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asks"].choices = [(ask.pk, _person(ask)) for ask in asks]


def _person(ask: RoleAsk) -> str:
    return " · ".join(str(part) for part in (ask.employee, ask.location, ask.get_role_display()) if part)


class OwnerForm(BaseForm):
    """Who looks after one agreement."""

    agreement = forms.IntegerField(widget=forms.HiddenInput)
    owner = PersonField(label=gettext_lazy("Eigenaar"))

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, **kwargs)
        staff = Employee.objects.filter(organisation=project.organisation_id).active()
        self.fields["owner"].offer(staff, suggested(staff, project))
        self.fields["owner"].error_messages["required"] = _("Typ een naam")
