"""How, where and how often somebody looks whether an agreement is followed, and what was seen. Never who was seen, and
never who looked."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fundament.models import Agreement, AgreementVersion
from organisatie.models import Employee, Location
from trajecten.models import Project

WEEKS_DEFAULT = 8
"""A first check stands within eight weeks (criterion s5.follow_up), and the same rhythm goes on after it."""


def owned_today() -> Exists:
    """Of rows with an `owner`: that is somebody who works here today."""
    return Exists(Employee.objects.active().filter(pk=OuterRef("owner")))


class CheckRhythmQuerySet(models.QuerySet["CheckRhythm"]):
    def visible_to(self, user) -> "CheckRhythmQuerySet":
        return self.filter(agreement__project__in=Project.objects.visible_to(user))

    def running(self) -> "CheckRhythmQuerySet":
        return self.filter(ended_on__isnull=True)

    def ownerless(self) -> "CheckRhythmQuerySet":
        """Of nobody, or of somebody who does not work here today: nobody gets the link."""
        return self.filter(~owned_today())


class CheckRhythm(models.Model):
    """One agreement is looked at in one place, in one way, every so many weeks, by whoever owns it there by then."""

    class Method(models.TextChoices):
        CONVERSATION = "conversation", _("teamgesprek")
        SAMPLE = "sample", _("steekproef")
        COUNTER = "counter", _("systeemteller")
        PULSE_QUESTION = "pulse_question", _("pulsvraag")
        WALK_ROUND = "walk_round", _("rondgang")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="rhythms", verbose_name=_("afspraak"))
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="rhythms", verbose_name=_("locatie")
    )
    """Empty: everywhere at once."""
    method = models.CharField(_("hoe kijk je"), max_length=14, choices=Method)
    unit = models.CharField(_("wat tel je"), max_length=60)
    """«shiftnotities», «briefings»: the plural of what one counts."""
    interval_weeks = models.PositiveSmallIntegerField(_("om de hoeveel weken"), default=WEEKS_DEFAULT)
    first_on = models.DateField(_("eerste keer op"))
    owner = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="rhythms", verbose_name=_("eigenaar")
    )
    """Who gets the link. Another owner changes nothing of the plan."""
    ended_on = models.DateField(_("gestopt op"), null=True, blank=True, editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = CheckRhythmQuerySet.as_manager()

    class Meta:
        verbose_name = _("ritme van een afspraak")
        verbose_name_plural = _("ritmes van afspraken")
        ordering = ["agreement__number", "location__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "location"],
                condition=Q(ended_on__isnull=True, location__isnull=False),
                name="rhythm_one_per_agreement_and_location",
                violation_error_message=_("Voor die afspraak en die locatie loopt er al een ritme."),
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(ended_on__isnull=True, location__isnull=True),
                name="rhythm_one_per_agreement",
                violation_error_message=_("Voor die afspraak loopt er al een ritme."),
            ),
            models.CheckConstraint(
                condition=Q(interval_weeks__gte=1, interval_weeks__lte=52),
                name="rhythm_1_to_52_weeks",
                violation_error_message=_("Kies tussen 1 en 52 weken."),
            ),
            models.CheckConstraint(condition=~Q(unit=""), name="rhythm_has_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.code} · {self.location or _('overal')}"


class PlannedCheck(models.Model):
    """A day on which a check is due: written ahead, so that nothing of the plan hangs on who owns it that day."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        DONE = "done", _("gedaan")
        SKIPPED = "skipped", _("overgeslagen")

    rhythm = models.ForeignKey(CheckRhythm, models.CASCADE, related_name="planned", verbose_name=_("ritme"))
    due_on = models.DateField(_("tegen"))
    status = models.CharField(
        max_length=7, choices=Status, default=Status.PLANNED, editable=False, verbose_name=_("toestand")
    )
    done_on = models.DateField(_("gedaan op"), null=True, editable=False)
    generation = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de link"))
    """Part of what its link is made of: raised when it gets another owner, the earlier link opens nothing any more."""
    skipped_why = models.CharField(_("waarom overgeslagen"), max_length=240, blank=True, editable=False)

    class Meta:
        verbose_name = _("geplande check")
        verbose_name_plural = _("geplande checks")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rhythm", "due_on"], name="planned_check_once_a_day"),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False) | ~Q(status="done") & Q(done_on__isnull=True),
                name="planned_check_done_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="skipped") | ~Q(skipped_why=""),
                name="planned_check_skipped_says_why",
                violation_error_message=_("Schrijf kort op waarom."),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(status="planned"), name="planned_check_ahead")]

    def __str__(self) -> str:
        return f"{self.rhythm} · {self.due_on}"


class AgreementCheck(models.Model):
    """What was seen: how many times, how often the agreement was followed. No field leads to a person, on purpose: not
    to who was seen, and not to who looked (a day, no hour; no account, no link)."""

    rhythm = models.ForeignKey(CheckRhythm, models.CASCADE, related_name="checks", verbose_name=_("ritme"))
    version = models.ForeignKey(AgreementVersion, models.RESTRICT, related_name="checks", verbose_name=_("versie"))
    """The words that held there on that day."""
    due_on = models.DateField(_("gepland op"), null=True, blank=True)
    """Of the planned check that this answers; empty for one in between."""
    noted_on = models.DateField(_("gezien op"))
    seen = models.PositiveSmallIntegerField(_("hoeveel zag je er"))
    followed = models.PositiveSmallIntegerField(_("hoe vaak ging het zoals afgesproken"))
    good_example_seen = models.BooleanField(_("zag je een goed voorbeeld"), default=False)
    remark = models.CharField(_("wat valt op"), max_length=400, blank=True)
    expires_on = models.DateField(_("telt tot en met"))
    """After this day nobody knows: shown as «onbekend», never as going well."""

    class Meta:
        verbose_name = _("check van een afspraak")
        verbose_name_plural = _("checks van afspraken")
        ordering = ["-noted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(followed__lte=F("seen")),
                name="check_followed_at_most_seen",
                violation_error_message=_("Het kan niet vaker gelukt zijn dan je het zag."),
            ),
            models.CheckConstraint(condition=Q(expires_on__gte=F("noted_on")), name="check_expires_after_noted"),
            models.UniqueConstraint(
                fields=["rhythm", "due_on"],
                condition=Q(due_on__isnull=False),
                name="check_once_per_planned",
                violation_error_message=_("Deze check is al ingevuld."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} · {self.noted_on}: {self.followed}/{self.seen}"
