"""Three measures of care: looked at again in time, what goes well is shown everywhere, and everything has somebody."""

from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from opvolging.found import Found, code_of, count, named, share, unknown
from opvolging.health_facts import Facts

OVERDUE = timedelta(days=30)


def review(facts: Facts, goal: Decimal) -> Found:
    """Frameworks of which the day to look again passed more than thirty days ago."""
    if not facts.reviews:
        return unknown(_("Van geen enkel kader met afspraken staat er een dag om te herzien."))
    late = [name for name, day in facts.reviews if day + OVERDUE < facts.today]
    what = _("Kaders die meer dan 30 dagen wachten op een herziening")
    return Found(count(len(late), len(facts.reviews), goal, what, named(late)))


def spotlight(facts: Facts, goal: Decimal) -> Found:
    """The locations of which something that goes well was shown in the last 13 weeks."""
    if not facts.places:
        return unknown(_("Er zijn geen locaties om in de kijker te zetten."))
    left = sorted(name for pk, name in facts.places.items() if pk not in facts.shown_at)
    whole = len(facts.places)
    what = _("Locaties in de kijker, de laatste 13 weken")
    return Found(share(whole - len(left), whole, goal, what, rest=named(left)))


def owners(facts: Facts, goal: Decimal) -> Found:
    """Agreements and rhythms of which nobody is owner, and locations without somebody to turn to."""
    empty = facts.vacancies
    if not empty.looked_after:
        return unknown(_("Er is nog niets waar iemand voor zorgt."))
    where = [code_of(one) for one in sorted({*empty.agreements, *empty.rhythms})] + list(empty.places)
    what = _("Zonder eigenaar of aanspreekpunt")
    return Found(count(empty.count, empty.looked_after, goal, what, named(where)))
