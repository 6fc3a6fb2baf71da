"""The inventory: what the project knows by now, item by item, under the four questions of step 1."""

from django.conf import settings
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from bevraging.models.survey import Survey
from bevraging.models.talks import Lens, Note
from bevraging.models.themes import Theme
from organisatie.models import Location
from trajecten.models import Project

QUESTIONS = (
    ("needs", _("Wie heeft wat nodig?"), (Lens.NEEDS,)),
    ("exists", _("Wat is er al?"), (Lens.EXISTS,)),
    ("examples", _("Wat zijn goede en slechte voorbeelden?"), (Lens.GOOD, Lens.BAD)),
    ("able", _("Wie moet wat kunnen?"), (Lens.ABLE,)),
)
"""The four questions: code, the question, and the lenses that answer it."""


class InventoryQuerySet(models.QuerySet["InventoryItem"]):
    def visible_to(self, user) -> "InventoryQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def confirmed(self) -> "InventoryQuerySet":
        return self.filter(status=InventoryItem.Status.CONFIRMED)

    def in_order(self) -> "InventoryQuerySet":
        """In the order of the four questions; within one, as they came in."""
        lenses = [lens for _code, _question, lenses in QUESTIONS for lens in lenses]
        place = Case(
            *(When(lens=lens, then=Value(number)) for number, lens in enumerate(lenses)), output_field=IntegerField()
        )
        return self.annotate(place=place).order_by("place", "pk")

    def for_step_two(self) -> "InventoryQuerySet":
        """What step 2 may build decisions on: confirmed items in the order of the questions, with what is told of each
        (place, theme and the one above it, survey, conversation) in the same query. Never a proposal, never a person.

        `InventoryItem.objects.filter(project=project).for_step_two()`; every item has `lens`, `text`, `location` or
        None, `theme` or None, and `source`. A bad example and a need ask for a decision, a good example shows a way.
        """
        return self.confirmed().in_order().select_related("location", "theme__parent", "survey", "note__conversation")


class InventoryItem(models.Model):
    """One thing that somebody needs, that exists, that goes well or not, or that somebody must be able to do."""

    class Source(models.TextChoices):
        CONVERSATION = "conversation", _("gesprek")
        OBSERVATION = "observation", _("observatie")
        SURVEY = "survey", _("bevraging")
        OPEN_ANSWER = "open_answer", _("open antwoord")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("voorstel")
        CONFIRMED = "confirmed", _("bevestigd")

    project = models.ForeignKey(Project, models.CASCADE, related_name="inventory", verbose_name=_("traject"))
    lens = models.CharField(_("welke vraag"), max_length=6, choices=Lens)
    text = models.CharField(_("wat"), max_length=500)
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("locatie")
    )
    """Empty: not of one location."""
    source = models.CharField(_("waar komt het vandaan"), max_length=12, choices=Source, default=Source.CONVERSATION)
    note = models.ForeignKey(
        Note, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("notitie")
    )
    survey = models.ForeignKey(
        Survey, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("bevraging")
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("thema")
    )
    status = models.CharField(
        max_length=9, choices=Status, default=Status.PROPOSED, editable=False, verbose_name=_("toestand")
    )
    confirmed_at = models.DateTimeField(null=True, editable=False, verbose_name=_("bevestigd op"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("gemaakt door"),
    )

    objects = InventoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inventarisitem")
        verbose_name_plural = _("inventarisitems")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="proposed", confirmed_at__isnull=True)
                | Q(status="confirmed", confirmed_at__isnull=False),
                name="inventory_confirmed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(note__isnull=True) | Q(source__in=["conversation", "observation"]),
                name="inventory_note_is_of_a_conversation",
                violation_error_message=_("Een notitie komt uit een gesprek of een observatie."),
            ),
            models.CheckConstraint(
                condition=Q(survey__isnull=True) | Q(source__in=["survey", "open_answer"]),
                name="inventory_survey_is_its_source",
                violation_error_message=_("Kies de bevraging alleen als het item daar vandaan komt."),
            ),
            # An open answer belongs to nobody and to no group: an item made of it may not put it back in one.
            models.CheckConstraint(
                condition=~Q(source="open_answer") | Q(location__isnull=True),
                name="inventory_open_answer_has_no_location",
                violation_error_message=_("Een open antwoord hoort bij geen locatie. Laat de locatie leeg."),
            ),
            models.UniqueConstraint(
                fields=["note"],
                condition=Q(note__isnull=False),
                name="inventory_note_once",
                violation_error_message=_("Deze notitie staat al in de inventaris."),
            ),
            models.CheckConstraint(condition=~Q(text=""), name="inventory_has_text"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED
