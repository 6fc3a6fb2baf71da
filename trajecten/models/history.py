"""What happened, by whom. Rows are only ever added (`trajecten.history.record`)."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organisatie.models import Organisation
from trajecten.models.project import Project


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user) -> "EventQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def update(self, **kwargs):
        raise TypeError("History is append-only.")

    def bulk_update(self, *args, **kwargs):
        raise TypeError("History is append-only.")

    def delete(self):
        raise TypeError("History is append-only.")


class Event(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("organisatie"))
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="events", verbose_name=_("traject"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie")
    )
    verb = models.CharField(_("wat"), max_length=60)
    """A stable code such as `gate.decided`; its Dutch sentence stands in `trajecten.history`."""
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder, verbose_name=_("gegevens"))
    """Facts for the sentence, with `before` and `after` where something changed. Never an answer or a token."""
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("geschiedenis")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["project", "-at"], name="event_of_project")]

    def __str__(self) -> str:
        day = date_format(timezone.localtime(self.at), "j F Y") if self.at else ""
        return _("Gebeurtenis van %(day)s") % {"day": day}

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise TypeError("History is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("History is append-only.")
