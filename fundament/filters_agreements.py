"""Filters of the list of agreements: per framework, per function, and how they stand."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fundament.agreement_list import STATES, in_state
from fundament.models import Agreement, AgreementVersion

LIVE = ["concept", "tested", "in_force"]


class AgreementFilter(django_filters.FilterSet):
    kader = django_filters.ChoiceFilter(field_name="framework", label=_("Afsprakenkader"), empty_label=_("alle kaders"))
    functie = django_filters.ChoiceFilter(label=_("Functiegroep"), empty_label=_("alle functies"), method="of_function")
    toestand = django_filters.ChoiceFilter(
        choices=[(code, label) for code, (label, _tone) in STATES.items()],
        label=_("Hoe staat het"),
        empty_label=_("alles"),
        method="of_state",
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def __init__(self, data, *, queryset, frameworks, functions):
        super().__init__(data, queryset=queryset)
        # Lists that were read already: a choice out of them needs no query of its own.
        self.filters["kader"].extra["choices"] = [(str(one.pk), one.name) for one in frameworks]
        self.filters["functie"].extra["choices"] = [(str(one.pk), one.name) for one in functions]
        for field in self.form.fields.values():
            field.widget.attrs["class"] = "form-select"

    def of_function(self, agreements, name, function):
        """Those whose words of now, or the ones in the making, are meant for this function or for everybody."""
        meant = AgreementVersion.objects.filter(Q(functions=function) | Q(functions__isnull=True), status__in=LIVE)
        return agreements.filter(pk__in=meant.values("agreement"))

    def of_state(self, agreements, name, state):
        return in_state(agreements, state)

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
