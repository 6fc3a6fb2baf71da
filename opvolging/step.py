"""Step 6, Opvolging: what it is for, what it measures without a gate, and what needs a go of the gate before it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opvolging import health_criteria, health_page
from opvolging.health import reading_of
from trajecten.steps import Criterion, Step, register


@register
class Opvolging(Step):
    number = 6
    slug = "opvolging"
    name = gettext_lazy("Opvolging")
    purpose = gettext_lazy("Volg de afspraken op, zet in de kijker wat goed loopt en stuur bij. Dit blijft doorlopen.")
    ready = True
    tells = (
        "rhythm",
        "check_noted",
        "check_skipped",
        "remedy",
        "review",
        "project_review",
        "handover",
        "spotlight",
        "health",
    )
    guards = {
        "rollout.close": gettext_lazy("De uitrol afsluiten"),
        "rhythm.start": gettext_lazy("Overgaan naar het vaste ritme"),
    }

    def criteria(self) -> Iterable[Criterion]:
        """No gate asks these: they say how follow-up is doing, and none of them blocks."""
        return health_criteria.criteria()

    def url(self, project: Any) -> str:
        return reverse("opvolging:stap", args=[project.slug])

    def standing(self, project: Any) -> str:
        reading = reading_of(project)
        return health_page.state_sentence(reading) if reading else ""

    def findings(self, project: Any) -> tuple[str, str] | None:
        if reading_of(project) is None:
            return None
        return _("Hoe gaat het met de opvolging?"), reverse("opvolging:gezondheid", args=[project.slug])
