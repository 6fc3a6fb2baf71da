"""What holds from now on: frameworks, agreements in one sentence, their versions, and where each is in force since when."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bevraging.models import Theme
from fundament.models.decisions import Decision
from organisatie.models import Employee, JobFunction, Location
from trajecten.models import Project
from trajecten.models.links import call_link

SENTENCE_LENGTH = 200


class AgreementFramework(models.Model):
    """Agreements that belong together, with the reason for them and a rhythm in which they are looked at again."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="frameworks", verbose_name=_("traject"))
    name = models.CharField(_("naam"), max_length=80)
    why = models.CharField(_("waarom"), max_length=400, blank=True)
    owner = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("eigenaar")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="frameworks", verbose_name=_("thema's"))
    review_months = models.PositiveSmallIntegerField(_("om de hoeveel maanden herzien"), default=6)
    review_on = models.DateField(_("volgende herziening"), null=True, blank=True)

    class Meta:
        verbose_name = _("afsprakenkader")
        verbose_name_plural = _("afsprakenkaders")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("project"),
                Lower("name"),
                name="framework_name_once",
                violation_error_message=_("Dit kader staat er al."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="framework_has_name"),
            models.CheckConstraint(
                condition=Q(review_months__gte=1, review_months__lte=24),
                name="framework_review_1_to_24_months",
                violation_error_message=_("Kies een ritme van 1 tot 24 maanden."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user) -> "AgreementQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class Agreement(models.Model):
    """One agreement, whatever its words are now: those stand in its versions."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="agreements", verbose_name=_("traject"))
    framework = models.ForeignKey(
        AgreementFramework, models.RESTRICT, related_name="agreements", verbose_name=_("afsprakenkader")
    )
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    owner = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("eigenaar")
    )
    decisions = models.ManyToManyField(Decision, blank=True, related_name="agreements", verbose_name=_("besluiten"))
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="agreement_number_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """«A03»: how people name it."""
        return f"A{self.number:02}"


class AgreementVersion(models.Model):
    """The words of an agreement. A concept may change; once it was tested or in force it stays as it is."""

    class Status(models.TextChoices):
        CONCEPT = "concept", _("concept")
        TESTED = "tested", _("getoetst")
        IN_FORCE = "in_force", _("van kracht")
        REPLACED = "replaced", _("vervangen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions", verbose_name=_("afspraak"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("versie"))
    sentence = models.CharField(_("de afspraak in één zin"), max_length=SENTENCE_LENGTH)
    why = models.CharField(_("waarom"), max_length=400, blank=True)
    when = models.CharField(_("wanneer geldt het"), max_length=240, blank=True)
    example = models.CharField(_("goed voorbeeld"), max_length=400, blank=True)
    exception = models.CharField(_("uitzondering"), max_length=400, blank=True)
    functions = models.ManyToManyField(
        JobFunction, blank=True, related_name="agreement_versions", verbose_name=_("voor wie")
    )
    """Empty: for everybody."""
    locations = models.ManyToManyField(Location, blank=True, related_name="agreement_versions", verbose_name=_("waar"))
    """Empty: everywhere."""
    changed = models.CharField(_("wat is er veranderd"), max_length=400, blank=True)
    changed_why = models.CharField(_("waarom veranderde het"), max_length=400, blank=True)
    status = models.CharField(
        max_length=9, choices=Status, default=Status.CONCEPT, editable=False, verbose_name=_("toestand")
    )
    tested_at = models.DateTimeField(null=True, editable=False, verbose_name=_("getoetst op"))
    tested_how = models.CharField(_("hoe is het getoetst"), max_length=400, blank=True, editable=False)
    """A sentence of who said so, or the rounds of step 3 in which it was tried."""
    withdrawn_why = models.CharField(_("waarom ingetrokken"), max_length=400, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    class Meta:
        verbose_name = _("versie van een afspraak")
        verbose_name_plural = _("versies van afspraken")
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_number_once"),
            models.CheckConstraint(condition=~Q(sentence=""), name="agreement_version_has_sentence"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(status__in=["concept", "tested"]),
                name="agreement_one_version_in_the_making",
                violation_error_message=_("Er is al een nieuwe versie in de maak."),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(changed="") & ~Q(changed_why=""),
                name="agreement_version_says_what_changed",
                violation_error_message=_("Schrijf op wat er veranderde, en waarom."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["tested", "in_force", "replaced"])
                | Q(tested_at__isnull=False) & ~Q(tested_how=""),
                name="agreement_tested_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_why=""), name="agreement_withdrawn_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence


class InForceQuerySet(models.QuerySet["InForce"]):
    def on(self, day) -> "InForceQuerySet":
        """The row that counts on `day` per agreement and location: the latest one that began by then. A row without a
        version says that the agreement ended there."""
        later = InForce.objects.filter(
            Q(location=OuterRef("location")) | Q(location__isnull=True),
            agreement=OuterRef("agreement"),
            since__gt=OuterRef("since"),
            since__lte=day,
        )
        return self.filter(since__lte=day).filter(~Exists(later))


class InForce(models.Model):
    """From `since` on this version holds at this location, until the next row of the same agreement and location.

    No end is stored, so that no two periods can overlap: exactly one version per agreement, location and day.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="in_force", verbose_name=_("afspraak"))
    version = models.ForeignKey(
        AgreementVersion, models.RESTRICT, null=True, related_name="in_force", verbose_name=_("versie")
    )
    """Of the same agreement (migration 0002). Empty: it ended there on that day."""
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, related_name="in_force", verbose_name=_("locatie")
    )
    """Empty only in an organisation without locations."""
    since = models.DateField(_("geldt vanaf"))

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("waar en sinds wanneer een afspraak geldt")
        verbose_name_plural = _("waar en sinds wanneer afspraken gelden")
        ordering = ["agreement", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "location", "since"],
                condition=Q(location__isnull=False),
                name="in_force_once_per_location_and_day",
                violation_error_message=_("Op die dag gaat daar al een versie in."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "since"],
                condition=Q(location__isnull=True),
                name="in_force_once_per_day",
                violation_error_message=_("Op die dag gaat al een versie in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} · {self.since}"


call_link(AgreementFramework.themes, _("thema van een kader"), _("thema's van kaders"))
call_link(Agreement.decisions, _("besluit achter een afspraak"), _("besluiten achter afspraken"))
call_link(AgreementVersion.functions, _("functiegroep van een afspraak"), _("functiegroepen van afspraken"))
call_link(AgreementVersion.locations, _("locatie van een afspraak"), _("locaties van afspraken"))
