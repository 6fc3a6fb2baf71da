"""`manage.py demo`: a small organisation to look around in, with named accounts and their passwords."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from opvolging.demo import content, story
from opvolging.demo.people import make_people
from opvolging.demo.projects import make_booked, make_planned
from organisatie.models import Organisation, User
from toetsing import kept_files
from toetsing.models import ConceptVersion
from trajecten.models import GateDecision, Mail
from uitrol import rating_mails

NAMES = (content.HAZELAAR, content.KADE)
OLD_NEWS = timedelta(days=14)


class Command(BaseCommand):
    help = "Maakt een kleine demo-organisatie en toont de accounts om mee aan te melden."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Doe niets als er al een organisatie is.")
        parser.add_argument("--reset", action="store_true", help="Wis de demo eerst. Andere organisaties blijven.")
        parser.add_argument(
            "--force", action="store_true", help="Ook op een echte installatie, met wachtwoorden op toeval."
        )
        parser.add_argument(
            "--to-step",
            type=int,
            choices=range(story.FIRST, story.LAST + 1),
            default=story.LAST,
            help="Tot in welke stap het rijke traject verteld wordt. Zonder: zo ver als er iets te zien is.",
        )

    def handle(self, *args, **options) -> None:
        if not settings.EMBEDDED and not options["force"]:
            raise CommandError("Dit is een echte installatie. Wil je de demo hier toch? Voeg dan --force toe.")
        if options["if_empty"] and Organisation.objects.exists():
            self._remind()
            return
        with transaction.atomic():
            if options["reset"]:
                wipe()
            if Organisation.objects.filter(name__in=NAMES).exists():
                raise CommandError("De demo staat er al. Begin opnieuw met: manage.py demo --reset")
            accounts = build(options["to_step"])
            send_now()
        self._print(accounts)

    def _print(self, accounts) -> None:
        self.stdout.write(f"\nDe demo staat klaar op {settings.SITE_URL}. Meld aan met:\n\n")
        for account in accounts.values():
            self.stdout.write(f"  {account.user.email:<34} {account.password:<22} {account.user.name}, {account.what}")
        self.stdout.write("")

    def _remind(self) -> None:
        """`make run` a second time: the accounts again, when their password is still the known one."""
        nele = User.objects.filter(email=content.ACCOUNTS[0][2]).first()
        if nele is None or not nele.check_password(content.PASSWORD):
            return
        self.stdout.write(f"\nDe demo staat op {settings.SITE_URL}. Wachtwoord voor iedereen: {content.PASSWORD}\n\n")
        for _key, name, email, _role, what in (*content.ACCOUNTS, content.STAFF):
            self.stdout.write(f"  {email:<34} {name}, {what}")
        self.stdout.write("")


def build(to_step: int = story.LAST):
    """Both organisations and both projects; gives the accounts. Call inside a transaction."""
    hazelaar, accounts = make_people({key: _password() for key, *_rest in (*content.ACCOUNTS, content.STAFF)})
    nele, hilde = accounts["nele"].user, accounts["hilde"].user
    if to_step == story.FIRST:
        make_booked(hazelaar, nele, hilde)
    else:
        story.tell(hazelaar, {key: account.user for key, account in accounts.items()}, to_step)
    make_planned(hazelaar, nele, hilde)
    return accounts


def send_now() -> None:
    """What the last two weeks tell leaves now, so that no mail waits since then; what was told before that is old news."""
    now = timezone.now()
    # What was rated four weeks ago and more was asked again back then, not by the first sweep.
    rating_mails.collect_again(now)
    again = Mail.objects.filter(kind=rating_mails.AGAIN_KIND, organisation__name__in=NAMES, status__in=Mail.OPEN)
    waiting = Mail.objects.filter(status__in=Mail.OPEN, not_before__lt=now)
    old: dict[str, Any] = {"status": Mail.Status.WITHDRAWN, "context": {}, "sealed": None, "error": "te lang geleden"}
    again.update(**old)
    waiting.filter(not_before__lt=now - OLD_NEWS).update(**old)
    waiting.update(not_before=now)


def _password() -> str:
    """On one's own machine an easy one that the terminal can repeat; elsewhere one that nobody can guess."""
    return content.PASSWORD if settings.EMBEDDED else secrets.token_urlsafe(12)


def wipe() -> None:
    """The two demo organisations with everything in them."""
    for organisation in Organisation.objects.filter(name__in=NAMES):
        _forget_decisions(organisation)
        kept_files.go_after_commit(ConceptVersion.objects.filter(concept__project__organisation=organisation))
        organisation.delete()


def _forget_decisions(organisation: Organisation) -> None:
    """A decision at a gate protects what it is about, and its own queryset refuses to delete it: elsewhere nothing may
    take it away. A plain queryset takes those of the demo, the last revision of each first."""
    taken: QuerySet[GateDecision] = QuerySet(GateDecision).filter(request__project__organisation=organisation)
    while taken.exists():
        taken.filter(replaced_by__isnull=True).delete()
