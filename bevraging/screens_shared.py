"""What the frames of one survey have in common."""

import hashlib
import math

from bevraging.languages import language_name
from bevraging.walks import Walk

SECONDS_A_QUESTION = 15


def context_of(walk: Walk) -> dict:
    survey, paper, language = walk.survey, walk.paper, walk.language
    offered = paper.languages
    return {
        "survey": survey,
        "title": paper.translated("title", language, survey.title),
        "intro": paper.translated("intro", language, survey.intro),
        "organisation_name": survey.project.organisation.name,
        "last_day": survey.closes_on,
        "total": paper.number_asked,
        "branches": paper.branches,
        "minutes": math.ceil(paper.number_asked * SECONDS_A_QUESTION / 60),
        "languages": [(code, language_name(code)) for code in offered] if len(offered) > 1 else [],
        "start_url": walk.start_url,
        "check_url": walk.check_url,
        "first_url": walk.url(1),  # the first question depends on nothing
        "easy": survey.easy,
        "tablet": bool(walk.tablet_url),
        "trial": walk.is_trial,
        "back_url": walk.back_url,
    }


def shared_slots(walk: Walk) -> dict[str, str]:
    """What differs per person or per tablet on every page."""
    return {"tablet_url": walk.tablet_url, "begin": walk.seal() if walk.is_trial else ""}


def key_of(walk: Walk) -> tuple[str]:
    """Names all that a frame of this survey depends on."""
    survey = walk.survey
    same = (survey.pk, survey.digest, survey.title, survey.intro, survey.contact, survey.closes_on, survey.mode)
    more = (survey.min_group, survey.easy, survey.project.organisation.name, bool(walk.tablet_url))
    return (digest_of(*same, *more),)


def digest_of(*parts: object) -> str:
    """A short name for all of `parts`: titles and names may hold any sign."""
    return hashlib.blake2b("\x00".join(map(str, parts)).encode(), digest_size=12).hexdigest()
