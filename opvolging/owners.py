"""Whom a reminder of step 6 reaches: who owns it, by account or by mail alone; who leads where nobody does.

An owner in the line often has no account. They get the mail, which says what and where, and has no button: a page of the
project is for who signs in. What they did, they tell who leads (docs/decisions/0071-remedies-and-reviews.md).
"""

from typing import Any

from fundament.reminders import Mailed, works_here
from organisatie.models import Employee
from trajecten import access
from trajecten.models import Project, ProjectRole
from trajecten.reminder_rules import Teams
from trajecten.rhythms import EMPLOYEE


def owner_or_leads(owner: Employee | None, project: Project, teams: Teams) -> list[Any]:
    """The owner as far as a mail reaches them, by account when they may open the page; else who leads."""
    if owner is not None and works_here(owner):
        account = owner.user
        if account is not None and account.is_active and access.may_see_results(account, project):
            return [account]
        if owner.email:
            return [Mailed(f"{EMPLOYEE}{owner.pk}", owner.email, owner.name, owner.language, owner.first_name)]
    return teams.get((project.pk, ProjectRole.Role.LEAD), [])
