"""What goes well, and how they do it: about a practice and a team. Nothing here counts per person.

A colleague has a name in it only after a yes of their own, by a link, and until they say otherwise.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communicatie.models import Message
from fundament.models import Agreement
from organisatie.models import Employee, Location
from trajecten.models import Project
from trajecten.models.links import call_link


class SpotlightQuerySet(models.QuerySet["Spotlight"]):
    def visible_to(self, user) -> "SpotlightQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def shown(self) -> "SpotlightQuerySet":
        return self.filter(status=Spotlight.Status.SHOWN)


class Spotlight(models.Model):
    """A practice worth copying, of a team in a place."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("in opmaak")
        SHOWN = "shown", _("getoond")
        TAKEN_BACK = "taken_back", _("teruggetrokken")

    project = models.ForeignKey(Project, models.CASCADE, related_name="spotlights", verbose_name=_("traject"))
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="spotlights", verbose_name=_("locatie")
    )
    team = models.CharField(_("team"), max_length=60, blank=True)
    agreement = models.ForeignKey(
        Agreement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="spotlights",
        verbose_name=_("bij welke afspraak"),
    )
    what = models.CharField(_("wat loopt goed"), max_length=120)
    how = models.CharField(_("hoe doen jullie dat"), max_length=400)
    """A tip that another team can use tomorrow; required, since a compliment alone teaches nobody."""
    status = models.CharField(
        max_length=10, choices=Status, default=Status.DRAFT, editable=False, verbose_name=_("toestand")
    )
    shown_on = models.DateField(_("getoond op"), null=True, editable=False)
    """The first day; in the quarter of this day its location had a spotlight."""
    on_page = models.BooleanField(_("toon op de bladzijde voor iedereen"), default=True)
    of_answer = models.BooleanField(_("uit een open antwoord"), default=False, editable=False)
    """Begun from what people wrote without a name: then no place may make it recognisable again."""
    messages = models.ManyToManyField(
        Message, blank=True, editable=False, related_name="spotlights", verbose_name=_("boodschappen")
    )
    """In which it is told; those that were not told yet drop when it is taken back."""
    form_key = models.UUIDField(null=True, unique=True, editable=False, verbose_name=_("kenmerk van het formulier"))

    objects = SpotlightQuerySet.as_manager()

    class Meta:
        verbose_name = _("spotlight")
        verbose_name_plural = _("spotlights")
        ordering = ["-shown_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(how=""), name="spotlight_says_what_and_how"),
            models.CheckConstraint(
                condition=Q(status="draft", shown_on__isnull=True) | ~Q(status="draft") & Q(shown_on__isnull=False),
                name="spotlight_shown_has_day",
            ),
            models.CheckConstraint(
                condition=Q(of_answer=False) | Q(location__isnull=True, team=""),
                name="spotlight_of_answer_has_no_place",
                violation_error_message=_("Een open antwoord hoort bij geen locatie en geen team. Laat dat leeg."),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_shown(self) -> bool:
        return self.status == self.Status.SHOWN

    @property
    def place(self) -> str:
        """«Meidoorn, nachtdienst»; empty when it is of nowhere in particular."""
        return ", ".join(filter(None, [str(self.location or ""), self.team]))


class SpotlightNameQuerySet(models.QuerySet["SpotlightName"]):
    def visible_to(self, user) -> "SpotlightNameQuerySet":
        return self.filter(spotlight__project__in=Project.objects.visible_to(user))

    def to_show(self, day=None) -> "SpotlightNameQuerySet":
        """Who said yes, and works here on that day (today when not given)."""
        return self.filter(status=SpotlightName.Status.AGREED, employee__in=Employee.objects.active(day))


class SpotlightName(models.Model):
    """A colleague is asked whether their name may stand beside a spotlight. Shown only while they agree.

    A no has no reason, comes at any moment, also after a yes, and is shown to nobody by name.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        AGREED = "agreed", _("mag erbij")
        DECLINED = "declined", _("liever niet")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    RUNNING = (Status.ASKED, Status.AGREED)

    spotlight = models.ForeignKey(Spotlight, models.CASCADE, related_name="names", verbose_name=_("spotlight"))
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="spotlight_names", verbose_name=_("wie"))
    status = models.CharField(
        max_length=9, choices=Status, default=Status.ASKED, editable=False, verbose_name=_("toestand")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False, verbose_name=_("door")
    )
    asked_at = models.DateTimeField(editable=False, verbose_name=_("gevraagd op"))
    answered_at = models.DateTimeField(null=True, editable=False, verbose_name=_("beantwoord op"))
    generation = models.PositiveSmallIntegerField(default=0, editable=False, verbose_name=_("uitgave van de link"))
    """Part of what its link is made of: raised, the earlier link opens nothing any more."""
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False, verbose_name=_("link"))

    objects = SpotlightNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("naam bij een spotlight")
        verbose_name_plural = _("namen bij een spotlight")
        ordering = ["employee__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["spotlight", "employee"],
                name="spotlight_name_once",
                violation_error_message=_("Deze collega is hiervoor al gevraagd."),
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn")
                | Q(status="asked", answered_at__isnull=True)
                | Q(status__in=["agreed", "declined"], answered_at__isnull=False),
                name="spotlight_name_answer_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.employee)


call_link(Spotlight.messages, _("boodschap over een spotlight"), _("boodschappen over een spotlight"))
