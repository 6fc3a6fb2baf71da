"""Who learned which task: sessions with who came, one row a person and task however often they came, and how people rate
themselves, which stays with them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bevraging.models.unnamed import Unnamed
from organisatie.models import Employee, Location
from trajecten.models import Project
from trajecten.models.links import call_link
from uitrol.models.tasks import WorkTask

MOST_MINUTES = 240
TOP = 4
"""The highest level: could show it to a colleague."""
INDEPENDENT = 3
"""From here on somebody does it without help; the gate counts those."""


class TrainingSessionQuerySet(models.QuerySet["TrainingSession"]):
    def visible_to(self, user) -> "TrainingSessionQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def held(self) -> "TrainingSessionQuerySet":
        return self.filter(status=TrainingSession.Status.HELD)


class TrainingSession(models.Model):
    """One time that one or more tasks are shown, at one location."""

    class Form(models.TextChoices):
        FLOOR = "floor", _("op de werkvloer")
        BRIEFING = "briefing", _("in de briefing")
        SMALL = "small", _("in een kleine groep")
        ONE_ON_ONE = "one_on_one", _("één op één")
        DROP_IN = "drop_in", _("inloop")

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        HELD = "held", _("gehouden")
        CANCELLED = "cancelled", _("gaat niet door")

    project = models.ForeignKey(Project, models.CASCADE, related_name="training_sessions", verbose_name=_("traject"))
    location = models.ForeignKey(Location, models.RESTRICT, related_name="training_sessions", verbose_name=_("locatie"))
    shift = models.CharField(_("dienst"), max_length=40, blank=True)
    """As in the list of employees. Empty: for every shift."""
    form = models.CharField(_("hoe"), max_length=10, choices=Form, default=Form.FLOOR)
    tasks = models.ManyToManyField(WorkTask, related_name="sessions", verbose_name=_("taken"))
    """Of the same project (migration 0002)."""
    starts_at = models.DateTimeField(_("wanneer"))
    minutes = models.PositiveSmallIntegerField(_("hoeveel minuten duurt het"), default=15)
    place = models.CharField(_("waar"), max_length=120, blank=True)
    helper = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="sessions_given", verbose_name=_("wie geeft het")
    )
    internal = models.BooleanField(_("door een eigen collega"), default=True)
    """Stays what it was when the helper leaves: the gate counts it."""
    status = models.CharField(
        max_length=9, choices=Status, default=Status.PLANNED, editable=False, verbose_name=_("toestand")
    )
    held_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gehouden genoteerd op"))
    cancelled_at = models.DateTimeField(null=True, editable=False, verbose_name=_("geschrapt op"))
    sequence = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de uitnodiging"))
    """SEQUENCE in the calendar of who comes: raised when day, hour or place change."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sessie taaktraining")
        verbose_name_plural = _("sessies taaktraining")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="session_1_to_240_minutes",
                violation_error_message=_("Kies 1 tot 240 minuten."),
            ),
            models.CheckConstraint(
                condition=Q(status="planned", held_at__isnull=True, cancelled_at__isnull=True)
                | Q(status="held", held_at__isnull=False, cancelled_at__isnull=True)
                | Q(status="cancelled", held_at__isnull=True, cancelled_at__isnull=False),
                name="session_status_has_moments",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "starts_at"], name="session_by_day"),
            models.Index(fields=["starts_at"], name="session_to_come", condition=Q(status="planned")),
        ]

    def __str__(self) -> str:
        day = date_format(localtime(self.starts_at), "j F")
        return _("Taaktraining van %(day)s") % {"day": day}


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user) -> "AttendanceQuerySet":
        return self.filter(session__project__in=Project.objects.visible_to(user))

    def came(self) -> "AttendanceQuerySet":
        return self.filter(present=True)


class Attendance(models.Model):
    """Somebody in a session: the list of that session. What counts as learned is `TaskDone`."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, related_name="attendances", verbose_name=_("sessie taaktraining")
    )
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="attendances", verbose_name=_("medewerker"))
    present = models.BooleanField(_("was erbij"), null=True)
    """Empty: expected, not noted yet."""

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelname aan een sessie")
        verbose_name_plural = _("deelnames aan sessies")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "employee"],
                name="attendance_once",
                violation_error_message=_("Deze collega staat er al bij."),
            )
        ]

    def __str__(self) -> str:
        return str(self.employee)


class TaskDoneQuerySet(models.QuerySet["TaskDone"]):
    def visible_to(self, user) -> "TaskDoneQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class TaskDone(models.Model):
    """A person learned a task: one row, however often they came. Coverage counts these, out of an index alone."""

    project = models.ForeignKey(
        Project, models.CASCADE, db_index=False, related_name="tasks_done", editable=False, verbose_name=_("traject")
    )
    """That of the task and the session (migration 0002)."""
    task = models.ForeignKey(WorkTask, models.RESTRICT, db_index=False, related_name="done", verbose_name=_("taak"))
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="tasks_done", verbose_name=_("medewerker"))
    session = models.ForeignKey(
        TrainingSession,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="done",
        verbose_name=_("sessie taaktraining"),
    )
    """The first one. Empty: learned outside a session."""
    done_at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("geleerd op"))

    objects = TaskDoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("geleerde taak")
        verbose_name_plural = _("geleerde taken")
        constraints = [models.UniqueConstraint(fields=["task", "employee"], name="task_done_once")]
        indexes = [models.Index(fields=["project", "task", "employee"], name="task_done_coverage")]

    def __str__(self) -> str:
        return f"{self.employee} · {self.task}"


class Level(models.IntegerChoices):
    """How well somebody can do a task, in their own words."""

    NEVER = 0, _("nog niet gedaan")
    MUCH_HELP = 1, _("met veel hulp")
    SOME_HELP = 2, _("met wat hulp")
    ALONE = 3, _("zelfstandig")
    SHOWS = 4, _("ik kan het een collega tonen")


class SelfRatingQuerySet(models.QuerySet["SelfRating"]):
    def visible_to(self, user) -> "SelfRatingQuerySet":
        """One's own only, whoever asks. Counts for a page come from groups of 5 or more."""
        return self.filter(employee__user=user) if user.is_authenticated else self.none()

    def rated(self) -> "SelfRatingQuerySet":
        return self.filter(rated_at__isnull=False)

    def independent(self) -> "SelfRatingQuerySet":
        return self.filter(level_now__gte=INDEPENDENT)


def _level(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": TOP})


def _is_top(name: str) -> Q:
    # Said twice: «NULL = 4» is unknown, and a database lets the unknown pass.
    return Q(**{f"{name}__isnull": False, name: TOP})


class SelfRating(Unnamed):
    """How somebody rates themselves at one task: looking back and now at once, and again after four weeks.

    For the person alone: not in the administration, not in an export; everyone else sees groups of 5 or more.
    """

    project = models.ForeignKey(
        Project, models.CASCADE, db_index=False, related_name="self_ratings", editable=False, verbose_name=_("traject")
    )
    """That of the task (migration 0002)."""
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+", verbose_name=_("medewerker"))
    task = models.ForeignKey(
        WorkTask, models.CASCADE, db_index=False, related_name="self_ratings", verbose_name=_("taak")
    )
    level_then = models.PositiveSmallIntegerField(_("hoe ging het toen"), choices=Level, null=True, blank=True)
    level_now = models.PositiveSmallIntegerField(_("hoe gaat het nu"), choices=Level, null=True, blank=True)
    rated_at = models.DateTimeField(null=True, editable=False, verbose_name=_("ingevuld op"))
    level_later = models.PositiveSmallIntegerField(
        _("hoe gaat het na vier weken"), choices=Level, null=True, blank=True
    )
    later_at = models.DateTimeField(null=True, editable=False, verbose_name=_("na vier weken ingevuld op"))
    helps = models.BooleanField(_("wil je collega's helpen"), null=True, blank=True)
    """Empty: not asked, or no answer."""

    objects = SelfRatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("zelfinschatting")
        verbose_name_plural = _("zelfinschattingen")
        constraints = [
            models.UniqueConstraint(fields=["task", "employee"], name="self_rating_once"),
            models.CheckConstraint(
                condition=_level("level_then") & _level("level_now") & _level("level_later"),
                name="self_rating_levels_0_to_4",
                violation_error_message=_("Kies een van de vijf antwoorden."),
            ),
            models.CheckConstraint(
                condition=Q(rated_at__isnull=True, level_then__isnull=True, level_now__isnull=True)
                | Q(rated_at__isnull=False, level_now__isnull=False),
                name="self_rating_now_has_moment",
                violation_error_message=_("Kies hoe het nu gaat."),
            ),
            models.CheckConstraint(
                condition=Q(later_at__isnull=True, level_later__isnull=True)
                | Q(later_at__isnull=False, level_later__isnull=False, rated_at__isnull=False),
                name="self_rating_later_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(helps__isnull=True) | _is_top("level_now") | _is_top("level_later"),
                name="self_rating_helps_from_level_4",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "task", "level_now"], name="self_rating_levels"),
            models.Index(
                fields=["rated_at"],
                name="self_rating_to_ask_later",
                condition=Q(rated_at__isnull=False, later_at__isnull=True),
            ),
        ]


call_link(TrainingSession.tasks, _("taak in een sessie"), _("taken in sessies"))
