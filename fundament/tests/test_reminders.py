"""Reminders of step 2: who hears what, on which day, and when nobody does any more."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from bevraging.models import Survey
from bevraging.tests import factories as surveys
from fundament import reminders
from fundament.models import Decision, DecisionTask, TargetedQuestion
from fundament.tests.factories import (
    answer_targeted,
    make_decision,
    make_framework,
    make_taken,
    make_targeted,
)
from organisatie.tests.factories import make_employee, make_user
from trajecten import actions, outbox
from trajecten.heartbeat import beat
from trajecten.models import Mail, Project, ProjectRole
from trajecten.outbox import kind_of
from trajecten.reminders import look, sweep

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten o'clock in Brussels; De Linde opens at eight, which is seven in UTC."""
ASKED, DUE, REVIEW = "fundament.decision_asked", "fundament.decision_due", "fundament.review"
TASK, SUMMARY, FRAMEWORK = "fundament.task", "fundament.summary", "fundament.framework"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def project(linde, lies):
    project = surveys.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


def days_of(clock, kind, first, count, hour=7):
    """The days on which a sweep at opening made a mail of this kind."""
    for day in range(count):
        clock.move_to(datetime.combine(first, datetime.min.time(), UTC) + timedelta(days=day, hours=hour))
        reminders.collect(datetime.now(UTC))
        reminders.collect(datetime.now(UTC))
    return sorted(key.rsplit(":", 1)[1] for key in Mail.objects.filter(kind=kind).values_list("key", flat=True))


def told(kind):
    return sorted(Mail.objects.filter(kind=kind).values_list("recipient", flat=True))


def unwanted(kind):
    return sorted(kind_of(kind).recheck(list(Mail.objects.filter(kind=kind))).values())


# --- A decision that was asked -------------------------------------------------------------------


def test_decider_is_reminded_twice_after_the_question_on_working_days(project, noor, monday):
    make_decision(project=project, decider=noor, asked_at=MONDAY)
    assert days_of(monday, ASKED, date(2026, 11, 23), 14) == ["2026-11-25", "2026-11-30"]  # the 28th is a Saturday
    assert (told(ASKED), told(DUE)) == ([noor.email] * 2, [])


def test_day_by_which_it_is_asked_reminds_once_on_that_day_and_once_after(project, noor, monday):
    make_decision(project=project, decider=noor, asked_at=MONDAY, decide_by=date(2026, 11, 27))
    days_of(monday, DUE, date(2026, 11, 23), 14)
    assert days_of(monday, DUE, date(2026, 12, 7), 3) == ["2026-11-27", "2026-11-30"]
    assert [key.rsplit(":", 1)[1] for key in Mail.objects.filter(kind=ASKED).values_list("key", flat=True)] == [
        "2026-11-25"
    ]


def test_proposal_that_nobody_was_asked_reminds_nobody(project, noor, monday):
    make_decision(project=project, decider=noor, decide_by=date(2026, 11, 27))
    assert days_of(monday, DUE, date(2026, 11, 23), 9) == []


@pytest.mark.parametrize("what", ["answered", "taken back", "withdrawn", "stopped", "somebody else decides"])
def test_reminder_of_a_decision_is_withdrawn_when_it_is_no_longer_needed(project, noor, bram, monday, what):
    decision = make_decision(project=project, decider=noor, asked_at=MONDAY)
    assert days_of(monday, ASKED, date(2026, 11, 25), 1) == ["2026-11-25"]
    assert unwanted(ASKED) == []
    mine = Decision.objects.filter(pk=decision.pk)
    if what == "answered":
        make = {"status": "taken", "chosen": decision.options.first(), "taken_at": MONDAY}
        mine.update(rationale="Zo staat het op één plaats.", review_on=date(2027, 5, 1), **make)
    elif what == "taken back":
        mine.update(asked_at=None)
    elif what == "withdrawn":
        mine.update(status="withdrawn", closed_why="Niet nodig.")
    elif what == "stopped":
        Project.objects.update(status="stopped")
    else:
        mine.update(decider=bram)
    assert unwanted(ASKED) == ["niet meer nodig"]


def test_decider_who_may_not_see_the_project_any_more_hears_nothing(project, monday):
    stranger = make_user("weg@elders.test", "Weg")
    make_decision(project=project, decider=stranger, asked_at=MONDAY)
    assert days_of(monday, ASKED, date(2026, 11, 25), 1) == []


# --- A decision to look at again -----------------------------------------------------------------


def test_driver_hears_a_month_a_week_before_and_once_after_the_review_day(project, noor, bram, monday):
    make_taken(project=project, decider=noor, driver=bram, review_on=date(2027, 1, 20))
    assert days_of(monday, REVIEW, date(2026, 12, 15), 50) == ["2026-12-21", "2027-01-13", "2027-01-25"]
    assert told(REVIEW) == [bram.email] * 3


@pytest.mark.parametrize("driver", ["nobody", "who left"])
def test_without_a_driver_who_leads_hears_of_the_review(project, lies, noor, monday, driver):
    gone = make_user("weg@elders.test", "Weg") if driver == "who left" else None
    make_taken(project=project, decider=noor, driver=gone, review_on=date(2027, 1, 20))
    days_of(monday, REVIEW, date(2027, 1, 13), 1)
    assert told(REVIEW) == [lies.email]


@pytest.mark.parametrize("after", [{"status": "superseded"}, {"review_on": date(2027, 7, 20)}])
def test_review_that_was_done_reminds_nobody(project, noor, bram, monday, after):
    decision = make_taken(project=project, decider=noor, driver=bram, review_on=date(2027, 1, 20))
    days_of(monday, REVIEW, date(2027, 1, 13), 1)
    Decision.objects.filter(pk=decision.pk).update(**after)
    monday.move_to(datetime(2027, 1, 13, 8, tzinfo=UTC))
    assert unwanted(REVIEW) == (["niet meer nodig"] if "status" in after else [])
    assert days_of(monday, REVIEW, date(2027, 1, 14), 14) == ["2027-01-13"]


# --- Something to do -----------------------------------------------------------------------------


def test_driver_hears_of_an_open_task_before_and_after_its_day_without_a_name(project, noor, bram, monday):
    decision = make_taken(project=project, decider=noor, driver=bram)
    decision.tasks.create(what="Scherm hangen", who="Jan van de technische dienst", due_on=date(2026, 12, 10))
    assert days_of(monday, TASK, date(2026, 12, 1), 20) == ["2026-12-07", "2026-12-11"]
    mails = Mail.objects.filter(kind=TASK)
    assert (told(TASK), [one for one in mails if "Jan" in str(one.context)]) == ([bram.email] * 2, [])


def test_task_that_was_done_withdraws_its_reminder(project, noor, bram, monday):
    decision = make_taken(project=project, decider=noor, driver=bram)
    decision.tasks.create(what="Scherm hangen", who="de technische dienst", due_on=date(2026, 12, 10))
    days_of(monday, TASK, date(2026, 12, 7), 1)
    DecisionTask.objects.update(done_on=date(2026, 12, 7))
    assert unwanted(TASK) == ["niet meer nodig"]


def test_task_of_a_proposal_reminds_nobody(project, bram, monday):
    make_decision(project=project, driver=bram).tasks.create(what="Later", who="wij", due_on=date(2026, 12, 10))
    assert days_of(monday, TASK, date(2026, 12, 1), 20) == []


# --- Answers to sum up ---------------------------------------------------------------------------


@pytest.fixture
def closed(project, lies):
    return answer_targeted(make_targeted(decision=make_decision(project=project), by=lies), "ja")


def test_lead_hears_two_days_after_the_close_that_a_summary_is_missing(closed, lies, monday):
    assert days_of(monday, SUMMARY, date(2026, 11, 23), 14) == ["2026-11-25"]
    assert told(SUMMARY) == [lies.email]


def test_question_that_is_open_or_summed_up_reminds_nobody(closed, project, lies, monday):
    make_targeted("Nog open?", decision=closed.decision, by=lies)
    days_of(monday, SUMMARY, date(2026, 11, 25), 1)
    TargetedQuestion.objects.filter(pk=closed.pk).update(summary="Ja.", summarised_at=MONDAY)
    assert (unwanted(SUMMARY), told(SUMMARY)) == (["niet meer nodig"], [lies.email])
    assert Survey.objects.open().count() == 1


# --- A framework to look at again ----------------------------------------------------------------


def test_lead_and_owner_hear_of_a_framework_the_owner_without_an_account_too(project, lies, linde, monday):
    owner = make_employee(linde, "An Peeters", email="an@linde.test", language="fr")
    make_framework(project=project, owner=owner, review_on=date(2027, 1, 20))
    assert days_of(monday, FRAMEWORK, date(2027, 1, 13), 1) == ["2027-01-13"] * 2
    assert told(FRAMEWORK) == ["an@linde.test", lies.email]
    mine = Mail.objects.get(recipient="an@linde.test")
    assert (mine.language, mine.context["link"], mine.context["greeting"]) == ("fr", "", "An")
    assert unwanted(FRAMEWORK) == []


def test_owner_without_an_account_may_have_it_in_the_mail_of_the_week_or_not_at_all(project, linde, monday, mailoutbox):
    weekly, off = (make_employee(linde, name, email=f"{name.lower()}@linde.test") for name in ("An", "Els"))
    actions.choose_rhythm(word=f"m{weekly.pk}", rhythm="weekly")
    actions.choose_rhythm(word=f"m{off.pk}", rhythm="off")
    for owner in (weekly, off):
        make_framework(f"Kader van {owner.name}", project=project, owner=owner, review_on=date(2027, 1, 6))
    for moment in (datetime(2026, 12, 7, 7, tzinfo=UTC), datetime(2026, 12, 7, 7, 30, tzinfo=UTC)):
        monday.move_to(moment)
        sweep(moment)
    [message] = [one for one in mailoutbox if weekly.email in one.to[0]]
    assert "De afspraken van “Kader van An” bekijken jullie opnieuw tegen 6 januari." in message.body
    assert ("/vandaag/" in message.body, [one for one in mailoutbox if off.email in one.to[0]]) == (False, [])


def test_owner_with_an_account_gets_one_mail(project, lies, linde, monday):
    owner = make_employee(linde, "Lies Maes", email="lies.prive@linde.test", user=lies)
    make_framework(project=project, owner=owner, review_on=date(2027, 1, 20))
    days_of(monday, FRAMEWORK, date(2027, 1, 13), 1)
    assert told(FRAMEWORK) == [lies.email]


@pytest.mark.parametrize("what", ["no address", "left"])
def test_owner_who_can_not_be_mailed_or_left_hears_nothing(project, lies, linde, monday, what):
    fields = {"email": ""} if what == "no address" else {"email": "w@linde.test", "active_until": date(2026, 11, 1)}
    make_framework(project=project, owner=make_employee(linde, "Weg", **fields), review_on=date(2027, 1, 20))
    days_of(monday, FRAMEWORK, date(2027, 1, 13), 1)
    assert told(FRAMEWORK) == [lies.email]


# --- All of them ---------------------------------------------------------------------------------


@pytest.fixture
def everything(project, lies, noor, bram, linde):
    """On Wednesday one mail of each kind is due."""
    make_decision(project=project, decider=noor, driver=lies, asked_at=MONDAY)
    make_decision(project=project, decider=noor, asked_at=MONDAY, decide_by=date(2026, 11, 25))
    taken = make_taken(project=project, decider=noor, driver=bram, review_on=date(2026, 12, 2))
    taken.tasks.create(what="Scherm hangen", who="de technische dienst", due_on=date(2026, 11, 24))
    answer_targeted(make_targeted(decision=taken, by=lies), "ja")
    owner = make_employee(linde, "An Peeters", email="an@linde.test")
    make_framework(project=project, owner=owner, review_on=date(2026, 12, 2))


KINDS = sorted([ASKED, DUE, REVIEW, TASK, SUMMARY, FRAMEWORK])


def test_look_finds_each_kind_on_its_day_and_nothing_long_after(everything, monday):
    beat("worker")
    now = datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert sorted(code for code in look(now) if code.startswith("fundament.")) == KINDS
    later = now + timedelta(days=400)
    assert [code for code in look(later) if code.startswith("fundament.")] == []


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_each_mail_reads_as_a_mail_in_every_language(
    everything, lies, noor, bram, monday, language, mailoutbox, monkeypatch
):
    # Each as when it comes alone: together they would be one mail of the day.
    monkeypatch.setattr("trajecten.reminder_claims._receiver", lambda due, _same: due.key)
    for person in (lies, noor, bram):
        person.language = language
        person.save()
    Mail.objects.all().delete()
    monday.move_to(datetime(2026, 11, 25, 7, tzinfo=UTC))
    reminders.collect(datetime.now(UTC))
    assert sorted(set(Mail.objects.values_list("kind", flat=True))) == KINDS
    outbox.deliver()
    assert len(mailoutbox) == 7
    for mail in mailoutbox:
        words = mail.subject + mail.body + str(mail.alternatives[0])
        assert [sign for sign in ("{{", "{%", "None", "\n\n\n\n") if sign in words] == []
        assert "\n" not in mail.subject
