"""What tests about forgetting share: surveys that are over, time that passes, and everything that pages tell."""

from datetime import datetime, timedelta

from bevraging import retention
from bevraging.gate_facts import facts_of
from bevraging.models import Survey
from bevraging.participation import participation_of
from bevraging.results import results_of
from bevraging.tests import factories
from trajecten.models import Project

DAY = timedelta(days=1)


def make_anonymous(organisation, by) -> Survey:
    """Published: 20 asked in Aalst and Gent, 14 answered."""
    return factories.make_published(factories.make_project(organisation), answers=14, by=by, created_by=by)


def make_named(organisation, by) -> Survey:
    """The same, by name."""
    project = factories.make_project(organisation, slug="op-naam")
    return factories.make_published(project, answers=14, by=by, mode=Survey.Mode.NAMED)


def later(survey: Survey, delta: timedelta) -> datetime:
    return survey.closed_at + delta


def forget(survey: Survey, delta: timedelta) -> int:
    return retention.forget_what_is_due(later(survey, delta))


def everything_told(survey: Survey) -> list:
    """Whatever a page, the gate or a next survey asks of who was invited."""
    survey = Survey.objects.get(pk=survey.pk)
    part = participation_of(survey)
    facts = facts_of(Project.objects.get(pk=survey.project_id))
    results = results_of(survey)
    return [part.total, part.locations, part.functions, part.without_mail, facts.locations, facts.functions,
            facts.cover, facts.unasked, facts.invited, facts.answered, results.notes, results.groups]  # fmt: skip
