"""What stays when people and answers are forgotten, what was forgotten when, and who wants no mail.

None of these tables holds a name, an address or a road to a person. Who somebody is, is written as a mark: an HMAC with
a key outside the database (`bevraging.marks`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bevraging.models.survey import Survey
from bevraging.models.unnamed import Unnamed
from organisatie.models import Organisation


class Turnout(Unnamed):
    """How many were asked and took part, written when the people of a survey are forgotten. Never crossed: a row is
    about a group of the results, about a function, or about a place, never about a function at a place."""

    class About(models.TextChoices):
        GROUP = "group", _("groep in de resultaten")
        FUNCTION = "function", _("functiegroep")
        PLACE = "place", _("locatie")

    APART = "*"
    """Stands for the location of a row about a function: such people are in a group already, and count once."""
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("bevraging"))
    about = models.CharField(max_length=8, choices=About, verbose_name=_("indeling"))
    location = models.CharField(max_length=40, blank=True, verbose_name=_("locatie"))
    """Code of the location group, for a group."""
    function = models.CharField(max_length=40, blank=True, verbose_name=_("functiegroep"))
    """Code of the function group, for a group."""
    name = models.CharField(max_length=200, blank=True, verbose_name=_("naam"))
    """Of a function (from ten people on), or of a place."""
    invited = models.PositiveIntegerField(verbose_name=_("uitgenodigd"))
    answered = models.PositiveIntegerField(default=0, verbose_name=_("deden mee"))
    """Not kept for a place."""
    unmailed = models.PositiveIntegerField(default=0, verbose_name=_("zonder mail"))

    class Meta:
        verbose_name = _("opkomst")
        verbose_name_plural = _("opkomsten")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "about", "location", "function", "name"], name="turnout_cell_once"
            )
        ]


class RosterMark(Unnamed):
    """Somebody was asked in this survey: enough to see that a next one asks nearly the same people."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("bevraging"))
    mark = models.CharField(max_length=64, verbose_name=_("kenmerk"))

    class Meta:
        verbose_name = _("kenmerk van een genodigde")
        verbose_name_plural = _("kenmerken van genodigden")
        constraints = [models.UniqueConstraint(fields=["survey", "mark"], name="roster_mark_once")]


class MailStop(Unnamed):
    """An address that wants no surveys of this organisation by mail. The address itself is not kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("organisatie"))
    mark = models.CharField(max_length=64, verbose_name=_("kenmerk"))

    class Meta:
        verbose_name = _("adres zonder bevragingen")
        verbose_name_plural = _("adressen zonder bevragingen")
        constraints = [models.UniqueConstraint(fields=["organisation", "mark"], name="mail_stop_once")]


class DeletionQuerySet(models.QuerySet["Deletion"]):
    def update(self, **kwargs):
        raise TypeError("The log is append-only.")

    def delete(self):
        raise TypeError("The log is append-only.")


class Deletion(models.Model):
    """One line of the deletion log: what, of which survey, how many, when. Rows are only ever added."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("namen en adressen")
        ANSWERS = "answers", _("losse antwoorden")
        TOO_FEW = "too_few", _("te weinig antwoorden")
        ASKED = "asked", _("op vraag van iemand")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("organisatie"))
    survey = models.ForeignKey(Survey, models.SET_NULL, null=True, related_name="+", verbose_name=_("bevraging"))
    title = models.CharField(max_length=120, blank=True, verbose_name=_("titel"))
    """Of the survey, at that moment."""
    kind = models.CharField(max_length=8, choices=Kind, verbose_name=_("wat"))
    how_many = models.PositiveIntegerField(null=True, verbose_name=_("hoeveel"))
    """Empty where the number would say who took part."""
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    objects = DeletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("regel van het wislogboek")
        verbose_name_plural = _("wislogboek")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-at"], name="deletion_of_organisation")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise TypeError("The log is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The log is append-only.")
