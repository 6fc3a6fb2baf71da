"""The outbox: the one door for mail. Read first docs/decisions/0010-outbox.md.

`queue` and `queue_many` write rows in the caller's transaction, `deliver` sends what is due. The files, in the
order in which a mail meets them: queueing, doorbell, claiming, composing, transport, delivery.
"""

from trajecten.outbox import house_kinds  # noqa: F401  (registers the test mail)
from trajecten.outbox.claiming import Counts, open_work
from trajecten.outbox.delivery import deliver
from trajecten.outbox.figures import figures, oldest_due_seconds
from trajecten.outbox.kinds import Attachment, MailKind, all_kinds, kind_of, private_kinds, register_kind
from trajecten.outbox.mailings import Progress, keep_figures, progress, start_mailing
from trajecten.outbox.queueing import MailSpec, forget, queue, queue_many, withdraw
from trajecten.outbox.resolving import send_again, settle

__all__ = [
    "Attachment",
    "Counts",
    "MailKind",
    "MailSpec",
    "Progress",
    "all_kinds",
    "deliver",
    "figures",
    "forget",
    "keep_figures",
    "kind_of",
    "oldest_due_seconds",
    "open_work",
    "private_kinds",
    "progress",
    "queue",
    "queue_many",
    "register_kind",
    "send_again",
    "settle",
    "start_mailing",
    "withdraw",
]
