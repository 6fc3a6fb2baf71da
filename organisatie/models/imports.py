"""A sheet of employees between upload and the moment it is applied."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models.accounts import User
from organisatie.models.organisations import InOrganisationQuerySet, Organisation


def import_end():
    return timezone.now() + timedelta(days=7)


class ImportRun(models.Model):
    """One uploaded sheet on its way to becoming employees. Its rows are erased when applied, or after 7 days."""

    class Status(models.TextChoices):
        COLUMNS = "columns", _("kolommen kiezen")
        CHECK = "check", _("wordt nagekeken")
        READY = "ready", _("klaar om in te voeren")
        APPLY = "apply", _("wordt ingevoerd")
        DONE = "done", _("ingevoerd")
        ERASED = "erased", _("gewist")

    WORKING = (Status.CHECK, Status.APPLY)
    """States in which the worker has to do something."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="imports", verbose_name=_("organisatie")
    )
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("gemaakt door"))
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))
    expires_at = models.DateTimeField(default=import_end, verbose_name=_("vervalt op"))
    file_name = models.CharField(_("bestand"), max_length=120)
    status = models.CharField(max_length=8, choices=Status, default=Status.COLUMNS, verbose_name=_("toestand"))
    lease_until = models.DateTimeField(null=True, blank=True, verbose_name=_("bezig tot"))
    """Until when one worker holds it; after that another may take over."""
    header = models.JSONField(default=list, verbose_name=_("kolommen"))
    rows = models.JSONField(default=list, verbose_name=_("rijen"))
    """[[row number in the sheet, [cells]], …]; after applying only what is left to correct."""
    mapping = models.JSONField(default=dict, verbose_name=_("koppeling van kolommen"))
    """{field: column number}"""
    problems = models.JSONField(default=list, verbose_name=_("na te kijken"))
    """[[row number, field, sentence, suggestion], …]"""
    news = models.JSONField(default=dict, verbose_name=_("nieuw in de lijst"))
    """What the preview shows: {"locations": […], "functions": […]} that will be made."""
    total = models.PositiveIntegerField(default=0, verbose_name=_("rijen"))
    checked = models.PositiveIntegerField(default=0, verbose_name=_("nagekeken"))
    fresh = models.PositiveIntegerField(default=0, verbose_name=_("nieuw"))
    changed = models.PositiveIntegerField(default=0, verbose_name=_("gewijzigd"))
    same = models.PositiveIntegerField(default=0, verbose_name=_("ongewijzigd"))
    applied_fresh = models.PositiveIntegerField(default=0, verbose_name=_("nieuw ingevoerd"))
    applied_changed = models.PositiveIntegerField(default=0, verbose_name=_("gewijzigd ingevoerd"))
    error = models.CharField(max_length=200, blank=True, verbose_name=_("wat misging"))

    objects = InOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoer")
        verbose_name_plural = _("invoeren")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["lease_until"], name="import_work", condition=Q(status__in=["check", "apply"]))]

    def __str__(self) -> str:
        return self.file_name

    @property
    def bad_rows(self) -> int:
        return len({problem[0] for problem in self.problems})

    @property
    def good_rows(self) -> int:
        return self.fresh + self.changed
