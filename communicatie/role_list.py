"""Who is asked and who said yes, as pages show it. Who would rather not is on no list: their place is simply open."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communicatie.models import RoleAsk
from communicatie.role_words import hours_words
from organisatie.models import Employee
from trajecten.models import Project

ORDER = [choice.value for choice in RoleAsk.Role]
SAID_YES = Q(status=RoleAsk.Status.ACCEPTED, given__isnull=False, given__until__isnull=True)


@dataclass
class Group:
    """The people of one role at one place."""

    role: str
    place: str
    asks: list[RoleAsk] = field(default_factory=list)

    @property
    def doing(self) -> int:
        return sum(ask.does_it for ask in self.asks)

    @property
    def asked(self) -> int:
        """Did not answer yet."""
        return len(self.asks) - self.doing


def asks_of(project: Project, *, with_asked: bool) -> list[RoleAsk]:
    """Who said yes, and for who leads also who did not answer yet; by role, place and name. One query."""
    wanted = SAID_YES | Q(status=RoleAsk.Status.ASKED) if with_asked else SAID_YES
    rows = rows_of(project).filter(wanted, employee__in=Employee.objects.active())
    return sorted(rows, key=lambda ask: (ORDER.index(ask.role), ask.place.casefold(), str(ask.employee).casefold()))


def rows_of(project: Project) -> QuerySet[RoleAsk]:
    return RoleAsk.objects.filter(project=project).select_related(
        "employee__location", "employee__function", "location", "given"
    )


def grouped(asks: Iterable[RoleAsk]) -> list[Group]:
    """In the order of `asks`, one group for each role and place."""
    found: dict[tuple[str, str], Group] = {}
    for ask in asks:
        group = found.setdefault((ask.role, ask.place), Group(str(ask.get_role_display()), ask.place))
        group.asks.append(ask)
    return list(found.values())


def by_role(groups: Iterable[Group]) -> list[tuple[str, list[Group]]]:
    """«Ambassadeur» with its places, «Helper» with its places."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(group.role, []).append(group)
    return list(found.items())


def terms_of(ask: RoleAsk) -> list[str]:
    """«3 uur per week», «nacht», «voorbereid op 3 mei»: what was agreed, as far as something was."""
    prepared = _("voorbereid op %(day)s") % {"day": date_format(ask.prepared_on, "j F")} if ask.prepared_on else ""
    return [part for part in (hours_words(ask.hours), ", ".join(ask.shifts), prepared) if part]


def missing_of(ask: RoleAsk) -> str:
    """What has yet to be agreed with an ambassador; empty when nothing has."""
    if ask.role != RoleAsk.Role.AMBASSADOR:
        return ""
    if not ask.hours:
        return _("Spreek uren af") if ask.prepared_on else _("Spreek uren en een voorbereiding af")
    return "" if ask.prepared_on else _("Plan een voorbereiding")
