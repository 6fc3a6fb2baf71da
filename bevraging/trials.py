"""The answers of a test run: in the session of the lead who tries, under the key of the survey, and nowhere else.

A survey that was sent has no test run any more: what was typed in one is forgotten at the first look.
"""

from collections.abc import Mapping

from bevraging.models import Survey


def _key(survey: Survey) -> str:
    return f"bevraging.proef.{survey.pk}"


def answers(session, survey: Survey) -> dict[str, str]:
    """What was answered in this test run so far."""
    return dict(session.get(_key(survey), {}).get("answers", {}))


def keep(session, survey: Survey, given: Mapping[str, str]) -> dict[str, str]:
    """Keep `given` beside what was answered already, and return all of it."""
    merged = {**answers(session, survey), **given}
    session[_key(survey)] = {**session.get(_key(survey), {}), "answers": merged}
    return merged


def language(session, survey: Survey) -> str:
    return str(session.get(_key(survey), {}).get("language", ""))


def choose_language(session, survey: Survey, code: str) -> None:
    session[_key(survey)] = {**session.get(_key(survey), {}), "language": code}


def forget(session, survey: Survey) -> None:
    """Nothing of the test run is left in this session; the choice of language neither."""
    session.pop(_key(survey), None)
