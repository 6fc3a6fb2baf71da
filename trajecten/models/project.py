"""A traject, and who does what in it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, JobFunction, Location, Membership, Organisation
from trajecten.models.links import call_link


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user) -> "ProjectQuerySet":
        """Projects of the organisations `user` is a member of, and those in which `user` has a role of their own.

        Whose membership was ended sees nothing of that organisation any more, whatever roles were left behind.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        member = Organisation.objects.visible_to(user).values("pk")
        own = ProjectRole.objects.current().held_by(user).values("project_id")
        left = Membership.objects.filter(user=user, is_active=False).values("organisation_id")
        return self.filter(Q(organisation__in=member) | (Q(pk__in=own) & ~Q(organisation__in=left)))

    def in_organisation(self, organisation) -> "ProjectQuerySet":
        return self.filter(organisation=organisation)

    def running(self) -> "ProjectQuerySet":
        return self.filter(status=Project.Status.RUNNING)


class Project(models.Model):
    """One digital change. `step` is moved by `trajecten.gate` only."""

    class Status(models.TextChoices):
        RUNNING = "running", _("loopt")
        STOPPED = "stopped", _("stopgezet")

    class Mode(models.TextChoices):
        BOTH = "both", _("bevraging en gesprekken")
        QUANTITATIVE = "quantitative", _("bevraging")
        QUALITATIVE = "qualitative", _("gesprekken")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="projects", verbose_name=_("organisatie")
    )
    slug = models.SlugField(max_length=80, unique=True, verbose_name=_("adres"))
    title = models.CharField(_("naam"), max_length=80)
    goal = models.CharField(_("doel in één zin"), max_length=240)
    why = models.TextField(_("waarom"), max_length=1000, blank=True)
    mode = models.CharField(_("hoe luisteren we"), max_length=12, choices=Mode, default=Mode.BOTH)
    locations = models.ManyToManyField(Location, blank=True, related_name="projects", verbose_name=_("locaties"))
    functions = models.ManyToManyField(
        JobFunction, blank=True, related_name="projects", verbose_name=_("functiegroepen")
    )
    step = models.PositiveSmallIntegerField(_("stap"), default=1, editable=False)
    status = models.CharField(_("toestand"), max_length=8, choices=Status, default=Status.RUNNING, editable=False)
    turn = models.PositiveIntegerField(default=0, editable=False, verbose_name=_("volgnummer"))
    """Counts what happened at its gates; every door of `trajecten.gate` raises it first, which puts events in one order."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))
    """Of the form that made it: the same form sent twice is one project."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("gemaakt door"),
    )
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("traject")
        verbose_name_plural = _("trajecten")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__gte=1, step__lte=6),
                name="project_step_1_to_6",
                violation_error_message=_("Een traject heeft zes stappen."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def decider(self):
        """The account that decides at every gate now, or None. One query, unless a page read it with the project."""
        ahead = getattr(self, "_ahead", None)
        if ahead is not None:
            return ahead.decider
        role = self.roles.current().filter(role=ProjectRole.Role.DECIDER).select_related("user").first()
        return role.user if role else None

    def impacted(self, on=None):
        """The employees touched, in service on the day `on` (today when not given): in one of the chosen functions *and*
        locations; an empty choice means all. One statement, and a part of a larger one where it is counted in it."""
        found = Employee.objects.filter(organisation=self.organisation_id).active(on)
        for chosen, column in ((self.locations, "location"), (self.functions, "jobfunction")):
            picked = chosen.through.objects.filter(project=self.pk)
            mine = picked.filter(**{column: OuterRef("location" if column == "location" else "function")})
            found = found.filter(Exists(mine) | ~Exists(picked))
        return found


class ProjectRoleQuerySet(models.QuerySet["ProjectRole"]):
    def current(self) -> "ProjectRoleQuerySet":
        return self.filter(until__isnull=True)

    def held_by(self, user) -> "ProjectRoleQuerySet":
        """Roles of this account, given to it or to an employee who is linked to it."""
        return self.filter(Q(user=user) | Q(employee__user=user))

    def visible_to(self, user) -> "ProjectRoleQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class ProjectRole(models.Model):
    """One person in one role; an account, or an employee without one. Ended, never deleted."""

    class Role(models.TextChoices):
        DECIDER = "decider", _("beslisser")
        LEAD = "lead", _("projectleider")
        KEY_FIGURE = "key_figure", _("sleutelfiguur")
        AMBASSADOR = "ambassador", _("ambassadeur")
        HELPER = "helper", _("helper")
        OWNER = "owner", _("eigenaar")
        CONTACT = "contact", _("aanspreekpunt")

    project = models.ForeignKey(Project, models.CASCADE, related_name="roles", verbose_name=_("traject"))
    role = models.CharField(_("rol"), max_length=12, choices=Role)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="project_roles",
        verbose_name=_("account"),
    )
    employee = models.ForeignKey(
        Employee, models.CASCADE, null=True, blank=True, related_name="project_roles", verbose_name=_("medewerker")
    )
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("locatie")
    )
    since = models.DateTimeField(auto_now_add=True, verbose_name=_("sinds"))
    until = models.DateTimeField(null=True, blank=True, verbose_name=_("tot"))

    objects = ProjectRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol in traject")
        verbose_name_plural = _("rollen in traject")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(employee__isnull=False),
                name="project_role_has_person",
                violation_error_message=_("Kies wie deze rol opneemt."),
            ),
            models.UniqueConstraint(
                fields=["project", "role", "user", "location"],
                condition=Q(until__isnull=True, user__isnull=False),
                name="project_role_at_location_once",
                violation_error_message=_("Deze persoon heeft die rol al."),
            ),
            models.UniqueConstraint(
                fields=["project", "role", "user"],
                condition=Q(until__isnull=True, user__isnull=False, location__isnull=True),
                name="project_role_user_once",
                violation_error_message=_("Deze persoon heeft die rol al."),
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(until__isnull=True, role="decider"),
                name="project_one_decider",
                violation_error_message=_("Een traject heeft één beslisser."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"

    @property
    def person(self):
        return self.user or self.employee


call_link(Project.locations, _("locatie van een traject"), _("locaties van trajecten"))
call_link(Project.functions, _("functiegroep van een traject"), _("functiegroepen van trajecten"))
