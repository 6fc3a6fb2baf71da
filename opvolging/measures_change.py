"""Three measures of the change itself: does it come back, do people work more alike, and do they still want it."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opvolging.found import Found, unknown
from opvolging.health_facts import Facts
from opvolging.returning import total_of
from opvolging.spread import median_drop
from toetsing.gate_pulse import pulse as pulse_since
from trajecten.criteria import number, reached
from trajecten.steps import Outcome

STEP = 6
TENTH = Decimal("0.1")


def recurrence(facts: Facts, goal: Decimal) -> Found:
    """Reports per four weeks of the last twelve weeks against the eight weeks before the agreements, in per cent."""
    total = total_of(facts.bundles)
    if total is None:
        return unknown(_("Er is nog te weinig gemeld, of te kort afgesproken, om te vergelijken."))
    values = {"after": number(total.after), "before": number(total.before), "share": number(total.share)}
    text = _("Per 4 weken komt het %(after)s keer terug. Voordien was dat %(before)s keer (%(share)s%%).") % values
    outcome = Outcome(reached(total.share, goal, lower_is_better=True), text, total.share, total.reports)
    rising = {one.number for bundle in facts.bundles if bundle.rises for one in bundle.agreements}
    return Found(outcome, tuple(sorted(rising)))


def spread(facts: Facts, goal: Decimal) -> Found:
    """How much less differently people work on the themes with an agreement of sixteen weeks: the middle theme."""
    found = median_drop(facts.spreads)
    extra = {"themes": [one.as_row() for one in facts.spreads]}
    if found is None:
        told = unknown(
            _("Er zijn nog geen twee bevragingen die dit vergelijken: een van voor de afspraak, een van erna.")
        )
        return Found(told.outcome, extra=extra)
    less = {agreement for one in facts.spreads if one.drop < goal for agreement in one.agreements}
    value, n = found.quantize(TENTH, ROUND_HALF_UP), len(facts.spreads)
    outcome = Outcome(reached(found, goal), _dropped(value, n), value, n)
    return Found(outcome, tuple(sorted(less)), extra)


def _dropped(value: Decimal, n: int) -> str:
    if value <= 0:
        return _("De spreiding daalde niet.")
    return ngettext(
        "Op %(n)d thema daalde de spreiding met %(value)s%%.",
        "Op de helft van de %(n)d thema's daalde de spreiding met %(value)s%% of meer.",
        n,
    ) % {"n": n, "value": number(value)}


def pulse(facts: Facts, goal: Decimal) -> Found:
    """As at every gate: high enough, and nowhere surely under the floor of this step (50); near the goal is not sure."""
    return Found(pulse_since(facts.project, goal, step=STEP, surveys=facts.surveys))
