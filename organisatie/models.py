"""Who: people with an account, organisations, their places, functions and employees."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def normalise_email(address: str) -> str:
    """The one form in which an address is stored and compared: trimmed, lower case."""
    return address.strip().lower()


class Language(models.TextChoices):
    NL = "nl", _("Nederlands")
    FR = "fr", _("Frans")
    EN = "en", _("Engels")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=normalise_email(email))


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. The e-mail address is the name; upper and lower case are the same."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("automatisch")
        LIGHT = "light", _("licht")
        DARK = "dark", _("donker")

    email = models.EmailField(_("mailadres"), max_length=254, unique=True)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    language = models.CharField(_("taal"), max_length=2, choices=Language, default=Language.NL)
    theme = models.CharField(_("thema"), max_length=5, choices=Theme, default=Theme.AUTO)
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("mag in het beheer"), default=False)
    date_joined = models.DateTimeField(_("sinds"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message=_("Dit mailadres heeft al een account.")
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args, **kwargs) -> None:
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0] if self.name else self.email.split("@", 1)[0]

    @property
    def initials(self) -> str:
        words = (self.name or self.email).split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


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
    created_at = models.DateTimeField(auto_now_add=True)

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


class InOrganisationQuerySet(models.QuerySet):
    """Rows that belong to one organisation; strangers see none of them."""

    def visible_to(self, user):
        return self.filter(organisation__in=Organisation.objects.visible_to(user))


class Location(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="locations")
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
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="functions")
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
            Q(active_from__isnull=True) | Q(active_from__lte=day), Q(active_until__isnull=True) | Q(active_until__gte=day)
        )

    def with_mail(self) -> "EmployeeQuerySet":
        return self.exclude(email="")


class Employee(models.Model):
    """Somebody who works here. Needs no account; may be linked to one."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="employees")
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
                condition=Q(active_until__isnull=True) | Q(active_from__isnull=True) | Q(active_until__gte=F("active_from")),
                name="employee_period_in_order",
                violation_error_message=_("De laatste werkdag valt voor de eerste."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]


class Membership(models.Model):
    """What an account may do in an organisation."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("beheerder")
        LEAD = "lead", _("projectleider")
        READER = "reader", _("lezer")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rol"), max_length=10, choices=Role)
    is_active = models.BooleanField(_("actief"), default=True)
    since = models.DateTimeField(auto_now_add=True)

    objects = InOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(
                "organisation", "user", name="membership_once", violation_error_message=_("Deze persoon is al lid.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


def invitation_end():
    return timezone.now() + timedelta(days=14)


class Invitation(models.Model):
    """An invitation to become a member. The link holds a secret; only its SHA-256 is stored."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("mailadres"))
    role = models.CharField(_("rol"), max_length=10, choices=Membership.Role, default=Membership.Role.READER)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=invitation_end)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = [
            models.UniqueConstraint(
                F("organisation"),
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
                violation_error_message=_("Voor dit adres loopt al een uitnodiging."),
            )
        ]

    def __str__(self) -> str:
        return self.email
