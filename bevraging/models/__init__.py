"""Step 1's nouns. `survey` says what is asked and of whom; `answers` keeps what was said apart from who said it.

`keeping` says what stays when people and answers are forgotten, and what was forgotten when.
`feedback` is what participants get back.
`talks` holds conversations and their notes, `themes` what comes back in them, `inventory` what is known by now.
"""

from bevraging.models.answers import Draft, NamedResponse, OpenAnswer, Response, SealedBallot, SupportTally, Tally
from bevraging.models.feedback import Feedback, FeedbackVersion
from bevraging.models.inventory import QUESTIONS, InventoryItem
from bevraging.models.keeping import Deletion, MailStop, RosterMark, Turnout
from bevraging.models.survey import Participant, QuestionnaireVersion, Survey, SurveySegment
from bevraging.models.talks import Conversation, Lens, Note
from bevraging.models.themes import AnswerTheme, Theme

__all__ = [
    "QUESTIONS",
    "AnswerTheme",
    "Conversation",
    "Deletion",
    "Draft",
    "Feedback",
    "FeedbackVersion",
    "InventoryItem",
    "Lens",
    "MailStop",
    "NamedResponse",
    "Note",
    "OpenAnswer",
    "Participant",
    "QuestionnaireVersion",
    "Response",
    "RosterMark",
    "SealedBallot",
    "SupportTally",
    "Survey",
    "SurveySegment",
    "Tally",
    "Theme",
    "Turnout",
]
