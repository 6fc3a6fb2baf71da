"""Reminders of an approach: on which days, to whom, what they say, and when nobody hears any more."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from opvolging import reminders_remedies
from opvolging.models import Remedy
from opvolging.reminders_remedies import RULES
from opvolging.tests.factories import make_holding, make_step_6
from opvolging.tests.remedies import make_remedy
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_user
from trajecten.models import Mail, Project
from trajecten.outbox import kind_of
from trajecten.reminder_rules import queue_due
from trajecten.tests.factories import make_role

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DUE, EFFECT = (rule.kind for rule in RULES)
DAYS = {"due_on": date(2026, 11, 18), "effect_on": date(2026, 12, 5)}
"""A Wednesday, and a Saturday."""


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst")


def make(version, **fields):
    return make_remedy(version, "Aalst", days_ago=0, what="Scherm in de briefingruimte", **(DAYS | fields))


def sweep(clock, first: date, count: int) -> None:
    """Twice each day, at the opening of the office."""
    for day in range(count):
        clock.move_to(datetime.combine(first, datetime.min.time(), UTC) + timedelta(days=day, hours=7))
        for _turn in range(2):
            queue_due(reminders_remedies.RULES, datetime.now(UTC))


def days_of(kind) -> list[str]:
    return sorted(key.rsplit(":", 1)[1] for key in Mail.objects.filter(kind=kind).values_list("key", flat=True))


def test_three_days_before_a_day_after_and_on_the_working_day_of_its_effect(version, monday):
    make(version)
    sweep(monday, date(2026, 11, 2), 40)
    assert (days_of(DUE), days_of(EFFECT)) == (["2026-11-13", "2026-11-19"], ["2026-12-07"])


def told(kind=DUE) -> list[str]:
    return sorted(Mail.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_owner_without_an_account_gets_a_mail_and_no_page(version, linde, monday):
    make(version, owner=make_employee(linde, "An Peeters", email="an@linde.test"))
    sweep(monday, date(2026, 11, 13), 1)
    (mail,) = Mail.objects.filter(kind=DUE)
    assert (mail.recipient, mail.context["link"], mail.context["what"]) == (
        "an@linde.test", "", "Scherm in de briefingruimte",
    )  # fmt: skip


def test_owner_with_an_account_is_led_to_the_page(version, bram, project, monday):
    remedy = make(version, owner=Employee.objects.get(user=bram))
    sweep(monday, date(2026, 11, 13), 1)
    (mail,) = Mail.objects.filter(kind=DUE)
    assert (mail.recipient, mail.context["link"].partition("8000")[2]) == (
        bram.email, f"/trajecten/{project.slug}/opvolging/aanpak/{remedy.pk}/",
    )  # fmt: skip


def test_owner_with_an_account_that_may_not_open_the_page_gets_the_mail_alone(version, linde, project, monday):
    """An ambassador from outside: a role in the project, and no membership."""
    yusuf = make_user("yusuf@elders.test", "Yusuf Kaya")
    make_role(project, yusuf)
    make(version, owner=make_employee(linde, "Yusuf Kaya", email=yusuf.email, user=yusuf))
    sweep(monday, date(2026, 11, 13), 1)
    (mail,) = Mail.objects.filter(kind=DUE)
    assert (mail.recipient, mail.context["link"]) == (yusuf.email, "")


@pytest.mark.parametrize("gone", ["nobody", "left", "without an address"])
def test_who_leads_hears_it_where_no_owner_can_be_reached(version, linde, lies, monday, gone):
    owner = {
        "nobody": lambda: None,
        "left": lambda: make_employee(linde, email="an@linde.test", active_until=date(2026, 11, 1)),
        "without an address": lambda: make_employee(linde),
    }[gone]()
    make(version, owner=owner)
    sweep(monday, date(2026, 11, 13), 1)
    assert told() == [lies.email]


@pytest.mark.parametrize("what", ["closed", "given", "stopped"])
def test_reminder_is_withdrawn_when_it_is_no_longer_needed(version, linde, project, monday, what):
    make(version)
    sweep(monday, date(2026, 11, 13), 1)
    mine = Remedy.objects.all()
    match what:
        case "closed":
            mine.update(outcome="helped", result="Ja", ended_on=date(2026, 11, 12))
        case "given":
            mine.update(owner=make_employee(linde, email="an@linde.test"))
        case "stopped":
            Project.objects.update(status="stopped")
    kept = kind_of(DUE).recheck(list(Mail.objects.filter(kind=DUE)))
    assert sorted(kept.values()) == ["niet meer nodig"]
