"""The yearly look at a project: thirty and seven days before, and three days after its day, to who leads.

The first one is a year after the go of the last gate; each next one on the day that the one before agreed on.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, override

from fundament.reminders import REVIEW_AFTER, REVIEW_BEFORE, leads_of, review_days
from opvolging.models import ProjectReview
from opvolging.yearly_reading import first_of, last_gates
from trajecten.models import GateDecision, Project
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import SHIFT, Rule, may_be_due, queue_due, register_rule, unwanted
from trajecten.reminders import Source, register
from trajecten.steps import LAST_STEP

TEMPLATE = "opvolging/herinnering-traject"
YEAR = timedelta(days=366)
BEFORE, AFTER = timedelta(days=max(REVIEW_BEFORE)) + SHIFT, timedelta(days=max(REVIEW_AFTER)) + SHIFT
SENTENCE, WHOM = gettext_lazy("Tegen {day} bekijken jullie hoe het traject verdergaat."), gettext_lazy("wie leidt")
RUNNING = {"status": Project.Status.RUNNING, "step": LAST_STEP}


def newest() -> QuerySet[ProjectReview]:
    running = {f"project__{name}": value for name, value in RUNNING.items()}
    return ProjectReview.objects.newest().filter(next_on__isnull=False, **running)


def without_one() -> QuerySet[GateDecision]:
    """The go of projects in which no yearly look was held yet."""
    running = {f"request__project__{name}": value for name, value in RUNNING.items()}
    held = ProjectReview.objects.filter(project=OuterRef("request__project"))
    return last_gates().filter(~Exists(held), **running)


def of_review(review: ProjectReview) -> date:
    return review.next_on or date.max


def context(project: Project, day: date, person: Any, today: date) -> dict[str, Any]:
    with override(person.language):
        told = date_format(day, "j F")
    return {
        "project": project.title,
        "organisation": project.organisation.name,
        "greeting": person.first_name,
        "day": told,
        "past": today > day,
        "link": settings.SITE_URL + reverse("opvolging:trajectherziening", args=[project.slug]),
    }


RULES = (
    Rule(
        kind="opvolging.project_review",
        word="project-review",
        rows=newest,
        wanted=lambda: newest().select_related("project__organisation"),
        around=lambda today: {"next_on__range": (today - AFTER, today + BEFORE)},
        days=lambda review: review_days(review.next_on),
        since=lambda review: datetime.combine(review.held_on, time(), UTC),
        people=lambda review, _day, teams: leads_of(review.project, teams),
        context=lambda review, person, today: context(review.project, of_review(review), person, today),
        subject=lambda review: f"project-review:{review.project_id}",
        sentence=SENTENCE,
        values=lambda review: {"day": of_review(review)},
        whom=WHOM,
        facts=("next_on", "held_on"),
        on="next_on",
    ),
    Rule(
        kind="opvolging.project_review_first",
        word="project-review-first",
        rows=without_one,
        wanted=lambda: without_one().select_related("request__project__organisation"),
        around=lambda today: {"at__date__range": (today - YEAR - AFTER, today - YEAR + BEFORE + timedelta(days=2))},
        days=lambda go: review_days(first_of(go)),
        since=lambda go: go.at,
        people=lambda go, _day, teams: leads_of(go.request.project, teams),
        context=lambda go, person, today: context(go.request.project, first_of(go), person, today),
        project=lambda go: go.request.project,
        subject=lambda go: f"project-review:{go.request.project_id}",
        sentence=SENTENCE,
        values=lambda go: {"day": first_of(go)},
        whom=WHOM,
        path="request__project",
        facts=("at",),
    ),
)

for _one in RULES:
    register_rule(_one)
    register_kind(MailKind(_one.kind, TEMPLATE, resend_when_uncertain=False, recheck=partial(unwanted, _one)))
    register(Source(_one.kind, partial(queue_due, [_one]), partial(may_be_due, _one)))
