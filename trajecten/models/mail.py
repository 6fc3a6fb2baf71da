"""What leaves by mail. A row is written in the same transaction as its cause; the sender works from the rows.

States: waiting -> busy (claimed, with a lease) -> uncertain (committed just before DATA) -> sent;
or failed (the receiver said no for good), withdrawn (no longer wanted at the moment of sending),
unknown (its sender died while it was uncertain, and this kind is never sent twice).
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models import Organisation
from trajecten.mail_labels import label_of


class Mailing(models.Model):
    """One sending to many: its progress can be shown on a page while the lead is elsewhere."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name=_("organisatie")
    )
    kind = models.CharField(max_length=40, verbose_name=_("soort"))
    subject_key = models.CharField(max_length=80, blank=True, db_index=True, verbose_name=_("onderwerp"))
    """What it is about, as `survey:12`."""
    planned = models.PositiveIntegerField(default=0, verbose_name=_("gepland"))
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))
    finished_at = models.DateTimeField(null=True, blank=True, verbose_name=_("klaar op"))
    sent = models.PositiveIntegerField(default=0, verbose_name=_("verstuurd"))
    failed = models.PositiveIntegerField(default=0, verbose_name=_("mislukt"))
    uncertain = models.PositiveIntegerField(default=0, verbose_name=_("onzeker"))
    withdrawn = models.PositiveIntegerField(default=0, verbose_name=_("ingetrokken"))
    """The four totals are written when it is finished: the rows of the mails may be deleted after that."""

    class Meta:
        verbose_name = _("verzending")
        verbose_name_plural = _("verzendingen")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return label_of(self.kind)


class Mail(models.Model):
    class Status(models.TextChoices):
        WAITING = "waiting", _("wacht")
        BUSY = "busy", _("bezig")
        UNCERTAIN = "uncertain", _("onzeker")
        SENT = "sent", _("verzonden")
        FAILED = "failed", _("mislukt")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        UNKNOWN = "unknown", _("onbekend of hij aankwam")

    OPEN = (Status.WAITING, Status.BUSY, Status.UNCERTAIN)
    """States that still ask for work; the partial index holds exactly these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name=_("organisatie")
    )
    mailing = models.ForeignKey(Mailing, models.SET_NULL, null=True, related_name="mails", verbose_name=_("verzending"))
    kind = models.CharField(max_length=40, verbose_name=_("soort"))
    key = models.CharField(max_length=200, unique=True, verbose_name=_("sleutel"))
    """The idempotency key: the same cause queued twice is one row."""
    subject_key = models.CharField(max_length=80, blank=True, verbose_name=_("onderwerp"))
    """What it is about, as `survey:12`; anonymous surveys delete their rows by it at close."""
    recipient = models.EmailField(max_length=254, verbose_name=_("mailadres"))
    recipient_name = models.CharField(max_length=120, blank=True, verbose_name=_("naam"))
    language = models.CharField(max_length=2, default="nl", verbose_name=_("taal"))
    version = models.PositiveSmallIntegerField(default=1, verbose_name=_("versie van de tekst"))
    context = models.JSONField(default=dict, verbose_name=_("gegevens"))
    """For the template. Never a token or a code; emptied once sent."""
    sealed = models.BinaryField(null=True, verbose_name=_("verzegelde gegevens"))
    """Secrets for the template (a sign-in code), sealed with a key outside the database; emptied once sent."""
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING, verbose_name=_("toestand"))
    bulk = models.BooleanField(default=False, verbose_name=_("in groep"))
    """Of a sending to many: goes after the single mails, so that nobody waits for a sign-in code behind 10,000 invitations."""
    not_before = models.DateTimeField(default=timezone.now, verbose_name=_("niet voor"))
    expires_at = models.DateTimeField(null=True, verbose_name=_("vervalt op"))
    lease_by = models.UUIDField(null=True, verbose_name=_("bezig door"))
    lease_until = models.DateTimeField(null=True, verbose_name=_("bezig tot"))
    attempts = models.PositiveSmallIntegerField(default=0, verbose_name=_("pogingen"))
    first_attempt_at = models.DateTimeField(null=True, verbose_name=_("eerste poging"))
    sent_at = models.DateTimeField(null=True, verbose_name=_("verstuurd op"))
    maybe_twice = models.BooleanField(default=False, verbose_name=_("misschien dubbel"))
    error = models.CharField(max_length=200, blank=True, verbose_name=_("wat misging"))
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(
                fields=["bulk", "not_before"],
                name="mail_open",
                condition=Q(status__in=["waiting", "busy", "uncertain"]),
            ),
            models.Index(fields=["mailing", "status"], name="mail_of_mailing"),
            models.Index(fields=["subject_key"], name="mail_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["busy", "uncertain"]) | Q(lease_until__isnull=False),
                name="mail_busy_has_lease",
            )
        ]

    def __str__(self) -> str:
        return f"{label_of(self.kind)} ({self.get_status_display()})"


class Heartbeat(models.Model):
    """When a part of the machine last showed that it lives (worker, beat)."""

    name = models.CharField(max_length=20, primary_key=True, verbose_name=_("onderdeel"))
    at = models.DateTimeField(verbose_name=_("wanneer"))
    note = models.CharField(max_length=200, blank=True, verbose_name=_("nota"))

    class Meta:
        verbose_name = _("hartslag")
        verbose_name_plural = _("hartslagen")

    def __str__(self) -> str:
        return self.name
