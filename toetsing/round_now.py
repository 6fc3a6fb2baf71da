"""The round of now, for the spoor: the one that runs, otherwise the newest. It comes along with the project on a page."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from toetsing.models import TestRound
from trajecten.reading import register_columns
from trajecten.track import register_sub

STEP = 3
COLUMN = "round_now"


def words(project: Any) -> str:
    """«ronde 1, kleine groep», «ronde 2, sleutelfiguren»; nothing without a round. No query where it came along."""
    if not hasattr(project, COLUMN):
        mine = _in_order(TestRound.objects.filter(project=project))
        found = mine.values("number", "kind").first()
    else:
        found = project.round_now
    if not found:
        return ""
    small = found["kind"] == TestRound.Kind.SMALL
    told = _("ronde %(n)d, kleine groep") if small else _("ronde %(n)d, sleutelfiguren")
    return told % {"n": found["number"]}


def _column() -> Subquery:
    mine = _in_order(TestRound.objects.filter(project=OuterRef("pk")))
    row = JSONObject(number="number", kind="kind")
    return Subquery(mine.annotate(row=row).values("row")[:1], output_field=JSONField())


def _in_order(rounds: Any) -> Any:
    runs = ExpressionWrapper(Q(status=TestRound.Status.OPEN), output_field=BooleanField())
    return rounds.annotate(runs=runs).order_by("-runs", "-number")


register_columns("toetsing", lambda: {COLUMN: _column()})
register_sub(STEP, words)
