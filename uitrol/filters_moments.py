"""Filters of the list of moments, and the weeks of its calendar."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.db.models import TextField, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models import Location
from uitrol.models import Moment, Wave

STATES = {
    "komt": _("nog te komen"),
    "noteren": _("voorbij, nog te noteren"),
    "gehouden": _("gehouden"),
    "geschrapt": _("gaat niet door"),
}
WEEK = re.compile(r"(\d{4})-W(\d{2})")


class MomentFilter(django_filters.FilterSet):
    soort = django_filters.ChoiceFilter(
        field_name="kind", choices=Moment.Kind.choices, label=_("Soort"), empty_label=_("alle soorten")
    )
    locatie = django_filters.ChoiceFilter(field_name="location", label=_("Locatie"), empty_label=_("alle locaties"))
    golf = django_filters.ChoiceFilter(field_name="wave__number", label=_("Golf"), empty_label=_("alle golven"))
    staat = django_filters.ChoiceFilter(
        choices=list(STATES.items()), method="of_state", label=_("Toestand"), empty_label=_("alles")
    )

    class Meta:
        model = Moment
        fields: list[str] = []

    def __init__(self, data, *, project, queryset):
        super().__init__(data, queryset=queryset)
        places, waves = _choices(project)
        self.filters["locatie"].extra["choices"] = places
        self.filters["golf"].extra["choices"] = waves
        for field in self.form.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"

    def of_state(self, queryset, _name, value):
        now, planned = timezone.now(), queryset.filter(status=Moment.Status.PLANNED)
        return {
            "komt": planned.filter(ends_at__gte=now),
            "noteren": planned.filter(ends_at__lt=now),
            "gehouden": queryset.filter(status=Moment.Status.HELD),
            "geschrapt": queryset.filter(status=Moment.Status.CANCELLED),
        }[value]

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.filters)


def _choices(project) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The locations that have a moment and the waves, in one statement."""
    places = Location.objects.filter(moments__project=project).annotate(what=Value("l", TextField())).order_by()
    waves = project.waves.annotate(what=Value("g", TextField())).order_by()
    rows = places.values_list("what", "pk", "name").union(waves.values_list("what", "number", "name"))
    found: dict[str, list[tuple[str, str]]] = {"l": [], "g": []}
    for what, key, name in rows:
        found[what].append((str(key), name if what == "l" else str(Wave(number=key, name=name))))
    return sorted(found["l"], key=lambda one: one[1].casefold()), sorted(found["g"], key=lambda one: int(one[0]))


@dataclass(frozen=True)
class Week:
    """One week of the calendar, by its Monday."""

    monday: date

    @property
    def code(self) -> str:
        year, number, _day = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def before(self) -> "Week":
        return Week(self.monday - timedelta(days=7))

    @property
    def after(self) -> "Week":
        return Week(self.monday + timedelta(days=7))

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]

    def between(self, zone: str) -> tuple[datetime, datetime]:
        """From its first moment until that of the next one, on the clock of the organisation."""
        begins = datetime.combine(self.monday, time(0), ZoneInfo(zone))
        return begins, datetime.combine(self.after.monday, time(0), ZoneInfo(zone))

    def sorted(self, moments: Any, zone: str) -> list[tuple[date, list[Moment]]]:
        """Each day of it with its moments."""
        found: dict[date, list[Moment]] = {day: [] for day in self.days}
        for moment in moments:
            found[moment.starts_at.astimezone(ZoneInfo(zone)).date()].append(moment)
        return list(found.items())


def week_of(day: date) -> Week:
    return Week(day - timedelta(days=day.weekday()))


def week_called(text: str) -> Week | None:
    """«2026-W11»; None for anything else."""
    said = WEEK.fullmatch(text)
    if said is None:
        return None
    try:
        return Week(date.fromisocalendar(int(said[1]), int(said[2]), 1))
    except ValueError:
        return None
