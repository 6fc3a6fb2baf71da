"""What gate 4 asks of the plan: everybody heard why, no holes, told by who should tell it, and nothing left lying."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communicatie.addresses import address
from communicatie.cells import Heard, Said
from communicatie.gate_facts import Facts
from communicatie.gate_roles import way, with_rest
from communicatie.models import Audience, Message
from trajecten.criteria import count, share
from trajecten.steps import Outcome, State

Key, From = Message.Key, Message.From
PATIENCE = 7
"""Days that something may wait past its day."""
NAMED = 4
"""So many empty cells are named; the plan shows the others."""


def why(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Every audience of the plan heard why, itself or in a larger group."""
    cells = [one for one in facts.cells if one.key == Key.WHY]
    if not cells:
        return _no_audience(project)
    left = [one.audience for one in cells if not one.told]
    remedy = _tell_why(project, facts, left)
    if len(left) == len(cells):
        return Outcome(State.TOO_LITTLE, _("Nog niemand hoorde waarom."), Decimal(0), len(cells), **remedy)
    found = share(len(cells) - len(left), len(cells), goal, what=_("Doelgroepen die hoorden waarom"), minimum=1)
    told = ", ".join(one.name for one in left)
    return with_rest(found, _("Nog niet: %(names)s.") % {"names": told} if told else "", remedy)


def _tell_why(project: Any, facts: Facts, left: list[Heard]) -> dict[str, Any]:
    """The message that is ready for one of them, or writing it."""
    if not left:
        return {}
    waits = {one.audience: one for one in facts.messages if one.key == Key.WHY and one.is_open}
    ready = next((waits[one.pk] for one in left if one.pk in waits), None)
    if ready is not None:
        return _look_at(project, ready)
    url = address(project, "boodschap_nieuw", doelgroep=left[0].pk, waarover=str(Key.WHY))
    return way(url, _("Vertel waarom"))


def matrix(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """What an audience has to hear before the rollout stands in the plan."""
    cells = facts.cells
    if not cells:
        return _no_audience(project)
    remedy = way(address(project, "plan"), _("Bekijk het plan"))
    left = [one for one in cells if not one.planned]
    if len(left) == len(cells):
        return Outcome(State.TOO_LITTLE, _("Er is nog geen boodschap gepland."), Decimal(0), len(cells), **remedy)
    found = share(len(cells) - len(left), len(cells), goal, what=_("Ingevulde vakjes van het plan"), minimum=1)
    told = [f"{one.audience.name} ({Key(one.key).label})" for one in left[:NAMED]]
    if len(left) > NAMED:
        told.append(_("en nog %(n)d") % {"n": len(left) - NAMED})
    return with_rest(found, _("Nog leeg: %(names)s.") % {"names": ", ".join(told)} if told else "", remedy)


def messenger(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The reason comes from who leads the house, what changes from who leads the team."""
    kinds = {one.pk: one for one in facts.audiences}
    asked = [one for one in facts.messages if _asks_messenger(one, kinds.get(one.audience))]
    if not asked:
        url = address(project, "boodschap_nieuw", waarover=str(Key.WHY))
        text = _("Er is nog niet gepland waarom, of wat er verandert.")
        return Outcome(State.TOO_LITTLE, text, **way(url, _("Vertel waarom")))
    left = [one for one in asked if one.said_by != TELLS[Key(one.key)]]
    what = _("Boodschappen verteld door directie (waarom) of direct leidinggevende (wat verandert er)")
    found = share(len(asked) - len(left), len(asked), goal, what=what, minimum=1)
    return with_rest(found, _not_yet(left), _other_messenger(project, left))


TELLS = {Key.WHY: From.MANAGEMENT, Key.WHAT_CHANGES: From.TEAM_LEADER}


def _asks_messenger(one: Said, audience: Heard | None) -> bool:
    """Who lead and key figures hear what changes at a session of the project, and who is outside has no team here."""
    if audience is None or not (one.is_told or one.is_open) or one.key not in TELLS:
        return False
    return one.key == Key.WHY or not (audience.inner or audience.kind == Audience.Kind.OUTSIDE)


def _other_messenger(project: Any, left: list[Said]) -> dict[str, Any]:
    """What was told is told: there the same thing once more by somebody else helps."""
    first = next((one for one in left if one.is_open), None)
    if first is not None:
        url = address(project, "boodschap_wijzig", first.number)
        return way(url, _("Kies wie %(code)s vertelt") % {"code": code_of(first)})
    again = {"doelgroep": left[0].audience, "waarover": left[0].key} if left else {}
    return way(address(project, "boodschap_nieuw", **again), _("Laat het nog eens vertellen"))


def overdue(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """What stood in the plan was told, or got another day."""
    if not any(one.is_planned for one in facts.messages):
        remedy = way(address(project, "plan"), _("Bekijk het plan"))
        return Outcome(State.TOO_LITTLE, _("Er is nog geen boodschap gepland."), **remedy)
    late = late_of(facts)
    found = count(len(late), goal, what=_("Boodschappen die meer dan een week wachten"), lower_is_better=True)
    return with_rest(found, _codes(late), _look_at(project, late[0]) if late else {})


def late_of(facts: Facts) -> list[Said]:
    """Planned more than a week ago and not told, the oldest first."""
    last = timezone.localdate() - timedelta(days=PATIENCE)
    before = last.year * 10_000 + last.month * 100 + last.day
    late = [one for one in facts.messages if one.is_open and 0 < one.day < before]
    return sorted(late, key=lambda one: (one.day, one.number))


def code_of(one: Said) -> str:
    """«N05», as `Message.code`."""
    return f"N{one.number:02}"


def _look_at(project: Any, one: Said) -> dict[str, Any]:
    return way(address(project, "boodschap", one.number), _("Bekijk %(code)s") % {"code": code_of(one)})


def _codes(messages: list[Said]) -> str:
    told = ", ".join(map(code_of, messages))
    return f"{told}." if told else ""


def _not_yet(messages: list[Said]) -> str:
    told = ", ".join(map(code_of, messages))
    return _("Nog niet: %(names)s.") % {"names": told} if told else ""


def _no_audience(project: Any) -> Outcome:
    remedy = way(address(project, "doelgroepen"), _("Kies doelgroepen"))
    return Outcome(State.TOO_LITTLE, _("Er staat nog geen doelgroep in het plan."), **remedy)
