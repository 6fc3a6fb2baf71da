"""The themes of a project: one list over the notes of conversations and over open answers."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bevraging.models.answers import OpenAnswer
from bevraging.models.unnamed import Unnamed
from trajecten.models import Project


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, user) -> "ThemeQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class Theme(models.Model):
    """A word for what comes back in several notes or answers. It may stand under another one, and no deeper."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="themes", verbose_name=_("traject"))
    name = models.CharField(_("naam"), max_length=60)
    description = models.CharField(_("wat valt hieronder"), max_length=240, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("hoort onder")
    )
    """A theme of the same project that stands under none itself: two levels, held by `actions.themes`."""

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("project"),
                Lower("name"),
                name="theme_name_once",
                violation_error_message=_("Dit thema staat er al."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="theme_has_name"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="theme_not_under_itself",
                violation_error_message=_("Een thema kan niet onder zichzelf staan."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """«Overdracht: briefing» for one that stands under another. Asks for `parent` beside it."""
        return f"{self.parent.name}: {self.name}" if self.parent else self.name


class AnswerTheme(Unnamed):
    """An open answer under a theme, and nothing more: no moment, no serial number, no person, no group.

    It may be the only thing that points to an answer (`bevraging/tests/test_theme_privacy.py`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Nothing to do on deletion: themes come after the publication, and from then on answers only go together with their
    # project, which takes its themes along. A cascade would make the close read every answer that it writes anew.
    answer = models.ForeignKey(OpenAnswer, models.DO_NOTHING, related_name="+", verbose_name=_("open antwoord"))
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="answer_links", verbose_name=_("thema"))

    class Meta:
        verbose_name = _("thema van een open antwoord")
        verbose_name_plural = _("thema's van open antwoorden")
        constraints = [models.UniqueConstraint(fields=["answer", "theme"], name="answer_theme_once")]
