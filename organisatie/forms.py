"""Forms about people. Validation only; the verbs stand in `actions` and `importing.runs`."""

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.base_forms import BaseForm, BaseModelForm
from organisatie.importing.limits import MAX_FILE, TOO_LARGE
from organisatie.importing.mapping import FIELDS, missing
from organisatie.importing.workbook import readable
from organisatie.models import Employee, JobFunction, Location, Membership, User, normalise_email


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class EmployeeForm(BaseModelForm):
    class Meta:
        model = Employee
        fields = [
            "name",
            "email",
            "personnel_number",
            "location",
            "function",
            "shift",
            "language",
            "active_from",
            "active_until",
        ]
        widgets = {"active_from": DayInput(), "active_until": DayInput()}
        help_texts = {
            "email": _("Zonder mailadres kan iemand meedoen op papier."),
            "shift": _("Bijvoorbeeld: vroege, nacht."),
        }
        error_messages = {"name": {"required": _("Schrijf een naam")}}

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.fields["location"].queryset = organisation.locations.all()
        self.fields["function"].queryset = organisation.functions.all()
        self.fields["location"].empty_label = self.fields["function"].empty_label = _("nog niet gekozen")

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def _get_validation_exclusions(self) -> set[str]:
        # The organisation is not on the form, yet the unique constraints are about it.
        return super()._get_validation_exclusions() - {"organisation"}


class LeavingForm(BaseForm):
    on = forms.DateField(label=_("Laatste werkdag"), widget=DayInput(), initial=timezone.localdate)

    def __init__(self, *args, employee, **kwargs):
        super().__init__(*args, **kwargs)
        self.employee = employee
        self.fields["on"].error_messages["required"] = _("Kies de laatste werkdag")

    def clean_on(self):
        day = self.cleaned_data["on"]
        if self.employee.active_from and day < self.employee.active_from:
            raise forms.ValidationError(_("De laatste werkdag valt voor de eerste."))
        return day


class _NameForm(BaseModelForm):
    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.fields["name"].error_messages["required"] = _("Schrijf een naam")

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"organisation"}


class LocationForm(_NameForm):
    class Meta:
        model = Location
        fields = ["name"]


class JobFunctionForm(_NameForm):
    class Meta:
        model = JobFunction
        fields = ["name"]


class InviteForm(BaseForm):
    email = forms.EmailField(label=_("Mailadres"), max_length=254)
    role = forms.ChoiceField(label=_("Rol"), choices=Membership.Role.choices, initial=Membership.Role.LEAD)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["required"] = _("Vul het mailadres in van wie je uitnodigt")


class NewAccountForm(BaseForm):
    """Behind an invitation: the two things that we do not know yet."""

    name = forms.CharField(label=_("Je naam"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Kies een wachtwoord"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Minstens 12 tekens. Een zin is makkelijker te onthouden dan losse tekens."),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["name"].error_messages["required"] = _("Schrijf je naam")
        self.fields["password"].error_messages["required"] = _("Kies een wachtwoord")

    def clean(self):
        values = super().clean()
        if password := values.get("password"):
            try:
                password_validation.validate_password(password, User(email=self.email, name=values.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values


class ProfileForm(BaseModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "theme"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = _("Schrijf je naam")


class UploadForm(BaseForm):
    file = forms.FileField(
        label=_("Je lijst"),
        help_text=_("Excel (.xlsx) of CSV, tot 5.000 rijen en 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        messages = self.fields["file"].error_messages
        messages["required"] = TOO_LARGE if too_large else _("Kies eerst een bestand")
        messages["empty"] = _("Dit bestand is leeg.")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError(TOO_LARGE)
        return file


class ColumnsForm(BaseForm):
    """One choice per column: what does it hold?"""

    def __init__(self, *args, header, sample, mapping, **kwargs):
        super().__init__(*args, **kwargs)
        held = {column: field for field, column in mapping.items()}
        choices = [("", _("niet gebruiken")), *FIELDS.items()]
        self.columns = []
        for column, title in enumerate(header):
            name = f"kolom_{column}"
            self.fields[name] = forms.ChoiceField(
                choices=choices,
                required=False,
                initial=held.get(column, ""),
                label=title or _("Kolom %(n)s") % {"n": column + 1},
            )
            self.columns.append(
                (name, [readable(cells[column]) for _row, cells in sample if column < len(cells) and cells[column]])
            )

    @property
    def rows(self):
        """(field of the form, first values in that column)"""
        return [(self[name], values) for name, values in self.columns]

    def clean(self):
        values = super().clean()
        mapping: dict[str, int] = {}
        for column, (name, _sample) in enumerate(self.columns):
            field = values.get(name)
            if field and field in mapping:
                self.add_error(name, _("«%(field)s» is al gekozen voor een andere kolom.") % {"field": FIELDS[field]})
            elif field:
                mapping[field] = column
        if missing(mapping) and not self.errors:
            raise forms.ValidationError(_("Zeg in welke kolom de naam staat."))
        self.mapping = mapping
        return values


class RowForm(BaseForm):
    """One row of the sheet, to correct; the plan says what is right."""

    NAMES = ("name", "first_name", "last_name")

    def __init__(self, *args, mapping, **kwargs):
        super().__init__(*args, **kwargs)
        for field in FIELDS:
            if field in mapping:
                self.fields[field] = forms.CharField(label=FIELDS[field], required=False, max_length=254)
                # A row asks for a name, in one column or in two; the plan says it, and the label does not deny it.
                self.fields[field].sometimes = field in self.NAMES

    def tell(self, problems) -> None:
        """Put what is wrong with the row at its field; `problems`: (row, field, sentence, suggestion) each."""
        for _row, field, sentence, _better in problems:
            places = [name for name in (field, *self.NAMES) if name in self.fields]
            at = field if field in self.fields else places[0] if field in self.NAMES and places else None
            self.add_error(at, sentence)
