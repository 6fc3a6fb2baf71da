"""A clock that stands still where the story puts it, and a worker whose beat comes by twice.

Stories lie ahead of any real day, so that a browser never thinks that a page of ours is old.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core import mail
from time_machine import Traveller

from trajecten import reminders

BRUSSELS = ZoneInfo("Europe/Brussels")
BEATS = (6, 7)
"""In UTC, each day: eight o'clock on the wall in summer, and in winter. The other one is an hour too early, or too late."""


class Clock:
    """The one clock of the browser's server, the worker and the story."""

    def __init__(self, traveller: Traveller, begin: date) -> None:
        self._traveller = traveller
        self.begin = self.today = begin
        self.left: list[tuple[str, str, str]] = []
        """Every mail of a beat: (when on the wall, to whom, its subject)."""
        self.go(begin)

    def go(self, day: date, hour: int = 9) -> None:
        """To this hour on the wall."""
        self.today = day
        self._traveller.move_to(datetime.combine(day, time(hour), BRUSSELS))

    def live_for(self, days: int) -> list:
        return self.live_until(self.today + timedelta(days=days))

    def live_until(self, day: date) -> list:
        """Every morning up to this one the beat comes by, each time twice; gives the mails that left. It is ten o'clock then."""
        before = len(mail.outbox)
        while self.today < day:
            self.today += timedelta(days=1)
            for hour in BEATS:
                self._beat(datetime.combine(self.today, time(hour), UTC))
        self.go(self.today, 10)
        return mail.outbox[before:]

    def _beat(self, moment: datetime) -> None:
        self._traveller.move_to(moment)
        for _twice in range(2):
            before = len(mail.outbox)
            reminders.sweep()
            wall = f"{moment.astimezone(BRUSSELS):%d/%m %H:%M}"
            self.left += [(wall, message.to[0], message.subject) for message in mail.outbox[before:]]
