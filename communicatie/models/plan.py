"""The communication plan: for whom, and what they hear, from whom, when and how."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, JobFunction, Location
from trajecten.models import Mailing, Project, ProjectRole
from trajecten.models.links import call_link


class AudienceQuerySet(models.QuerySet["Audience"]):
    def visible_to(self, user) -> "AudienceQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class Audience(models.Model):
    """People who hear the same. How many they are is counted, except outside the organisation."""

    class Kind(models.TextChoices):
        GROUP = "group", _("collega's")
        ROLE = "role", _("collega's met een rol")
        OUTSIDE = "outside", _("mensen buiten de organisatie")

    project = models.ForeignKey(Project, models.CASCADE, related_name="audiences", verbose_name=_("traject"))
    name = models.CharField(_("naam"), max_length=80)
    kind = models.CharField(_("wie"), max_length=7, choices=Kind, default=Kind.GROUP)
    functions = models.ManyToManyField(
        JobFunction, blank=True, related_name="audiences", verbose_name=_("functiegroepen")
    )
    """Empty: every function that the project touches."""
    locations = models.ManyToManyField(Location, blank=True, related_name="audiences", verbose_name=_("locaties"))
    """Empty: everywhere."""
    shift = models.CharField(_("dienst"), max_length=40, blank=True)
    role = models.CharField(_("rol"), max_length=12, choices=ProjectRole.Role, blank=True)
    outside_count = models.PositiveIntegerField(_("hoeveel mensen ongeveer"), null=True, blank=True)
    inner = models.BooleanField(_("kleine kring"), default=False)
    """Leaders and key figures: they may hear what changes before gate 3, because they have to help decide on it."""
    in_matrix = models.BooleanField(_("telt mee in het plan"), default=True)
    """Off for who is told once and then no more: the gate asks nothing about them."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("project"),
                Lower("name"),
                name="audience_name_once",
                violation_error_message=_("Deze doelgroep staat er al."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="audience_has_name"),
            models.CheckConstraint(
                condition=Q(kind="role") & ~Q(role="") | ~Q(kind="role") & Q(role=""),
                name="audience_role_when_by_role",
                violation_error_message=_("Kies welke rol."),
            ),
            models.CheckConstraint(
                condition=Q(kind="outside") | Q(outside_count__isnull=True),
                name="audience_count_only_outside",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user) -> "MessageQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def alive(self) -> "MessageQuerySet":
        """Everything but what was dropped."""
        return self.exclude(status=Message.Status.DROPPED)

    def told(self) -> "MessageQuerySet":
        return self.filter(status=Message.Status.SENT)

    def due(self, day) -> "MessageQuerySet":
        """Not told yet, and planned before `day`."""
        return self.filter(status__in=Message.OPEN, planned_on__lt=day)


class Message(models.Model):
    """One thing told to one audience. `communicatie.actions` is the only door to its status."""

    class Key(models.TextChoices):
        """What it is about, in the order in which people need it."""

        WHY = "why", _("waarom")
        WHAT_CHANGES = "what_changes", _("wat verandert er")
        IN_IT_FOR_ME = "in_it_for_me", _("wat heb ik eraan")
        WHEN = "when", _("wanneer")
        HELP = "help", _("wie helpt mij")
        FEEDBACK = "feedback", _("terugkoppeling")
        SUCCESS = "success", _("wat loopt goed")

    class Channel(models.TextChoices):
        MAIL = "mail", _("mail")
        BRIEFING = "briefing", _("briefing of overleg")
        POSTER = "poster", _("affiche")
        SCREEN = "screen", _("scherm")
        LETTER = "letter", _("brief of blad")
        VISIT = "visit", _("bezoek, aan tafel")
        VIDEO = "video", _("filmpje of foto")
        OTHER = "other", _("iets anders")

    class From(models.TextChoices):
        """From whom people hear it: the reason from who leads the house, what changes from who leads the team."""

        MANAGEMENT = "management", _("directie")
        TEAM_LEADER = "team_leader", _("direct leidinggevende")
        LEAD = "lead", _("projectleider")
        AMBASSADOR = "ambassador", _("ambassadeur")
        COLLEAGUE = "colleague", _("een collega")

    class Status(models.TextChoices):
        IDEA = "idea", _("idee")
        PLANNED = "planned", _("gepland")
        READY = "ready", _("klaar")
        SENT = "sent", _("verteld")
        DROPPED = "dropped", _("vervallen")

    OPEN = (Status.IDEA, Status.PLANNED, Status.READY)

    project = models.ForeignKey(Project, models.CASCADE, related_name="messages", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    step = models.PositiveSmallIntegerField(_("stap"), default=4)
    audience = models.ForeignKey(Audience, models.RESTRICT, related_name="messages", verbose_name=_("doelgroep"))
    key = models.CharField(_("waarover"), max_length=12, choices=Key)
    title = models.CharField(_("de boodschap in het kort"), max_length=120)
    text = models.TextField(_("tekst"), max_length=4000, blank=True)
    in_it_for_me = models.CharField(_("wat hebben zij eraan"), max_length=400, blank=True)
    channel = models.CharField(_("langs welke weg"), max_length=8, choices=Channel)
    channel_note = models.CharField(_("hoe precies"), max_length=120, blank=True)
    """«filmpje van 2 minuten en een affiche»."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("opsteller")
    )
    messenger = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("wie vertelt het")
    )
    """Empty with a `said_by`: each team hears it from its own."""
    said_by = models.CharField(_("van wie horen ze het"), max_length=11, choices=From)
    planned_on = models.DateField(_("wanneer"), null=True, blank=True)
    status = models.CharField(
        max_length=7, choices=Status, default=Status.IDEA, editable=False, verbose_name=_("toestand")
    )
    feedback_to = models.CharField(_("waar kunnen ze reageren"), max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True, editable=False, verbose_name=_("verteld op"))
    reached = models.PositiveIntegerField(_("hoeveel mensen bereikt"), null=True, editable=False)
    reached_of = models.PositiveIntegerField(_("van hoeveel"), null=True, editable=False)
    dropped_why = models.CharField(_("waarom vervallen"), max_length=240, blank=True, editable=False)
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="again", verbose_name=_("herhaalt")
    )
    mailing = models.OneToOneField(
        Mailing, models.SET_NULL, null=True, editable=False, related_name="message", verbose_name=_("verzending")
    )
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("boodschap")
        verbose_name_plural = _("boodschappen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="message_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="message_has_title"),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=6), name="message_step_1_to_6"),
            models.CheckConstraint(
                condition=Q(status="idea") | Q(status="dropped") | Q(planned_on__isnull=False),
                name="message_planned_has_day",
                violation_error_message=_("Kies wanneer jullie dit vertellen."),
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False, reached_of__isnull=False)
                | ~Q(status="sent") & Q(sent_at__isnull=True),
                name="message_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(reached__isnull=True) | Q(reached_of__isnull=False, reached__lte=F("reached_of")),
                name="message_reach_within_audience",
                violation_error_message=_("Meer mensen dan de doelgroep telt, kan niet."),
            ),
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(dropped_why=""),
                name="message_dropped_says_why",
                violation_error_message=_("Zeg waarom jullie dit niet meer vertellen."),
            ),
            models.CheckConstraint(condition=~Q(status="ready") | ~Q(text=""), name="message_ready_has_text"),
        ]
        indexes = [
            models.Index(
                fields=["planned_on"], name="message_open", condition=Q(status__in=["idea", "planned", "ready"])
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """«N05»: how people name it."""
        return f"N{self.number:02}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


call_link(Audience.functions, _("functiegroep van een doelgroep"), _("functiegroepen van doelgroepen"))
call_link(Audience.locations, _("locatie van een doelgroep"), _("locaties van doelgroepen"))
