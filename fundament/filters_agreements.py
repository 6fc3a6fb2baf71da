"""Filters of the list of agreements: per framework, per function, and how they stand."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fundament.agreement_list import STATES, in_state
from fundament.models import Agreement, AgreementFramework, AgreementVersion
from organisatie.models import JobFunction

LIVE = ["concept", "tested", "in_force"]


def for_function(agreements, function):
    """Those whose words of now, or the ones in the making, are meant for this function or for everybody."""
    meant = AgreementVersion.objects.filter(Q(functions=function) | Q(functions__isnull=True), status__in=LIVE)
    return agreements.filter(pk__in=meant.values("agreement"))


class AgreementFilter(django_filters.FilterSet):
    kader = django_filters.ModelChoiceFilter(
        field_name="framework",
        queryset=AgreementFramework.objects.none(),
        label=_("Afsprakenkader"),
        empty_label=_("alle kaders"),
    )
    functie = django_filters.ModelChoiceFilter(
        queryset=JobFunction.objects.none(),
        label=_("Functiegroep"),
        empty_label=_("alle functies"),
        method="of_function",
    )
    toestand = django_filters.ChoiceFilter(
        choices=[(code, label) for code, (label, _tone) in STATES.items()],
        label=_("Hoe staat het"),
        empty_label=_("alles"),
        method="of_state",
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def __init__(self, data, *, project, queryset):
        super().__init__(data, queryset=queryset)
        self.filters["kader"].queryset = project.frameworks.all()
        self.filters["functie"].queryset = project.organisation.functions.all()
        for field in self.form.fields.values():
            field.widget.attrs["class"] = "form-select"

    def of_function(self, agreements, name, function):
        return for_function(agreements, function)

    def of_state(self, agreements, name, state):
        return in_state(agreements, state)

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
