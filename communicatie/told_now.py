"""How far the plan is, for the spoor: «5 van 12 boodschappen verteld». It comes along with the project on a page."""

from typing import Any

from django.db.models import Case, Count, JSONField, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.utils.translation import ngettext

from communicatie.models import Message
from trajecten.reading import register_columns
from trajecten.track import register_sub

STEP = 4
COLUMN = "told_now"


def words(project: Any) -> str:
    """Nothing while nothing is planned. No query where it came along."""
    if hasattr(project, COLUMN):
        found = project.told_now
    else:
        found = next(iter(_counted(Message.objects.filter(project=project)).values_list("row", flat=True)), None)
    if not found:
        return ""
    text = ngettext("%(told)d van %(n)d boodschap verteld", "%(told)d van %(n)d boodschappen verteld", found["n"])
    return text % found


def _counted(messages: Any) -> Any:
    """One row with how many were told of all that was not dropped; none without a message."""
    told = Count("pk", filter=Q(status=Message.Status.SENT))
    row = JSONObject(told=told, n=Count("pk"))
    return messages.alive().order_by().values("project").annotate(row=row)


def _column() -> Case:
    """Only for a project that is there: the others show something else."""
    mine = _counted(Message.objects.filter(project=OuterRef("pk"))).values("row")
    return Case(When(step=STEP, then=Subquery(mine, output_field=JSONField())), output_field=JSONField())


register_columns("communicatie.told", lambda: {COLUMN: _column()})
register_sub(STEP, words)
