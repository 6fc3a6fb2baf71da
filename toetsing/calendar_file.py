"""A round as a file for a calendar: see `trajecten.calendar_file`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from trajecten import calendar_file

CONTENT_TYPE = calendar_file.content_type()
NAME = calendar_file.NAME


def uid_of(test_round: int) -> str:
    """Always the same for a round: a later edition takes the place of the earlier one."""
    return f"testronde-{test_round}@{settings.SITE_HOST}"


def calendar_of(facts: Mapping[str, Any], made_at: datetime) -> bytes:
    """`facts` as `toetsing.mails.facts_of` gives them: a mail keeps them, so the same mail makes the same file."""
    return calendar_file.calendar_of([facts], made_at, product="Testronde")
