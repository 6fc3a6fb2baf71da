"""What is asked, of whom, and in which mode. After launch mode, questions, segments and thresholds are fixed."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models import Employee, Language
from trajecten.models import Project


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, user) -> "SurveyQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def open(self) -> "SurveyQuerySet":
        return self.filter(status=Survey.Status.OPEN)

    def past_closing_day(self, today) -> "SurveyQuerySet":
        """Open ones whose last day has passed: the sweep closes them."""
        return self.open().filter(closes_on__lt=today)


class Survey(models.Model):
    class Mode(models.TextChoices):
        ANONYMOUS = "anonymous", _("anoniem")
        NAMED = "named", _("op naam")

    class Status(models.TextChoices):
        DRAFT = "draft", _("in voorbereiding")
        OPEN = "open", _("open")
        CLOSED = "closed", _("afgesloten")
        PUBLISHED = "published", _("resultaten klaar")
        ERASED = "erased", _("gewist")

    class Purpose(models.TextChoices):
        START = "start", _("startbevraging")
        PULSE = "pulse", _("draagvlakpuls")
        TRYOUT = "tryout", _("feedback na een try-out")
        TARGETED = "targeted", _("gerichte vraag")
        TRAINING = "training", _("zelfinschatting bij taaktraining")
        AGREEMENT = "agreement", _("nazicht van afspraken")
        OWN = "own", _("eigen bevraging")

    project = models.ForeignKey(Project, models.CASCADE, related_name="surveys", verbose_name=_("traject"))
    title = models.CharField(_("titel"), max_length=120)
    intro = models.CharField(_("waarover gaat het"), max_length=300, blank=True)
    """One sentence for the mail and the first page."""
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.START, verbose_name=_("doel"))
    mode = models.CharField(_("wie ziet wat"), max_length=10, choices=Mode, default=Mode.ANONYMOUS)
    status = models.CharField(
        max_length=10, choices=Status, default=Status.DRAFT, editable=False, verbose_name=_("toestand")
    )
    min_group = models.PositiveSmallIntegerField(_("kleinste groep"), default=5)
    min_text = models.PositiveSmallIntegerField(_("open antwoorden vanaf"), default=10)
    step = models.PositiveSmallIntegerField(default=1, editable=False, verbose_name=_("stap"))
    """The step of the project in which it was made: support is drawn at this station."""
    closes_on = models.DateField(_("meedoen kan tot en met"), null=True, blank=True)
    contact = models.CharField(_("wie helpt"), max_length=120, blank=True)
    """The name on the mail: «Liever samen of op papier? Vraag het aan …»."""
    easy = models.BooleanField(_("makkelijk te lezen"), default=False)
    """Larger answers with a pictogram each, and every page can be read aloud."""
    reminders = models.PositiveSmallIntegerField(_("aantal herinneringen"), default=2)
    remind_from = models.DateTimeField(null=True, editable=False, verbose_name=_("volgende herinnering niet voor"))
    """Before this no automatic reminder can be due, so the sweep need not look; empty when none follows. Set when the
    survey is opened, extended or reminded. Decides nothing: the moment itself is worked out in `bevraging.reminders`."""
    digest = models.CharField(max_length=64, blank=True, editable=False, verbose_name=_("controlegetal van de vragen"))
    """SHA-256 of the frozen questionnaire, written at launch; rendered pages are kept under it."""
    salt = models.BinaryField(max_length=32, null=True, editable=False, verbose_name=_("sleutel van de bevraging"))
    """With SEAL_KEY the key of this survey's waiting ballots; deleted at close."""
    scrubbed = models.BooleanField(default=True, editable=False, verbose_name=_("sporen gewist"))
    """False between the close and the moment that the database has really forgotten what was deleted (VACUUM)."""
    invited = models.PositiveIntegerField(default=0, editable=False, verbose_name=_("uitgenodigd"))
    """How many people were invited at launch."""
    rested = models.PositiveIntegerField(null=True, editable=False, verbose_name=_("met rust gelaten"))
    """How many were left out at launch because another survey reached them less than 14 days before."""
    people_gone_on = models.DateField(null=True, editable=False, verbose_name=_("namen en adressen gewist op"))
    answers_gone_on = models.DateField(null=True, editable=False, verbose_name=_("losse antwoorden gewist op"))
    tablet = models.PositiveSmallIntegerField(null=True, editable=False, verbose_name=_("uitgave van het tabletadres"))
    """Odd while colleagues may answer on a shared tablet. Each press raises it, so an old address never works again."""
    edition = models.UUIDField(null=True, editable=False, verbose_name=_("uitgave van de resultaten"))
    """Another one whenever something may be shown that was not before, or the other way round: written in that very
    transaction, so that drawn results can be kept under it. Empty until there are results."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("gemaakt door"),
    )
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))
    launched_at = models.DateTimeField(null=True, editable=False, verbose_name=_("verstuurd op"))
    closed_at = models.DateTimeField(null=True, editable=False, verbose_name=_("gesloten op"))

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("bevraging")
        verbose_name_plural = _("bevragingen")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_group__gte=5),
                name="survey_min_group_5",
                violation_error_message=_("Een groep heeft minstens 5 mensen. Zo blijft iedereen onherkenbaar."),
            ),
            models.CheckConstraint(
                condition=Q(min_text__gte=10),
                name="survey_min_text_10",
                violation_error_message=_("Open antwoorden tonen we vanaf 10."),
            ),
            models.CheckConstraint(
                condition=Q(reminders__lte=2),
                name="survey_max_2_reminders",
                violation_error_message=_("Hooguit 2 herinneringen."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(launched_at__isnull=False, closes_on__isnull=False),
                name="survey_launched_has_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["closes_on"], name="survey_open_until", condition=Q(status="open")),
            models.Index(fields=["remind_from"], name="survey_remind_from", condition=Q(status="open")),
            models.Index(fields=["closed_at"], name="survey_erase_later", condition=Q(status="closed")),
            models.Index(
                fields=["closed_at"],
                name="survey_people_kept",
                condition=Q(status__in=["published", "erased"], people_gone_on=None),
            ),
            models.Index(
                fields=["closed_at"],
                name="survey_answers_kept",
                condition=Q(status="published", answers_gone_on=None),
            ),
            models.Index(fields=["closed_at"], name="survey_not_scrubbed", condition=Q(scrubbed=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_anonymous(self) -> bool:
        return self.mode == self.Mode.ANONYMOUS

    @property
    def tablet_is_on(self) -> bool:
        return bool((self.tablet or 0) % 2)

    @property
    def today(self) -> date:
        """The day it is where the organisation works: its last day ends at its own midnight, not at that of the server."""
        return timezone.localdate(timezone=ZoneInfo(self.project.organisation.time_zone))

    @property
    def takes_answers(self) -> bool:
        """Open, and the last day has not passed (the sweep may be a minute late)."""
        return self.status == self.Status.OPEN and self.closes_on is not None and self.closes_on >= self.today


class QuestionnaireVersion(models.Model):
    """The questions of a survey, as one JSON value; frozen at launch. The shape stands in `bevraging.questions`."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="versions", verbose_name=_("bevraging"))
    number = models.PositiveSmallIntegerField(default=1, verbose_name=_("nummer"))
    content = models.JSONField(default=list, verbose_name=_("inhoud"))
    languages = models.JSONField(default=list, blank=True, verbose_name=_("talen"))
    """Codes of the languages beside Dutch that were promised: it cannot be sent while a translation is missing. Empty:
    whatever is written in full can be chosen."""
    translations = models.JSONField(default=dict, blank=True, verbose_name=_("vertaalde titel en inleiding"))
    """{"fr": {"title": "…", "intro": "…", "options": {"1": "…", "x": "…"}, "was": {"title": "…"}}}; options only for a
    language that the house does not speak, «was» as in `bevraging.outdated`."""
    frozen = models.BooleanField(default=False, editable=False, verbose_name=_("vast"))

    class Meta:
        verbose_name = _("vragenlijstversie")
        verbose_name_plural = _("vragenlijstversies")
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="questionnaire_number_once")]

    def __str__(self) -> str:
        return f"{self.survey} · {self.number}"


class SurveySegment(models.Model):
    """A group as results may show it, generalised before sending: never fewer than `min_group` invited."""

    class Dimension(models.TextChoices):
        LOCATION = "location", _("locatie")
        FUNCTION = "function", _("functiegroep")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="segments", verbose_name=_("bevraging"))
    dimension = models.CharField(max_length=8, choices=Dimension, verbose_name=_("indeling"))
    code = models.CharField(max_length=40, verbose_name=_("punt"))
    label = models.CharField(max_length=200, verbose_name=_("naam"))
    members = models.JSONField(default=list, verbose_name=_("samengenomen groepen"))
    """The names of the locations or functions that were taken together."""
    invited = models.PositiveIntegerField(default=0, verbose_name=_("uitgenodigd"))
    shown_as = models.CharField(max_length=40, blank=True, editable=False, verbose_name=_("getoond als"))
    """Written when the results are published: the code of the group under which it is shown, empty for «only in the
    total». Groups with too few answers share a code."""

    class Meta:
        verbose_name = _("groep in de resultaten")
        verbose_name_plural = _("groepen in de resultaten")
        ordering = ["dimension", "label"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "dimension", "code"], name="segment_code_once"),
        ]

    def __str__(self) -> str:
        return self.label


class Participant(models.Model):
    """Somebody who was asked. Says whether they answered, never when; holds no key to any answer."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="participants", verbose_name=_("bevraging"))
    employee = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("medewerker")
    )
    name = models.CharField(_("naam"), max_length=120, blank=True)
    email = models.EmailField(_("mailadres"), blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.NL, verbose_name=_("taal"))
    location = models.CharField(max_length=40, blank=True, verbose_name=_("locatie"))
    """Code of the location segment, written at launch; empty is «only in the total»."""
    function = models.CharField(max_length=40, blank=True, verbose_name=_("functiegroep"))
    """Code of the function segment, only where location × function has enough people."""
    generation = models.PositiveSmallIntegerField(default=1, verbose_name=_("uitgave van de link"))
    token_hash = models.CharField(
        max_length=64, unique=True, null=True, editable=False, verbose_name=_("kenmerk van de link")
    )
    code_hash = models.CharField(
        max_length=64, unique=True, null=True, editable=False, verbose_name=_("kenmerk van de code")
    )
    may_answer = models.BooleanField(default=False, editable=False, verbose_name=_("mag antwoorden"))
    """True from launch to close. It stands on this row, because a check of the survey's row could be outrun by the
    close: then an acknowledged answer would arrive after the last count."""
    answered = models.BooleanField(default=False, editable=False, verbose_name=_("heeft geantwoord"))
    muted = models.BooleanField(_("geen herinneringen"), default=False)

    class Meta:
        verbose_name = _("deelnemer")
        verbose_name_plural = _("deelnemers")
        constraints = [
            models.UniqueConstraint(
                F("survey"),
                F("email"),
                condition=~Q(email=""),
                name="participant_email_once",
                violation_error_message=_("Dit mailadres staat al in de lijst."),
            ),
            models.UniqueConstraint(
                fields=["survey", "employee"],
                condition=Q(employee__isnull=False),
                name="participant_employee_once",
                violation_error_message=_("Deze collega staat al in de lijst."),
            ),
        ]
        indexes = [models.Index(fields=["survey", "answered"], name="participant_answered")]

    def __str__(self) -> str:
        return self.name or self.email
