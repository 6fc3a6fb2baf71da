"""What is tried out before everybody hears of it: a concept, and its versions. A version never changes once it is tried."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fundament.models import Agreement
from trajecten.models import Project
from trajecten.models.links import call_link


class ConceptQuerySet(models.QuerySet["Concept"]):
    def visible_to(self, user) -> "ConceptQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def in_scope(self) -> "ConceptQuerySet":
        """Those that the gate asks about."""
        return self.filter(left_out="")


class Concept(models.Model):
    """One thing to try: a way of working, a form, a sheet with agreements."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="concepts", verbose_name=_("traject"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("nummer"))
    name = models.CharField(_("naam"), max_length=80)
    tries = models.CharField(_("wat probeer je ermee"), max_length=240)
    """The task with which it is tried, as «noteren tijdens de zorg»."""
    agreements = models.ManyToManyField(
        Agreement, blank=True, related_name="concepts", verbose_name=_("afspraken die erbij horen")
    )
    left_out = models.CharField(_("waarom toetsen we dit niet"), max_length=400, blank=True)
    """Empty: it is in scope."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepten")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="concept_number_once"),
            models.UniqueConstraint(
                F("project"),
                Lower("name"),
                name="concept_name_once",
                violation_error_message=_("Dit concept staat er al."),
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(tries=""), name="concept_says_what_it_tries"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """«C3»: how people name it."""
        return f"C{self.number}"

    @property
    def in_scope(self) -> bool:
        return not self.left_out


class ConceptVersion(models.Model):
    """One version: text, a file or a link. `number` counts; people read «0.2»."""

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="versions", verbose_name=_("concept"))
    number = models.PositiveSmallIntegerField(editable=False, verbose_name=_("versie"))
    text = models.TextField(_("tekst"), max_length=4000, blank=True)
    file = models.FileField(_("bestand"), upload_to="concepten/%Y/", blank=True, max_length=200)
    file_name = models.CharField(max_length=120, blank=True, editable=False, verbose_name=_("naam van het bestand"))
    link = models.URLField(_("link"), max_length=400, blank=True)
    changed = models.CharField(_("wat is er veranderd"), max_length=400, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("gemaakt door"),
    )
    made_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    class Meta:
        verbose_name = _("versie van een concept")
        verbose_name_plural = _("versies van concepten")
        ordering = ["concept", "number"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "number"], name="concept_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="concept_version_from_1"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(file="") | ~Q(link=""),
                name="concept_version_is_something",
                violation_error_message=_("Schrijf iets, kies een bestand of geef een link."),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(changed=""),
                name="concept_version_says_what_changed",
                violation_error_message=_("Schrijf op wat er veranderde."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept} {self.label}"

    @property
    def label(self) -> str:
        """«0.2»."""
        return f"0.{self.number}"


call_link(Concept.agreements, _("afspraak bij een concept"), _("afspraken bij concepten"))
