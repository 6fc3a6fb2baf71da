"""The people of the demo: two organisations, 420 colleagues in six houses, and the accounts to sign in with."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import slugify

from opvolging.demo import content
from opvolging.demo.content_ambassadors import AMBASSADORS, THIRD
from organisatie.models import Employee, JobFunction, Location, Membership, Organisation, User


@dataclass(frozen=True)
class Account:
    user: User
    password: str
    what: str


def make_people(passwords: dict[str, str]) -> tuple[Organisation, dict[str, Account]]:
    """De Hazelaar with its colleagues, and the accounts by first name. `passwords` per account key."""
    hazelaar = Organisation.objects.create(name=content.HAZELAAR, slug=slugify(content.HAZELAAR))
    accounts = {
        key: Account(_user(key, name, email, passwords), passwords[key], what)
        for key, name, email, _role, what in (*content.ACCOUNTS, content.STAFF)
    }
    for key, _name, _email, role, _what in content.ACCOUNTS:
        Membership.objects.create(organisation=hazelaar, user=accounts[key].user, role=role)
    make_colleagues(hazelaar)
    for account in accounts.values():
        hazelaar.employees.filter(email=account.user.email).update(user=account.user)
    make_second(accounts["pieter"].user)
    return hazelaar, accounts


def _user(key: str, name: str, email: str, passwords: dict[str, str]) -> User:
    staff = key == content.STAFF[0]
    user = User.objects.filter(email=email).first() or User(email=email)
    user.name, user.is_staff, user.is_superuser = name, staff, staff
    user.set_password(passwords[key])
    user.save()
    return user


def make_colleagues(organisation: Organisation) -> None:
    """420 colleagues; one in twelve has no mail address, as in real life."""
    functions = {
        name: JobFunction.objects.create(organisation=organisation, name=name) for name, _n in content.FUNCTIONS
    }
    heads = functions[content.HEADS]
    cards = [name for name, n in content.FUNCTIONS for _ in range(n)]
    spread = iter(_mixed(cards[: len(cards) - len(content.HOUSES)]))  # the last ones are the heads of the houses
    names = _names()
    known = _Known()
    rows = []
    for house, head, size in content.HOUSES:
        location = Location.objects.create(organisation=organisation, name=house)
        rows.append(
            Employee(organisation=organisation, name=head, email=address(head), location=location, function=heads)
        )
        for number in range(size - 1):
            shift = content.SHIFTS[number % len(content.SHIFTS)]
            function = functions[next(spread)]
            invented = next(names)
            name = known.take(house, function.name, shift) or invented
            anonymous = name == invented and len(rows) % content.WITHOUT_MAIL_EVERY == 0
            email = "" if anonymous else address(name)
            rows.append(
                Employee(
                    organisation=organisation, name=name, email=email, location=location, function=function, shift=shift
                )
            )
    for number, row in enumerate(rows, 1):
        row.personnel_number = f"H{number:04}"
    Employee.objects.bulk_create(rows)


class _Known:
    """Who the story names, each given to the first colleague who works where and when they do."""

    def __init__(self) -> None:
        self.anytime = dict(content.KNOWN)
        self.in_shift: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for one in (*AMBASSADORS, THIRD):
            self.in_shift[one.house, one.function, one.shifts[0]].append(one.name)

    def take(self, house: str, function: str, shift: str) -> str:
        """The next name for this place; empty when the story names nobody there any more."""
        if name := self.anytime.pop((house, function), ""):
            return name
        waiting = self.in_shift[house, function, shift]
        return waiting.pop(0) if waiting else ""


def make_second(user: User) -> None:
    """A small second organisation, so that one sees how an outside facilitator switches."""
    kade = Organisation.objects.create(name=content.KADE, slug=slugify(content.KADE))
    Membership.objects.create(organisation=kade, user=user, role=Membership.Role.LEAD)
    place = Location.objects.create(organisation=kade, name="Ninove")
    names = _names()
    people = [Employee(organisation=kade, name=name, location=place) for name in (next(names) for _ in range(8))]
    for person in people:
        person.email = f"{slugify(person.name).replace('-', '.')}@kade9.example"
    Employee.objects.bulk_create(people)


def address(name: str) -> str:
    first, *rest = name.split(" ")
    return f"{slugify(first)}.{slugify(''.join(rest))}@{content.DOMAIN}"


def _names():
    """Different names, always in the same order."""
    for shift in range(len(content.LAST_NAMES)):
        for index, first in enumerate(content.FIRST_NAMES):
            yield f"{first} {content.LAST_NAMES[(index + shift) % len(content.LAST_NAMES)]}"


def _mixed(names: list[str]) -> list[str]:
    """The same functions in every house: dealt like cards, not in blocks."""
    step = 37  # no common divisor with the number of cards, so that every card is dealt once a round
    return [names[(index * step) % len(names)] for index in range(len(names))]
