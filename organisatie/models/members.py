"""What an account may do in an organisation, and who is asked to become a member."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie.models.accounts import User, normalise_email
from organisatie.models.organisations import InOrganisationQuerySet, Organisation


class Membership(models.Model):
    """What an account may do in an organisation."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("beheerder")
        LEAD = "lead", _("projectleider")
        READER = "reader", _("lezer")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisatie")
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("gebruiker"))
    role = models.CharField(_("rol"), max_length=10, choices=Role)
    is_active = models.BooleanField(_("actief"), default=True)
    since = models.DateTimeField(auto_now_add=True, verbose_name=_("sinds"))

    objects = InOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(
                "organisation", "user", name="membership_once", violation_error_message=_("Deze persoon is al lid.")
            ),
            models.CheckConstraint(
                condition=Q(role__in=["admin", "lead", "reader"]),
                name="membership_role_known",
                violation_error_message=_("Kies een rol uit de lijst."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


def invitation_end():
    return timezone.now() + timedelta(days=14)


class InvitationQuerySet(InOrganisationQuerySet):
    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def usable(self) -> "InvitationQuerySet":
        return self.waiting().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An invitation to become a member. The link holds a secret; only its SHA-256 is stored."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="invitations", verbose_name=_("organisatie")
    )
    email = models.EmailField(_("mailadres"))
    role = models.CharField(_("rol"), max_length=10, choices=Membership.Role, default=Membership.Role.READER)
    token_hash = models.CharField(max_length=64, unique=True, verbose_name=_("kenmerk van de link"))
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("uitgenodigd door")
    )
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("gemaakt op"))
    mailed_at = models.DateTimeField(default=timezone.now, verbose_name=_("gemaild op"))
    expires_at = models.DateTimeField(default=invitation_end, verbose_name=_("vervalt op"))
    accepted_at = models.DateTimeField(null=True, blank=True, verbose_name=_("aanvaard op"))
    withdrawn_at = models.DateTimeField(null=True, blank=True, verbose_name=_("ingetrokken op"))

    objects = InvitationQuerySet.as_manager()

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

    def save(self, *args, **kwargs) -> None:
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()
