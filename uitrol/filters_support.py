"""Filters of what was noted on the floor, and of barriers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from organisatie.models import Location
from uitrol.models import Barrier, SupportLog, WorkTask


class _Filter(django_filters.FilterSet):
    """Fields in the look of the house; `is_used` when something was chosen."""

    def __init__(self, data, *, project, queryset):
        super().__init__(data, queryset=queryset)
        self.filters["locatie"].queryset = Location.objects.filter(organisation=project.organisation_id)
        self.filters["taak"].queryset = project.work_tasks.all()
        for name, field in self.form.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)


class LogFilter(_Filter):
    q = django_filters.CharFilter(field_name="text", lookup_expr="icontains", label=_("Zoek in de woorden"))
    soort = django_filters.ChoiceFilter(
        field_name="kind", choices=SupportLog.Kind.choices, label=_("Soort"), empty_label=_("alle soorten")
    )
    opgelost = django_filters.ChoiceFilter(
        field_name="solved", choices=SupportLog.Solved.choices, label=_("Opgelost"), empty_label=_("alles")
    )
    locatie = django_filters.ModelChoiceFilter(
        field_name="location", queryset=Location.objects.none(), label=_("Locatie"), empty_label=_("alle locaties")
    )
    taak = django_filters.ModelChoiceFilter(
        field_name="task", queryset=WorkTask.objects.none(), label=_("Taak"), empty_label=_("alle taken")
    )

    class Meta:
        model = SupportLog
        fields: list[str] = []


class BarrierFilter(_Filter):
    q = django_filters.CharFilter(field_name="text", lookup_expr="icontains", label=_("Zoek in de woorden"))
    ernst = django_filters.ChoiceFilter(
        field_name="severity", choices=Barrier.Severity.choices, label=_("Hoe erg"), empty_label=_("alles")
    )
    toestand = django_filters.ChoiceFilter(
        choices=[("niet", _("nog niet opgelost")), *Barrier.Status.choices],
        method="in_state", label=_("Toestand"), empty_label=_("alles"),
    )  # fmt: skip
    locatie = django_filters.ModelChoiceFilter(
        field_name="location", queryset=Location.objects.none(), label=_("Locatie"), empty_label=_("alle locaties")
    )
    taak = django_filters.ModelChoiceFilter(
        field_name="task", queryset=WorkTask.objects.none(), label=_("Taak"), empty_label=_("alle taken")
    )

    class Meta:
        model = Barrier
        fields: list[str] = []

    def in_state(self, queryset, _name, value):
        return queryset.unsolved() if value == "niet" else queryset.filter(status=value)
