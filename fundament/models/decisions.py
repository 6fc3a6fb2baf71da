"""The register of decisions: the question, the options, who decides with whom, what was chosen and why.

A decision that is taken never changes (migration 0002 holds the database to it): only its status and its links do.
Who changes their mind takes a new one that replaces it.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bevraging.models import InventoryItem, Survey, Theme
from fundament.models.bottlenecks import Bundle
from organisatie.models import JobFunction
from trajecten.models import Project
from trajecten.models.links import call_link

PERSON = settings.AUTH_USER_MODEL
SHORTEST_RATIONALE = 30
"""Characters, [T] §8.2 s2.besluiten_volledig."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user) -> "DecisionQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def open(self) -> "DecisionQuerySet":
        """Not taken yet, and not withdrawn."""
        return self.filter(status=Decision.Status.PROPOSAL)

    def holding(self) -> "DecisionQuerySet":
        """Taken, and not replaced or withdrawn since."""
        return self.filter(status__in=Decision.HOLDING)

    def foundation(self) -> "DecisionQuerySet":
        return self.filter(kind=Decision.Kind.FOUNDATION)

    def waiting_for(self, user) -> "DecisionQuerySet":
        """Put before this decider, who did not answer yet."""
        return self.open().filter(asked_at__isnull=False, decider=user)


class Decision(models.Model):
    """One choice, from proposal to taken and on. `fundament.actions.deciding` is the only door to its status."""

    class Kind(models.TextChoices):
        FOUNDATION = "foundation", _("fundament")
        WORK = "work", _("werkbesluit")

    class Status(models.TextChoices):
        PROPOSAL = "proposal", _("voorstel")
        TAKEN = "taken", _("genomen")
        REVIEWED = "reviewed", _("herzien en bevestigd")
        SUPERSEDED = "superseded", _("vervangen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    HOLDING = (Status.TAKEN, Status.REVIEWED)

    project = models.ForeignKey(Project, models.CASCADE, related_name="decisions", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.FOUNDATION)
    question = models.CharField(_("de vraag in één zin"), max_length=240)
    context = models.TextField(_("wat speelt er mee"), max_length=2000, blank=True)
    bundles = models.ManyToManyField(Bundle, blank=True, related_name="decisions", verbose_name=_("bundels"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="decisions", verbose_name=_("thema's"))
    items = models.ManyToManyField(
        InventoryItem, blank=True, related_name="decisions", verbose_name=_("inventarisitems")
    )
    driver = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("trekker"))
    decider = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beslisser")
    )
    status = models.CharField(
        max_length=10, choices=Status, default=Status.PROPOSAL, editable=False, verbose_name=_("toestand")
    )
    version = models.PositiveIntegerField(default=1, editable=False, verbose_name=_("volgnummer"))
    """Raised by each change of a proposal: nobody decides about something else than they read."""
    asked_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gevraagd op"))
    decide_by = models.DateField(_("beslissen tegen"), null=True, blank=True)
    advised = models.ForeignKey(
        "DecisionOption", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("voorkeur")
    )
    """What the driver would choose; never chosen beforehand for the decider."""
    sent_back = models.CharField(_("wat is nog nodig"), max_length=400, blank=True, editable=False)
    """What the decider still needs, from the last time that they said «nog niet»."""
    chosen = models.ForeignKey(
        "DecisionOption", models.RESTRICT, null=True, editable=False, related_name="+", verbose_name=_("gekozen")
    )
    rationale = models.TextField(_("waarom"), max_length=2000, blank=True)
    consequences = models.TextField(_("gevolgen"), max_length=2000, blank=True)
    followed_how = models.CharField(_("hoe zien we dat het gevolgd wordt"), max_length=400, blank=True)
    review_on = models.DateField(_("herzien op"), null=True, blank=True)
    reviewed_on = models.DateField(_("laatst herzien op"), null=True, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False, verbose_name=_("genomen op"))
    closed_why = models.CharField(_("waarom ingetrokken"), max_length=400, blank=True, editable=False)
    no_agreement = models.CharField(_("waarom volgt er geen afspraak"), max_length=400, blank=True)
    supersedes = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="successors", verbose_name=_("vervangt")
    )
    """Only a decision that was taken before this one was proposed; so the chain can never close into a circle."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="decision_number_once"),
            models.CheckConstraint(condition=~Q(question=""), name="decision_has_question"),
            models.CheckConstraint(
                condition=Q(status__in=["proposal", "withdrawn"])
                | Q(
                    chosen__isnull=False,
                    decider__isnull=False,
                    taken_at__isnull=False,
                    review_on__isnull=False,
                )
                & ~Q(rationale=""),
                name="decision_taken_is_whole",
                violation_error_message=_(
                    "Een genomen besluit heeft een beslisser, een keuze, een reden en een dag om het te herzien."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status="proposal") | Q(chosen__isnull=True, taken_at__isnull=True),
                name="decision_proposal_is_open",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(closed_why=""),
                name="decision_withdrawn_says_why",
                violation_error_message=_("Schrijf kort op waarom."),
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("pk")), name="decision_not_its_own_successor"
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=Q(supersedes__isnull=False) & ~Q(status="withdrawn"),
                name="decision_one_successor",
                violation_error_message=_("Er is al een voorstel dat dit besluit vervangt."),
            ),
        ]
        indexes = [
            models.Index(fields=["review_on"], name="decision_review", condition=Q(status__in=["taken", "reviewed"])),
            models.Index(
                fields=["decide_by"], name="decision_asked", condition=Q(status="proposal", asked_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def code(self) -> str:
        """«B03»: how people name it."""
        return f"B{self.number:02}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.PROPOSAL

    @property
    def is_asked(self) -> bool:
        """It lies with the decider: nothing of it changes until they answered or it is taken back."""
        return self.is_open and self.asked_at is not None

    @property
    def holds(self) -> bool:
        return self.status in self.HOLDING


class DecisionOption(models.Model):
    """One way to do it, with what speaks for and against it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options", verbose_name=_("besluit"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    title = models.CharField(_("optie"), max_length=120)
    plus = models.CharField(_("wat ervoor pleit"), max_length=600, blank=True)
    minus = models.CharField(_("wat ertegen pleit"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("optie")
        verbose_name_plural = _("opties")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="option_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="option_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


class DecisionParty(models.Model):
    """Who was asked for advice or has to know, as a group: «nachtdienst», «de keuken». Says whether they do the work."""

    class Part(models.TextChoices):
        CONSULTED = "consulted", _("geraadpleegd")
        INFORMED = "informed", _("geïnformeerd")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="parties", verbose_name=_("besluit"))
    part = models.CharField(_("rol"), max_length=9, choices=Part, default=Part.CONSULTED)
    name = models.CharField(_("wie"), max_length=120)
    function = models.ForeignKey(
        JobFunction, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("functiegroep")
    )
    does_the_work = models.BooleanField(_("doet het werk zelf"), default=False)
    said = models.CharField(_("wat ze zeiden"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("wie meedenkt over een besluit")
        verbose_name_plural = _("wie meedenken over een besluit")
        ordering = ["part", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="party_has_name"),
            models.UniqueConstraint(
                fields=["decision", "part", "name"],
                name="party_once",
                violation_error_message=_("Die staat er al bij."),
            ),
            models.CheckConstraint(
                condition=Q(part="consulted") | Q(does_the_work=False, said=""), name="party_advice_is_of_consulted"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DecisionTask(models.Model):
    """Who does what by when to make the decision true."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="tasks", verbose_name=_("besluit"))
    what = models.CharField(_("wat"), max_length=240)
    who = models.CharField(_("wie"), max_length=120)
    due_on = models.DateField(_("tegen"))
    done_on = models.DateField(_("gedaan op"), null=True, editable=False)

    class Meta:
        verbose_name = _("actie bij een besluit")
        verbose_name_plural = _("acties bij een besluit")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="decision_task_says_who_and_what"),
        ]
        indexes = [models.Index(fields=["due_on"], name="decision_task_due", condition=Q(done_on__isnull=True))]

    def __str__(self) -> str:
        return self.what


class TargetedQuestion(models.Model):
    """One question to a few people, tied to one decision: a survey of one question, and what we take from it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="targeted", verbose_name=_("besluit"))
    survey = models.OneToOneField(Survey, models.CASCADE, related_name="targeted", verbose_name=_("bevraging"))
    summary = models.CharField(_("het antwoord samengevat"), max_length=600, blank=True)
    summarised_at = models.DateTimeField(null=True, editable=False, verbose_name=_("samengevat op"))

    class Meta:
        verbose_name = _("gerichte vraag")
        verbose_name_plural = _("gerichte vragen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(summary="", summarised_at__isnull=True) | ~Q(summary="") & Q(summarised_at__isnull=False),
                name="targeted_summary_has_moment",
            )
        ]

    def __str__(self) -> str:
        return str(self.survey)


call_link(Decision.bundles, _("bundel bij een besluit"), _("bundels bij besluiten"))
call_link(Decision.themes, _("thema van een besluit"), _("thema's van besluiten"))
call_link(Decision.items, _("inventarisitem bij een besluit"), _("inventarisitems bij besluiten"))
