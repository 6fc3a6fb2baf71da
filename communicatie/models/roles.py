"""Who is asked to take up a role, on what terms, and whom people turn to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, Location
from trajecten.models import Project, ProjectRole


class RoleAskQuerySet(models.QuerySet["RoleAsk"]):
    def visible_to(self, user) -> "RoleAskQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def confirmed(self) -> "RoleAskQuerySet":
        """Who said yes and still does it: a role that was ended on the page of the team counts no more."""
        return self.filter(status=RoleAsk.Status.ACCEPTED, given__isnull=False, given__until__isnull=True)

    def running(self) -> "RoleAskQuerySet":
        """Asked and not answered yet, or confirmed."""
        return self.filter(status__in=RoleAsk.RUNNING)


class RoleAsk(models.Model):
    """Somebody is asked to be ambassador, key figure, … and says yes or no by a link. The yes makes a `ProjectRole`.

    A no has no reason and is shown to nobody by name: the list then says that the place is still open.
    """

    class Role(models.TextChoices):
        """Those of `ProjectRole` that one is asked for."""

        KEY_FIGURE = ProjectRole.Role.KEY_FIGURE.value, ProjectRole.Role.KEY_FIGURE.label
        AMBASSADOR = ProjectRole.Role.AMBASSADOR.value, ProjectRole.Role.AMBASSADOR.label
        HELPER = ProjectRole.Role.HELPER.value, ProjectRole.Role.HELPER.label
        OWNER = ProjectRole.Role.OWNER.value, ProjectRole.Role.OWNER.label
        CONTACT = ProjectRole.Role.CONTACT.value, ProjectRole.Role.CONTACT.label

    class Status(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        ACCEPTED = "accepted", _("bevestigd")
        DECLINED = "declined", _("liever niet")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        STOPPED = "stopped", _("gestopt")

    RUNNING = (Status.ASKED, Status.ACCEPTED)

    project = models.ForeignKey(Project, models.CASCADE, related_name="role_asks", verbose_name=_("traject"))
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="role_asks", verbose_name=_("wie"))
    role = models.CharField(_("rol"), max_length=12, choices=Role)
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("voor welke locatie")
    )
    """Empty: for the whole project."""
    shifts = models.JSONField(_("diensten"), default=list, blank=True)
    """The shifts they reach, as words that employees have («nacht»)."""
    hours = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=1, null=True, blank=True)
    voluntary = models.BooleanField(_("vrijwillig"), default=True)
    prepared_on = models.DateField(_("voorbereid op"), null=True, blank=True)
    note = models.CharField(_("wat vraag je"), max_length=400, blank=True)
    """Stands in the mail."""
    status = models.CharField(
        max_length=9, choices=Status, default=Status.ASKED, editable=False, verbose_name=_("toestand")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False, verbose_name=_("door")
    )
    asked_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gevraagd op"))
    answered_at = models.DateTimeField(null=True, editable=False, verbose_name=_("beantwoord op"))
    stopped_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gestopt op"))
    generation = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de link"))
    """Part of what its link is made of: raised, the earlier link opens nothing any more."""
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False, verbose_name=_("link"))
    given = models.OneToOneField(
        ProjectRole, models.SET_NULL, null=True, editable=False, related_name="terms", verbose_name=_("rol in traject")
    )
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = RoleAskQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag voor een rol")
        verbose_name_plural = _("vragen voor een rol")
        ordering = ["employee__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "employee", "role", "location"],
                condition=Q(status__in=["asked", "accepted"], location__isnull=False),
                name="role_ask_once_per_location",
                violation_error_message=_("Deze collega is hiervoor al gevraagd."),
            ),
            models.UniqueConstraint(
                fields=["project", "employee", "role"],
                condition=Q(status__in=["asked", "accepted"], location__isnull=True),
                name="role_ask_once",
                violation_error_message=_("Deze collega is hiervoor al gevraagd."),
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=40),
                name="role_ask_hours_in_a_week",
                violation_error_message=_("Kies tussen een half uur en 40 uur per week."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "withdrawn"], answered_at__isnull=True, stopped_at__isnull=True)
                | Q(status__in=["accepted", "declined"], answered_at__isnull=False, stopped_at__isnull=True)
                | Q(status="stopped", answered_at__isnull=False, stopped_at__isnull=False),
                name="role_ask_status_has_moments",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} · {self.get_role_display()}"

    @property
    def place(self) -> str:
        """Where they do it: the place they were asked for, or else where they work; empty when nobody knows."""
        return str(self.location or self.employee.location or "")

    @property
    def does_it(self) -> bool:
        """Said yes, and the role was not ended since."""
        return self.status == self.Status.ACCEPTED and self.given is not None and self.given.until is None


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def visible_to(self, user) -> "ContactPointQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class ContactPoint(models.Model):
    """Whom people of a location turn to, when, and who answers when that colleague is away."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="contact_points", verbose_name=_("traject"))
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="contact_points", verbose_name=_("locatie")
    )
    """Empty: for everybody."""
    employee = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("aanspreekpunt")
    )
    backup = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("vervanger")
    )
    backup_note = models.CharField(_("of wie vervangt er"), max_length=120, blank=True)
    """A task that somebody always has: «de nachtverantwoordelijke»."""
    hours = models.CharField(_("wanneer"), max_length=80, blank=True)
    """«van 7 tot 21 uur»; empty: always."""
    how = models.CharField(_("hoe bereik je hen"), max_length=120, blank=True)
    """«bel 4512, of kom langs in de bureau»."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanspreekpunt")
        verbose_name_plural = _("aanspreekpunten")
        ordering = ["location__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "location", "hours"],
                condition=Q(location__isnull=False),
                name="contact_point_once_per_hours",
                violation_error_message=_("Voor die locatie en die uren staat er al een aanspreekpunt."),
            ),
            models.UniqueConstraint(
                fields=["project", "hours"],
                condition=Q(location__isnull=True),
                name="contact_point_for_all_once_per_hours",
                violation_error_message=_("Voor die uren staat er al een aanspreekpunt voor iedereen."),
            ),
            models.CheckConstraint(
                condition=Q(backup__isnull=True) | Q(employee__isnull=True) | ~Q(backup=F("employee")),
                name="contact_point_backup_is_another",
                violation_error_message=_("Kies iemand anders als vervanger."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.employee or _("aanspreekpunt"))

    @property
    def has_backup(self) -> bool:
        return self.backup_id is not None or self.backup_note != ""
