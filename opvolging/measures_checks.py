"""Three measures of checks: done on time, going well, and taken up where they do not. What a norm comes from: ADR 0073."""

from decimal import Decimal

from django.utils.translation import gettext as _

from opvolging.classes import ATTENTION, GROWING, WELL
from opvolging.found import Found, code_of, named, share, unknown
from opvolging.health_facts import GRACE, TO_BEGIN, Due, Facts
from opvolging.reading import Seen
from trajecten.criteria import MIN_DENOMINATOR
from trajecten.steps import Outcome

MEASURED = (WELL, GROWING, ATTENTION)


def on_time(facts: Facts, goal: Decimal) -> Found:
    """Of the planned checks of the last 13 weeks, how many were done within a week after their day. One that may still be
    done in time does not count yet."""
    counting = [one for one in facts.due if one.done_on or one.due_on + GRACE < facts.today]
    whole = sum(one.n for one in counting)
    if not whole:
        return unknown(_("De laatste 13 weken was er nog geen check gepland."))
    done = sum(one.n for one in counting if _in_time(one))
    return Found(share(done, whole, goal, _("Checks op tijd"), minimum=MIN_DENOMINATOR))


def _in_time(one: Due) -> bool:
    return one.done_on is not None and one.done_on <= one.due_on + GRACE


def goes_well(facts: Facts, goal: Decimal) -> Found:
    """Of the agreements of which enough was seen, how many go well: the latest check of each place, taken together."""
    seen = [one for one in facts.shares.values() if one.found in MEASURED]
    if not seen:
        return unknown(_("Van geen enkele afspraak is al genoeg gezien."))
    left = sorted(one.number for one in seen if one.found != WELL)
    what = _("Afspraken die goed lopen")
    found = share(len(seen) - len(left), len(seen), goal, what, rest=named(map(code_of, left)))
    return Found(found, tuple(left))


def remedy(facts: Facts, goal: Decimal) -> Found:
    """Where the latest check asks for attention, somebody looks after an approach; two weeks are given to agree on one."""
    asking = [one for one in facts.checks if one.class_on(facts.today) == ATTENTION]
    taken = [one for one in asking if _is_taken_up(one, facts)]
    late = [one for one in asking if one not in taken and one.noted_on + TO_BEGIN < facts.today]
    if not taken and not late:
        return unknown(_("Nergens vraagt een afspraak aandacht, of het is nog te vroeg voor een aanpak."))
    rest = named(_where(one) for one in late)
    found: Outcome = share(len(taken), len(taken) + len(late), goal, _("Met een aanpak en een eigenaar"), rest=rest)
    return Found(found, tuple(sorted({one.number for one in late})))


def _is_taken_up(check: Seen, facts: Facts) -> bool:
    mine = [one for one in facts.approaches if one.agreement == check.number and one.location in (None, check.location)]
    return any(one.runs or (one.helps and one.started_on >= check.noted_on) for one in mine)


def _where(one: Seen) -> str:
    """«A05 in Linde»; never who."""
    if not one.place:
        return one.code
    return _("%(code)s in %(place)s") % {"code": one.code, "place": one.place}
