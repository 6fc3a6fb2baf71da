"""Search and filters of the inventory."""

import django_filters
from django.utils.translation import gettext_lazy as _

from bevraging.models import InventoryItem, Lens
from organisatie.models import Location


class InventoryFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="text", lookup_expr="icontains", label=_("Zoek"), max_length=80)
    lens = django_filters.ChoiceFilter(choices=Lens.choices, label=_("Vraag"), empty_label=_("alle vragen"))
    location = django_filters.ModelChoiceFilter(
        queryset=Location.objects.none(), label=_("Locatie"), empty_label=_("alle locaties")
    )
    source = django_filters.ChoiceFilter(
        choices=InventoryItem.Source.choices, label=_("Bron"), empty_label=_("alle bronnen")
    )
    status = django_filters.ChoiceFilter(
        choices=InventoryItem.Status.choices, label=_("Toestand"), empty_label=_("alles")
    )

    class Meta:
        model = InventoryItem
        fields: list[str] = []

    def __init__(self, data, *, project, queryset, edits: bool):
        super().__init__(data, queryset=queryset)
        self.filters["location"].queryset = project.organisation.locations.all()
        if not edits:  # who reads along only ever sees what is confirmed
            del self.filters["status"]
        for name, field in self.form.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name != "q")

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
