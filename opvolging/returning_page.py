"""What the page «Komt het terug?» shows, out of what `returning` and `spread` found. Asks the database nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opvolging.health import Reading
from opvolging.models import Remedy
from opvolging.returning import Followed, Returning, Total
from opvolging.spread import Spread, median_drop, spread_in
from trajecten.criteria import number


@dataclass(frozen=True)
class Line:
    """One bundle, before and since."""

    found: Returning
    top: Decimal
    """The longest bar of all."""
    url: str

    @property
    def change(self) -> str:
        """«38% vaker», «93% minder vaak», «ongeveer even vaak»."""
        return change_words(self.found.change)

    @property
    def tone(self) -> str:
        if self.found.change is None:
            return ""
        return "nog" if self.found.rises else "ok" if self.found.change <= -50 else "nu"


def lines_of(project: Any, bundles: Sequence[Returning]) -> list[Line]:
    top = max((rate for one in bundles for rate in (one.before, one.after) if rate is not None), default=Decimal(0))
    return [Line(one, top, reverse("fundament:bundel", args=[project.slug, one.pk])) for one in bundles]


def change_words(change: int | None) -> str:
    if change is None:
        return _("nog te vroeg of te weinig")
    if abs(change) < 1:
        return _("even vaak")
    told = _("%(n)d%% vaker") if change > 0 else _("%(n)d%% minder vaak")
    return told % {"n": abs(change)}


@dataclass(frozen=True)
class Question:
    """An agreement that is followed while its bundle rises: does it still fit?"""

    agreement: Followed
    bundle: Returning
    remedy_url: str
    review_url: str

    @property
    def title(self) -> str:
        return _("%(code)s wordt gevolgd, maar het knelpunt komt vaker terug: klopt de afspraak nog?") % {
            "code": self.agreement.code
        }

    @property
    def text(self) -> str:
        values = {"percent": self.agreement.percent, "bundle": self.bundle.name, "change": self.bundle.change}
        return (
            _("Ze loopt voor %(percent)d%% zoals afgesproken. «%(bundle)s» komt %(change)d%% vaker terug dan voordien.")
            % values
        )


def wrong_in(project: Any, bundles: Sequence[Returning], *, edits: bool) -> list[Question]:
    return [_question(project, agreement, one, edits) for one in bundles for agreement in one.wrong]


def _question(project: Any, agreement: Followed, bundle: Returning, edits: bool) -> Question:
    if not edits:
        return Question(agreement, bundle, "", "")
    asked = {"afspraak": agreement.pk, "oorzaak": str(Remedy.Cause.AGREEMENT_WRONG)}
    remedy = _address("opvolging:aanpak_nieuw", project.slug)
    review = _address("opvolging:herzieningen", project.slug)
    own = reverse("fundament:afspraak", args=[project.slug, agreement.pk])
    return Question(agreement, bundle, f"{remedy}?{urlencode(asked)}" if remedy else "", review or own)


def _address(name: str, *args: Any) -> str:
    """Empty while that part of step 6 is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


# --- Spread ----------------------------------------------------------------------------------------


def spreads_in(reading: Reading | None) -> list[Spread]:
    """As the reading of the last day has them: least changed first."""
    stored = reading.measure("s6.spread") if reading else None
    return [spread_in(row) for row in stored.themes] if stored else []


def numbers_of(total: Total | None, spreads: Sequence[Spread]) -> list[tuple[str, str, str]]:
    """At most three figures, each with what it is of."""
    found = []
    if total is not None:
        found.append((_("Per 4 weken, nu"), number(total.after), _("voordien %(n)s") % {"n": number(total.before)}))
        of = ngettext("over %(n)d bundel", "over %(n)d bundels", total.bundles) % {"n": total.bundles}
        found.append((_("Van wat het was"), f"{_whole(total.share)}%", of))
    drop = median_drop(spreads)
    if drop is not None and drop > 0:
        of = ngettext("op %(n)d thema", "het middelste van %(n)d thema's", len(spreads)) % {"n": len(spreads)}
        found.append((_("Minder spreiding"), f"{_whole(drop)}%", of))
    return found


def _whole(value: Decimal) -> str:
    return str(value.quantize(Decimal(1), ROUND_HALF_UP))


def state_sentence(bundles: Sequence[Returning], total: Total | None) -> str:
    """«7 knelpunten komen minder terug, 1 komt vaker terug.» in one sentence."""
    if not bundles:
        return _("Er is nog geen bundel waarvan de afspraak geldt.")
    if total is None:
        return _("Het is nog te vroeg om te zeggen of het minder terugkomt.")
    known = [one for one in bundles if one.change is not None]
    less, more = sum(not one.rises for one in known), sum(one.rises for one in known)
    told = ngettext("%(n)d bundel komt niet vaker terug", "%(n)d bundels komen niet vaker terug", less) % {"n": less}
    if not more:
        return f"{told}."
    rest = ngettext("%(n)d komt vaker terug.", "%(n)d komen vaker terug.", more) % {"n": more}
    return f"{told}, {rest}"
