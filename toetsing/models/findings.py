"""What came out of trying: a barrier, a question or a compliment, how bad it is, and what was done with it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee
from toetsing.models.concepts import Concept, ConceptVersion
from toetsing.models.rounds import TestRound
from trajecten.models import Project


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user) -> "FindingQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def asking(self) -> "FindingQuerySet":
        """Barriers and questions: they ask for an answer, a compliment does not."""
        return self.exclude(kind=Finding.Kind.COMPLIMENT)

    def open(self) -> "FindingQuerySet":
        """Those of which nobody said yet what was done with them."""
        return self.asking().filter(disposition="")


class Finding(models.Model):
    """One finding about one version of a concept. Tells what, never who said it."""

    class Kind(models.TextChoices):
        BARRIER = "barrier", _("drempel")
        QUESTION = "question", _("vraag")
        COMPLIMENT = "compliment", _("compliment")

    class Severity(models.TextChoices):
        SMALL = "small", _("klein")
        ANNOYING = "annoying", _("hinderlijk")
        BLOCKING = "blocking", _("blokkerend")

    class Disposition(models.TextChoices):
        ADJUSTED = "adjusted", _("aangepast")
        LATER = "later", _("later")
        NOT = "not", _("bewust niet")

    project = models.ForeignKey(Project, models.CASCADE, related_name="findings", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    round = models.ForeignKey(
        TestRound, models.RESTRICT, null=True, blank=True, related_name="findings", verbose_name=_("ronde")
    )
    """Empty: heard outside a round."""
    concept = models.ForeignKey(Concept, models.RESTRICT, related_name="findings", verbose_name=_("concept"))
    version = models.ForeignKey(
        ConceptVersion, models.RESTRICT, related_name="findings", verbose_name=_("over welke versie")
    )
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    severity = models.CharField(_("hoe erg"), max_length=8, choices=Severity, blank=True)
    text = models.CharField(_("wat is er gevonden"), max_length=400)
    disposition = models.CharField(
        max_length=8, choices=Disposition, blank=True, editable=False, verbose_name=_("wat doen we ermee")
    )
    adjusted_in = models.ForeignKey(
        ConceptVersion, models.RESTRICT, null=True, editable=False, related_name="answers", verbose_name=_("in versie")
    )
    later_on = models.DateField(_("wanneer dan wel"), null=True, editable=False)
    answer = models.CharField(_("wat doen we, of waarom niet"), max_length=400, blank=True, editable=False)
    owner = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("wie pakt het op")
    )
    answered_at = models.DateTimeField(null=True, editable=False, verbose_name=_("beantwoord op"))
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="finding_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="finding_has_text"),
            models.CheckConstraint(
                condition=Q(kind="compliment", severity="", disposition="") | ~Q(kind="compliment") & ~Q(severity=""),
                name="finding_severity_of_what_asks",
                violation_error_message=_("Kies hoe erg het is. Een compliment heeft dat niet nodig."),
            ),
            models.CheckConstraint(
                condition=Q(disposition="", adjusted_in__isnull=True, later_on__isnull=True, answered_at__isnull=True)
                | Q(disposition="adjusted", adjusted_in__isnull=False, later_on__isnull=True, answered_at__isnull=False)
                | Q(disposition="later", adjusted_in__isnull=True, later_on__isnull=False, answered_at__isnull=False)
                | Q(disposition="not", adjusted_in__isnull=True, later_on__isnull=True, answered_at__isnull=False)
                & ~Q(answer=""),
                name="finding_disposition_is_whole",
                violation_error_message=_(
                    "Zeg in welke versie het is aangepast, wanneer je het later doet, of waarom bewust niet."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["later_on"], name="finding_later", condition=Q(disposition="later")),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def code(self) -> str:
        """«F07»: how people name it."""
        return f"F{self.number:02}"

    @property
    def is_open(self) -> bool:
        return self.kind != self.Kind.COMPLIMENT and not self.disposition
