"""Waves: all of them, one with its small gate, and the form."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, F, JSONField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from toetsing.readiness import wanted_locations
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.reading import Rows
from trajecten.templatetags.getallen import datum
from uitrol import wave_gate
from uitrol.actions import waves
from uitrol.forms_waves import WaveForm, first_values
from uitrol.models import Moment, Wave, WaveCheck, WaveLocation
from uitrol.shifts import same_shift
from uitrol.views.wave_base import button, confirm, gate_says, shown, to, url_of, wave_of
from uitrol.wave_ahead import moment_of_json
from uitrol.wave_gate import Facts

Status = Wave.Status
TONES = {Status.PLANNED: "", Status.RUNNING: "nu", Status.PAUSED: "nog", Status.DONE: "ok"}
"""The label of how a wave stands; the word always stands beside it."""


@require_safe
@login_required
def overview(request, slug: str):
    """All waves in the order in which they start, and the locations that are in none."""
    project = access.project_or_404(request, slug)
    places = Prefetch("places", WaveLocation.objects.select_related("location"))
    moments = Count("moments", filter=~Q(moments__status=Moment.Status.CANCELLED))
    found = Wave.objects.filter(project=project).select_related("owner").prefetch_related(places)
    rows = list(found.annotate(moment_n=moments).order_by("starts_on", "number"))
    for wave in rows:
        wave.tone = TONES[Status(wave.status)]
    placed = {place.location_id for wave in rows for place in wave.places.all()}
    wanted = wanted_locations(project).filter(wanted=True).order_by("name").values_list("pk", "name")
    loose = [name for pk, name in wanted if pk not in placed]
    context = {"waves": rows, "loose": loose, "state": _how_it_stands(rows, loose)}
    return shown(request, "golven", project, **context)


def _how_it_stands(rows: list[Wave], loose: list[str]) -> str:
    if not rows:
        return _("Er is nog geen golf gepland.")
    live = sum(wave.status != Status.PLANNED for wave in rows)
    count = ngettext("%(live)d van %(n)d golf gestart.", "%(live)d van %(n)d golven gestart.", len(rows))
    told = count % {"live": live, "n": len(rows)}
    if not loose:
        return told
    left = ngettext("%(n)d locatie staat nog in geen golf.", "%(n)d locaties staan nog in geen golf.", len(loose))
    return f"{told} {left % {'n': len(loose)}}"


@require_safe
@login_required
def wave_page(request, slug: str, number: int):
    """How it stands; before it starts what has to be in order, with the one thing to do next."""
    wave = wave_of(request, slug, number, edits=False, rows=_with_checks())
    edits = access.may_edit_project(request.user, wave.project)
    facts = wave_gate.facts_of(wave)
    planned = wave.status == Status.PLANNED
    points = wave_gate.points_of(wave, gate_says(wave.project, "wave.start"), facts) if planned else []
    moments = _moments(wave)
    context = {
        "wave": wave,
        "tone": TONES[Status(wave.status)],
        "state": state_of(wave),
        "points": points if access.may_see_gate(request.user, wave.project) else [],
        "places": _places(facts, moments),
        "moments": moments,
        "checks": _checks(wave) if planned else [],
        "main": _next(wave, points, facts, moments) if edits else None,
    }
    return shown(request, "golf", wave.project, **context)


def _moments(wave: Wave) -> list[Any]:
    rows = Moment.objects.filter(project=wave.project_id, wave=wave).select_related("location", "host")
    found: list[Any] = list(rows.annotate(invited=Count("people")).order_by("starts_at", "pk"))
    for moment in found:
        moment.to_note = moment.status == Moment.Status.PLANNED and moment.ends_at < timezone.now()
    return found


def state_of(wave: Wave) -> str:
    values = {"day": datum(wave.starts_on), "why": wave.paused_why}
    if wave.status == Status.PLANNED:
        return _("Gepland. De start is op %(day)s.") % values
    if wave.status == Status.PAUSED:
        return _("Even gepauzeerd: %(why)s") % values
    started = {"day": datum(wave.started_at), "done": datum(wave.done_at)}
    if wave.status == Status.DONE:
        return _("Afgerond op %(done)s.") % started
    return _("Ze loopt sinds %(day)s.") % started


def _places(facts: Facts, moments: list[Moment]) -> list[dict[str, Any]]:
    """Each location with its people, and for which shifts it has no start moment yet."""
    found = []
    for pk, name in facts.places.items():
        starts = [one for one in moments if one.location_id == pk and one.is_start and one.status != "cancelled"]
        reached = {same_shift(one.shift) for one in starts}
        shifts = sorted((shift for shift in facts.staff[pk] if shift), key=str.casefold)
        missing = [] if "" in reached else [shift for shift in shifts if same_shift(shift) not in reached]
        found.append(
            {
                "pk": pk,
                "name": name,
                "people": facts.people(pk),
                "shifts": shifts,
                "missing": missing if starts else [],
                "no_start": not starts,
            }
        )
    return found


def _with_checks() -> QuerySet[Wave]:
    """Waves with what is looked at, and by whom: a page of a lead may ask eight queries."""
    rows = WaveCheck.objects.filter(wave=OuterRef("pk")).order_by().values("wave")
    row = JSONObject(pk="pk", code="code", text="text", at="checked_at", by=F("by__name"))
    checks = Subquery(rows.annotate(rows=Rows(row)).values("rows"), output_field=JSONField())
    return Wave.objects.select_related("owner").annotate(check_rows=checks)


def _checks(wave: Any) -> list[dict[str, Any]]:
    return [
        row
        | {
            "words": wave_gate.check_words(row["code"], row["text"]),
            "own": row["code"] not in wave_gate.STANDARD,
            "day": moment_of_json(row["at"]) if row["at"] else None,
        }
        for row in sorted(wave.check_rows or [], key=lambda row: row["pk"])
    ]


def _next(wave: Wave, points: list, facts: Facts, moments: list[Moment]) -> dict[str, Any] | None:
    """The filled button."""
    at = (wave.project, wave.number)
    if wave.status == Status.PLANNED:
        first = next((one["pk"] for one in _places(facts, moments) if one["no_start"]), None)
        if first is not None:
            url = url_of("moment_nieuw", wave.project) + f"?soort=start&locatie={first}"
            return button(_("Plan een startmoment"), url, "plus")
        if any(point.is_open for point in points):
            return None  # each row of the list has its own button
        return button(_("Start %(wave)s") % {"wave": _called(wave)}, url_of("golf_start", *at), "vlag")
    if wave.status == Status.PAUSED:
        return button(_("Laat ze verdergaan"), url_of("golf_verder", *at), "pijl", dialog=True)
    if wave.status == Status.RUNNING:
        return button(_("Plan een moment"), url_of("moment_nieuw", wave.project), "plus")
    return None


def _called(wave: Wave) -> str:
    """«golf 2», inside a sentence."""
    return wave.plain_name[:1].lower() + wave.plain_name[1:]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = WaveForm(request.POST or None, project=project, initial={"form_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            made = waves.make_wave(project=project, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(wave)s staat klaar.") % {"wave": made.plain_name})
            return to("golf", project, made.number)
    anything = bool(form.is_bound or form.fields["locations"].queryset)
    return shown(request, "golf_gegevens", project, form=form, back=url_of("golven", project), anything=anything)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, number: int):
    wave = wave_of(request, slug, number, edits=True)
    project = wave.project
    form = WaveForm(request.POST or None, project=project, wave=wave, initial=first_values(wave))
    if request.method == "POST" and form.is_valid():
        try:
            moved = waves.change_wave(wave=wave, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, moved_words(moved))
            return to("golf", project, number)
    context = {"form": form, "wave": wave, "back": url_of("golf", project, number), "anything": True}
    return shown(request, "golf_gegevens", project, **context)


def moved_words(moved: waves.Moved) -> str:
    """«Bewaard. 5 momenten schoven mee. 144 collega's krijgen één nieuwe uitnodiging.»"""
    told = [_("Bewaard.")]
    if moved.moments:
        words = ngettext("%(n)d moment schoof mee.", "%(n)d momenten schoven mee.", moved.moments)
        told.append(words % {"n": moved.moments})
    if moved.people:
        words = ngettext(
            "%(n)d collega krijgt één nieuwe uitnodiging.",
            "%(n)d collega's krijgen elk één nieuwe uitnodiging.",
            moved.people,
        )
        told.append(words % {"n": moved.people})
    return " ".join(told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, number: int):
    """Take away a wave that did not start: GET asks, POST does."""
    wave = wave_of(request, slug, number, edits=True)
    project = wave.project
    if wave.status != Status.PLANNED:
        return to("golf", project, number)
    if request.method == "POST":
        if waves.remove_wave(wave=wave, by=request.user):
            messages.success(request, _("De golf is weg. De momenten blijven staan."))
        return to("golven", project)
    return confirm(
        request,
        project,
        vraag=_("Haal je %(wave)s weg?") % {"wave": _called(wave)},
        uitleg=_("De locaties staan dan in geen golf meer. De momenten die je plande, blijven staan."),
        actie=_("Haal de golf weg"),
        terug_url=url_of("golf", project, number),
        gevaar=True,
        houden=_("Hou de golf"),
    )
