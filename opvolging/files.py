"""Agreements and approaches as files: what holds where, how it goes there, and what is tried. Nobody stands in them.

An owner is told by function, as a location or a team is: a file goes further than a page.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fundament.agreement_list import Line, for_pages, with_standing
from fundament.models import Agreement
from opvolging.models import CheckRhythm, Remedy
from opvolging.reading import Seen, latest_in, percent
from opvolging.remedy_effects import effects_of
from opvolging.remedy_words import effect_words
from trajecten.models import Project

Places = dict[str, Any]


def agreements_table(project: Project, agreements: QuerySet[Agreement], today: date) -> list[list[Any]]:
    """The heads and a row for each agreement and place where it holds; one that holds nowhere has one row.

    Three queries: the agreements with their words, the latest checks, and who owns the rhythms.
    """
    heads = [
        _("Afspraak"),
        _("Kader"),
        _("In één zin"),
        _("Toestand"),
        _("Versie van kracht"),
        _("Sinds"),
        _("Locatie"),
    ]
    heads += [_("Functie van de eigenaar"), _("Laatste check"), _("Gezien"), _("Zoals afgesproken"), _("In %")]
    heads += [_("Hoe het loopt"), _("Check geldt tot")]
    seen = _by_place((one.number, one.place, one) for one in latest_in(project))
    owners = _by_place(_owners(project))
    rows = with_standing(for_pages(agreements).annotate(owner_function=F("owner__function__name")), today)
    return [
        heads,
        *(row for one in rows for row in _of(one, seen.get(one.number, {}), owners.get(one.number, {}), today)),
    ]


def _owners(project: Project) -> Iterable[tuple[Any, ...]]:
    running = CheckRhythm.objects.running().filter(agreement__project=project)
    found = running.values_list("agreement__number", "location__name", "owner__function__name")
    return [(number, place or "", function) for number, place, function in found]


def _by_place(rows: Iterable[tuple[Any, ...]]) -> dict[int, Places]:
    """{number of an agreement: {place: what stands there}}; the empty place is everywhere at once."""
    found: dict[int, Places] = {}
    for number, place, value in rows:
        found.setdefault(number, {})[place] = value
    return found


def _of(agreement: Any, seen: Places, owners: Places, today: date) -> Iterable[list[Any]]:
    standing = agreement.standing
    words = {one.pk: one for one in standing.versions}
    lines: list[Line | None] = [*sorted(standing.now, key=lambda line: line.place)] or [None]
    for line in lines:
        place = line.place if line else ""
        version = words.get(line.version) if line else standing.shown
        owner = owners.get(place) or owners.get("") or agreement.owner_function
        yield [
            agreement.code, agreement.framework.name, version.sentence if version else "", standing.label,
            version.number if line and version else "", line.since.isoformat() if line else "",
            (place or _("overal")) if line else "", owner, *_checked(_there(seen, place) if line else None, today),
        ]  # fmt: skip


def _there(seen: Places, place: str) -> Seen | None:
    """Of this very place, else of everywhere at once."""
    return seen.get(place) or seen.get("")


def _checked(seen: Seen | None, today: date) -> list[Any]:
    """The share only when it may be told: not expired, and seen often enough."""
    if seen is None:
        return ["", "", "", "", "", ""]
    share = percent(seen.followed, seen.seen) if seen.counts(today) else None
    days = seen.noted_on.isoformat(), seen.expires_on.isoformat()
    return [days[0], seen.seen, seen.followed, share, seen.class_on(today).label, days[1]]


def remedies_table(remedies: QuerySet[Remedy], today: date) -> list[list[Any]]:
    """The heads and a row for each approach, in the order of the list, each with its `sentence`. Two queries."""
    heads = [
        _("Afspraak"),
        _("In één zin"),
        _("Locatie"),
        _("Oorzaak"),
        _("Stap"),
        _("Aanpak"),
        _("Functie van wie trekt"),
    ]
    heads += [_("Begonnen op"), _("Klaar tegen"), _("Kijken of het helpt op"), _("Toestand"), _("Wat veranderde")]
    heads += [_("Wat bracht het op"), _("Afgesloten op")]
    rows = remedies.annotate(owner_function=F("owner__function__name"))
    found = list(rows.select_related("agreement", "location"))
    effects = effects_of(found, today)
    return [heads, *(_approach(one, effect_words(effects[one.pk])) for one in found)]


def _approach(one: Any, effect: str) -> list[Any]:
    ended = one.ended_on.isoformat() if one.ended_on else ""
    return [
        one.agreement.code, one.sentence, one.location or _("overal"), capfirst(one.get_cause_display()),
        capfirst(one.get_rung_display()), one.what, one.owner_function, one.started_on.isoformat(),
        one.due_on.isoformat(), one.effect_on.isoformat(), capfirst(one.get_outcome_display()), effect, one.result,
        ended,
    ]  # fmt: skip
