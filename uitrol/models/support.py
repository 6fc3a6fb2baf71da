"""What ambassadors note on the floor, and what holds people back until somebody solves it. No helped colleague has a name."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bevraging.models import Theme
from organisatie.models import Employee, Location
from trajecten.models import Project
from uitrol.models.tasks import WorkTask

TEXT_LENGTH = 280
MOST_HELPED = 200
MOST_MINUTES = 600


class SupportLogQuerySet(models.QuerySet["SupportLog"]):
    def visible_to(self, user) -> "SupportLogQuerySet":
        """What was noted in the projects of `user`. By whom is nobody's business: see `written_by`."""
        return self.filter(project__in=Project.objects.visible_to(user))

    def written_by(self, user) -> "SupportLogQuerySet":
        """For «mijn momenten»: to show to `user` alone."""
        return self.filter(author=user)

    def asking(self) -> "SupportLogQuerySet":
        """Questions and barriers: what colleagues asked help for. A success asks nothing."""
        return self.exclude(kind=SupportLog.Kind.SUCCESS)

    def passed_on(self) -> "SupportLogQuerySet":
        """Handed over, and not a barrier yet."""
        return self.filter(solved=SupportLog.Solved.PASSED_ON, barrier__isnull=True)


class SupportLog(models.Model):
    """One time that an ambassador helped. `key` comes from the phone: what is sent twice is one entry."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("vraag")
        BARRIER = "barrier", _("drempel")
        SUCCESS = "success", _("succes")

    class Solved(models.TextChoices):
        YES = "yes", _("opgelost")
        NO = "no", _("nog niet opgelost")
        PASSED_ON = "passed_on", _("doorgegeven")

    project = models.ForeignKey(Project, models.CASCADE, related_name="support_logs", verbose_name=_("traject"))
    location = models.ForeignKey(Location, models.RESTRICT, related_name="support_logs", verbose_name=_("locatie"))
    task = models.ForeignKey(
        WorkTask, models.SET_NULL, null=True, blank=True, related_name="support_logs", verbose_name=_("taak")
    )
    """Task and theme are of the same project (migration 0002). Neither: it was about something else."""
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="support_logs", verbose_name=_("thema")
    )
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    helped = models.PositiveSmallIntegerField(_("hoeveel collega's hielp je"), default=1)
    solved = models.CharField(_("is het opgelost"), max_length=9, choices=Solved, default=Solved.YES)
    minutes = models.PositiveSmallIntegerField(_("hoeveel minuten kostte het"), null=True, blank=True)
    text = models.CharField(_("in een paar woorden"), max_length=TEXT_LENGTH, blank=True)
    shift = models.CharField(_("dienst"), max_length=40, blank=True)
    happened_at = models.DateTimeField(_("wanneer was het"), default=timezone.now)
    """As the phone says, which may be hours before it could send; never later than `received_at`."""
    received_at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("aangekomen op"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
        verbose_name=_("genoteerd door"),
    )
    """Only for «mijn momenten» of this account itself; no page, export or administration shows it to another."""
    key = models.UUIDField(unique=True, editable=False, verbose_name=_("kenmerk van de notitie"))

    objects = SupportLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("ondersteuningsmoment")
        verbose_name_plural = _("ondersteuningsmomenten")
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(helped__gte=1, helped__lte=MOST_HELPED),
                name="support_log_helped_1_to_200",
                violation_error_message=_("Tel hoeveel collega's je hielp: minstens 1, hooguit 200."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="support_log_minutes_1_to_600",
                violation_error_message=_("Tel de minuten: minstens 1, hooguit 600. Of laat het leeg."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="success") | Q(solved="yes"),
                name="support_log_success_is_solved",
                violation_error_message=_("Een succes hoeft niemand meer op te lossen."),
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("received_at")), name="support_log_happened_before_it_came"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "happened_at"], name="support_log_by_day"),
            models.Index(fields=["author", "happened_at"], name="support_log_mine"),
        ]

    def __str__(self) -> str:
        return self.text or self.get_kind_display()


class BarrierQuerySet(models.QuerySet["Barrier"]):
    def visible_to(self, user) -> "BarrierQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def unsolved(self) -> "BarrierQuerySet":
        return self.exclude(status=Barrier.Status.SOLVED)

    def blocking(self) -> "BarrierQuerySet":
        """Those that the gates ask about: unsolved, and nobody can go on."""
        return self.unsolved().filter(severity=Barrier.Severity.BLOCKING)


class Barrier(models.Model):
    """What holds people back and needs somebody to solve it. Tells what, never who ran into it."""

    class Severity(models.TextChoices):
        MINOR = "minor", _("klein")
        ANNOYING = "annoying", _("hinderlijk")
        BLOCKING = "blocking", _("blokkerend")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        BUSY = "busy", _("wordt aan gewerkt")
        SOLVED = "solved", _("opgelost")

    project = models.ForeignKey(Project, models.CASCADE, related_name="barriers", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    location = models.ForeignKey(
        Location, models.RESTRICT, null=True, blank=True, related_name="barriers", verbose_name=_("locatie")
    )
    """Empty: everywhere."""
    task = models.ForeignKey(
        WorkTask, models.SET_NULL, null=True, blank=True, related_name="barriers", verbose_name=_("taak")
    )
    """Task and log are of the same project (migration 0002)."""
    text = models.CharField(_("wat houdt mensen tegen"), max_length=TEXT_LENGTH)
    severity = models.CharField(_("hoe erg"), max_length=8, choices=Severity, default=Severity.ANNOYING)
    status = models.CharField(
        max_length=6, choices=Status, default=Status.OPEN, editable=False, verbose_name=_("toestand")
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("gemeld op"))
    busy_at = models.DateTimeField(null=True, editable=False, verbose_name=_("opgepakt op"))
    solved_at = models.DateTimeField(null=True, editable=False, verbose_name=_("opgelost op"))
    solution = models.CharField(_("wat loste het op"), max_length=400, blank=True, editable=False)
    owner = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("wie pakt het op")
    )
    due_on = models.DateField(_("tegen wanneer"), null=True, blank=True)
    from_log = models.OneToOneField(
        SupportLog,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="barrier",
        verbose_name=_("ondersteuningsmoment"),
    )
    """The entry that was passed on; one click twice is one barrier."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = BarrierQuerySet.as_manager()

    class Meta:
        verbose_name = _("drempel bij de uitrol")
        verbose_name_plural = _("drempels bij de uitrol")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="barrier_number_once"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="barrier_has_text",
                violation_error_message=_("Schrijf op wat mensen tegenhoudt."),
            ),
            models.CheckConstraint(
                condition=Q(status="open", busy_at__isnull=True, solved_at__isnull=True)
                | Q(status="busy", busy_at__isnull=False, solved_at__isnull=True)
                | Q(status="solved", solved_at__isnull=False),
                name="barrier_status_has_moments",
            ),
            models.CheckConstraint(
                condition=Q(status="solved") & ~Q(solution="") | ~Q(status="solved") & Q(solution=""),
                name="barrier_solved_says_how",
                violation_error_message=_("Schrijf op wat de drempel oploste."),
            ),
            models.CheckConstraint(
                condition=Q(solved_at__isnull=True) | Q(solved_at__gte=F("opened_at")),
                name="barrier_solved_after_it_opened",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="barrier_due", condition=~Q(status="solved")),
            models.Index(fields=["project", "severity"], name="barrier_unsolved", condition=~Q(status="solved")),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def code(self) -> str:
        """«D07»: how people name it."""
        return f"D{self.number:02}"

    @property
    def is_solved(self) -> bool:
        return self.status == self.Status.SOLVED
