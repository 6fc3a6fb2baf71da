"""What is done where an agreement asks for attention: the cause as people see it, and the softest step that may help."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fundament.models import Agreement
from opvolging.models.rhythm import AgreementCheck
from organisatie.models import Employee, Location
from trajecten.models import Project


class RemedyQuerySet(models.QuerySet["Remedy"]):
    def visible_to(self, user) -> "RemedyQuerySet":
        return self.filter(agreement__project__in=Project.objects.visible_to(user))

    def running(self) -> "RemedyQuerySet":
        return self.filter(ended_on__isnull=True)


class Remedy(models.Model):
    """An approach, for a place or for everywhere: never for a person."""

    class Cause(models.TextChoices):
        """The agreement itself first: people are rarely the reason."""

        AGREEMENT_WRONG = "agreement_wrong", _("de afspraak klopt niet")
        DOES_NOT_FIT = "does_not_fit", _("het past niet in het werk")
        MEANS_MISSING = "means_missing", _("er ontbreekt een middel")
        KNOWS_NOT = "knows_not", _("de afspraak is niet gekend")
        CANNOT = "cannot", _("het lukt nog niet")
        UNKNOWN = "unknown", _("we weten het nog niet")

    class Rung(models.IntegerChoices):
        """From soft to firm ([T] §4.2). No step is about one person."""

        UNDERSTAND = 1, _("begrijpen: een teamgesprek")
        CLEAR_THE_WAY = 2, _("een drempel wegnemen")
        TRAIN = 3, _("taaktraining of een buddy")
        SPOTLIGHT = 4, _("een team waar het lukt in de kijker")
        CHANGE_AGREEMENT = 5, _("de afspraak aanpassen")
        TALK = 6, _("een gesprek van de leidinggevende met het team")

    class Outcome(models.TextChoices):
        RUNNING = "running", _("loopt")
        HELPED = "helped", _("het hielp")
        NOT_ENOUGH = "not_enough", _("het hielp nog niet genoeg")
        STOPPED = "stopped", _("gestopt")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="remedies", verbose_name=_("afspraak"))
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="remedies", verbose_name=_("locatie")
    )
    """Empty: everywhere."""
    check_seen = models.ForeignKey(
        AgreementCheck,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="remedies",
        verbose_name=_("na welke check"),
    )
    cause = models.CharField(_("wat is de oorzaak"), max_length=15, choices=Cause)
    rung = models.PositiveSmallIntegerField(_("welke stap"), choices=Rung)
    skipped_why = models.CharField(_("waarom een zachtere stap overslaan"), max_length=240, blank=True)
    what = models.CharField(_("wat gaan jullie doen"), max_length=240)
    owner = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="remedies", verbose_name=_("wie trekt het")
    )
    started_on = models.DateField(_("begonnen op"))
    due_on = models.DateField(_("klaar tegen"))
    effect_on = models.DateField(_("kijken of het helpt op"))
    outcome = models.CharField(
        max_length=10, choices=Outcome, default=Outcome.RUNNING, editable=False, verbose_name=_("hoe staat het")
    )
    result = models.CharField(_("wat bracht het op"), max_length=240, blank=True)
    ended_on = models.DateField(_("afgesloten op"), null=True, editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = RemedyQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanpak")
        verbose_name_plural = _("aanpakken")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="remedy_says_what"),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("started_on"), effect_on__gte=models.F("due_on")),
                name="remedy_days_in_order",
                violation_error_message=_("Eerst begin je, dan is het klaar, en dan kijk je of het helpt."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="running", ended_on__isnull=True)
                | ~Q(outcome="running") & Q(ended_on__isnull=False) & ~Q(result=""),
                name="remedy_ended_says_result",
                violation_error_message=_("Schrijf op wat het opbracht."),
            ),
            models.CheckConstraint(condition=Q(rung__gte=1, rung__lte=6), name="remedy_rung_1_to_6"),
        ]

    def __str__(self) -> str:
        return self.what
