"""What goes wrong and how it is helped along, and the bundles under which it comes back. Never a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bevraging.models import InventoryItem, Theme
from organisatie.models import JobFunction, Location
from trajecten.models import Project


class BundleQuerySet(models.QuerySet["Bundle"]):
    def visible_to(self, user) -> "BundleQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class Bundle(models.Model):
    """A name for bottlenecks that are the same thing each time. Decisions point to it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="bundles", verbose_name=_("traject"))
    name = models.CharField(_("naam"), max_length=80)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="bundles", verbose_name=_("thema")
    )

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("bundel knelpunten")
        verbose_name_plural = _("bundels knelpunten")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("project"),
                Lower("name"),
                name="bundle_name_once",
                violation_error_message=_("Deze bundel staat er al."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="bundle_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class BottleneckQuerySet(models.QuerySet["Bottleneck"]):
    def visible_to(self, user) -> "BottleneckQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def loose(self) -> "BottleneckQuerySet":
        """Those in no bundle yet."""
        return self.filter(bundle__isnull=True)


class Bottleneck(models.Model):
    """Once that it went wrong: what happened, what was done about it there and then. Holds no person, nor who wrote it."""

    class Source(models.TextChoices):
        REPORTED = "reported", _("gemeld")
        INVENTORY = "inventory", _("inventaris")
        CONVERSATION = "conversation", _("gesprek")
        OPEN_ANSWER = "open_answer", _("open antwoord")

    project = models.ForeignKey(Project, models.CASCADE, related_name="bottlenecks", verbose_name=_("traject"))
    happened_on = models.DateField(_("wanneer"))
    what = models.CharField(_("wat gebeurde er"), max_length=500)
    fix = models.CharField(_("wat deden we toen"), max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(_("hoeveel minuten kostte het"), null=True, blank=True)
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("locatie")
    )
    function = models.ForeignKey(
        JobFunction, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("functiegroep")
    )
    bundle = models.ForeignKey(
        Bundle, models.SET_NULL, null=True, blank=True, related_name="bottlenecks", verbose_name=_("bundel")
    )
    source = models.CharField(
        max_length=12, choices=Source, default=Source.REPORTED, editable=False, verbose_name=_("waar komt het vandaan")
    )
    item = models.ForeignKey(
        InventoryItem,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="bottlenecks",
        verbose_name=_("inventarisitem"),
    )
    """Where it was taken from, once."""
    key = models.UUIDField(null=True, editable=False, verbose_name=_("kenmerk van het formulier"))
    """Made by the form: the same form sent twice is one bottleneck."""

    objects = BottleneckQuerySet.as_manager()

    class Meta:
        verbose_name = _("knelpunt")
        verbose_name_plural = _("knelpunten")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="bottleneck_says_what"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=600),
                name="bottleneck_minutes_1_to_600",
                violation_error_message=_("Tel de minuten: minstens 1, hooguit 600. Of laat het leeg."),
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(item__isnull=False),
                name="bottleneck_item_once",
                violation_error_message=_("Dit punt is al meegenomen als knelpunt."),
            ),
            models.UniqueConstraint(
                fields=["project", "key"], condition=Q(key__isnull=False), name="bottleneck_form_once"
            ),
            # An open answer belongs to nobody and to no group: a bottleneck made of it may not put it back in one.
            models.CheckConstraint(
                condition=~Q(source="open_answer") | Q(location__isnull=True, function__isnull=True),
                name="bottleneck_open_answer_has_no_group",
                violation_error_message=_("Een open antwoord hoort bij geen locatie of functiegroep. Laat die leeg."),
            ),
        ]
        indexes = [models.Index(fields=["bundle", "happened_on"], name="bottleneck_of_bundle")]

    def __str__(self) -> str:
        return self.what


class ThemeRuling(models.Model):
    """«Geen besluit nodig» over a theme, with the reason. Taken back by deleting it; history keeps both."""

    theme = models.OneToOneField(Theme, models.CASCADE, related_name="ruling", verbose_name=_("thema"))
    reason = models.CharField(_("waarom is geen besluit nodig"), max_length=400)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie")
    )
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    class Meta:
        verbose_name = _("thema zonder besluit")
        verbose_name_plural = _("thema's zonder besluit")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="theme_ruling_has_reason",
                violation_error_message=_("Schrijf kort op waarom."),
            )
        ]

    def __str__(self) -> str:
        return str(self.theme)
