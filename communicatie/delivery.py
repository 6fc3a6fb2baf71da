"""How the sending of a message went: what left, what did not arrive, and who has no address.

Numbers are for everybody who sees the project; names only for who leads it, so that they can tell those people another way.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communicatie.models import Message
from communicatie.reach import people_of
from organisatie.models import Employee
from trajecten import outbox
from trajecten.models import Mail
from trajecten.templatetags.getallen import getal

MOST = 50
"""Names on the page; a longer list is for the list of employees."""


@dataclass(frozen=True)
class Delivery:
    progress: outbox.Progress
    without_address: int
    """Of the audience as it was when the message left."""
    failed: list[str] = field(default_factory=list)
    """«Fatima Akin (fatima@…)», for who leads the project."""
    unreached: list[str] = field(default_factory=list)
    """Who of the audience has no address now, for who leads the project."""

    @property
    def done(self) -> int:
        """Everything but what failed: the component counts that apart."""
        return self.progress.sent + self.progress.uncertain + self.progress.withdrawn

    @property
    def words(self) -> str:
        return _("De boodschap is verstuurd.") if self.progress.finished else _("We versturen de boodschap.")

    @property
    def note(self) -> str:
        """What a bar cannot say: handed over without an answer, and not wanted any more. While it runs one is always
        between the two; only the end is worth telling."""
        if not self.progress.finished:
            return ""
        found = []
        if n := self.progress.uncertain:
            found.append(ngettext("Van %(n)s weten we niet zeker of hij aankwam.", "Van %(n)s weten we niet zeker of ze aankwamen.", n) % {"n": getal(n)})  # fmt: skip
        if n := self.progress.withdrawn:
            found.append(ngettext("%(n)s vertrok niet: die collega is uit dienst of kreeg een ander adres.", "%(n)s vertrokken niet: die collega's zijn uit dienst of kregen een ander adres.", n) % {"n": getal(n)})  # fmt: skip
        return " ".join(found)


def delivery_of(message: Message, *, names: bool) -> Delivery | None:
    """None when it did not leave by mail. At most four queries."""
    if message.mailing is None:
        return None
    progress = outbox.progress(message.mailing)
    without = max(0, (message.reached_of or 0) - progress.planned)
    return Delivery(
        progress,
        without,
        failed_names(message) if names and progress.failed else [],
        names_without_address(message)[:MOST] if names and without else [],
    )


def failed_names(message: Message) -> list[str]:
    rows = Mail.objects.filter(mailing=message.mailing_id, status=Mail.Status.FAILED).order_by("recipient_name")
    return [f"{name} ({address})" for name, address in rows.values_list("recipient_name", "recipient")[:MOST]]


def names_without_address(message: Message) -> list[str]:
    people = people_of(message.audience).filter(email="").order_by("name").select_related("location")
    return [_named(person) for person in people[:MOST]]


def _named(person: Employee) -> str:
    return f"{person.name}, {person.location.name}" if person.location else person.name
