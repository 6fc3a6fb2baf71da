"""A targeted question belongs to its decision: once closed, one reads the answers there and sums them up."""

from django.urls import reverse

from bevraging import homes
from bevraging.models import Survey
from fundament.models import TargetedQuestion


def home_of(survey: Survey) -> str:
    """The page of the question with its decision, where the summary is written; empty without a decision. One query."""
    found = TargetedQuestion.objects.filter(survey=survey).values_list("decision", "pk").first()
    return reverse("fundament:vraag", args=[survey.project.slug, *found]) if found else ""


homes.register(Survey.Purpose.TARGETED, home_of)
