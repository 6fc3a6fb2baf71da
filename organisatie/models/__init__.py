"""Who: people with an account, organisations, their places, functions and employees."""

from organisatie.models.accounts import Language, User, UserManager, normalise_email
from organisatie.models.imports import ImportRun
from organisatie.models.members import Invitation, Membership
from organisatie.models.organisations import (
    Employee,
    EmployeeQuerySet,
    InOrganisationQuerySet,
    JobFunction,
    Location,
    Organisation,
    OrganisationQuerySet,
)

__all__ = [
    "Employee",
    "EmployeeQuerySet",
    "ImportRun",
    "InOrganisationQuerySet",
    "Invitation",
    "JobFunction",
    "Language",
    "Location",
    "Membership",
    "Organisation",
    "OrganisationQuerySet",
    "User",
    "UserManager",
    "normalise_email",
]
