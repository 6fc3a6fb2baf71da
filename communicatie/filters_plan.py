"""Search, filters and order of the messages."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communicatie.message_list import LATE, ORDERS
from communicatie.models import Message

STATES = [(LATE, _("nog te vertellen")), *Message.Status.choices]


class MessageFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Zoek"), max_length=80)
    doelgroep = django_filters.ChoiceFilter(
        field_name="audience", label=_("Doelgroep"), empty_label=_("alle doelgroepen")
    )
    waarover = django_filters.ChoiceFilter(
        field_name="key", choices=Message.Key.choices, label=_("Waarover"), empty_label=_("alles")
    )
    toestand = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", label=_("Toestand"), empty_label=_("alle toestanden")
    )
    weg = django_filters.ChoiceFilter(
        field_name="channel", choices=Message.Channel.choices, label=_("Langs welke weg"), empty_label=_("alle wegen")
    )
    stap = django_filters.ChoiceFilter(
        field_name="step",
        choices=[(str(n), str(n)) for n in range(1, 7)],
        label=_("Stap"),
        empty_label=_("alle stappen"),
    )
    volgorde = django_filters.ChoiceFilter(
        choices=[(code, words) for code, (words, _order) in ORDERS.items()],
        method="in_order",
        label=_("Volgorde"),
        empty_label=None,
        initial="dag",
    )

    class Meta:
        model = Message
        fields: list[str] = []

    def __init__(self, data, *, queryset, audiences):
        super().__init__(data, queryset=queryset)
        self.filters["doelgroep"].extra["choices"] = [(str(one.pk), one.name) for one in audiences]
        for name, field in self.form.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    def search(self, queryset, _name, value):
        return queryset.filter(Q(title__icontains=value) | Q(text__icontains=value))

    def in_state(self, queryset, _name, value):
        return queryset.due(timezone.localdate()) if value == LATE else queryset.filter(status=value)

    def in_order(self, queryset, _name, value):
        return queryset.order_by(*ORDERS[value][1])

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name != "q")

    @property
    def is_used(self) -> bool:
        """Whether anything is left out; another order leaves nothing out."""
        return any(self.data.get(name) for name in self.filters if name != "volgorde")
