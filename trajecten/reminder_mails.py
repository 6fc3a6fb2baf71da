"""What the reminders around a gate say. Each mail asks kindly and offers a way; none names who did not do something."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from organisatie.models import User
from trajecten.models import Condition, GateRequest, Waiver
from trajecten.steps import title_of


def decision_context(request: GateRequest, person: User, _today: date) -> dict[str, Any]:
    return _common(request, person) | {
        "asked_by": str(request.requested_by),
        "decide_by": _day(request.decide_by, person),
        "link": _link("trajecten:beslissen", request),
    }


def condition_context(condition: Condition, person: User, today: date) -> dict[str, Any]:
    """To the owner: what was promised, and where to say that it is done. To a lead: what is open, without a name."""
    request = condition.decision.request
    mine = condition.owner_id == person.pk
    page = ("trajecten:afspraak", condition.pk) if mine else ("trajecten:poort",)
    return _common(request, person) | {
        "text": condition.text,
        "due_on": _day(condition.due_on, person),
        "past": today > condition.due_on,
        "mine": mine,
        "link": _link(page[0], request, *page[1:]),
    }


def waiver_context(waiver: Waiver, person: User, _today: date) -> dict[str, Any]:
    request = waiver.snapshot.request
    with override(person.language):
        title = title_of(waiver.code)
    return _common(request, person) | {
        "title": title,
        "measure": waiver.measure,
        "until": _day(waiver.expires_on, person),
        "link": _link("trajecten:poort", request),
    }


def _common(request: GateRequest, person: User) -> dict[str, Any]:
    return {"project": request.project.title, "greeting": person.first_name}


def _link(name: str, request: GateRequest, *more: Any) -> str:
    return settings.SITE_URL + reverse(name, args=[request.project.slug, request.step, *more])


def _day(day: date, person: User) -> str:
    with override(person.language):
        return date_format(day, "j F")
