"""Search and filters of the list of employees."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, JobFunction, Location

STATES = [("", _("in dienst")), ("uit", _("uit dienst")), ("alle", _("allemaal"))]


class EmployeeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Zoek"), max_length=80)
    location = django_filters.ModelChoiceFilter(
        queryset=Location.objects.none(), label=_("Locatie"), empty_label=_("alle locaties")
    )
    function = django_filters.ModelChoiceFilter(
        queryset=JobFunction.objects.none(), label=_("Functiegroep"), empty_label=_("alle functiegroepen")
    )
    staat = django_filters.CharFilter(method="in_state", label=_("Wie"), widget=forms.Select(choices=STATES))

    class Meta:
        model = Employee
        fields: list[str] = []

    def __init__(self, data, *, organisation):
        super().__init__(
            data, queryset=Employee.objects.filter(organisation=organisation).select_related("location", "function")
        )
        self.filters["location"].queryset = organisation.locations.all()
        self.filters["function"].queryset = organisation.functions.all()
        for name, field in self.form.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    def search(self, queryset, _name, value):
        words = value.split()[:5]
        for word in words:
            queryset = queryset.filter(
                Q(name__icontains=word) | Q(email__icontains=word) | Q(personnel_number__iexact=word)
            )
        return queryset

    def in_state(self, queryset, _name, _value):
        return queryset  # decided in `qs`, because the empty choice means something too

    @property
    def qs(self):
        found = super().qs
        state = self.data.get("staat", "")
        if state == "alle":
            return found
        if state == "uit":
            return found.filter(active_until__lt=timezone.localdate())
        return found.filter(Q(active_until__isnull=True) | Q(active_until__gte=timezone.localdate()))

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name != "q")

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
