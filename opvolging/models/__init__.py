"""The nouns of step 6."""

from opvolging.models.health import HealthReading
from opvolging.models.remedies import Remedy
from opvolging.models.reviews import ProjectReview, Review, ReviewLine
from opvolging.models.rhythm import AgreementCheck, CheckRhythm, PlannedCheck
from opvolging.models.spotlights import Spotlight, SpotlightName

__all__ = [
    "AgreementCheck",
    "CheckRhythm",
    "HealthReading",
    "PlannedCheck",
    "ProjectReview",
    "Remedy",
    "Review",
    "ReviewLine",
    "Spotlight",
    "SpotlightName",
]
