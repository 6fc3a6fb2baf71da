"""A round of trying: with a small group, or with key figures; which versions, with whom, when and where."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bevraging.models import Survey
from fundament.models import AgreementVersion
from organisatie.models import Employee, JobFunction, Location
from toetsing.models.concepts import Concept, ConceptVersion
from trajecten.models import Project


class TestRoundQuerySet(models.QuerySet["TestRound"]):
    def visible_to(self, user) -> "TestRoundQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def opened(self) -> "TestRoundQuerySet":
        """Open now, or done."""
        return self.exclude(status=TestRound.Status.PLANNED)


class TestRound(models.Model):
    """One round. `toetsing.actions` is the only door to its status; its feedback is a survey by name."""

    __test__ = False  # pytest takes every class that begins with Test for a test

    class Kind(models.TextChoices):
        SMALL = "small", _("try-out met een kleine groep")
        KEY_FIGURES = "key_figures", _("toetsing met sleutelfiguren")

    class Status(models.TextChoices):
        PLANNED = "planned", _("in voorbereiding")
        OPEN = "open", _("loopt")
        CLOSED = "closed", _("afgerond")

    project = models.ForeignKey(Project, models.CASCADE, related_name="test_rounds", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("ronde"))
    kind = models.CharField(_("met wie"), max_length=11, choices=Kind)
    starts_at = models.DateTimeField(_("wanneer"))
    ends_at = models.DateTimeField(_("tot"))
    place = models.CharField(_("waar"), max_length=120, blank=True)
    note = models.CharField(_("wat moeten ze weten"), max_length=400, blank=True)
    status = models.CharField(
        max_length=7, choices=Status, default=Status.PLANNED, editable=False, verbose_name=_("toestand")
    )
    opened_at = models.DateTimeField(null=True, editable=False, verbose_name=_("geopend op"))
    closed_at = models.DateTimeField(null=True, editable=False, verbose_name=_("afgerond op"))
    survey = models.OneToOneField(
        Survey, models.RESTRICT, null=True, editable=False, related_name="test_round", verbose_name=_("feedback")
    )
    sequence = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de uitnodiging"))
    """SEQUENCE of the calendar file: raised when day, hour or place change."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = TestRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("testronde")
        verbose_name_plural = _("testrondes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="round_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="round_ends_after_start",
                violation_error_message=_("Het einde komt na het begin."),
            ),
            models.CheckConstraint(
                condition=Q(status="planned", opened_at__isnull=True, closed_at__isnull=True)
                | Q(status="open", opened_at__isnull=False, closed_at__isnull=True, survey__isnull=False)
                | Q(status="closed", opened_at__isnull=False, closed_at__isnull=False, survey__isnull=False),
                name="round_status_has_moments",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(status="open"),
                name="round_one_open",
                violation_error_message=_("Er loopt al een ronde. Rond die eerst af."),
            ),
        ]

    def __str__(self) -> str:
        return _("Ronde %(number)s") % {"number": self.number}

    @property
    def is_small(self) -> bool:
        return self.kind == self.Kind.SMALL


class RoundConcept(models.Model):
    """Which version of a concept is tried in a round."""

    round = models.ForeignKey(TestRound, models.CASCADE, related_name="concepts", verbose_name=_("ronde"))
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="tried", verbose_name=_("concept"))
    version = models.ForeignKey(ConceptVersion, models.RESTRICT, related_name="tried", verbose_name=_("versie"))
    """Of that concept (migration 0002)."""

    class Meta:
        verbose_name = _("concept in een ronde")
        verbose_name_plural = _("concepten in een ronde")
        ordering = ["concept__number"]
        constraints = [models.UniqueConstraint(fields=["round", "concept"], name="round_concept_once")]

    def __str__(self) -> str:
        return str(self.version)


class RoundAgreement(models.Model):
    """The words of an agreement as they were tried along with a concept, written when the round opens."""

    round = models.ForeignKey(TestRound, models.CASCADE, related_name="agreements", verbose_name=_("ronde"))
    version = models.ForeignKey(
        AgreementVersion, models.RESTRICT, related_name="tried", verbose_name=_("versie van een afspraak")
    )

    class Meta:
        verbose_name = _("afspraak in een ronde")
        verbose_name_plural = _("afspraken in een ronde")
        constraints = [models.UniqueConstraint(fields=["round", "version"], name="round_agreement_once")]

    def __str__(self) -> str:
        return str(self.version)


class RoundPerson(models.Model):
    """Somebody who is asked to try. Place and function as they were then: gate 3 counts those."""

    round = models.ForeignKey(TestRound, models.CASCADE, related_name="people", verbose_name=_("ronde"))
    employee = models.ForeignKey(Employee, models.SET_NULL, null=True, related_name="+", verbose_name=_("medewerker"))
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("locatie")
    )
    function = models.ForeignKey(
        JobFunction, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("functiegroep")
    )

    class Meta:
        verbose_name = _("deelnemer aan een ronde")
        verbose_name_plural = _("deelnemers aan een ronde")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "employee"],
                condition=Q(employee__isnull=False),
                name="round_person_once",
                violation_error_message=_("Deze collega staat er al bij."),
            )
        ]

    def __str__(self) -> str:
        return str(self.employee or _("iemand die er niet meer werkt"))
