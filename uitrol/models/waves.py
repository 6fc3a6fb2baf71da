"""Who starts when: waves of locations, and what has to be looked at before one starts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, Location
from trajecten.models import Project


class WaveQuerySet(models.QuerySet["Wave"]):
    def visible_to(self, user) -> "WaveQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def live(self) -> "WaveQuerySet":
        """Started once: running, paused or done."""
        return self.exclude(status=Wave.Status.PLANNED)


class Wave(models.Model):
    """Locations that start together. `uitrol.actions` is the only door to its status."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        RUNNING = "running", _("loopt")
        PAUSED = "paused", _("gepauzeerd")
        DONE = "done", _("afgerond")

    project = models.ForeignKey(Project, models.CASCADE, related_name="waves", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    name = models.CharField(_("naam"), max_length=80, blank=True)
    starts_on = models.DateField(_("startdag"))
    owner = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("eigenaar")
    )
    locations = models.ManyToManyField(
        Location, through="WaveLocation", related_name="waves", verbose_name=_("locaties")
    )
    status = models.CharField(
        max_length=7, choices=Status, default=Status.PLANNED, editable=False, verbose_name=_("toestand")
    )
    started_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gestart op"))
    paused_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gepauzeerd op"))
    """Only while it is paused; earlier pauses stand in the history."""
    paused_why = models.CharField(_("waarom even pauze"), max_length=400, blank=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False, verbose_name=_("afgerond op"))
    sequence = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de uitnodiging"))
    """SEQUENCE of its day in a calendar: raised when the day moves."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = WaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("golf")
        verbose_name_plural = _("golven")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="wave_number_once"),
            models.CheckConstraint(
                condition=Q(status="planned", started_at__isnull=True, paused_at__isnull=True, done_at__isnull=True)
                | Q(status="running", started_at__isnull=False, paused_at__isnull=True, done_at__isnull=True)
                | Q(status="paused", started_at__isnull=False, paused_at__isnull=False, done_at__isnull=True)
                | Q(status="done", started_at__isnull=False, paused_at__isnull=True, done_at__isnull=False),
                name="wave_status_has_moments",
            ),
            models.CheckConstraint(
                condition=Q(status="paused") & ~Q(paused_why="") | ~Q(status="paused") & Q(paused_why=""),
                name="wave_paused_says_why",
                violation_error_message=_("Schrijf op waarom de golf even stopt."),
            ),
        ]
        indexes = [
            models.Index(fields=["starts_on"], name="wave_to_start", condition=Q(status="planned")),
        ]

    def __str__(self) -> str:
        return self.name or self.plain_name

    @property
    def plain_name(self) -> str:
        """«Golf 2»: how people call it, also when it has a name."""
        return _("Golf %(number)s") % {"number": self.number}


class WaveLocationQuerySet(models.QuerySet["WaveLocation"]):
    def visible_to(self, user) -> "WaveLocationQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class WaveLocation(models.Model):
    """A location in its wave. Every location stands in one wave of a project, never in two."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="wave_locations", editable=False, verbose_name=_("traject")
    )
    """That of the wave (migration 0002): it stands here so that the database can count one row a location."""
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="places", verbose_name=_("golf"))
    location = models.ForeignKey(Location, models.RESTRICT, related_name="wave_places", verbose_name=_("locatie"))

    objects = WaveLocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("locatie in een golf")
        verbose_name_plural = _("locaties in een golf")
        ordering = ["location__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "location"],
                name="wave_location_once",
                violation_error_message=_("Deze locatie staat al in een golf."),
            )
        ]

    def __str__(self) -> str:
        return str(self.location)


class WaveCheckQuerySet(models.QuerySet["WaveCheck"]):
    def visible_to(self, user) -> "WaveCheckQuerySet":
        return self.filter(wave__project__in=Project.objects.visible_to(user))


class WaveCheck(models.Model):
    """What a person looked at before the start, as whether every device works. What the machine can count has no row."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="checks", verbose_name=_("golf"))
    code = models.SlugField(max_length=40, editable=False, verbose_name=_("code"))
    text = models.CharField(_("wat kijk je na"), max_length=200)
    checked_at = models.DateTimeField(null=True, editable=False, verbose_name=_("nagekeken op"))
    """Empty: still to do."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("door")
    )

    objects = WaveCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("nazicht van een golf")
        verbose_name_plural = _("nazichten van golven")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "code"], name="wave_check_once"),
            models.CheckConstraint(condition=~Q(text=""), name="wave_check_has_text"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=False) | Q(by__isnull=True), name="wave_check_by_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.text
