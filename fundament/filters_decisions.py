"""Search and filters of the register of decisions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from bevraging.models import Theme
from fundament.models import Decision

ASKED = "asked"
STATES = [
    (Decision.Status.PROPOSAL, _("in voorbereiding")),
    (ASKED, _("ligt bij de beslisser")),
    *[(value, label) for value, label in Decision.Status.choices if value != Decision.Status.PROPOSAL],
]


class DecisionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="question", lookup_expr="icontains", label=_("Zoek"), max_length=80)
    status = django_filters.ChoiceFilter(choices=STATES, label=_("Toestand"), empty_label=_("alles"), method="in_state")
    kind = django_filters.ChoiceFilter(choices=Decision.Kind.choices, label=_("Soort"), empty_label=_("alle soorten"))
    theme = django_filters.ModelChoiceFilter(
        field_name="themes", queryset=Theme.objects.none(), label=_("Thema"), empty_label=_("alle thema’s")
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def __init__(self, data, *, project, queryset):
        super().__init__(data, queryset=queryset)
        self.filters["theme"].queryset = Theme.objects.filter(project=project)
        for name, field in self.form.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    def in_state(self, found, _name, state):
        if state in (ASKED, Decision.Status.PROPOSAL):
            return found.open().filter(asked_at__isnull=state != ASKED)
        return found.filter(status=state)

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name != "q")

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
