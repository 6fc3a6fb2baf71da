"""The verbs of step 1. `prepare` makes a survey ready, `launching` freezes it, `answering` takes answers, `publishing` counts.

Each is keyword-only, atomic, and safe to press twice.
"""

from bevraging.actions.answering import save_draft, submit
from bevraging.actions.launching import NotReady, PrivacyCheck, launch, privacy_check
from bevraging.actions.people import add_employees, add_people, correct_address, remove_participants
from bevraging.actions.prepare import *  # noqa: F403  (prepare says in __all__ what it offers)
from bevraging.actions.publishing import close, extend, publish_waiting, review_open_answer
from bevraging.actions.reminding import send_reminder

__all__ = [  # noqa: PLE0604
    "NotReady",
    "PrivacyCheck",
    "add_employees",
    "add_people",
    "close",
    "correct_address",
    "extend",
    "launch",
    "privacy_check",
    "publish_waiting",
    "remove_participants",
    "review_open_answer",
    "save_draft",
    "send_reminder",
    "submit",
]
