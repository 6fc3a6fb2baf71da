"""What somebody must know before a list is added: what gets lost, and who comes on it without an address."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bevraging import actions
from bevraging.models import Survey
from bevraging.people_list import Entry, Reading


@dataclass(frozen=True)
class Held:
    """Nothing of the list is added yet. `strangers`: how many have a location or function and are no employee."""

    strangers: int
    columns: str
    doubtful: list[Entry]


def held(survey: Survey, reading: Reading) -> Held | None:
    """What must be said first; None when the list can be added at once."""
    strangers = sum(employee is None for _entry, employee in actions.with_employees(survey, reading.placed))
    if not strangers and not reading.doubtful:
        return None
    titles = [f"«{title}»" for title in reading.unkept]
    *first, last = titles or [""]
    columns = _("%(first)s en %(second)s") % {"first": ", ".join(first), "second": last} if first else last
    return Held(strangers, columns, reading.doubtful)
