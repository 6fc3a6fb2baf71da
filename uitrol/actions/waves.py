"""A wave: make it, change it, move its day with everything planned in it, and take it away before it started."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Employee, Location
from toetsing.actions.concepts import hold
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project
from uitrol.actions.moving import move_moments
from uitrol.models import Moment, Wave, WaveLocation
from uitrol.wave_gate import STANDARD

Status = Wave.Status


@dataclass(frozen=True)
class Moved:
    """What came of another day: so many moments moved along, and so many people get one new invitation."""

    moments: int = 0
    people: int = 0


@transaction.atomic
def make_wave(
    *,
    project: Project,
    by: Any,
    starts_on: date,
    locations: Iterable[Location],
    name: str = "",
    owner: Employee | None = None,
    form_key: UUID | None = None,
) -> Wave:
    """A planned wave, with what every wave looks at before it starts. The same `form_key` twice gives the same wave.

    Raises ValidationError without a location, for one of another organisation, and for one that stands in another wave.
    """
    hold(project)
    earlier = project.waves.filter(form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    number = (project.waves.aggregate(last=Max("number"))["last"] or 0) + 1
    wave = Wave(project=project, number=number, starts_on=starts_on, form_key=form_key)
    _write(wave, name=name, owner=owner)
    for code, text in STANDARD.items():
        wave.checks.create(code=code, text=str(text))
    _stand_in(wave, locations)
    _tell("wave_planned", wave, by, day=starts_on.isoformat(), places=_names(wave))
    return wave


@transaction.atomic
def change_wave(
    *,
    wave: Wave,
    by: Any,
    name: str = "",
    owner: Employee | None = None,
    starts_on: date | None = None,
    locations: Iterable[Location] | None = None,
) -> Moved:
    """Another name or owner; as long as it did not start also another day or other locations.

    Another day moves every planned moment of the wave by as many days, and everybody concerned gets one new invitation
    for all of them together. Raises ValidationError as `make_wave`, when a moment would land in the past, and when day or
    locations of a wave that started change.
    """
    hold(wave.project)
    before = Wave.objects.get(pk=wave.pk)
    wave.status, wave.starts_on, wave.sequence = before.status, before.starts_on, before.sequence
    if before.status != Status.PLANNED and (starts_on not in (None, before.starts_on) or locations is not None):
        raise ValidationError(_("Deze golf is gestart. Haar dag en haar locaties liggen vast."))
    days = (starts_on - before.starts_on).days if starts_on else 0
    if days:
        wave.starts_on, wave.sequence = starts_on or before.starts_on, before.sequence + 1
    _write(wave, name=name, owner=owner)
    if locations is not None:
        _stand_in(wave, locations)
    moved = Moved(*move_moments(wave, days)) if days else Moved()
    if days:
        _tell("wave_moved", wave, by, before=before.starts_on.isoformat(), after=wave.starts_on.isoformat())
    else:
        _tell("wave_changed", wave, by, places=_names(wave))
    return moved


@transaction.atomic
def remove_wave(*, wave: Wave, by: Any) -> bool:
    """Take away a wave that did not start; its moments stay, without a wave. False once it started."""
    hold(wave.project)
    planned = Wave.objects.filter(pk=wave.pk, status=Status.PLANNED)
    if not planned.exists():
        return False
    planned.delete()
    history.record("wave_removed", project=wave.project, actor=by, number=wave.number)
    return True


def _write(wave: Wave, *, name: str, owner: Employee | None) -> None:
    wave.name, wave.owner = " ".join(name.split()), owner
    if owner is not None and owner.organisation_id != wave.project.organisation_id:
        raise ValidationError({"owner": _("Kies een collega die hier werkt.")})
    wave.full_clean(exclude=["project", "form_key", "started_at", "paused_at", "done_at"])
    wave.save(update_fields=["name", "owner", "starts_on", "sequence"] if wave.pk else None)


def _stand_in(wave: Wave, locations: Iterable[Location]) -> None:
    """Exactly these locations; planned moments there belong to this wave from now on."""
    chosen = {location.pk: location for location in locations}
    if not chosen:
        raise ValidationError({"locations": _("Kies minstens één locatie")})
    if any(location.organisation_id != wave.project.organisation_id for location in chosen.values()):
        raise ValidationError({"locations": _("Dit hoort niet bij jullie organisatie. Laad de bladzijde opnieuw.")})
    others = WaveLocation.objects.filter(project=wave.project_id, location__in=chosen).exclude(wave=wave)
    taken: Sequence[str] = list(others.order_by("location__name").values_list("location__name", flat=True))
    if taken:
        sentence = _("%(places)s staat al in een andere golf.") % {"places": ", ".join(taken)}
        raise ValidationError({"locations": sentence})
    wave.places.exclude(location__in=chosen).delete()
    have = set(wave.places.values_list("location", flat=True))
    WaveLocation.objects.bulk_create(
        WaveLocation(project=wave.project, wave=wave, location=location)
        for pk, location in chosen.items()
        if pk not in have
    )
    planned = Moment.objects.filter(project=wave.project_id, status=Moment.Status.PLANNED)
    planned.filter(wave=wave).exclude(location__in=chosen).update(wave=None)
    planned.filter(location__in=chosen).update(wave=wave)


def _names(wave: Wave) -> list[str]:
    return list(wave.places.order_by("location__name").values_list("location__name", flat=True))


def _tell(verb: str, wave: Wave, by: Any, **told: Any) -> None:
    history.record(verb, project=wave.project, actor=by, number=wave.number, **told)


register_verb("wave_planned", gettext_lazy("{actor} plande golf {number} voor {places}, met start op {day}."))
register_verb("wave_changed", gettext_lazy("{actor} paste golf {number} aan: {places}."))
register_verb("wave_moved", gettext_lazy("{actor} verplaatste golf {number} van {before} naar {after}."))
register_verb("wave_removed", gettext_lazy("{actor} haalde golf {number} weg voor ze begon."))
