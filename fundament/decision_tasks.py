"""What decisions put on Vandaag: to decide, for the decider; to look at again after «nog niet», for who drives it."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fundament.models import Decision
from trajecten.agreed import Row, columns_of, register_rows
from trajecten.today import DECISION, STEP, Task
from trajecten.track import day_month

TO_DECIDE, SENT_BACK = "decision", "decision_back"


def to_decide(user: Any, _edited: set[int]) -> QuerySet[Any, Any]:
    """What lies with them; nobody decides about what they drive."""
    asked = Decision.objects.waiting_for(user).exclude(driver=user)
    return columns_of(asked, TO_DECIDE, F("question"), F("decide_by"), F("decider_id"), "project", F("pk"))


def sent_back(user: Any, _edited: set[int]) -> QuerySet[Any, Any]:
    """What their decider still needs something for."""
    back = Decision.objects.open().filter(driver=user, asked_at__isnull=True).exclude(sent_back="")
    return columns_of(back, SENT_BACK, F("question"), TruncDate("created_at"), F("driver_id"), "project", F("pk"))


def _to_decide(row: Row, _user: Any) -> Task:
    late = row.day < timezone.localdate()
    detail = (
        _("%(project)s. Gevraagd tegen %(day)s. Het kan nog altijd.")
        if late
        else _("%(project)s. Gevraagd tegen %(day)s.")
    )
    return Task(
        title=_("Beslis: %(question)s") % {"question": row.words},
        detail=detail % {"project": row.title, "day": day_month(row.day)},
        url=reverse("fundament:beslis", args=[row.slug, row.number]),
        label=_("Bekijk en beslis"),
        icon="hand",
        weight=DECISION,
        due=row.day,
        project_id=row.project,
    )


def _sent_back(row: Row, _user: Any) -> Task:
    return Task(
        title=_("Pas het voorstel aan: %(question)s") % {"question": row.words},
        detail=_("%(project)s. Wie beslist, heeft nog iets nodig.") % {"project": row.title},
        url=reverse("fundament:keuze", args=[row.slug, row.number]),
        label=_("Bekijk wat nodig is"),
        icon="potlood",
        weight=STEP,
        project_id=row.project,
    )


register_rows(TO_DECIDE, to_decide, _to_decide)
register_rows(SENT_BACK, sent_back, _sent_back)
