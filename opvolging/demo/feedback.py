"""The project lead comes back with what was said, through the same verbs as the screens."""

from bevraging.actions import save_feedback, share_feedback, tell_otherwise
from bevraging.feedback import CONTACT, DOING, NEXT, NOT_DOING, SAID
from bevraging.feedback_ready import suggestion
from bevraging.models import Survey
from opvolging.demo import content_feedback as content
from organisatie.models import User


def come_back(survey: Survey, lead: User) -> None:
    """One page in Dutch and French, told on posters and in briefings; the mail waits for who tries the demo."""
    ready = suggestion(survey)
    dutch = {
        SAID: ready[SAID],
        DOING: "\n".join(content.DOING),
        NOT_DOING: "\n".join(content.NOT_DOING),
        NEXT: "\n".join(content.NEXT),
        CONTACT: content.CONTACT,
    }
    french = {name: "\n".join(lines) for name, lines in content.FRENCH.items()}
    save_feedback(survey=survey, language="nl", texts=dutch)
    save_feedback(survey=survey, language="fr", texts=french | {SAID: "\n".join(content.FRENCH_SAID)})
    share_feedback(survey=survey, by=lead)
    tell_otherwise(survey=survey, by=lead, how=content.TOLD_HOW)
