"""Looking again: at a framework of agreements every six or twelve months, and at the whole project once a year."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fundament.models import Agreement, AgreementFramework
from trajecten.models import Project


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user) -> "ReviewQuerySet":
        return self.filter(framework__project__in=Project.objects.visible_to(user))


class Review(models.Model):
    """On this day a framework was looked at, agreement by agreement. Written once, never changed."""

    framework = models.ForeignKey(
        AgreementFramework, models.CASCADE, related_name="reviews", verbose_name=_("afsprakenkader")
    )
    held_on = models.DateField(_("gehouden op"))
    next_on = models.DateField(_("volgende herziening"))
    """What was agreed on that day; the day that counts now stands on the framework, and that one reminds."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("herziening van een afsprakenkader")
        verbose_name_plural = _("herzieningen van afsprakenkaders")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__gt=F("held_on")),
                name="review_next_is_later",
                violation_error_message=_("De volgende keer komt na vandaag."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework} · {self.held_on}"


class ReviewLine(models.Model):
    """What was said of one agreement."""

    class Outcome(models.TextChoices):
        KEEP = "keep", _("houden")
        ADJUST = "adjust", _("aanpassen")
        WITHDRAW = "withdraw", _("intrekken")

    review = models.ForeignKey(Review, models.CASCADE, related_name="lines", verbose_name=_("herziening"))
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="review_lines", verbose_name=_("afspraak"))
    outcome = models.CharField(_("wat doen jullie ermee"), max_length=8, choices=Outcome)
    why = models.CharField(_("waarom"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("afspraak in een herziening")
        verbose_name_plural = _("afspraken in herzieningen")
        ordering = ["agreement__number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "agreement"], name="review_line_once"),
            models.CheckConstraint(
                condition=Q(outcome="keep") | ~Q(why=""),
                name="review_change_says_why",
                violation_error_message=_("Schrijf kort op waarom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.get_outcome_display()}"


class ProjectReviewQuerySet(models.QuerySet["ProjectReview"]):
    def visible_to(self, user) -> "ProjectReviewQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def newest(self) -> "ProjectReviewQuerySet":
        """Of each project the one after which none was held."""
        same = ProjectReview.objects.filter(project=OuterRef("project"))
        later = Q(held_on__gt=OuterRef("held_on")) | Q(held_on=OuterRef("held_on"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(same.filter(later)))


class ProjectReview(models.Model):
    """Once a year: does the project go on, and how. Written once, never changed."""

    class Outcome(models.TextChoices):
        GO_ON = "go_on", _("doorgaan")
        ADJUST = "adjust", _("aanpassen")
        HAND_OVER = "hand_over", _("overdragen aan de lijn")
        STOP = "stop", _("stopzetten")

    project = models.ForeignKey(Project, models.CASCADE, related_name="yearly_reviews", verbose_name=_("traject"))
    held_on = models.DateField(_("gehouden op"))
    outcome = models.CharField(_("hoe gaat het verder"), max_length=9, choices=Outcome)
    why = models.CharField(_("waarom"), max_length=400)
    next_on = models.DateField(_("volgende keer"), null=True, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = ProjectReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("jaarlijkse herziening van een traject")
        verbose_name_plural = _("jaarlijkse herzieningen van trajecten")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="project_review_says_why",
                violation_error_message=_("Schrijf kort op waarom."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="stop", next_on__isnull=True) | ~Q(outcome="stop") & Q(next_on__gt=F("held_on")),
                name="project_review_comes_back",
                violation_error_message=_("Kies wanneer jullie opnieuw kijken: een dag na vandaag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.held_on}: {self.get_outcome_display()}"
