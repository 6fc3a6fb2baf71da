"""What gate 5 asks about follow-up, joined to its own criteria: a rhythm is a noun of step 6.

Agreements live on only when somebody looks. So before the project goes over to its rhythm, each agreement has, in each
place where it holds, an owner who gets the link, a way to look and a first check within eight weeks.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.gate_reading import one_if, rows
from opvolging.addresses import address
from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck
from opvolging.models.rhythm import owned_today
from opvolging.planning import FIRST_WITHIN
from trajecten.criteria import criterion, fixed, share
from trajecten.steps import Criterion, Kind, Outcome
from uitrol import gate_facts, gate_reading

KIND = "rhythm"
"""Its rows in the statement of gate 5."""
SHOWN = 4
EVERYWHERE = 0


def criteria() -> Iterable[Criterion]:
    return (
        criterion(
            "s5.follow_up",
            Kind.HARD,
            gettext_lazy("Elke afspraak wordt opgevolgd"),
            gettext_lazy(
                "Het aandeel van de afspraken met overal waar ze gelden een eigenaar, een manier van kijken en een eerste check binnen 8 weken."
            ),
            follow_up,
            fixed(100),
        ),
    )


def follow_up(project: Any, goal: Decimal) -> Outcome:
    """Of the agreements that hold somewhere today the share that is ready everywhere it holds. It comes along with what
    gate 5 reads, no query of its own."""
    facts = gate_facts.facts_of(project)
    begun = {(row[4], row[5]): bool(row[6] and row[7]) for row in facts.joined[KIND]}
    numbers = sorted({number for number, _place in facts.holding})
    left = [pair for pair in sorted(facts.holding) if not _is_ready(begun, pair)]
    not_yet = sorted({number for number, _place in left})
    bare = any(not _rhythms(begun, pair) for pair in left) or not numbers
    url = address(project, "klaarzetten") if bare else address(project, "ritmes", toon="vraagt")
    found = share(
        len(numbers) - len(not_yet),
        len(numbers),
        goal,
        what=_("Afspraken met een eigenaar en een eerste check binnen 8 weken"),
        minimum=1,
        remedy_url=url,
        remedy_label=_("Zet het ritme klaar") if bare else _("Bekijk de ritmes"),
    )
    text = f"{found.text} {_names(not_yet)}".strip()
    return Outcome(found.state, text, found.value, found.denominator, found.remedy_url, found.remedy_label)


Begun = dict[tuple[int, int], bool]
"""{(number of an agreement, location or EVERYWHERE): it has an owner and its first check is near}."""


def _rhythms(begun: Begun, pair: tuple[int, int]) -> list[bool]:
    number, _place = pair
    return [begun[key] for key in {pair, (number, EVERYWHERE)} if key in begun]


def _is_ready(begun: Begun, pair: tuple[int, int]) -> bool:
    return any(_rhythms(begun, pair))


def _names(numbers: list[int]) -> str:
    if not numbers:
        return ""
    told = [f"A{number:02}" for number in numbers[:SHOWN]]
    more = len(numbers) - SHOWN
    return _("Nog niet: %(names)s.") % {
        "names": ", ".join([*told, *([_("en nog %(n)d") % {"n": more}] if more > 0 else [])])
    }


def _begun(project: Any) -> Any:
    """(number, location, has an owner who works here, the first check is near or was done) of each rhythm that runs."""
    today = timezone.localdate()
    running = CheckRhythm.objects.running().filter(agreement__project=project)
    near = PlannedCheck.objects.filter(
        rhythm=OuterRef("pk"), status=PlannedCheck.Status.PLANNED, due_on__lte=today + FIRST_WITHIN
    )
    noted = AgreementCheck.objects.filter(rhythm=OuterRef("pk"))
    return rows(
        running,
        KIND,
        x="agreement__number",
        y="location_id",
        z=one_if(Q(owned_today())),
        w=one_if(Q(Exists(near)) | Q(Exists(noted))),
    )


gate_reading.join_rows(KIND, _begun)
