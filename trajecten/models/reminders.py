"""What became of each reminder, and how often somebody wants to hear of them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, User
from trajecten.models.project import Project


class ReminderChoice(models.Model):
    """How often one person gets reminders. Without a row: each on its own day.

    Of an account, or of an employee without one: who gets a mail can say that it is enough, whether they sign in or not.
    """

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Op de dag zelf")
        WEEKLY = "weekly", _("Eén mail per week")
        OFF = "off", _("Geen herinneringen")

    user = models.OneToOneField(
        User, models.CASCADE, null=True, blank=True, related_name="reminder_choice", verbose_name=_("account")
    )
    employee = models.OneToOneField(
        Employee, models.CASCADE, null=True, blank=True, related_name="reminder_choice", verbose_name=_("medewerker")
    )
    rhythm = models.CharField(_("hoe vaak"), max_length=6, choices=Rhythm, default=Rhythm.DAILY)
    changed_at = models.DateTimeField(auto_now=True, verbose_name=_("gekozen op"))

    class Meta:
        verbose_name = _("keuze voor herinneringen")
        verbose_name_plural = _("keuzes voor herinneringen")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, employee__isnull=True) | Q(user__isnull=True, employee__isnull=False),
                name="reminder_choice_of_one",
                violation_error_message=_("Een keuze hoort bij een account of bij een medewerker."),
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=["daily", "weekly", "off"]),
                name="reminder_choice_known",
                violation_error_message=_("Kies hoe vaak."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.employee}: {self.get_rhythm_display()}"


class Reminder(models.Model):
    """One reminder to one person on one day, and what was decided about it. The row is the claim: its key exists once."""

    class How(models.TextChoices):
        MAIL = "mail", _("een eigen mail")
        WEEK = "week", _("in de weekmail")
        OFF = "off", _("staat uit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", verbose_name=_("traject"))
    key = models.CharField(max_length=200, unique=True, verbose_name=_("sleutel"))
    """«condition:7:12:2026-03-24», the key of its mail as well."""
    kind = models.CharField(max_length=40, verbose_name=_("soort"))
    row = models.BigIntegerField(verbose_name=_("rij"))
    """The key of what it is about, in the table of its kind."""
    person = models.CharField(max_length=24, verbose_name=_("wie"))
    """«12», an account, or «m12», an employee without one."""
    day = models.DateField(verbose_name=_("dag"))
    values = models.JSONField(default=dict, verbose_name=_("gegevens"))
    """What the sentence of its kind needs: days, codes, and what was promised in full. Goes with the row, after 90 days."""
    how = models.CharField(max_length=4, choices=How, verbose_name=_("hoe"))
    mail_key = models.CharField(max_length=200, blank=True, db_index=True, verbose_name=_("mail"))
    """The mail that brings it: its own, or that of the week."""
    weekly_on = models.DateField(null=True, verbose_name=_("weekmail op"))
    waits = models.BooleanField(default=False, verbose_name=_("wacht op de weekmail"))
    created_at = models.DateTimeField(auto_now_add=True, db_index=True, verbose_name=_("gemaakt op"))

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        ordering: ClassVar = ["-day", "kind", "row", "pk"]
        indexes = [
            models.Index(fields=["project", "-day"], name="reminder_of_project"),
            models.Index(fields=["weekly_on"], name="reminder_waits", condition=Q(waits=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(how="week", weekly_on__isnull=False)
                | Q(how__in=["mail", "off"], weekly_on__isnull=True, waits=False),
                name="reminder_week_has_day",
                violation_error_message=_("Enkel een herinnering in de weekmail heeft een dag voor de weekmail."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.day})"
