"""Step 1's nouns. `survey` says what is asked and of whom; `answers` keeps what was said apart from who said it."""

from bevraging.models.answers import Draft, NamedResponse, OpenAnswer, Response, SealedBallot, SupportTally, Tally
from bevraging.models.survey import Participant, QuestionnaireVersion, Survey, SurveySegment

__all__ = [
    "Draft",
    "NamedResponse",
    "OpenAnswer",
    "Participant",
    "QuestionnaireVersion",
    "Response",
    "SealedBallot",
    "SupportTally",
    "Survey",
    "SurveySegment",
    "Tally",
]
