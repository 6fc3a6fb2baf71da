"""The gate's records: thresholds, requests with a frozen snapshot, decisions, waivers, conditions, reopenings.

Facts (criteria) are computed, never stored here; readiness is derived; only what a person asked or decided is a row.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from trajecten.models.project import Project

PERSON = settings.AUTH_USER_MODEL


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses to change or remove rows; the database refuses changes too (migration 0002)."""

    def update(self, **kwargs):
        raise TypeError(f"{self.model.__name__} is append-only.")

    def bulk_update(self, *args, **kwargs):
        raise TypeError(f"{self.model.__name__} is append-only.")

    def delete(self):
        raise TypeError(f"{self.model.__name__} is append-only.")


class AppendOnly(models.Model):
    """A row that is written once. Correction is a new row."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} is append-only.")


class Threshold(AppendOnly):
    """A goal that differs from the criterion's default, with who chose it and why. Newest row counts; none is changed."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="thresholds", verbose_name=_("traject"))
    code = models.CharField(max_length=40, verbose_name=_("punt"))
    value = models.DecimalField(_("drempelwaarde"), max_digits=8, decimal_places=2)
    before = models.DecimalField(_("vroeger"), max_digits=8, decimal_places=2)
    reason = models.CharField(_("waarom"), max_length=400)
    changed_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("gewijzigd door")
    )
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("gewijzigd op"))

    class Meta:
        verbose_name = _("drempelwaarde")
        verbose_name_plural = _("drempelwaarden")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["project", "code", "-id"], name="threshold_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="threshold_has_reason",
                violation_error_message=_("Schrijf kort op waarom."),
            )
        ]

    def __str__(self) -> str:
        return _("Drempelwaarde van %(project)s") % {"project": self.project}


class GateRequest(models.Model):
    """The lead asks the decider. One open request per project; the snapshot freezes what was true then."""

    class Status(models.TextChoices):
        OPEN = "open", _("gevraagd")
        DECIDED = "decided", _("beslist")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        STALE = "stale", _("verlopen")

    project = models.ForeignKey(Project, models.CASCADE, related_name="gate_requests", verbose_name=_("traject"))
    step = models.PositiveSmallIntegerField(_("stap"))
    round = models.PositiveSmallIntegerField(_("ronde"))
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN, verbose_name=_("toestand"))
    requested_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("gevraagd door"))
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("gevraagd op"))
    note = models.CharField(_("toelichting"), max_length=600, blank=True)
    decide_by = models.DateField(_("beslissing tegen"))

    class Meta:
        verbose_name = _("vraag om een beslissing")
        verbose_name_plural = _("vragen om een beslissing")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "step", "round"],
                name="gate_request_round_once",
                violation_error_message=_("Deze vraag is al gesteld."),
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(status="open"),
                name="gate_request_one_open",
                violation_error_message=_("Er loopt al een vraag om een beslissing."),
            ),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=5), name="gate_request_step_1_to_5"),
        ]

    def __str__(self) -> str:
        told = {"project": self.project, "step": self.step, "round": self.round}
        return _("%(project)s, poort %(step)s, ronde %(round)s") % told


class Snapshot(AppendOnly):
    """What every criterion said at the moment of asking: canonical JSON and its SHA-256."""

    request = models.OneToOneField(GateRequest, models.CASCADE, related_name="snapshot", verbose_name=_("vraag"))
    content = models.JSONField(verbose_name=_("inhoud"))
    sha256 = models.CharField(max_length=64, verbose_name=_("controlegetal"))
    engine_version = models.PositiveSmallIntegerField(verbose_name=_("versie van de berekening"))
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    class Meta:
        verbose_name = _("momentopname")
        verbose_name_plural = _("momentopnames")

    def __str__(self) -> str:
        return _("Momentopname bij %(request)s") % {"request": self.request}


class WaiverQuerySet(AppendOnlyQuerySet):
    def in_force(self) -> "WaiverQuerySet":
        """Those with which a project went on: their go still stands, and their gate was not decided again since."""
        again = GateRequest.objects.filter(
            project=OuterRef("snapshot__request__project"),
            step=OuterRef("snapshot__request__step"),
            round__gt=OuterRef("snapshot__request__round"),
            status=GateRequest.Status.DECIDED,
        )
        went_on = GateDecision.objects.filter(
            request=OuterRef("snapshot__request"),
            replaced_by__isnull=True,
            outcome__in=[GateDecision.Outcome.GO, GateDecision.Outcome.GO_WITH_CONDITIONS],
        )
        return self.filter(
            Exists(went_on),
            ~Exists(again),
            snapshot__request__project__status=Project.Status.RUNNING,
            snapshot__request__project__step__gt=F("snapshot__request__step"),
        )


class Waiver(AppendOnly):
    """Overrules the verdict on one criterion of one snapshot, never the check. Hard criteria cannot be waived."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="waivers", verbose_name=_("momentopname"))
    code = models.CharField(max_length=40, verbose_name=_("punt"))
    reason = models.TextField(_("reden"), max_length=1000)
    measure = models.TextField(_("wat we in de plaats doen"), max_length=1000)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("eigenaar"))
    expires_on = models.DateField(_("vervalt op"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    objects = WaiverQuerySet.as_manager()  # type: ignore[misc]  # a manager with one read more than its parent

    class Meta:
        verbose_name = _("afwijking")
        verbose_name_plural = _("afwijkingen")
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "code"], name="waiver_once_per_criterion"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(measure=""), name="waiver_has_reason_and_measure"),
        ]

    def __str__(self) -> str:
        return _("Afwijking bij %(request)s") % {"request": self.snapshot.request}


class GateDecision(AppendOnly):
    """The answer of a named person. A revision within 24 hours is a new row that points at the one it replaces."""

    class Outcome(models.TextChoices):
        GO = "go", _("We gaan door")
        GO_WITH_CONDITIONS = "go_with_conditions", _("We gaan door, met een afspraak")
        HOLD = "hold", _("Nog even wachten")
        BACK = "back", _("Terug naar een vroegere stap")
        STOP = "stop", _("We stoppen met dit traject")

    request = models.ForeignKey(GateRequest, models.PROTECT, related_name="decisions", verbose_name=_("vraag"))
    outcome = models.CharField(_("beslissing"), max_length=20, choices=Outcome)
    back_to = models.PositiveSmallIntegerField(_("terug naar stap"), null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("beslist door"))
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("beslist op"))
    reason = models.TextField(_("toelichting"), max_length=2000, blank=True)
    turn = models.PositiveIntegerField(default=0, verbose_name=_("volgnummer"))
    """Its place in the order of the project's gate events (`Project.turn`)."""
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("in plaats van")
    )
    sha256 = models.CharField(max_length=64, verbose_name=_("controlegetal"))
    """Over snapshot hash, outcome, decider and reason: proves that nothing was changed afterwards."""

    class Meta:
        verbose_name = _("beslissing")
        verbose_name_plural = _("beslissingen")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(replaces__isnull=True), name="gate_decision_one_first"
            ),
            models.CheckConstraint(
                condition=Q(outcome="back", back_to__isnull=False) | (~Q(outcome="back") & Q(back_to__isnull=True)),
                name="gate_decision_back_has_step",
            ),
            models.CheckConstraint(
                condition=Q(outcome="go") | ~Q(reason=""),
                name="gate_decision_has_reason",
                violation_error_message=_("Schrijf kort op wat je nog nodig hebt"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_outcome_display()}"


class GateDossier(AppendOnly):
    """The whole record of one decision as it was when it was taken: canonical JSON and its SHA-256 (docs/decisions/0075).

    What is printed and handed around; the number on paper is `sha256`.
    """

    decision = models.OneToOneField(GateDecision, models.CASCADE, related_name="dossier", verbose_name=_("beslissing"))
    content = models.JSONField(verbose_name=_("inhoud"))
    sha256 = models.CharField(max_length=64, verbose_name=_("controlegetal"))
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    class Meta:
        verbose_name = _("dossier van een beslissing")
        verbose_name_plural = _("dossiers van beslissingen")

    def __str__(self) -> str:
        return _("Dossier bij %(decision)s") % {"decision": self.decision}


class ConditionQuerySet(models.QuerySet["Condition"]):
    def open(self) -> "ConditionQuerySet":
        """Promised and not done yet, in a project that runs. What a revised decision asked is no longer promised."""
        return self.filter(
            fulfilled_on__isnull=True,
            decision__replaced_by__isnull=True,
            decision__request__project__status=Project.Status.RUNNING,
        )


class Condition(models.Model):
    """Something promised at a "go with conditions": by whom and when; fulfilled later, with what shows it."""

    decision = models.ForeignKey(GateDecision, models.CASCADE, related_name="conditions", verbose_name=_("beslissing"))
    text = models.CharField(_("afspraak"), max_length=300)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="gate_conditions", verbose_name=_("eigenaar"))
    due_on = models.DateField(_("tegen"))
    fulfilled_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door")
    )
    fulfilled_on = models.DateField(_("gedaan op"), null=True, blank=True)
    evidence = models.CharField(_("waar je dat ziet"), max_length=300, blank=True)

    objects = ConditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorwaarde")
        verbose_name_plural = _("voorwaarden")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class Reopening(AppendOnly):
    """An earlier step opens again. All data stays; later passed steps are to be confirmed again."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="reopenings", verbose_name=_("traject"))
    from_step = models.PositiveSmallIntegerField(verbose_name=_("van stap"))
    to_step = models.PositiveSmallIntegerField(verbose_name=_("naar stap"))
    reason = models.TextField(_("waarom"), max_length=1000)
    turn = models.PositiveIntegerField(default=0, verbose_name=_("volgnummer"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(auto_now_add=True, verbose_name=_("wanneer"))

    class Meta:
        verbose_name = _("heropening")
        verbose_name_plural = _("heropeningen")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_step__lt=F("from_step"), to_step__gte=1), name="reopening_goes_back")
        ]

    def __str__(self) -> str:
        told = {"project": self.project, "from": self.from_step, "to": self.to_step}
        return _("%(project)s: van stap %(from)s terug naar stap %(to)s") % told
