"""What people said when somebody listened: conversations, and one note a line. Speakers are D1, D2, never a name."""

from django.conf import settings
from django.db import models
from django.db.models import Count, IntegerField, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from bevraging.models.themes import Theme
from organisatie.models import JobFunction, Location
from trajecten.models import Project
from trajecten.models.links import call_link
from trajecten.reading import Rows

MOST_SPEAKERS = 30
NOTE_LENGTH = 500
SMALL_TALK = 5
"""With fewer people, where it was said could tell who said it."""


class Lens(models.TextChoices):
    """The questions of step 1, through which every note and every item of the inventory is seen."""

    NEEDS = "needs", _("wie heeft wat nodig")
    EXISTS = "exists", _("wat is er al")
    GOOD = "good", _("goed voorbeeld")
    BAD = "bad", _("slecht voorbeeld")
    ABLE = "able", _("wie moet wat kunnen")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user) -> "ConversationQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def finished(self) -> "ConversationQuerySet":
        """Those whose report is ready: only these count at the gate."""
        return self.filter(status=Conversation.Status.FINISHED)

    def for_pages(self) -> "ConversationQuerySet":
        """With the number of notes, and the names of places and functions, in the same query."""
        return self.annotate(
            note_count=Coalesce(Subquery(_note_count(), output_field=IntegerField()), 0),
            place_names=_names(Conversation.locations.through, "location__name"),
            function_names=_names(Conversation.functions.through, "jobfunction__name"),
        )


def _note_count():
    rows = Note.objects.filter(conversation=OuterRef("pk")).order_by().values("conversation")
    return rows.annotate(n=Count("pk")).values("n")


def _names(through, name: str) -> Subquery:
    """The names behind a many-to-many of this conversation, as one JSON list."""
    rows = through.objects.filter(conversation=OuterRef("pk")).order_by().values("conversation")
    return Subquery(rows.annotate(found=Rows(name)).values("found"), output_field=JSONField())


class Conversation(models.Model):
    """A focus group, an interview or an observation. Says how many took part and from where, never who."""

    class Kind(models.TextChoices):
        FOCUS_GROUP = "focus_group", _("focusgroep")
        INTERVIEW = "interview", _("interview")
        OBSERVATION = "observation", _("observatie")

    class Status(models.TextChoices):
        OPEN = "open", _("verslag bezig")
        FINISHED = "finished", _("verslag klaar")

    project = models.ForeignKey(Project, models.CASCADE, related_name="conversations", verbose_name=_("traject"))
    kind = models.CharField(_("soort gesprek"), max_length=12, choices=Kind, default=Kind.FOCUS_GROUP)
    title = models.CharField(_("waarover of met wie"), max_length=80, blank=True)
    """As «nachtdienst van alle huizen»: a group or a subject, never somebody's name."""
    held_on = models.DateField(_("wanneer"))
    locations = models.ManyToManyField(Location, blank=True, related_name="+", verbose_name=_("locaties"))
    functions = models.ManyToManyField(JobFunction, blank=True, related_name="+", verbose_name=_("functiegroepen"))
    people = models.PositiveSmallIntegerField(_("met hoeveel mensen"))
    leader = models.CharField(_("wie leidde het gesprek"), max_length=120)
    status = models.CharField(
        max_length=8, choices=Status, default=Status.OPEN, editable=False, verbose_name=_("toestand")
    )
    finished_at = models.DateTimeField(null=True, editable=False, verbose_name=_("verslag klaar op"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("gemaakt door"),
    )
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=200),
                name="conversation_people_1_to_200",
                violation_error_message=_("Tel hoeveel mensen erbij waren: minstens 1, hooguit 200."),
            ),
            models.CheckConstraint(
                condition=Q(status="open", finished_at__isnull=True) | Q(status="finished", finished_at__isnull=False),
                name="conversation_finished_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.plain_name

    @property
    def plain_name(self) -> str:
        """«Focusgroep van 3 maart», for one that got no name."""
        day = date_format(self.held_on, "j F" if self.held_on.year == timezone.localdate().year else "j F Y")
        return _("%(kind)s van %(day)s") % {"kind": self.get_kind_display().capitalize(), "day": day}

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user) -> "NoteQuerySet":
        return self.filter(conversation__project__in=Project.objects.visible_to(user))

    def quotable(self) -> "NoteQuerySet":
        """Literal words of which the speaker said that they may be repeated."""
        return self.filter(kind=Note.Kind.QUOTE, may_quote=True)


class Note(models.Model):
    """One line of a conversation: a remark in the words of who noted it, or the words of a speaker."""

    class Kind(models.TextChoices):
        REMARK = "remark", _("opmerking")
        QUOTE = "quote", _("citaat")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes", verbose_name=_("gesprek"))
    text = models.CharField(_("notitie"), max_length=NOTE_LENGTH)
    lens = models.CharField(_("gaat over"), max_length=6, choices=Lens, blank=True)
    kind = models.CharField(_("soort notitie"), max_length=6, choices=Kind, default=Kind.REMARK)
    may_quote = models.BooleanField(_("mag herhaald worden"), default=False)
    speaker = models.PositiveSmallIntegerField(_("spreker"), null=True, blank=True)
    """3 is D3: the third voice in the room. Who that is stands nowhere."""
    themes = models.ManyToManyField(Theme, blank=True, related_name="notes", verbose_name=_("thema's"))
    key = models.UUIDField(null=True, blank=True, editable=False, verbose_name=_("kenmerk van de regel"))
    """Made by the phone: the same line sent twice is one note."""

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker__isnull=True) | Q(speaker__gte=1, speaker__lte=MOST_SPEAKERS),
                name="note_speaker_1_to_30",
                violation_error_message=_("Kies een spreker van D1 tot D30."),
            ),
            models.CheckConstraint(
                condition=Q(may_quote=False) | Q(kind="quote"),
                name="note_consent_is_of_a_quote",
                violation_error_message=_("Alleen een citaat kan herhaald worden."),
            ),
            models.UniqueConstraint(
                fields=["conversation", "key"], condition=Q(key__isnull=False), name="note_line_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_has_text"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def voice(self) -> str:
        """«D3», or nothing."""
        return f"D{self.speaker}" if self.speaker else ""

    @property
    def is_quote(self) -> bool:
        return self.kind == self.Kind.QUOTE


call_link(Conversation.locations, _("locatie van een gesprek"), _("locaties van gesprekken"))
call_link(Conversation.functions, _("functiegroep van een gesprek"), _("functiegroepen van gesprekken"))
call_link(Note.themes, _("thema van een notitie"), _("thema's van notities"))
