"""The points a team proposes to go on without, as a page tells them: why, what is done in its place, by whom, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from trajecten.models import GateRequest, Project, Waiver
from trajecten.reading import ahead_of
from trajecten.templatetags.getallen import datum
from trajecten.wording import ended

FIELDS = ("code", "reason", "measure", "expires_on")


@dataclass(frozen=True)
class Waived:
    code: str
    reason: str
    measure: str
    owner: str
    expires_on: date

    @property
    def lines(self) -> list[str]:
        """The three sentences below the point."""
        values = {
            "reason": ended(self.reason),
            "measure": ended(self.measure),
            "owner": self.owner,
            "day": datum(self.expires_on),
        }
        return [
            _("Waarom: %(reason)s") % values,
            _("In de plaats: %(measure)s") % values,
            _("%(owner)s houdt dit in het oog, tot %(day)s.") % values,
        ]


def waived_of(request: GateRequest | None) -> dict[str, Waived]:
    """{code: what was proposed} with this request; one query."""
    if request is None:
        return {}
    rows = Waiver.objects.filter(snapshot__request=request)
    rows = rows.annotate(owner_name=F("owner__name"), owner_email=F("owner__email"))
    return _by_code(rows.values(*FIELDS, "owner_name", "owner_email"))


def waived_now(project: Project, request: GateRequest | None) -> dict[str, Waived]:
    """The same for the open request, without a query when the page read it with the project."""
    if request is None:
        return {}
    ahead = ahead_of(project)
    return _by_code(ahead.waivers) if ahead else waived_of(request)


def _by_code(rows: Iterable[dict]) -> dict[str, Waived]:
    return {
        row["code"]: Waived(
            row["code"], row["reason"], row["measure"], row["owner_name"] or row["owner_email"], _day(row["expires_on"])
        )
        for row in rows
    }


def _day(value: date | str) -> date:
    """A database hands a date out of JSON as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
