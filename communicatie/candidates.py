"""Colleagues who could be asked for a role: by place, shift and name, without who was asked for it already."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from communicatie.models import RoleAsk
from organisatie.models import Employee
from trajecten.models import Project

PER_PAGE = 20
Role = RoleAsk.Role


class Candidates:
    """What `query` (of the address) asks: rol, locatie, dienst, q, and elders: also who works elsewhere."""

    def __init__(self, project: Project, query: Any) -> None:
        self.project, self.query = project, query
        self.role = query.get("rol") if query.get("rol") in Role.values else Role.AMBASSADOR.value
        self.places, self.shifts = self._choices()
        self.location: int | None = next((pk for pk, _name in self.places if str(pk) == query.get("locatie")), None)
        self.shift: str = next((word for word in self.shifts if word == query.get("dienst")), "")
        self.words: str = query.get("q", "")[:80]
        self.elsewhere = bool(query.get("elders"))
        self.picked: set[int] = set()

    def _choices(self) -> tuple[list[tuple[int, str]], list[str]]:
        """Places and shifts of the people of this project. One query."""
        rows = self.project.impacted().order_by().values_list("location", "location__name", "shift").distinct()
        places = {pk: name for pk, name, _shift in rows if pk}
        shifts = {shift.strip() for _pk, _name, shift in rows if shift.strip()}
        return sorted(places.items(), key=lambda place: place[1].casefold()), sorted(shifts)

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [(value, str(label).capitalize()) for value, label in Role.choices]

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)

    @property
    def place(self) -> str:
        return dict(self.places).get(self.location or 0, "")

    @property
    def is_used(self) -> bool:
        return bool(self.shift or self.words or self.elsewhere)

    @property
    def state(self) -> str:
        if self.place:
            return _("Voor %(place)s. Wie je vraagt, kiest zelf: ja of liever niet.") % {"place": self.place}
        return _("Wie je vraagt, kiest zelf: ja of liever niet.")

    @property
    def page(self) -> Page:
        found = getattr(self, "_page", None) or Paginator(self._rows(), PER_PAGE).get_page(self.query.get("blad"))
        self._page = found
        for employee in found.object_list:
            employee.ticked = employee.pk in self.picked
        return found

    def ticked(self, values: Iterable[str]) -> list[Employee]:
        """Those of the boxes that were ticked, as far as they work here."""
        keys = [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 12]
        return list(Employee.objects.filter(organisation=self.project.organisation_id, pk__in=keys).active())

    def keep(self, ticked: Iterable[Employee]) -> None:
        """Show these with their box ticked: what was sent is not lost when something else was wrong."""
        self.picked = {one.pk for one in ticked}

    def _rows(self) -> Any:
        asks = RoleAsk.objects.filter(project=self.project, role=self.role, employee=OuterRef("pk"))
        place = Q(location=self.location) if self.location else Q(location=OuterRef("location")) | Q(location=None)
        busy = asks.running().filter(place)
        # Who would rather not is left in peace; they can still change their mind by the link in their mail.
        asked_before = Exists(busy) | Exists(asks.filter(status=RoleAsk.Status.DECLINED))
        rows = Employee.objects.filter(organisation=self.project.organisation_id).active().exclude(asked_before)
        if self.location and not self.elsewhere:
            rows = rows.filter(location=self.location)
        if self.shift:
            rows = rows.filter(shift__iexact=self.shift)
        for word in self.words.split()[:5]:
            rows = rows.filter(name__icontains=word)
        return rows.select_related("location", "function").order_by("name", "pk")
