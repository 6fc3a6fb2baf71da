"""The form with which things get another owner: one name per thing, or one for all of a kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from communicatie.people import PersonField, suggested
from opvolging.vacancies import TITLES, Held, Kind
from organisatie.models import Employee
from trajecten.forms import BaseForm
from trajecten.models import Project


@dataclass(frozen=True)
class Section:
    """One kind of thing, for the template."""

    title: str
    everything: forms.BoundField | None
    rows: list[tuple[Held, forms.BoundField]]


class HandingForm(BaseForm):
    """`wie-<kind>-<key>` for one thing, `alle-<kind>` for those of the kind that stay empty. Empty: it stays as it is."""

    def __init__(self, *args, project: Project, held: Iterable[Held], **kwargs):
        super().__init__(*args, **kwargs)
        self.held = list(held)
        staff = Employee.objects.filter(organisation=project.organisation_id).active()
        self.names = suggested(staff, project)
        """Whom the browser proposes; one list for the whole page."""
        for kind in self._kinds(several=True):
            self._ask(f"alle-{kind}", _("Voor alles hieronder"), staff)
        for one in self.held:
            self._ask(f"wie-{one.key}", _("Nieuwe eigenaar van %(what)s") % {"what": one.label}, staff)

    def _ask(self, name: str, label: str, staff) -> None:
        field = self.fields[name] = PersonField(label=label, required=False)
        field.offer(staff, [])

    def _kinds(self, *, several: bool = False) -> list[Kind]:
        counts = {kind: sum(one.kind is kind for one in self.held) for kind in Kind}
        return [kind for kind, n in counts.items() if n > (1 if several else 0)]

    def sections(self) -> Iterator[Section]:
        for kind in self._kinds():
            everything = self[f"alle-{kind}"] if f"alle-{kind}" in self.fields else None
            mine = [(one, self[f"wie-{one.key}"]) for one in self.held if one.kind is kind]
            yield Section(str(TITLES[kind]), everything, mine)

    @property
    def owners(self) -> dict[tuple[Kind, int], Employee]:
        """What the action wants, of a form that is valid."""
        data = self.cleaned_data
        chosen = {(one.kind, one.pk): data[f"wie-{one.key}"] or data.get(f"alle-{one.kind}") for one in self.held}
        return {key: who for key, who in chosen.items() if who is not None}
