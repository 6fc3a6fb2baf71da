"""An import between the pages: columns -> check -> ready -> apply -> done (or ready again, with what is left).

Small sheets are done at once, larger ones by the worker; the row says what is to be done, the task is a doorbell and
the minute sweep finds what the bell missed. A worker that dies leaves a lease that runs out: checking is done again,
applying was rolled back as a whole, so it is done again as well. Nothing is ever half applied.
"""

from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from organisatie import doors
from organisatie.importing import mapping as columns
from organisatie.importing.apply import apply
from organisatie.importing.plan import Plan, make_plan
from organisatie.importing.reader import Sheet
from organisatie.models import ImportRun, Organisation, User

logger = structlog.get_logger(__name__)
AT_ONCE = 500
"""Rows up to which the page itself does the work."""
LEASE = timedelta(minutes=5)
Status = ImportRun.Status


def start(*, organisation: Organisation, by: User, file_name: str, sheet: Sheet) -> ImportRun:
    """Keep what was read, with a guess of what each column holds."""
    return ImportRun.objects.create(
        organisation=organisation,
        created_by=by,
        file_name=file_name[-120:],
        header=sheet.header,
        rows=sheet.rows,
        mapping=columns.guess(sheet.header),
        total=len(sheet.rows),
    )


def check(*, run: ImportRun, mapping: dict[str, int]) -> None:
    """Look at every row with these columns; the preview shows what comes out."""
    waiting = ImportRun.objects.filter(pk=run.pk, status__in=[Status.COLUMNS, Status.READY])
    if waiting.update(status=Status.CHECK, mapping=mapping, checked=0, lease_until=None, error=""):
        _work_or_ring(run)


def confirm(*, run: ImportRun) -> bool:
    """Apply the good rows. False when that was asked already: two clicks are one."""
    if not ImportRun.objects.filter(pk=run.pk, status=Status.READY).update(
        status=Status.APPLY, lease_until=None, error=""
    ):
        return False
    _work_or_ring(run)
    return True


def correct(*, run: ImportRun, number: int, values: dict[str, str]) -> None:
    """Replace the cells of one row and look at all rows again (a row may be the double of another)."""
    rows = [[at, _with(cells, run.mapping, values) if at == number else cells] for at, cells in run.rows]
    if ImportRun.objects.filter(pk=run.pk, status=Status.READY).update(rows=rows):
        check(run=run, mapping=run.mapping)


def drop(*, run: ImportRun) -> None:
    """Throw the sheet away."""
    _erase(ImportRun.objects.filter(pk=run.pk).exclude(status=Status.APPLY))


def sweep(now: datetime | None = None) -> int:
    """Do what waits, and erase what is too old. Gives how much was done."""
    moment = now or timezone.now()
    done = _erase(_too_old(moment))
    for pk in list(_open(moment).values_list("pk", flat=True)[:20]):
        done += work(pk)
    return done


def due(moment: datetime):
    """The rows that give a sweep something to do."""
    return _too_old(moment) | _open(moment)


def work(pk: int) -> bool:
    """Do the next thing for one run. False when another worker holds it, or there is nothing to do."""
    moment = timezone.now()
    if not _open(moment).filter(pk=pk).update(lease_until=moment + LEASE):
        return False
    run = ImportRun.objects.select_related("organisation", "created_by").get(pk=pk)
    if run.status == Status.CHECK:
        _check(run)
    else:
        _apply(run)
    return True


def _open(moment: datetime):
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=moment)
    return ImportRun.objects.filter(free, status__in=ImportRun.WORKING)


def _too_old(moment: datetime):
    return ImportRun.objects.filter(expires_at__lte=moment).exclude(status=Status.ERASED)


def _work_or_ring(run: ImportRun) -> None:
    if run.total <= AT_ONCE:
        work(run.pk)
        return
    from organisatie.tasks import ring

    transaction.on_commit(ring)


def _check(run: ImportRun) -> None:
    def progress(done: int) -> None:
        # Outside any transaction: the page sees it at once, and on SQLite no lock is held in between.
        ImportRun.objects.filter(pk=run.pk).update(checked=done)

    plan = make_plan(run.organisation, run.rows, run.mapping, progress)
    ImportRun.objects.filter(pk=run.pk, status=Status.CHECK).update(
        status=Status.READY, lease_until=None, **_outcome(plan)
    )


def _apply(run: ImportRun) -> None:
    """The good rows become employees and leave the run, in one transaction; rows to correct stay."""
    try:
        with transaction.atomic():
            if not ImportRun.objects.filter(pk=run.pk, status=Status.APPLY).update(
                status=Status.DONE, lease_until=None
            ):
                return
            applied = apply(run.organisation, run.rows, run.mapping)
            left = [row for row in run.rows if row[0] in applied.plan.bad_rows]
            outcome = _outcome(applied.plan) | {"fresh": 0, "changed": 0, "same": 0, "news": {}}
            ImportRun.objects.filter(pk=run.pk).update(
                status=Status.READY if left else Status.DONE,
                rows=left,
                total=len(left),
                applied_fresh=F("applied_fresh") + applied.fresh,
                applied_changed=F("applied_changed") + applied.changed,
                **outcome,
            )
            counts = {"fresh": applied.fresh, "changed": applied.changed}
            doors.record("people.imported", organisation=run.organisation, actor=run.created_by, **counts)
    except IntegrityError:
        # Somebody changed an employee in the same second. Nothing was applied; looking again shows how it stands now.
        sentence = _(
            "Intussen paste iemand anders de lijst aan. Er is nog niets ingevoerd. Kijk nog eens na en probeer opnieuw."
        )
        ImportRun.objects.filter(pk=run.pk).update(status=Status.CHECK, lease_until=None, error=sentence)
        work(run.pk)


def _outcome(plan: Plan) -> dict:
    return {
        "fresh": len(plan.fresh),
        "changed": len(plan.changed),
        "same": plan.same,
        "problems": [[row, one.field, one.sentence, one.suggestion] for row, one in plan.problems],
        "news": {"locations": plan.locations, "functions": plan.functions},
    }


def _with(cells: list[str], mapping: dict[str, int], values: dict[str, str]) -> list[str]:
    cells = cells + [""] * (max(mapping.values()) + 1 - len(cells))
    for field, value in values.items():
        cells[mapping[field]] = value
    return cells


def _erase(runs) -> int:
    return runs.update(
        status=Status.ERASED, rows=[], header=[], problems=[], news={}, mapping={}, lease_until=None, file_name=""
    )
