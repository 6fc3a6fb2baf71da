"""Search and filters of the bottlenecks."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from fundament.bottleneck_list import places_of
from fundament.models import Bottleneck

LOOSE = "geen"
DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class BottleneckFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="what", lookup_expr="icontains", label=_("Zoek"), max_length=80)
    bundle = django_filters.ChoiceFilter(
        label=_("Bundel"), empty_label=_("alle bundels"), null_label=_("zonder bundel"), null_value=LOOSE
    )
    location = django_filters.ChoiceFilter(label=_("Locatie"), empty_label=_("alle locaties"))
    function = django_filters.ChoiceFilter(label=_("Functiegroep"), empty_label=_("alle functiegroepen"))
    source = django_filters.ChoiceFilter(
        choices=Bottleneck.Source.choices, label=_("Bron"), empty_label=_("alle bronnen")
    )
    since = django_filters.DateFilter(field_name="happened_on", lookup_expr="gte", label=_("Vanaf"), **DAY)
    until = django_filters.DateFilter(field_name="happened_on", lookup_expr="lte", label=_("Tot en met"), **DAY)

    class Meta:
        model = Bottleneck
        fields: list[str] = []

    def __init__(self, data, *, project, queryset, bundles):
        super().__init__(data, queryset=queryset)
        self.filters["bundle"].extra["choices"] = [(str(bundle.pk), bundle.name) for bundle in bundles]
        locations, functions = places_of(project.organisation)
        self.filters["location"].extra["choices"] = locations
        self.filters["function"].extra["choices"] = functions
        for name, field in self.form.fields.items():
            text = name in ("q", "since", "until")
            field.widget.attrs["class"] = "form-control" if text else "form-select"

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name != "q")

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
