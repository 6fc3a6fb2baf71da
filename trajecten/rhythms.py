"""How often somebody wants reminders: on the day itself, once a week, or not. And the link with which anybody can say so.

A person is one word here: «12» is an account, «m12» an employee without one, the same as in the key of a mail. What is
asked of somebody by name (an invitation, a decision that is asked for) is no reminder and always goes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from organisatie.models import Employee, User
from trajecten.models import ReminderChoice
from trajecten.tokens import make_token

Rhythm = ReminderChoice.Rhythm
PURPOSE = "herinneringen"
EMPLOYEE = "m"
TURNED_OFF = "wil geen herinneringen"
"""The reason of a mail that was withdrawn for it."""


@dataclass(frozen=True)
class Reader:
    """Who gets a mail: with an account, or without."""

    word: str
    email: str
    name: str
    first_name: str
    language: str


def word_of(person: Any) -> str:
    """The word of an account, an employee, or of who a rule found (whose `pk` is already such a word)."""
    return f"{EMPLOYEE}{person.pk}" if isinstance(person, Employee) else str(person.pk)


def chosen(words: Iterable[str]) -> dict[str, str]:
    """{word: rhythm} for who chose something else than the day itself. One query, none for nobody.

    Who has an account and is an employee is one person: their own choice first, else the one made under the other word.
    """
    asked = set(words)
    users, employees = _keys(asked)
    if not asked:
        return {}
    rows = ReminderChoice.objects.filter(
        Q(user__in=users)
        | Q(employee__in=employees)
        | Q(employee__user__in=users)
        | Q(user__employee_records__in=employees)
    ).values_list("user", "employee", "employee__user", "user__employee_records", "rhythm")
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    for user, employee, account, record, rhythm in rows:
        own[str(user) if user else f"{EMPLOYEE}{employee}"] = rhythm
        other[str(account) if employee else f"{EMPLOYEE}{record}"] = rhythm
    found = {word: own.get(word, other.get(word, Rhythm.DAILY)) for word in asked}
    return {word: rhythm for word, rhythm in found.items() if rhythm != Rhythm.DAILY}


def accounts_of(words: Iterable[str]) -> dict[str, str]:
    """{word of an employee: word of their account}, for who has both. One query, none without employees."""
    employees = _keys(words)[1]
    if not employees:
        return {}
    found = Employee.objects.filter(pk__in=employees, user__isnull=False).values_list("pk", "user")
    return {f"{EMPLOYEE}{pk}": str(user) for pk, user in found}


def want_none(words: Iterable[str]) -> set[str]:
    """Of these people the ones who want no reminders."""
    return {word for word, rhythm in chosen(words).items() if rhythm == Rhythm.OFF}


def readers(words: Iterable[str]) -> dict[str, Reader]:
    """Who these words stand for, as far as they can be mailed now. Two queries at most."""
    users, employees = _keys(words)
    found: list[User | Employee] = list(User.objects.filter(pk__in=users, is_active=True)) if users else []
    if employees:
        found += Employee.objects.active().with_mail().filter(pk__in=employees)
    return {word_of(one): Reader(word_of(one), one.email, one.name, one.first_name, one.language) for one in found}


def link_of(word: str) -> str:
    """The page where this person chooses, without signing in."""
    return settings.SITE_URL + reverse("trajecten:herinneringen_keuze", args=[secret_of(word)])


def secret_of(word: str) -> str:
    return f"{word}-{make_token(PURPOSE, word)}"


def word_in(secret: str) -> str | None:
    """Whose link this is; None when it was not made by us."""
    word = secret.partition("-")[0]
    if len(word) > 20 or not word.removeprefix(EMPLOYEE).isascii() or not word.removeprefix(EMPLOYEE).isdigit():
        return None
    return word if constant_time_compare(secret, secret_of(word)) else None


def _keys(words: Iterable[str]) -> tuple[list[int], list[int]]:
    """The keys of accounts and of employees in these words."""
    users, employees = [], []
    for word in words:
        if word.startswith(EMPLOYEE):
            employees.append(int(word.removeprefix(EMPLOYEE)))
        else:
            users.append(int(word))
    return users, employees
