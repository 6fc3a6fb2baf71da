"""Barriers as a list and as a file: what is unsolved first, and of that the worst; and how long solving takes."""

import io
from dataclasses import dataclass
from statistics import median

from defusedcsv import csv
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.models import Project
from uitrol.models import Barrier

Severity, Status = Barrier.Severity, Barrier.Status
TONES = {Severity.BLOCKING: ("poort", "let"), Severity.ANNOYING: ("nog", "half"), Severity.MINOR: ("", "rond")}
STATES = {Status.OPEN: ("nu", ""), Status.BUSY: ("nog", "half"), Status.SOLVED: ("ok", "")}
"""The label and the icon; the word always stands beside it."""
DAY = 24 * 3600


def barriers_of(project: Project) -> QuerySet[Barrier]:
    place = Case(*(When(severity=one, then=Value(n)) for n, one in enumerate(TONES)), default=Value(9))
    left = Case(When(status=Status.SOLVED, then=Value(1)), default=Value(0), output_field=IntegerField())
    found = Barrier.objects.filter(project=project).select_related("location", "task", "owner")
    return found.annotate(is_left=left, place=place).order_by("is_left", "place", "number")


def days_to_solve(barrier: Barrier) -> float | None:
    """How long it was there; None as long as it is."""
    if barrier.solved_at is None:
        return None
    return (barrier.solved_at - barrier.opened_at).total_seconds() / DAY


def median_days(barriers: QuerySet[Barrier]) -> float | None:
    """The middle of how long the solved ones of these took, in days; None when none was solved. One query."""
    return tally(barriers).median


@dataclass(frozen=True)
class Tally:
    count: int
    left: int
    median: float | None


def tally(barriers: QuerySet[Barrier]) -> Tally:
    """How many, how many unsolved, and the median: one query, as SQLite has no median."""
    moments = list(barriers.order_by().values_list("opened_at", "solved_at"))
    days = [(solved - opened).total_seconds() / DAY for opened, solved in moments if solved is not None]
    return Tally(len(moments), len(moments) - len(days), round(median(days), 1) if days else None)


def as_csv(barriers) -> bytes:
    """As Excel in Dutch opens it by itself: semicolons and a BOM. Every cell is text, never a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [_("Code"), _("Wat houdt mensen tegen"), _("Locatie"), _("Taak"), _("Hoe erg"), _("Toestand"), _("Gemeld op"),
         _("Opgelost op"), _("Dagen"), _("Wat loste het op"), _("Wie pakt het op"), _("Tegen wanneer")]
    )  # fmt: skip
    for one in barriers:
        days = days_to_solve(one)
        writer.writerow(
            [one.code, one.text.strip(), one.location or _("overal"), one.task or "", one.get_severity_display(),
             one.get_status_display(), _day(one.opened_at), _day(one.solved_at),
             "" if days is None else f"{days:.1f}".replace(".", ","), one.solution.strip(), one.owner or "",
             one.due_on or ""]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _day(moment) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
