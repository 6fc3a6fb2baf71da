"""What is told of a finding that was planned for later: when, to whom, and when not any more; and the task on Vandaag."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from organisatie.tests.factories import make_employee
from toetsing import reminders, today
from toetsing.actions import findings
from toetsing.models import Finding
from toetsing.tests.factories import make_concept, make_finding
from trajecten.models import Mail, Project
from trajecten.outbox import deliver, kind_of
from trajecten.reminder_rules import queue_due
from trajecten.tests.factories import make_project

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRIDAY_AFTER = date(2026, 12, 4)
"""Three days before it is Tuesday 1 December; the day after it is a Saturday, so Monday 7 December."""


def at(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=3)


@pytest.fixture
def later(project, lies, linde):
    """Said on Monday 23 November: we do this on Friday 4 December. An takes it up."""
    found = make_finding("Knop verdwijnt", concept=make_concept(project=project), owner=make_employee(linde))
    with time_machine.travel(MONDAY, tick=False):
        findings.postpone(finding=found, on=FRIDAY_AFTER, by=lies)
    return found


def collect_at(moment):
    with time_machine.travel(moment, tick=False):
        return queue_due([reminders.RULE], moment)


def told():
    return list(Mail.objects.filter(kind="toetsing.finding_reminder").values_list("recipient", flat=True))


def test_lead_hears_of_it_three_days_before_and_the_working_day_after(later):
    days = [(11, 30), (12, 1), (12, 2), (12, 3), (12, 4), (12, 7), (12, 8)]
    assert [day for day in days if collect_at(at(*day))] == [(12, 1), (12, 7)]
    assert told() == ["lies@linde.test", "lies@linde.test"]


def test_asked_twice_it_is_told_once(later):
    assert [collect_at(at(12, 1)), collect_at(at(12, 1, 11))] == [1, 0]


def test_not_before_the_office_opens(later):
    assert collect_at(at(12, 1, 5)) == 0


def test_taken_back_in_between_it_stays_home(later, lies):
    collect_at(at(12, 1))
    findings.take_back(finding=later, by=lies)
    with time_machine.travel(at(12, 1), tick=False):
        assert list(kind_of(reminders.RULE.kind).recheck(list(Mail.objects.all())).values()) == ["niet meer nodig"]


def test_project_that_stopped_reminds_nobody(later, project):
    Project.objects.filter(pk=project.pk).update(status=Project.Status.STOPPED)
    assert collect_at(at(12, 1)) == 0


def test_mail_says_what_and_not_whose_it_is(later, mailoutbox):
    collect_at(at(12, 1))
    with time_machine.travel(at(12, 1), tick=False):
        deliver()
    mail = mailoutbox[0]
    assert mail.subject == "Tegen 4 december: F01 van Digitale werkbonnen"
    told = ["Knop verdwijnt", f"/toetsing/drempels/{later.pk}/", "An Peeters"]
    assert [one for one in told if one in mail.body] == told[:2]


def test_mail_after_the_day_asks_kindly_how_it_goes(later, mailoutbox):
    collect_at(at(12, 7))
    with time_machine.travel(at(12, 7), tick=False):
        deliver()
    assert mailoutbox[0].subject == "Gepland voor 4 december: hoe staat het met F01 van Digitale werkbonnen?"


# --- Vandaag -------------------------------------------------------------------------------------


def test_what_blocks_is_one_task_for_the_project(project, lies):
    concept = make_concept(project=project)
    for severity in ("blocking", "blocking", "small"):
        make_finding(concept=concept, severity=severity)
    found = list(today.tasks(lies, [project]))
    assert [(one.title, one.detail, one.url) for one in found] == [
        (
            "Los op wat blokkeert",
            "Digitale werkbonnen. 2 bevindingen blokkeren nog.",
            f"/trajecten/{project.slug}/toetsing/drempels/?ernst=blocking&open=ja",
        )
    ]


def test_no_task_without_something_that_blocks(project, lies):
    make_finding(concept=make_concept(project=project))
    assert list(today.tasks(lies, [project])) == []


def test_no_task_and_no_query_in_another_step(project, lies, django_assert_num_queries):
    make_finding(concept=make_concept(project=project), severity="blocking")
    project.step = 2
    with django_assert_num_queries(0):
        assert list(today.tasks(lies, [project])) == []
    assert Finding.objects.count() == 1
