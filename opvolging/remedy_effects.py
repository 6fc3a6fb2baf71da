"""Did it help: what was seen before an approach began, beside the first check from the day on which its effect counts.

Of an approach for everywhere each place is compared with itself. Seen too few times, before or after, nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from opvolging.classes import SEEN_AT_LEAST
from opvolging.models import AgreementCheck, Remedy
from opvolging.reading import percent

Place = int | None


@dataclass(frozen=True)
class Noted:
    """One check, as far as a comparison needs it."""

    pk: int
    place: str
    noted_on: date
    seen: int
    followed: int


@dataclass(frozen=True)
class Effect:
    """Of one place: (seen, followed) before and after; `after` None as long as nobody looked."""

    place: str
    """Empty: everywhere at once."""
    before: tuple[int, int] | None
    after: tuple[int, int] | None

    @property
    def is_told(self) -> bool:
        """Both are there, and both say something."""
        return all(pair is not None and pair[0] >= SEEN_AT_LEAST for pair in (self.before, self.after))

    @property
    def in_words(self) -> str:
        """«57 → 80 %»; empty as long as there is nothing to compare."""
        if not self.is_told or self.before is None or self.after is None:
            return ""
        before, after = (percent(followed, seen) for seen, followed in (self.before, self.after))
        return _("%(before)s → %(after)s %%") % {"before": before, "after": after}


def effects_of(remedies: Iterable[Remedy], today: date) -> dict[int, tuple[Effect, ...]]:
    """{key of an approach: what changed, per place}. One query for all; none when there are none."""
    asked = list(remedies)
    noted = _noted({one.agreement_id for one in asked}, today) if asked else {}
    return {one.pk: _effects(one, noted.get(one.agreement_id, {})) for one in asked}


def _noted(agreements: set[int], today: date) -> dict[int, dict[Place, list[Noted]]]:
    """{agreement: {place: its checks, the oldest first}}."""
    found: dict[int, dict[Place, list[Noted]]] = defaultdict(lambda: defaultdict(list))
    rows = AgreementCheck.objects.filter(rhythm__agreement__in=agreements, noted_on__lte=today)
    fields = ("rhythm__agreement", "rhythm__location", "pk", "rhythm__location__name", "noted_on", "seen", "followed")
    for agreement, place, pk, name, *rest in rows.order_by("noted_on", "pk").values_list(*fields):
        found[agreement][place].append(Noted(pk, name or "", *rest))
    return found


def _effects(remedy: Remedy, checks: dict[Place, list[Noted]]) -> tuple[Effect, ...]:
    """Places without a check before it began have nothing to compare with."""
    mine = [rows for place, rows in checks.items() if remedy.location_id in (None, place)]
    found = [_effect(remedy, rows) for rows in sorted(mine, key=lambda rows: rows[0].place)]
    return tuple(one for one in found if one.before is not None)


def _effect(remedy: Remedy, rows: Sequence[Noted]) -> Effect:
    began = next((one for one in rows if one.pk == remedy.check_seen_id), None)
    if began is None:
        began = next((one for one in reversed(rows) if one.noted_on <= remedy.started_on), None)
    later = next((one for one in rows if one.noted_on >= remedy.effect_on and one != began), None)
    return Effect(rows[0].place, _pair(began), _pair(later))


def _pair(one: Noted | None) -> tuple[int, int] | None:
    return (one.seen, one.followed) if one else None
