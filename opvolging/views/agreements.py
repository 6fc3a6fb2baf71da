"""One agreement in follow-up: its words, and per place how it goes since somebody looks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Min, Prefetch, Q
from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fundament.models import Agreement, AgreementVersion
from opvolging.classes import SEEN_AT_LEAST, UNKNOWN, CheckClass, class_of
from opvolging.drawings import trend_svg
from opvolging.holding import in_force_first
from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck
from opvolging.reading import percent
from opvolging.views.base import may_note, readable_project, shown
from trajecten.templatetags.getallen import datum

MOST = 24
"""So many checks of one place are told, the newest ones."""


@dataclass(frozen=True)
class PlaceHistory:
    name: str
    rhythm: CheckRhythm | None
    """The one that runs there."""
    next_on: date | None
    checks: list[AgreementCheck]
    """Newest first."""
    found: CheckClass
    trend: SafeString | str
    may_note: bool


@require_safe
@login_required
def agreement_page(request, slug: str, number: int):
    project = readable_project(request, slug)
    words = AgreementVersion.objects.filter(agreement__project=project, agreement__number=number)
    version = in_force_first(words.select_related("agreement__owner")).first()
    if version is None:
        raise Http404
    agreement = version.agreement
    agreement.project = project  # with the rights that were read
    places = _places(request.user, agreement)
    context = {
        "agreement": agreement,
        "version": version,
        "places": places,
        "state": _sentence(places),
    }
    return shown(request, "afspraak", project, **context)


def _places(user: Any, agreement: Agreement) -> list[PlaceHistory]:
    """Two queries, however many places and checks there are."""
    rows = CheckRhythm.objects.filter(agreement=agreement).select_related("location", "owner")
    checks = Prefetch("checks", AgreementCheck.objects.select_related("version"))
    ahead = Min("planned__due_on", filter=Q(planned__status=PlannedCheck.Status.PLANNED))
    rhythms = list(rows.annotate(next_on=ahead).prefetch_related(checks).order_by("location__name", "pk"))
    today, by_place = timezone.localdate(), {}
    for rhythm in rhythms:
        rhythm.agreement = agreement
        by_place.setdefault(str(rhythm.location or _("overal")), []).append(rhythm)
    return [_place(user, name, found, today) for name, found in by_place.items()]


def _place(user: Any, name: str, rhythms: list[Any], today: date) -> PlaceHistory:
    running = next((one for one in rhythms if one.ended_on is None), None)
    checks = [check for one in rhythms for check in one.checks.all()]
    checks.sort(key=lambda one: (one.noted_on, one.pk), reverse=True)
    for check in checks:
        check.percent = percent(check.followed, check.seen)
        # What it was on its own day: a class of the past does not turn into «onbekend».
        check.found = class_of(check.seen, check.followed, check.noted_on, check.noted_on)
    newest = checks[0] if checks else None
    return PlaceHistory(
        name=name,
        rhythm=running,
        next_on=running.next_on if running else None,
        checks=checks[:MOST],
        found=class_of(newest.seen, newest.followed, newest.expires_on, today) if newest else UNKNOWN,
        trend=_trend(name, checks[:MOST]),
        may_note=running is not None and may_note(user, running),
    )


def _trend(name: str, checks: list[AgreementCheck]) -> SafeString | str:
    """From two checks on; what was seen too little is in the table and not on the line."""
    points = [(one.noted_on, one.percent) for one in reversed(checks) if one.seen >= SEEN_AT_LEAST]
    if len(points) < 2:
        return ""
    told = ", ".join(f"{datum(day)} {share}%" for day, share in points)
    return trend_svg(points, _("Verloop in %(place)s: %(told)s") % {"place": name, "told": told})


def _sentence(places: list[PlaceHistory]) -> str:
    seen = sum(bool(one.checks) for one in places)
    if not places:
        return _("Naar deze afspraak kijkt nog niemand.")
    if not seen:
        return _("Het ritme staat klaar. Er is nog niet gekeken.")
    return ngettext("Er is gekeken op %(n)d plek.", "Er is gekeken op %(n)d plekken.", seen) % {"n": seen}
