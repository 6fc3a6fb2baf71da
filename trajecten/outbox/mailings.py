"""The progress of one sending to many, for a page that a lead may leave and come back to.

Where a mail was withdrawn because somebody answered, the number of those would tell how many did: for private kinds they
count as sent. A sending that was opened with 0 planned keeps no totals at all, only what failed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from organisatie.models import Organisation
from trajecten.models import Mail, Mailing
from trajecten.outbox.kinds import private_kinds

Status = Mail.Status


@dataclass(frozen=True)
class Progress:
    """Where a mailing stands. `uncertain`: handed over, but the connection broke before the receiver confirmed."""

    planned: int
    sent: int
    waiting: int
    failed: int
    uncertain: int
    withdrawn: int
    finished: bool

    @property
    def done(self) -> int:
        return self.sent + self.failed + self.uncertain + self.withdrawn

    @property
    def percent(self) -> int:
        return 100 if self.finished else min(99, self.done * 100 // max(1, self.planned))


def start_mailing(*, organisation: Organisation | None, kind: str, subject_key: str, planned: int) -> Mailing:
    """Open a sending to many; its mails follow with `queue_many`. 0 planned: how many there are is nobody's business."""
    return Mailing.objects.create(organisation=organisation, kind=kind, subject_key=subject_key, planned=planned)


def progress(mailing: Mailing) -> Progress:
    """Counted from the rows while it runs; from what was kept once it is finished, as the rows may be forgotten."""
    mailing = Mailing.objects.get(pk=mailing.pk)
    if mailing.finished_at:
        kept = (mailing.sent, 0, mailing.failed, mailing.uncertain, mailing.withdrawn)
        return Progress(mailing.planned, *kept, finished=True)
    return Progress(mailing.planned, **_count(mailing), finished=False)


def keep_figures(mailings: Iterable[int], *, finish: bool = False) -> None:
    """Write down the totals of the mailings of which nothing is open any more (or of all, with `finish`)."""
    unfinished = Mailing.objects.filter(pk__in=list(mailings), finished_at=None)
    if not finish:
        still_open = Mail.objects.filter(mailing=OuterRef("pk"), status__in=Mail.OPEN)
        unfinished = unfinished.filter(~Exists(still_open))
    for mailing in unfinished:
        figures = _count(mailing)
        figures.pop("waiting")
        Mailing.objects.filter(pk=mailing.pk, finished_at=None).update(**figures, finished_at=timezone.now())


def _count(mailing: Mailing) -> dict[str, int]:
    rows = Mail.objects.filter(mailing=mailing).order_by().values_list("status").annotate(n=Count("pk"))
    number = dict(rows)
    figures = {
        "sent": number.get(Status.SENT, 0),
        "waiting": number.get(Status.WAITING, 0) + number.get(Status.BUSY, 0),
        "failed": number.get(Status.FAILED, 0),
        "uncertain": number.get(Status.UNCERTAIN, 0) + number.get(Status.UNKNOWN, 0),
        "withdrawn": number.get(Status.WITHDRAWN, 0),
    }
    if mailing.kind in private_kinds():
        figures |= {"sent": figures["sent"] + figures["withdrawn"], "withdrawn": 0}
        if not mailing.planned:
            figures |= {"sent": 0, "waiting": 0, "uncertain": 0}
    return figures
