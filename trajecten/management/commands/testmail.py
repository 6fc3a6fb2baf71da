"""Does mail leave this installation? One mail, sent now, and what the mail server said."""

from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError

from trajecten import outbox
from trajecten.models import Mail


class Command(BaseCommand):
    help = "Send one test mail through the outbox and wait for the answer of the mail server."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address")

    def handle(self, **options) -> None:
        key = f"testmail:{uuid4()}"
        outbox.queue(kind="testmail", key=key, to=options["address"])
        outbox.deliver()
        mail = Mail.objects.get(key=key)
        if mail.status != Mail.Status.SENT:
            raise CommandError(f"De mail vertrok niet: {mail.get_status_display()}. {mail.error}".strip())
        self.stdout.write("De mail is vertrokken.")
