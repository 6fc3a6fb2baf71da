"""One round of sending.

SMTP cannot promise exactly once: after the last word there is a moment in which only the server knows. So the row
says "uncertain", committed, before that moment, and "sent" after it. A crash leaves a row that is visible.
"Sent" is written in the same commit as the "uncertain" of the next mail: one commit a mail, and at most one row that
a crash leaves uncertain (docs/decisions/0010-outbox.md).
"""

import time
from collections import defaultdict

import structlog
from django.db import transaction
from django.utils import timezone

from trajecten.models import Mail
from trajecten.outbox import breaker, claiming, policy, stopping
from trajecten.outbox.claiming import FREE, Counts
from trajecten.outbox.composing import Composed, Composer
from trajecten.outbox.doorbell import ring
from trajecten.outbox.kinds import kind_of
from trajecten.outbox.mailings import keep_figures
from trajecten.outbox.queueing import secret_of
from trajecten.outbox.throttle import Throttle
from trajecten.outbox.transport import Broken, Refused, Transport, connect

logger = structlog.get_logger(__name__)
Status = Mail.Status


def deliver(*, limit: int | None = None, seconds: float | None = None) -> Counts:
    """Send what is due, until nothing is, or the limit or the time is reached; then the bell is rung again.

    Safe to run in any number of processes at once and to kill at any moment. Gives what it did, per state.
    """
    counts = claiming.resolve_uncertain()
    if claiming.due(timezone.now()).exists() and breaker.may_try():
        Round(counts, limit, seconds or policy.ROUND_SECONDS).run()
    counts = +counts  # without the zeros
    if counts:
        logger.info("mail_round", **counts)
    return counts


class Round:
    """Holds one connection, one composer and the mail whose `sent` still has to be written."""

    def __init__(self, counts: Counts, limit: int | None, seconds: float) -> None:
        self.counts = counts
        self.left = limit if limit is not None else 10**9
        self.until = time.monotonic() + seconds
        self.composer = Composer()
        self.throttle = Throttle()
        self.transport: Transport | None = None
        self.accepted: Mail | None = None
        self.mailings: set[int] = set()

    def run(self) -> None:
        try:
            self._line()  # before anything is claimed: without a server nothing changes hands
            while self._may_go_on() and (mails := claiming.claim(self.throttle.batch(self.left))):
                self.left -= len(mails)
                self._batch(mails)
                keep_figures(self.mailings)
            if self.left and time.monotonic() >= self.until:
                ring()
        except Broken as error:
            self._no_server(error)
        finally:
            self._flush()
            keep_figures(self.mailings)
            self._hang_up()

    def _may_go_on(self) -> bool:
        return self.left > 0 and not stopping.asked() and time.monotonic() < self.until

    def _batch(self, mails: list[Mail]) -> None:
        """Send one claimed batch; whatever is not reached is given back."""
        self.mailings.update(mail.mailing_id for mail in mails if mail.mailing_id)
        fresh_until = time.monotonic() + policy.LEASE.total_seconds() / 2
        todo = self._wanted(mails)
        self.throttle.reserve(len(todo))
        todo.reverse()
        try:
            while todo and self._may_go_on_with(fresh_until):
                if self.throttle.per_minute:
                    self._flush()
                    self.throttle.wait()
                self._one(*todo[-1])
                todo.pop()
        finally:
            self._flush()
            claiming.release([mail for mail, _personal in todo])

    def _may_go_on_with(self, fresh_until: float) -> bool:
        return not stopping.asked() and time.monotonic() < min(fresh_until, self.until)

    def _wanted(self, mails: list[Mail]) -> list[tuple[Mail, dict]]:
        """Ask each kind what is no longer wanted, and the personal values of the rest; in the order of claiming."""
        values: dict = {}
        per_kind = defaultdict(list)
        for mail in mails:
            per_kind[mail.kind].append(mail)
        for code, group in per_kind.items():
            try:
                values.update(self._prepare(code, group))
            except Exception as error:  # an app's own code: its mails wait, those of the others go
                logger.exception("mail_kind_failed", kind=code)
                for mail in group:
                    self.counts[claiming.defer(mail, f"{type(error).__name__}")] += 1
        return [(mail, values[mail.pk]) for mail in mails if mail.pk in values]

    def _prepare(self, code: str, group: list[Mail]) -> dict:
        kind = kind_of(code)
        if kind is None:
            raise LookupError(code)
        now = timezone.now()
        reasons = {mail.pk: "verlopen" for mail in group if mail.expires_at and mail.expires_at <= now}
        reasons |= kind.recheck([mail for mail in group if mail.pk not in reasons])
        wanted = [mail for mail in group if mail.pk not in reasons]
        personal = kind.personal(wanted)
        values = {mail.pk: {**personal.get(mail.pk, {}), **secret_of(mail)} for mail in wanted}
        content = kind.content(wanted)
        for mail in wanted:
            mail.context = {**mail.context, **content.get(mail.pk, {})}
        for mail in group:
            if mail.pk in reasons:
                gone = claiming.withdraw_held(mail, reasons[mail.pk])
                # The counts are logged, with the time: of a private kind they would say when somebody answered.
                self.counts["withdrawn"] += gone and not kind.private
        return values

    def _one(self, mail: Mail, personal: dict) -> None:
        """Send one mail and write down how it went. Raises Broken when there is no server any more."""
        try:
            composed = self.composer.compose(mail, personal)
            line = self._offer(composed)
            if not self._step(mail):
                return  # withdrawn in the meantime, or the lease was lost
            line.hand_over(composed)
        except Refused as refused:
            self._refused(mail, refused)
        except Broken:
            # Before the last word the row is still ours and is released; after it the row stays uncertain.
            self._hang_up()
            if not claiming.held(mail, Status.UNCERTAIN).exists():
                raise
            self.counts["uncertain"] += 1
        except Exception as error:  # a template or an address that cannot be: this mail fails, the next one goes
            logger.exception("mail_not_composed", kind=mail.kind)
            self.counts["failed"] += claiming.fail(mail, f"{type(error).__name__}: {error}")
        else:
            self.accepted = mail
            self.counts["sent"] += 1

    def _offer(self, composed: Composed) -> Transport:
        """From and to; a connection that was closed in between is opened once more. Gives the line it went over."""
        line = self._line()
        try:
            line.offer(composed)
        except (Broken, Refused) as error:
            if isinstance(error, Refused) and not error.closing:
                raise
            self._hang_up()
            line = self._line()
            line.offer(composed)
        return line

    def _step(self, mail: Mail) -> bool:
        accepted, self.accepted = self.accepted, None
        return claiming.step(mail, accepted)

    def _refused(self, mail: Mail, refused: Refused) -> None:
        if refused.permanent:
            claiming.fail(mail, str(refused))
            self.counts["failed"] += 1
        else:
            self.counts[claiming.defer(mail, str(refused))] += 1
        if refused.closing:
            self._hang_up()

    def _flush(self) -> None:
        """Write `sent` of the last mail that the server accepted."""
        if self.accepted:
            accepted, self.accepted = self.accepted, None
            claiming.mark_sent(accepted)

    def _line(self) -> Transport:
        """The open connection, or a new one. Raises Broken when there is no server."""
        if self.transport is None:
            self.transport = connect()
            breaker.worked()
        return self.transport

    def _hang_up(self) -> None:
        if self.transport:
            self.transport.close()
        self.transport = None

    def _no_server(self, error: Broken) -> None:
        """Nothing is lost: the rows wait. Only what waited past the patience is given up."""
        failures = breaker.failed()
        logger.warning("mail_server_away", failures=failures, error=str(error)[:60])
        now = timezone.now()
        waiting = claiming.due(now).filter(status=Status.WAITING)
        with transaction.atomic():
            waiting.filter(first_attempt_at=None).update(first_attempt_at=now)
            given_up = waiting.filter(first_attempt_at__lt=now - policy.PATIENCE)
            given_up.filter(kind__startswith=policy.SEALED_KINDS).update(sealed=None)
            self.counts["failed"] += given_up.update(status=Status.FAILED, error=str(error)[:200], **FREE)
