"""Where colleagues meet: a start, a drop-in, together on the floor, a small group. And what is shown or given there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, Location
from trajecten.models import Project
from uitrol.models.waves import Wave


class MomentQuerySet(models.QuerySet["Moment"]):
    def visible_to(self, user) -> "MomentQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def held(self) -> "MomentQuerySet":
        return self.filter(status=Moment.Status.HELD)

    def standing(self) -> "MomentQuerySet":
        """Those that go on, or went on: not the cancelled ones."""
        return self.exclude(status=Moment.Status.CANCELLED)


class Moment(models.Model):
    """One moment at one location. `counted` is the attendance, whether it was counted or comes from the names."""

    class Kind(models.TextChoices):
        START = "start", _("startmoment")
        DROP_IN = "drop_in", _("inloop")
        FLOOR = "floor", _("samen op de vloer")
        SMALL_GROUP = "small_group", _("kleine groep")

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        HELD = "held", _("gehouden")
        CANCELLED = "cancelled", _("gaat niet door")

    class CountBy(models.TextChoices):
        NUMBER = "number", _("een aantal")
        NAMES = "names", _("namen")

    project = models.ForeignKey(Project, models.CASCADE, related_name="moments", verbose_name=_("traject"))
    wave = models.ForeignKey(
        Wave, models.SET_NULL, null=True, blank=True, related_name="moments", verbose_name=_("golf")
    )
    """Of the same project (migration 0002)."""
    location = models.ForeignKey(Location, models.RESTRICT, related_name="moments", verbose_name=_("locatie"))
    kind = models.CharField(_("soort"), max_length=11, choices=Kind)
    shift = models.CharField(_("dienst"), max_length=40, blank=True)
    """As in the list of employees. Empty: for every shift."""
    starts_at = models.DateTimeField(_("wanneer"))
    ends_at = models.DateTimeField(_("tot"))
    place = models.CharField(_("waar"), max_length=120, blank=True)
    note = models.CharField(_("wat kunnen ze verwachten"), max_length=400, blank=True)
    host = models.ForeignKey(
        Employee,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="moments_hosted",
        verbose_name=_("wie begeleidt het"),
    )
    status = models.CharField(
        max_length=9, choices=Status, default=Status.PLANNED, editable=False, verbose_name=_("toestand")
    )
    held_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gehouden genoteerd op"))
    cancelled_at = models.DateTimeField(null=True, editable=False, verbose_name=_("geschrapt op"))
    cancelled_why = models.CharField(_("waarom gaat het niet door"), max_length=400, blank=True, editable=False)
    count_by = models.CharField(_("hoe tel je wie er was"), max_length=6, choices=CountBy, default=CountBy.NUMBER)
    counted = models.PositiveSmallIntegerField(_("hoeveel aanwezigen"), null=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, verbose_name=_("kenmerk in de agenda"))
    """UID of the calendar file. It never changes (migration 0002): an update finds the moment by it."""
    sequence = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de uitnodiging"))
    """SEQUENCE of the calendar file: raised when day, hour or place change, and when it is cancelled."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = MomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("momenten")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="moment_ends_after_start",
                violation_error_message=_("Het einde komt na het begin."),
            ),
            models.CheckConstraint(
                condition=Q(status="planned", held_at__isnull=True, cancelled_at__isnull=True)
                | Q(status="held", held_at__isnull=False, cancelled_at__isnull=True)
                | Q(status="cancelled", held_at__isnull=True, cancelled_at__isnull=False),
                name="moment_status_has_moments",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled") & ~Q(cancelled_why="") | ~Q(status="cancelled") & Q(cancelled_why=""),
                name="moment_cancelled_says_why",
                violation_error_message=_("Schrijf op waarom het niet doorgaat."),
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True) | Q(status="held"),
                name="moment_counted_when_held",
                violation_error_message=_("Tel wie er was als het moment voorbij is."),
            ),
        ]
        indexes = [
            models.Index(fields=["project", "starts_at"], name="moment_by_day"),
            models.Index(fields=["starts_at"], name="moment_to_come", condition=Q(status="planned")),
        ]

    def __str__(self) -> str:
        day = date_format(localtime(self.starts_at), "j F")
        return _("%(kind)s van %(day)s") % {"kind": self.get_kind_display().capitalize(), "day": day}

    @property
    def is_start(self) -> bool:
        return self.kind == self.Kind.START


class MomentPersonQuerySet(models.QuerySet["MomentPerson"]):
    def visible_to(self, user) -> "MomentPersonQuerySet":
        return self.filter(moment__project__in=Project.objects.visible_to(user))

    def came(self) -> "MomentPersonQuerySet":
        return self.filter(present=True)


class MomentPerson(models.Model):
    """Somebody who is invited, or was there."""

    moment = models.ForeignKey(Moment, models.CASCADE, related_name="people", verbose_name=_("moment"))
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="moments", verbose_name=_("medewerker"))
    present = models.BooleanField(_("was erbij"), null=True)
    """Empty: not noted."""

    objects = MomentPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelnemer aan een moment")
        verbose_name_plural = _("deelnemers aan een moment")
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "employee"],
                name="moment_person_once",
                violation_error_message=_("Deze collega staat er al bij."),
            )
        ]

    def __str__(self) -> str:
        return str(self.employee)


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, user) -> "MaterialQuerySet":
        mine = Project.objects.visible_to(user)
        return self.filter(Q(project__in=mine) | Q(moment__project__in=mine))

    def of_project(self, project) -> "MaterialQuerySet":
        """What is for the whole project, and what is for one of its moments."""
        return self.filter(Q(project=project) | Q(moment__project=project))


class Material(models.Model):
    """A file or a link, for the whole project or for one moment."""

    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="materials", verbose_name=_("traject")
    )
    moment = models.ForeignKey(
        Moment, models.CASCADE, null=True, blank=True, related_name="materials", verbose_name=_("moment")
    )
    title = models.CharField(_("titel"), max_length=80)
    file = models.FileField(_("bestand"), upload_to="materiaal/%Y/", blank=True, max_length=200)
    file_name = models.CharField(max_length=120, blank=True, editable=False, verbose_name=_("naam van het bestand"))
    link = models.URLField(_("link"), max_length=400, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("gemaakt door"),
    )
    added_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("materiaal")
        verbose_name_plural = _("materialen")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="material_has_title"),
            models.CheckConstraint(
                condition=Q(project__isnull=False, moment__isnull=True) | Q(project__isnull=True, moment__isnull=False),
                name="material_of_project_or_moment",
            ),
            models.CheckConstraint(
                condition=Q(file="") & ~Q(link="") | ~Q(file="") & Q(link=""),
                name="material_file_or_link",
                violation_error_message=_("Kies een bestand of geef een link, een van de twee."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
