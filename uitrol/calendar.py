"""How waves, moments and sessions stand in somebody's calendar. The files themselves: `trajecten.calendar_file`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from trajecten import calendar_file
from uitrol.models import Moment, TrainingSession, Wave

PRODUCT = "Uitrol"


def uid_of(moment: Moment) -> str:
    """Always the same for a moment: a later edition takes the place of the earlier one."""
    return f"{moment.uid}@{settings.SITE_HOST}"


def uid_of_wave(wave: Wave) -> str:
    return f"golf-{wave.pk}@{settings.SITE_HOST}"


def uid_of_session(session: TrainingSession) -> str:
    return f"taaktraining-{session.pk}@{settings.SITE_HOST}"


def facts_of(moment: Moment, *, hosts: bool = False) -> dict[str, Any]:
    """What a calendar needs to know of a moment, in the language that is active; can be stored, holds no secret."""
    kind = moment.get_kind_display().capitalize()
    lines = [moment.note, _("Jij begeleidt dit moment.") if hosts else ""]
    if moment.host is not None and not hosts:
        lines.append(_("Met %(name)s.") % {"name": moment.host.name})
    return {
        "uid": uid_of(moment),
        "sequence": moment.sequence,
        "starts_at": moment.starts_at.isoformat(),
        "ends_at": moment.ends_at.isoformat(),
        "place": ", ".join(filter(None, [moment.place, moment.location.name])),
        "summary": _("%(kind)s: %(title)s") % {"kind": kind, "title": moment.project.title},
        "description": "\n".join(filter(None, lines)),
        "organiser": moment.project.organisation.name,
    }


def facts_of_wave(wave: Wave) -> dict[str, Any]:
    """The day on which a wave starts: a whole day."""
    day = wave.starts_on.isoformat()
    return {
        "uid": uid_of_wave(wave),
        "sequence": wave.sequence,
        "starts_at": day,
        "ends_at": day,
        "summary": _("Start van %(title)s") % {"title": wave.project.title},
        "description": str(wave),
        "organiser": wave.project.organisation.name,
    }


def facts_of_session(session: TrainingSession) -> dict[str, Any]:
    """A session of task training, with the sentences of its tasks."""
    ends_at = session.starts_at + timedelta(minutes=session.minutes)
    return {
        "uid": uid_of_session(session),
        "sequence": session.sequence,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "place": ", ".join(filter(None, [session.place, session.location.name])),
        "summary": _("Taaktraining: %(title)s") % {"title": session.project.title},
        "description": "\n".join(task.sentence for task in session.tasks.all()),
        "organiser": session.project.organisation.name,
    }


def file_of(events: Iterable[dict[str, Any]], made_at: datetime, *, cancels: bool = False, name: str = "") -> bytes:
    method = calendar_file.CANCEL if cancels else calendar_file.PUBLISH
    return calendar_file.calendar_of(events, made_at, product=PRODUCT, method=method, name=name)
