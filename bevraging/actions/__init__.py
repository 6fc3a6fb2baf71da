"""The verbs of step 1. `prepare` makes a survey ready, `launching` freezes it, `answering` takes answers, `publishing` counts.

Each is keyword-only, atomic, and safe to press twice.
"""

from bevraging.actions.answering import save_draft, submit
from bevraging.actions.launching import AskedLately, NotReady, PrivacyCheck, launch, privacy_check
from bevraging.actions.people import add_employees, add_people, correct_address, give_slips, remove_participants
from bevraging.actions.prepare import (
    AlreadySent,
    add_question,
    create_start_survey,
    move_question,
    questions_of,
    remove_question,
    save_wording,
    take_draft,
    update_details,
)
from bevraging.actions.publishing import close, extend, publish_waiting, review_open_answer
from bevraging.actions.reminding import send_reminder

__all__ = [
    "AlreadySent",
    "AskedLately",
    "NotReady",
    "PrivacyCheck",
    "add_employees",
    "add_people",
    "add_question",
    "close",
    "correct_address",
    "create_start_survey",
    "extend",
    "give_slips",
    "launch",
    "move_question",
    "privacy_check",
    "publish_waiting",
    "questions_of",
    "remove_participants",
    "remove_question",
    "review_open_answer",
    "save_draft",
    "save_wording",
    "send_reminder",
    "submit",
    "take_draft",
    "update_details",
]
