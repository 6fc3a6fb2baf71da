"""The verbs of step 1. `prepare` and `building` make a survey ready, `launching` freezes it, `answering` takes answers, `publishing` counts.

Each is keyword-only, atomic, and safe to press twice.
"""

from bevraging.actions.answering import save_draft, submit
from bevraging.actions.building import (
    add_question,
    create_question,
    duplicate_question,
    move_question,
    order_questions,
    remove_question,
    save_question,
    save_wording,
)
from bevraging.actions.creating import copy_survey, create_empty, create_from_template, create_ready_start_survey
from bevraging.actions.exchanging import put_in
from bevraging.actions.feedback import mail_feedback, save_feedback, share_feedback, tell_otherwise
from bevraging.actions.launching import (
    AskedLately,
    NotReady,
    PrivacyCheck,
    launch,
    missing_translations,
    outdated_translations,
    privacy_check,
)
from bevraging.actions.people import (
    add_employees,
    add_people,
    correct_address,
    give_slips,
    remove_participants,
    replace_employees,
    with_employees,
)
from bevraging.actions.prepare import AlreadySent, create_start_survey, questions_of, take_draft, update_details
from bevraging.actions.publishing import close, extend, note_export, publish_waiting, review_open_answer
from bevraging.actions.reminding import send_reminder
from bevraging.actions.tablet import switch_tablet
from bevraging.actions.translating import add_language, remove_language, save_translations

__all__ = [
    "AlreadySent",
    "AskedLately",
    "NotReady",
    "PrivacyCheck",
    "add_employees",
    "add_language",
    "add_people",
    "add_question",
    "close",
    "copy_survey",
    "correct_address",
    "create_empty",
    "create_from_template",
    "create_question",
    "create_ready_start_survey",
    "create_start_survey",
    "duplicate_question",
    "extend",
    "give_slips",
    "launch",
    "mail_feedback",
    "missing_translations",
    "move_question",
    "note_export",
    "order_questions",
    "outdated_translations",
    "privacy_check",
    "publish_waiting",
    "put_in",
    "questions_of",
    "remove_language",
    "remove_participants",
    "remove_question",
    "replace_employees",
    "review_open_answer",
    "save_draft",
    "save_feedback",
    "save_question",
    "save_translations",
    "save_wording",
    "send_reminder",
    "share_feedback",
    "submit",
    "switch_tablet",
    "take_draft",
    "tell_otherwise",
    "update_details",
    "with_employees",
]
