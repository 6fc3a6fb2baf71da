"""What the reminders of step 2 say. Each asks kindly and offers a way; none names who did not do something."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from fundament.models import AgreementFramework, Decision, DecisionTask, TargetedQuestion
from trajecten.models import Project
from trajecten.steps import LAST_STEP


def decision_context(decision: Decision, person: Any, _today: date) -> dict[str, Any]:
    return _of(decision, person) | {
        "asked_by": decision.driver.name if decision.driver else "",
        "decide_by": _day(decision.decide_by, person),
        "link": _page("fundament:beslis", decision.project, decision.pk),
    }


def review_context(decision: Decision, person: Any, today: date) -> dict[str, Any]:
    return _of(decision, person) | {
        "review_on": _day(decision.review_on, person),
        "past": decision.review_on is not None and today > decision.review_on,
        "link": _page("fundament:keuze", decision.project, decision.pk),
    }


def task_context(task: DecisionTask, person: Any, today: date) -> dict[str, Any]:
    return _of(task.decision, person) | {
        "what": task.what,
        "due_on": _day(task.due_on, person),
        "past": today > task.due_on,
        "link": _page("fundament:keuze", task.decision.project, task.decision_id),
    }


def summary_context(one: TargetedQuestion, person: Any, _today: date) -> dict[str, Any]:
    return _of(one.decision, person) | {
        "title": one.survey.title,
        "link": _page("fundament:vraag", one.decision.project, one.decision_id, one.pk),
    }


def framework_context(framework: AgreementFramework, person: Any, today: date) -> dict[str, Any]:
    """Without an account there is no page to open: then the mail says whom to talk to, and has no button."""
    signs_in, project = hasattr(person, "is_authenticated"), framework.project
    # In the last step there is a page to hold the review; an address by name, as this room does not know that one.
    held = (
        ("opvolging:herziening", project, framework.pk)
        if project.step == LAST_STEP
        else ("fundament:afspraken", project)
    )
    return _common(framework.project, person) | {
        "framework": framework.name,
        "review_on": _day(framework.review_on, person),
        "past": framework.review_on is not None and today > framework.review_on,
        "link": _page(*held) if signs_in else "",
    }


def _of(decision: Decision, person: Any) -> dict[str, Any]:
    return _common(decision.project, person) | {"code": decision.code, "question": decision.question}


def _common(project: Project, person: Any) -> dict[str, Any]:
    return {"project": project.title, "greeting": person.first_name}


def _page(name: str, project: Project, *more: Any) -> str:
    return settings.SITE_URL + reverse(name, args=[project.slug, *more])


def _day(day: date | None, person: Any) -> str:
    if day is None:
        return ""
    with override(person.language):
        return date_format(day, "j F")
