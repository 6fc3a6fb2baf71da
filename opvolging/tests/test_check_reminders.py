"""Around a check: its owner gets the link a week before and three days after, once gate 5 has its go; Vandaag, «Binnenkort»."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail as django_mail

from fundament.tests.factories import put_in_force
from opvolging.actions.checks import note_check, skip_check
from opvolging.actions.rhythm import end_rhythm, give_to, plan_ahead
from opvolging.check_links import link_of
from opvolging.check_reminders import RULE
from opvolging.models import CheckRhythm
from opvolging.tests.factories import make_holding, make_rhythm, make_step_6
from opvolging.tests.pages import text_of
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_location
from trajecten import agenda, outbox, reminders
from trajecten.models import Mail, Project, ReminderChoice
from trajecten.reminder_plan import planned
from trajecten.reminder_rules import all_rules, may_be_due

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 4, 1)
"""A Wednesday: the mail a week before leaves in winter time, on 25 March; the one of Saturday 4 April waits until
Tuesday 7 April, after Easter Monday, in summer time."""
BEFORE, AFTER = datetime(2026, 3, 25, 8, 1, tzinfo=UTC), datetime(2026, 4, 7, 7, 1, tzinfo=UTC)


@pytest.fixture
def project(linde, lies):
    with time_machine.travel(NOW, tick=False):
        return make_step_6(lies)


@pytest.fixture
def owner(project):
    return make_employee(project.organisation, "Mira Eigenaar", email="mira@linde.test")


@pytest.fixture
def rhythm(project, owner):
    with time_machine.travel(NOW, tick=False):
        version = make_holding(project, "Aalst", sentence="We noteren meteen.")
        found = make_rhythm(version, "Aalst", owner=owner, first_on=DAY)
        plan_ahead([found], NOW.date())
        return found


def first(rhythm):
    return rhythm.planned.order_by("due_on").first()


def sweep_at(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        reminders.collect(moment, {"opvolging.check"})


def sent() -> list[tuple[str, str]]:
    found = Mail.objects.filter(kind=RULE.kind).order_by("created_at")
    return [(mail.recipient, mail.key.rpartition(":")[2]) for mail in found]


def test_owner_hears_of_it_a_week_before_and_three_days_after_at_office_opening(rhythm):
    hour = timedelta(hours=1)
    for moment in (
        BEFORE - hour,
        BEFORE,
        BEFORE + hour,
        datetime(2026, 4, 1, 8, tzinfo=UTC),
        AFTER - hour,
        AFTER,
        AFTER + hour,
    ):
        sweep_at(moment)
    assert sent() == [("mira@linde.test", "2026-03-25"), ("mira@linde.test", "2026-04-07")]


def test_sweep_looks_before_it_asks(rhythm):
    for moment, found in ((BEFORE - timedelta(days=14), False), (BEFORE, True)):
        with time_machine.travel(moment, tick=False):
            assert may_be_due(RULE, moment).exists() is found


def test_mail_names_the_agreement_and_carries_the_link_which_is_stored_nowhere(rhythm):
    sweep_at(BEFORE)
    with time_machine.travel(BEFORE, tick=False):
        outbox.deliver()
    (message,) = django_mail.outbox
    assert message.subject == "Kijk je tegen woensdag 1 april naar A01 in Aalst?"
    asked = ("Dag Mira,", "We noteren meteen.", "Tel notities:", link_of(first(rhythm)))
    assert [one for one in asked if one not in message.body] == []
    assert "v/check" not in str(Mail.objects.get().context)


def test_second_mail_says_that_it_still_can(rhythm):
    sweep_at(AFTER)
    with time_machine.travel(AFTER, tick=False):
        outbox.deliver()
    (message,) = django_mail.outbox
    assert ("Lukte het nog" in message.subject, "Het kan nog altijd." in message.body) == (True, True)


def test_nothing_leaves_before_the_go_of_gate_5(rhythm, project):
    Project.objects.filter(pk=project.pk).update(step=5)
    sweep_at(BEFORE)
    assert sent() == []


@pytest.mark.parametrize("what", ["noted", "skipped", "ended", "given", "moved", "reopened"])
def test_what_changed_in_between_withdraws_the_mail(rhythm, project, owner, lies, what):
    sweep_at(BEFORE)
    with time_machine.travel(BEFORE, tick=False):
        match what:
            case "noted":
                note_check(rhythm=rhythm, planned=first(rhythm), seen=5, followed=5)
            case "skipped":
                skip_check(planned=first(rhythm), why="De leefgroep is op kamp.")
            case "ended":
                end_rhythm(rhythm=rhythm, by=lies)
            case "given":
                give_to(rhythm=rhythm, by=lies, owner=make_employee(project.organisation, "Opvolger van A01"))
            case "moved":
                Employee.objects.filter(pk=owner.pk).update(email="elders@linde.test")
            case "reopened":
                Project.objects.filter(pk=project.pk).update(step=4)
        outbox.deliver()
    assert (django_mail.outbox, Mail.objects.exclude(status="withdrawn").count()) == ([], 0)


def test_owner_of_by_then_gets_the_next_mail(rhythm, project, lies):
    sweep_at(BEFORE)
    successor = make_employee(project.organisation, "Opvolger van A01", email="opvolger@linde.test")
    with time_machine.travel(BEFORE, tick=False):
        give_to(rhythm=rhythm, by=lies, owner=successor)
    sweep_at(AFTER)
    assert [recipient for recipient, _day in sent()] == ["mira@linde.test", "opvolger@linde.test"]


@pytest.mark.parametrize("fields", [{"email": ""}, {"active_until": date(2026, 3, 1)}])
def test_who_left_or_has_no_address_gets_nothing(rhythm, owner, fields):
    Employee.objects.filter(pk=owner.pk).update(**fields)
    sweep_at(BEFORE)
    assert sent() == []


def test_agreement_that_ended_reminds_nobody(rhythm):
    rhythm.agreement.in_force.create(version=None, location=rhythm.location, since=date(2026, 3, 3))
    sweep_at(BEFORE)
    assert sent() == []


@pytest.mark.parametrize(("place", "words"), [("Aalst", "We noteren meteen."), (None, "Woorden van Gent.")])
def test_mail_has_the_words_that_hold_there_that_day(rhythm, project, place, words):
    """A newer version holds in Gent only; of a rhythm for everywhere the newest counts, and not the one to come."""
    agreement = rhythm.agreement
    for number, sentence, since in ((2, "Woorden van Gent.", NOW.date()), (3, "Woorden van straks.", DAY)):
        version = agreement.versions.create(number=number, sentence=sentence, changed="Iets", changed_why="Daarom")
        put_in_force(version, make_location(project.organisation, "Gent"), since=since)
    if place is None:
        CheckRhythm.objects.filter(pk=rhythm.pk).update(location=None)
    sweep_at(BEFORE)
    assert Mail.objects.get().context["sentence"] == words


def test_canary_knows_the_rule():
    assert RULE in all_rules()


# --- Vandaag and «Binnenkort» --------------------------------------------------------------------


@pytest.fixture
def of_bram(rhythm, bram):
    rhythm.owner = Employee.objects.get(user=bram)
    rhythm.save()
    return rhythm


def today_of(client, user, moment: datetime) -> str:
    with time_machine.travel(moment, tick=False):
        client.force_login(user)
        return text_of(client.get("/vandaag/"))


def test_owner_with_an_account_finds_it_on_vandaag(client, bram, of_bram):
    assert "Kijk hoe A01 leeft" in today_of(client, bram, BEFORE)
    assert "Kijk hoe A01 leeft" not in today_of(client, bram, BEFORE - timedelta(days=7))


def test_lead_reads_how_many_are_late_and_not_whose(client, lies, rhythm):
    text = today_of(client, lies, datetime(2026, 4, 9, 9, tzinfo=UTC))
    assert ("Vraag of het kijken lukt" in text, "1 check is over haar dag." in text, "Mira" in text) == (
        True,
        True,
        False,
    )
    assert "Vraag of het kijken lukt" not in today_of(client, lies, datetime(2026, 4, 8, 9, tzinfo=UTC))


def test_rhythm_without_an_owner_asks_the_lead_for_one(client, lies, rhythm):
    rhythm.owner = None
    rhythm.save()
    assert ("Kies wie er kijkt" in today_of(client, lies, BEFORE)) is True


def test_day_of_a_check_stands_under_binnenkort(rhythm, project):
    with time_machine.travel(BEFORE, tick=False):
        found = [(item.day, item.title, item.detail) for item in agenda.upcoming([project]) if item.day == DAY]
    assert found == [(DAY, "1 check van een afspraak", "A01, Aalst")]


def test_from_march_to_november_each_check_is_asked_for_twice_and_never_more(rhythm, owner):
    """Over both clock changes, with two sweeps an hour apart on each morning near a check; the worker writes the plan on."""
    day, last, near = date(2026, 3, 2), date(2026, 11, 24), timedelta(days=12)
    while day < last:
        if rhythm.planned.filter(due_on__range=(day - near, day + near)).exists():
            for hour in (7, 8):
                sweep_all(datetime(day.year, day.month, day.day, hour, 1, tzinfo=UTC))
        day += timedelta(days=1)
    keys = Mail.objects.filter(kind=RULE.kind).values_list("key", flat=True)
    asked = Counter(key.split(":")[1] for key in keys)
    due = list(rhythm.planned.filter(due_on__lt=last - timedelta(days=8)).order_by("due_on"))
    every_eight_weeks = [DAY + timedelta(weeks=8 * turn) for turn in range(4)]
    assert [one.due_on for one in due] == [*every_eight_weeks, date(2026, 11, 12)]  # 11 November is a holiday
    assert [asked[str(one.pk)] for one in due] == [2] * 5


def sweep_all(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        reminders.collect(moment, {"opvolging.check", "opvolging.plan"})


def test_who_wants_no_reminders_gets_none_and_an_account_with_that_number_is_somebody_else(rhythm, owner, lies):
    ReminderChoice.objects.create(user=lies, rhythm="off")
    sweep_at(BEFORE)
    assert sent() == [("mira@linde.test", "2026-03-25")]
    assert Mail.objects.get().key.split(":")[2] == f"m{owner.pk}"
    ReminderChoice.objects.create(employee=owner, rhythm="off")
    sweep_at(AFTER)
    assert sent() == [("mira@linde.test", "2026-03-25")]


def test_page_of_reminders_says_what_will_go_and_to_which_role(rhythm, project):
    found = planned(project, BEFORE - timedelta(days=1))
    told = [(one.day, one.sentence, one.whom) for one in found if "check" in one.sentence]
    sentence = "Een check van afspraak A01 is gepland tegen 1 april."
    assert told == [
        (date(2026, 3, 25), sentence, "wie de afspraak draagt"),
        (date(2026, 4, 7), sentence, "wie de afspraak draagt"),
    ]


def test_checks_of_one_owner_on_one_day_are_one_mail_with_the_link_of_each(rhythm, project, owner):
    with time_machine.travel(NOW, tick=False):
        gent = make_rhythm(make_holding(project, "Gent"), "Gent", owner=owner, first_on=DAY)
        plan_ahead([gent], NOW.date())
    sweep_at(BEFORE)
    sweep_at(BEFORE)
    with time_machine.travel(BEFORE, tick=False):
        outbox.deliver()
    (message,) = django_mail.outbox
    assert message.subject == "Vandaag: 2 dingen om naar te kijken"
    assert [one for one in (link_of(first(rhythm)), link_of(first(gent))) if one not in message.body] == []
    assert "v/check" not in str(Mail.objects.get().context)


def test_check_that_was_noted_meanwhile_is_left_out_of_the_mail_of_the_day(rhythm, project, owner):
    with time_machine.travel(NOW, tick=False):
        gent = make_rhythm(make_holding(project, "Gent"), "Gent", owner=owner, first_on=DAY)
        plan_ahead([gent], NOW.date())
    sweep_at(BEFORE)
    with time_machine.travel(BEFORE, tick=False):
        note_check(rhythm=rhythm, planned=first(rhythm), seen=5, followed=5)
        outbox.deliver()
    (message,) = django_mail.outbox
    assert (link_of(first(gent)) in message.body, message.body.count("/v/check/")) == (True, 1)
