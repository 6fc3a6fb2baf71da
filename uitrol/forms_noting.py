"""The form of one entry: three taps, and what is remembered of the last time."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from trajecten.forms import BaseForm
from uitrol.models import SupportLog
from uitrol.models.support import MOST_HELPED, MOST_MINUTES, TEXT_LENGTH
from uitrol.noting import ELSE, Offer, Usual

Kind, Solved = SupportLog.Kind, SupportLog.Solved


AT_ONCE = 4
"""So many tasks stand there before «Meer»; one more when that is the last."""


@dataclass(frozen=True)
class Chip:
    value: str
    label: str
    chosen: bool


class NoteForm(WithoutNames, BaseForm):
    """What comes from the page, and later from the phone when there was no internet: the same fields."""

    watched = ("text",)
    what = forms.ChoiceField(
        label=gettext_lazy("Waarmee hielp je?"), error_messages={"required": gettext_lazy("Tik aan waarmee je hielp")}
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat was het?"),
        choices=Kind.choices,
        error_messages={"required": gettext_lazy("Tik aan wat het was")},
    )
    solved = forms.ChoiceField(
        label=gettext_lazy("Is het opgelost?"), choices=[("", ""), *Solved.choices], required=False
    )
    helped = forms.IntegerField(
        label=gettext_lazy("Hoeveel collega’s hielp je?"), min_value=1, max_value=MOST_HELPED, required=False
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten kostte het?"), min_value=1, max_value=MOST_MINUTES, required=False
    )
    location = forms.ChoiceField(
        label=gettext_lazy("Waar was het?"), error_messages={"required": gettext_lazy("Kies waar het was")}
    )
    shift = forms.CharField(label=gettext_lazy("Welke dienst?"), required=False)
    text = forms.CharField(label=gettext_lazy("In een paar woorden"), max_length=TEXT_LENGTH, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    ago = forms.IntegerField(required=False)

    def __init__(self, *args, project, offer: Offer, usual: Usual, **kwargs):
        first = {"key": uuid4(), "location": usual.location_id, "shift": usual.shift, "helped": 1}
        super().__init__(*args, organisation=project.organisation, initial=first, **kwargs)
        self.offer = offer
        self.things: dict[str, dict[str, Any]] = {ELSE: {}}
        self.things |= {f"taak-{one.pk}": {"task": one} for one in offer.tasks}
        self.things |= {f"thema-{one.pk}": {"theme": one} for one in offer.themes}
        self.places = {str(one.pk): one for one in offer.locations}
        self.fields["what"].choices = [(key, key) for key in self.things]
        self.fields["location"].choices = self.place_options()

    def clean_helped(self) -> int:
        return self.cleaned_data["helped"] or 1

    def clean_shift(self) -> str:
        """One that is gone by now is nothing to bother a phone with."""
        shift = self.cleaned_data["shift"]
        return shift if shift in self.offer.shifts else ""

    def clean(self):
        data = super().clean()
        if data.get("kind") == Kind.SUCCESS:
            data["solved"] = Solved.YES
        elif data.get("kind") and not data.get("solved") and "solved" not in self.errors:
            self.add_error("solved", _("Tik aan of het opgelost is"))
        return data

    def values(self) -> dict[str, Any]:
        """For the action; only of a form that is valid."""
        data = dict(self.cleaned_data)
        thing = self.things[data.pop("what")]
        return {**data, **thing, "location": self.places[data["location"]], "ago": data["ago"] or 0}

    # What the template draws.

    def first_chips(self) -> list[Chip]:
        """A handful that fit on a phone together with the two other questions: tasks, or themes as long as there are none."""
        return self._chips()[0]

    def more_chips(self) -> list[Chip]:
        return self._chips()[1]

    def more_is_open(self) -> bool:
        return any(chip.chosen for chip in self.more_chips())

    def _chips(self) -> tuple[list[Chip], list[Chip]]:
        place = {pk: n for n, pk in enumerate(self.offer.often)}
        current = [one for one in self.offer.tasks if one.retired_at is None]
        current.sort(key=lambda one: (place.get(one.pk, len(place)), one.number))
        chosen = self["what"].value()
        tasks = [Chip(f"taak-{one.pk}", one.sentence, chosen == f"taak-{one.pk}") for one in current]
        themes = [Chip(f"thema-{one.pk}", one.name, chosen == f"thema-{one.pk}") for one in self.offer.themes]
        if not tasks:
            tasks, themes = themes, []
        shown = AT_ONCE if len(tasks) > AT_ONCE + 1 else AT_ONCE + 1
        return tasks[:shown], tasks[shown:] + themes

    def place_options(self) -> list[tuple[str, str]]:
        return [("", _("kies een locatie")), *((key, one.name) for key, one in self.places.items())]

    def place_key(self) -> str:
        return str(self["location"].value() or "")

    def usual_place(self) -> str:
        place = self.places.get(self.place_key())
        return place.name if place else ""
