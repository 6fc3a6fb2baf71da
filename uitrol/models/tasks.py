"""What people have to be able to do: tasks in a verb sentence, never screens of a system; and who helps with one."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fundament.models import Agreement
from organisatie.models import Employee, JobFunction
from trajecten.models import Project
from trajecten.models.links import call_link

SENTENCE_LENGTH = 120
MOST_MINUTES = 15


class WorkTaskQuerySet(models.QuerySet["WorkTask"]):
    def visible_to(self, user) -> "WorkTaskQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def current(self) -> "WorkTaskQuerySet":
        """Those that people still learn; the gate asks about these."""
        return self.filter(retired_at__isnull=True)


class WorkTask(models.Model):
    """One task, learned in at most 15 minutes. Once somebody learned it, it is retired and not deleted."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="work_tasks", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    sentence = models.CharField(_("de taak in één zin"), max_length=SENTENCE_LENGTH)
    functions = models.ManyToManyField(JobFunction, blank=True, related_name="work_tasks", verbose_name=_("voor wie"))
    """Empty: for everybody."""
    why = models.CharField(_("waarom"), max_length=400, blank=True)
    example = models.CharField(_("goed voorbeeld"), max_length=400, blank=True)
    minutes = models.PositiveSmallIntegerField(_("hoeveel minuten duurt het"), default=10)
    agreement = models.ForeignKey(
        Agreement, models.SET_NULL, null=True, blank=True, related_name="work_tasks", verbose_name=_("afspraak")
    )
    """Of the same project (migration 0002)."""
    retired_at = models.DateTimeField(null=True, editable=False, verbose_name=_("niet meer nodig sinds"))
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = WorkTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="work_task_number_once"),
            models.UniqueConstraint(
                F("project"),
                Lower("sentence"),
                condition=Q(retired_at__isnull=True),
                name="work_task_sentence_once",
                violation_error_message=_("Deze taak staat er al."),
            ),
            models.CheckConstraint(condition=~Q(sentence=""), name="work_task_has_sentence"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="work_task_1_to_15_minutes",
                violation_error_message=_(
                    "Een taak leer je in 1 tot 15 minuten. Duurt het langer? Maak er twee taken van."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def code(self) -> str:
        """«TK3»: how people name it."""
        return f"TK{self.number}"


class TaskHelperQuerySet(models.QuerySet["TaskHelper"]):
    def visible_to(self, user) -> "TaskHelperQuerySet":
        return self.filter(task__project__in=Project.objects.visible_to(user))

    def confirmed(self) -> "TaskHelperQuerySet":
        return self.filter(confirmed_at__isnull=False)


class TaskHelper(models.Model):
    """A colleague who shows a task to others: offered it at level 4, was confirmed by who leads, or both."""

    task = models.ForeignKey(WorkTask, models.CASCADE, related_name="helpers", verbose_name=_("taak"))
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="tasks_helped", verbose_name=_("medewerker"))
    offered_at = models.DateTimeField(null=True, editable=False, verbose_name=_("bood zich aan op"))
    """Said yes to «wil je collega's helpen?». It is asked at level 4 only; the level itself stays with the person."""
    confirmed_at = models.DateTimeField(null=True, editable=False, verbose_name=_("bevestigd op"))

    objects = TaskHelperQuerySet.as_manager()

    class Meta:
        verbose_name = _("helper bij een taak")
        verbose_name_plural = _("helpers bij taken")
        ordering = ["task", "employee__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "employee"],
                name="task_helper_once",
                violation_error_message=_("Deze collega staat er al bij."),
            ),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=False) | Q(confirmed_at__isnull=False),
                name="task_helper_offered_or_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.employee)


call_link(WorkTask.functions, _("functiegroep van een taak"), _("functiegroepen van taken"))
