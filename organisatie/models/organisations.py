"""Organisations, their places and functions, and who works there."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models.accounts import Language, User, normalise_email


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user) -> "OrganisationQuerySet":
        """The organisations that `user` is a member of. Nothing for somebody who is not signed in."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__is_active=True).distinct()


class Organisation(models.Model):
    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(_("korte naam"), unique=True, max_length=60)
    min_group = models.PositiveSmallIntegerField(
        _("kleinste groep in resultaten"),
        default=5,
        help_text=_("Minder dan 5 kan niet. Meer mag altijd."),
    )
    time_zone = models.CharField(max_length=40, default="Europe/Brussels", verbose_name=_("tijdzone"))
    office_from = models.TimeField(_("kantooruren vanaf"), default="08:00")
    office_until = models.TimeField(_("kantooruren tot"), default="17:00")
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_group__gte=5),
                name="organisation_min_group_5",
                violation_error_message=_("Een groep heeft minstens 5 mensen. Zo blijft iedereen onherkenbaar."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A zone that no clock knows would stop the sweep for everybody; office hours that never come, all reminders."""
        problems = {}
        if self.time_zone not in available_timezones():
            problems["time_zone"] = _("Kies een tijdzone zoals Europe/Brussels.")
        if self.office_from and self.office_until and self.office_from >= self.office_until:
            problems["office_until"] = _("De kantooruren eindigen later dan ze beginnen.")
        if problems:
            raise ValidationError(problems)


class InOrganisationQuerySet(models.QuerySet):
    """Rows that belong to one organisation; strangers see none of them."""

    def visible_to(self, user):
        return self.filter(organisation__in=Organisation.objects.visible_to(user))


class Location(models.Model):
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="locations", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=120)

    objects = InOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("locatie")
        verbose_name_plural = _("locaties")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                F("organisation"),
                Lower("name"),
                name="location_name_once",
                violation_error_message=_("Deze locatie staat er al."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class JobFunction(models.Model):
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="functions", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=120)

    objects = InOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("functiegroep")
        verbose_name_plural = _("functiegroepen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                F("organisation"),
                Lower("name"),
                name="function_name_once",
                violation_error_message=_("Deze functiegroep staat er al."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class EmployeeQuerySet(InOrganisationQuerySet):
    def active(self, on=None) -> "EmployeeQuerySet":
        """Employees in service on the day `on` (today when not given)."""
        day = on or timezone.localdate()
        return self.filter(
            Q(active_from__isnull=True) | Q(active_from__lte=day),
            Q(active_until__isnull=True) | Q(active_until__gte=day),
        )

    def with_mail(self) -> "EmployeeQuerySet":
        return self.exclude(email="")


class Employee(models.Model):
    """Somebody who works here. Needs no account; may be linked to one."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="employees", verbose_name=_("organisatie")
    )
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="employee_records", verbose_name=_("account")
    )
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("mailadres"), blank=True)
    personnel_number = models.CharField(_("personeelsnummer"), max_length=40, blank=True)
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="employees", verbose_name=_("locatie")
    )
    function = models.ForeignKey(
        JobFunction, models.SET_NULL, null=True, blank=True, related_name="employees", verbose_name=_("functiegroep")
    )
    shift = models.CharField(_("dienst"), max_length=40, blank=True)
    language = models.CharField(_("taal"), max_length=2, choices=Language, default=Language.NL)
    active_from = models.DateField(_("in dienst vanaf"), null=True, blank=True)
    active_until = models.DateField(_("in dienst tot"), null=True, blank=True)

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("organisation"),
                Lower("email"),
                condition=~Q(email=""),
                name="employee_email_once",
                violation_error_message=_("Dit mailadres hoort al bij een andere medewerker."),
            ),
            models.UniqueConstraint(
                "organisation",
                "personnel_number",
                condition=~Q(personnel_number=""),
                name="employee_number_once",
                violation_error_message=_("Dit personeelsnummer hoort al bij een andere medewerker."),
            ),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True)
                | Q(active_from__isnull=True)
                | Q(active_until__gte=F("active_from")),
                name="employee_period_in_order",
                violation_error_message=_("De laatste werkdag valt voor de eerste."),
            ),
            models.UniqueConstraint(
                "organisation",
                "user",
                condition=Q(user__isnull=False),
                name="employee_user_once",
                violation_error_message=_("Dit account hoort al bij een andere medewerker."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Places and functions are of the same organisation; no constraint can look that far."""
        if any(row and row.organisation_id != self.organisation_id for row in (self.location, self.function)):
            raise ValidationError(
                _("Dit hoort niet bij jullie organisatie. Laad de bladzijde opnieuw en kies opnieuw.")
            )

    def save(self, *args, **kwargs) -> None:
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]
