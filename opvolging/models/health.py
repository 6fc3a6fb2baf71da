"""How a project in follow-up is doing, once a day, so that a trend can be drawn and «twice in a row» can be known."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trajecten.models import Project


class HealthReadingQuerySet(models.QuerySet["HealthReading"]):
    def visible_to(self, user) -> "HealthReadingQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class HealthReading(models.Model):
    """The nine measures of one day ([T] §8.2, step 6). Written by the worker, never changed after that day:
    only its measures go, after sixteen weeks.

    «Unknown» is a state of its own: with fewer than half of the measures known nothing good can be said.
    """

    class State(models.TextChoices):
        HEALTHY = "healthy", _("gezond")
        ATTENTION = "attention", _("vraagt aandacht")
        ADJUST = "adjust", _("bijsturen")
        UNKNOWN = "unknown", _("nog te weinig bekend")

    project = models.ForeignKey(Project, models.CASCADE, related_name="health_readings", verbose_name=_("traject"))
    day = models.DateField(_("dag"))
    state = models.CharField(max_length=9, choices=State, verbose_name=_("toestand"))
    met = models.PositiveSmallIntegerField(_("in orde"), default=0)
    missed = models.PositiveSmallIntegerField(_("niet gehaald"), default=0)
    unknown = models.PositiveSmallIntegerField(_("nog niet bekend"), default=0)
    measures = models.JSONField(_("metingen"), default=list)
    """[{"code": "s6.on_time", "value": "92.9", "of": 28, "goal": "85", "state": "met" | "missed" | "unknown",
    "text": {"nl": …, "fr": …, "en": …}, "agreements": [5, 9], "themes": [{"theme": …}]}, …]

    `agreements` are numbers (A05), never people; `themes` only with the spread (see `opvolging.spread`)."""

    objects = HealthReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("gezondheid van een traject")
        verbose_name_plural = _("gezondheid van trajecten")
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["project", "day"], name="health_once_a_day")]

    def __str__(self) -> str:
        return f"{self.project} · {self.day}: {self.get_state_display()}"
