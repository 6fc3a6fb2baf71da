"""Every date that is a promise has a reminder. A new date says here who reads it, or why nobody waits for it."""

import pytest
from django.apps import apps
from django.db import models

from trajecten.reminders import sources

READ_BY = {
    "trajecten.GateRequest.decide_by": {"trajecten.gate-asked", "trajecten.overdue"},
    "trajecten.Condition.due_on": {"trajecten.condition"},
    "trajecten.Waiver.expires_on": {"trajecten.waiver"},
    "trajecten.Reminder.weekly_on": {"reminders.week"},
    "bevraging.Survey.closes_on": {"bevraging.reminders", "bevraging.closing"},
    "bevraging.Survey.people_gone_on": {"bevraging.forget_people"},
    "bevraging.Survey.answers_gone_on": {"bevraging.forget_answers"},
    "fundament.Decision.decide_by": {"fundament.decision_asked", "fundament.decision_due"},
    "fundament.Decision.review_on": {"fundament.review"},
    "fundament.DecisionTask.due_on": {"fundament.task"},
    "fundament.AgreementFramework.review_on": {"fundament.framework"},
    "toetsing.Finding.later_on": {"toetsing.finding"},
    "communicatie.Message.planned_on": {"communicatie.message"},
    "uitrol.Wave.starts_on": {"uitrol.waves"},
    "uitrol.Barrier.due_on": {"uitrol.barrier"},
    "opvolging.PlannedCheck.due_on": {"opvolging.check"},
    "opvolging.CheckRhythm.first_on": {"opvolging.plan"},
    "opvolging.Remedy.due_on": {"opvolging.remedy_due"},
    "opvolging.Remedy.effect_on": {"opvolging.remedy_effect"},
    "opvolging.ProjectReview.next_on": {"opvolging.project_review"},
}
"""{field: the sources of reminders that look at it}."""

NO_PROMISE = {
    "organisatie.Employee.active_from": "says when somebody works here",
    "organisatie.Employee.active_until": "says when somebody works here",
    "trajecten.Condition.fulfilled_on": "is past when it is written",
    "trajecten.Reminder.day": "the day of a reminder itself",
    "bevraging.Draft.expires_on": "the draft of a respondent: erased, and nobody may be reminded of it",
    "bevraging.Conversation.held_on": "is past when it is written",
    "fundament.Bottleneck.happened_on": "is past when it is written",
    "fundament.Decision.reviewed_on": "is past when it is written",
    "fundament.DecisionTask.done_on": "is past when it is written",
    "fundament.InForce.since": "is past when it is written",
    "opvolging.Spotlight.shown_on": "is past when it is written",
    "communicatie.RoleAsk.prepared_on": "is past when it is written",
    "opvolging.Remedy.started_on": "is past when it is written",
    "opvolging.Remedy.ended_on": "is past when it is written",
    "opvolging.Review.held_on": "is past when it is written",
    "opvolging.Review.next_on": "stands on its framework as well, and that day is reminded of",
    "opvolging.ProjectReview.held_on": "is past when it is written",
    "opvolging.CheckRhythm.ended_on": "is past when it is written",
    "opvolging.PlannedCheck.done_on": "is past when it is written",
    "opvolging.AgreementCheck.due_on": "is the day of the planned check that it answers",
    "opvolging.AgreementCheck.noted_on": "is past when it is written",
    "opvolging.AgreementCheck.expires_on": "the next planned check of its rhythm stands before it, and that one is reminded of",
    "opvolging.HealthReading.day": "is past when it is written",
}
APPS = {"trajecten", "organisatie", "bevraging", "fundament", "toetsing", "communicatie", "uitrol", "opvolging"}


def dates() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.local_fields
        if type(field) is models.DateField
    }


def test_every_date_says_which_reminder_reads_it_or_why_nobody_waits_for_it():
    assert dates() == READ_BY.keys() | NO_PROMISE.keys()
    assert READ_BY.keys() & NO_PROMISE.keys() == set()


@pytest.mark.parametrize("field", sorted(READ_BY))
def test_the_reminders_of_a_date_exist(field):
    assert READ_BY[field] - {source.code for source in sources()} == set()
