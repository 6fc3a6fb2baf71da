"""The one thing that helps on at an open point of gate 1: where it leads, and what its button says."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging.dates import APART
from bevraging.gate_facts import Facts
from bevraging.models import Survey
from trajecten.reminders import working_day_from
from trajecten.steps import Outcome, State


def step_url(project) -> str:
    return reverse("bevraging:stap", args=[project.slug])


def new_url(project) -> str:
    return reverse("bevraging:nieuw", args=[project.slug])


def survey_url(name: str, survey: Survey) -> str:
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def remedy(project, facts: Facts, otherwise: str = "") -> dict[str, Any]:
    """The one thing that helps now: make it, send it, remind, give more time, or ask again.

    After the close nobody can be reminded, and who did not answer is not known. What can still be heard in another way
    (a talk at the place that stayed quiet) is then proposed at the gate: `otherwise` is the point to go on without.
    """
    survey = facts.survey
    published = survey is not None and survey.status == Survey.Status.PUBLISHED and facts.draft is None
    if published and facts.cover.is_part and not facts.cover.sampled:
        return {"remedy_url": new_url(project), "remedy_label": _("Vraag ook de anderen")}
    if otherwise and published:
        gate = reverse("trajecten:poort", args=[project.slug, 1])
        return {
            "remedy_url": f"{gate}?zonder={otherwise}#zonder-{otherwise}",
            "remedy_label": _("Leg uit hoe het anders kan"),
        }
    if survey is None or survey.status != Survey.Status.OPEN:
        if facts.draft is not None:
            return {"remedy_url": resume_url(facts.draft), "remedy_label": _("Werk de bevraging af")}
        label = first_label() if survey is None else _("Maak een nieuwe bevraging")
        return {"remedy_url": new_url(project), "remedy_label": label}
    page = survey_url("deelname", survey)
    if survey.closes_on is not None and (survey.closes_on - timezone.localdate()).days <= 2:
        return {"remedy_url": f"{page}#verleng", "remedy_label": _("Verleng de bevraging")}
    if timezone.localdate() < working_day_from(timezone.localdate(survey.launched_at) + timedelta(days=APART)):
        # Too early for a reminder: what helps now is looking and talking.
        return {"remedy_url": page, "remedy_label": _("Bekijk de deelname")}
    return {"remedy_url": f"{page}#herinnering", "remedy_label": _("Stuur een herinnering")}


def advice(facts: Facts, sentence: str) -> str:
    """What one can do after the close, behind the figures; nothing while people can still answer."""
    closed = facts.survey is not None and facts.survey.status == Survey.Status.PUBLISHED
    return f" {sentence}" if closed else ""


def first_label() -> str:
    return _("Maak de startbevraging")


def resume_url(survey: Survey) -> str:
    """Where a draft goes on: from its first phase each next one is a button away."""
    return survey_url("vragen", survey)


def nothing_yet(project, facts: Facts) -> Outcome:
    text = _("De bevraging staat klaar, maar is nog niet verstuurd.") if facts.draft else _("Er is nog geen bevraging.")
    return Outcome(State.TOO_LITTLE, text, **remedy(project, facts))
