"""Filters of the list of findings."""

import django_filters
from django.utils.translation import gettext_lazy as _

from toetsing.finding_list import LEFT
from toetsing.models import Concept, Finding, TestRound


class FindingFilter(django_filters.FilterSet):
    soort = django_filters.ChoiceFilter(
        field_name="kind", choices=Finding.Kind.choices, label=_("Soort"), empty_label=_("alle soorten")
    )
    ernst = django_filters.ChoiceFilter(
        field_name="severity", choices=Finding.Severity.choices, label=_("Hoe erg"), empty_label=_("alles")
    )
    concept = django_filters.ModelChoiceFilter(
        queryset=Concept.objects.none(), label=_("Concept"), empty_label=_("alle concepten")
    )
    ronde = django_filters.ModelChoiceFilter(
        field_name="round", to_field_name="number", queryset=TestRound.objects.none(), label=_("Ronde"),
        empty_label=_("alle rondes"),
    )  # fmt: skip
    open = django_filters.ChoiceFilter(
        choices=[("ja", _("nog open")), ("nee", _("afgerond"))],
        method="only_open",
        label=_("Toestand"),
        empty_label=_("open en afgerond"),
    )

    class Meta:
        model = Finding
        fields: list[str] = []

    def __init__(self, data, *, project, queryset):
        super().__init__(data, queryset=queryset)
        self.filters["concept"].queryset = project.concepts.all()
        self.filters["ronde"].queryset = project.test_rounds.all()
        for field in self.form.fields.values():
            field.widget.attrs["class"] = "form-select"

    def only_open(self, queryset, _name, value):
        return queryset.filter(LEFT) if value == "ja" else queryset.exclude(LEFT)

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
