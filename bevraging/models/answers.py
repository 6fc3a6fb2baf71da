"""What was said, kept apart from who said it.

No table of an anonymous answer has a time, a serial number, or a road to a person (docs/privacy.md; a schema test
holds us to it). `bevraging.results` is the only reader of `Response`; results pages read `Tally`.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bevraging.models.survey import Participant, Survey
from bevraging.models.unnamed import Unnamed


class Draft(Unnamed):
    """Answers under way, sealed; found only by who holds the link: the key is an HMAC of the token."""

    key = models.CharField(primary_key=True, max_length=64, verbose_name=_("sleutel"))
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("bevraging"))
    payload = models.BinaryField(verbose_name=_("verzegelde inhoud"))
    expires_on = models.DateField(verbose_name=_("vervalt op"))

    class Meta:
        verbose_name = _("concept van antwoorden")
        verbose_name_plural = _("concepten van antwoorden")


class SealedBallot(Unnamed):
    """A sent answer that waits, unreadable without the key, until enough of them can be shuffled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("bevraging"))
    payload = models.BinaryField(verbose_name=_("verzegelde inhoud"))

    class Meta:
        verbose_name = _("verzegeld antwoord")
        verbose_name_plural = _("verzegelde antwoorden")


class Response(Unnamed):
    """The closed answers of one unknown person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("bevraging"))
    location = models.CharField(max_length=40, blank=True, verbose_name=_("locatie"))
    function = models.CharField(max_length=40, blank=True, verbose_name=_("functiegroep"))
    answers = models.JSONField(verbose_name=_("antwoorden"))
    """{question key: option code}; open answers are never in here."""

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")


class OpenAnswer(Unnamed):
    """One open answer, on its own: linked to no other answer and to no group. Read by the lead before it is shown."""

    class State(models.TextChoices):
        UNREAD = "unread", _("nog te lezen")
        SHOWN = "shown", _("getoond")
        HIDDEN = "hidden", _("verborgen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("bevraging"))
    question = models.CharField(max_length=48, verbose_name=_("vraag"))
    """The key of the question, or `answer_rules.other_key` of it for what was written at «iets anders»."""
    text = models.TextField(verbose_name=_("tekst"))
    state = models.CharField(max_length=6, choices=State, default=State.UNREAD, verbose_name=_("toestand"))

    class Meta:
        verbose_name = _("open antwoord")
        verbose_name_plural = _("open antwoorden")
        indexes = [models.Index(fields=["survey", "question"], name="open_answer_of_survey")]


class NamedResponse(Unnamed):
    """The answers of one known person, in a survey that says so on every page."""

    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="response", verbose_name=_("deelnemer")
    )
    answers = models.JSONField(verbose_name=_("antwoorden"))
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    class Meta:
        verbose_name = _("inzending op naam")
        verbose_name_plural = _("inzendingen op naam")


class Tally(Unnamed):
    """Counts per question, option and group, made in the publishing transaction; can be rebuilt from the responses.

    Only what may be shown is stored: a cell of too few answers has no row.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="tallies", verbose_name=_("bevraging"))
    question = models.CharField(max_length=40, blank=True, verbose_name=_("vraag"))
    """Empty (with an empty option) for the number of people who answered."""
    dimension = models.CharField(max_length=8, blank=True, verbose_name=_("indeling"))
    """Empty for the whole survey."""
    segment = models.CharField(max_length=40, blank=True, verbose_name=_("groep"))
    option = models.CharField(max_length=40, blank=True, verbose_name=_("antwoord"))
    count = models.PositiveIntegerField(verbose_name=_("aantal"))

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "question", "dimension", "segment", "option"], name="tally_cell_once"
            )
        ]


class SupportTally(Unnamed):
    """Sums of the support index per group, made in the publishing transaction, so that no page reads a response.

    Whole numbers (the index of a person times 60, exact for 3, 4 and 5 answers): a recount gives the same numbers.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="support_tallies", verbose_name=_("bevraging"))
    dimension = models.CharField(max_length=8, blank=True, verbose_name=_("indeling"))
    segment = models.CharField(max_length=40, blank=True, verbose_name=_("groep"))
    people = models.PositiveIntegerField(verbose_name=_("mensen"))
    total = models.BigIntegerField(verbose_name=_("som"))
    squares = models.BigIntegerField(verbose_name=_("som van kwadraten"))

    class Meta:
        verbose_name = _("telling van draagvlak")
        verbose_name_plural = _("tellingen van draagvlak")
        constraints = [
            models.UniqueConstraint(fields=["survey", "dimension", "segment"], name="support_tally_once"),
        ]
