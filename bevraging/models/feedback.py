"""What participants get back: one page per survey, in versions. The words are of the lead; no answer and no person is in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bevraging.models.survey import Survey


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user) -> "FeedbackQuerySet":
        return self.filter(survey__in=Survey.objects.visible_to(user))


class Feedback(models.Model):
    """That the answers of a survey came back to who was asked: since when, and how people heard of it."""

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="feedback", verbose_name=_("bevraging"))
    shared_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gedeeld op"))
    """When the first version was shared; a later version leaves it as it is."""
    mailed_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gemaild op"))
    """Written once, in the transaction that queues the mails: who finds it filled, sends nothing."""
    mailed = models.PositiveIntegerField(default=0, editable=False, verbose_name=_("aantal mails"))
    told_at = models.DateTimeField(null=True, editable=False, verbose_name=_("ook anders verteld op"))
    told_how = models.CharField(_("hoe vertelde je het"), max_length=160, blank=True)
    """How who got no mail heard of it: «affiche in de keuken en de briefing»."""

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("terugkoppeling")
        verbose_name_plural = _("terugkoppelingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_at__isnull=False) | Q(mailed_at__isnull=True, told_at__isnull=True),
                name="feedback_shared_before_told",
            ),
        ]

    def __str__(self) -> str:
        return str(self.survey)


class FeedbackVersion(models.Model):
    """The words, per language. At most one is being written; a shared one never changes again."""

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="versions", verbose_name=_("terugkoppeling"))
    number = models.PositiveSmallIntegerField(verbose_name=_("nummer"))
    texts = models.JSONField(default=dict, verbose_name=_("teksten"))
    """{"nl": {"said": "…", "doing": "…", "not_doing": "…", "next": "…", "contact": "…"}, "fr": {…}}."""
    shared_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gedeeld op"))
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("gedeeld door"),
    )

    class Meta:
        verbose_name = _("versie van een terugkoppeling")
        verbose_name_plural = _("versies van een terugkoppeling")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "number"], name="feedback_number_once"),
            models.UniqueConstraint(
                fields=["feedback"], condition=Q(shared_at__isnull=True), name="feedback_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feedback} · {self.number}"
