"""Step 1's nouns. `survey` says what is asked and of whom; `answers` keeps what was said apart from who said it.

`talks` holds conversations and their notes, `themes` what comes back in them, `inventory` what is known by now.
"""

from bevraging.models.answers import Draft, NamedResponse, OpenAnswer, Response, SealedBallot, SupportTally, Tally
from bevraging.models.inventory import QUESTIONS, InventoryItem
from bevraging.models.survey import Participant, QuestionnaireVersion, Survey, SurveySegment
from bevraging.models.talks import Conversation, Lens, Note
from bevraging.models.themes import AnswerTheme, Theme

__all__ = [
    "QUESTIONS",
    "AnswerTheme",
    "Conversation",
    "Draft",
    "InventoryItem",
    "Lens",
    "NamedResponse",
    "Note",
    "OpenAnswer",
    "Participant",
    "QuestionnaireVersion",
    "Response",
    "SealedBallot",
    "SupportTally",
    "Survey",
    "SurveySegment",
    "Tally",
    "Theme",
]
