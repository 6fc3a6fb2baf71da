"""A published survey with one question of each type, answered by people who say so."""

from collections.abc import Mapping, Sequence

from bevraging.actions import answering, close, launch
from bevraging.models import Survey
from bevraging.questions import parse
from bevraging.tests.factories import make_draft, tokens_of
from organisatie.tests.factories import make_lies

PEOPLE = (("Aalst", "Zorg", 20), ("Gent", "Zorg", 20), ("Ninove", "Zorg", 20))
OPTIONS = [{"code": code, "text": {"nl": code.capitalize()}} for code in ("papier", "scherm", "bord")]


def question(kind: str, key: str = "vraag", **more) -> dict:
    """A stored question; those with options get paper, screen and board."""
    options = {"options": OPTIONS} if kind in ("choice", "choices", "ranking") else {}
    return {"key": key, "type": kind, "text": {"nl": f"Vraag over {key}?"}, **options, **more}


def asked(*items: dict) -> list:
    return parse(list(items))


def published(items: Sequence[dict], answers: Sequence[Mapping[str, str]], people=PEOPLE, **fields) -> Survey:
    """Everybody with an answer sends it, in the order of the list of people."""
    survey = make_draft(people=people, **fields)
    survey.versions.update(content=items)
    launch(survey=survey, by=make_lies())
    for token, given in zip(tokens_of(survey), answers, strict=False):
        if given:
            answering.submit(survey=survey, token=token, answers=given)
    close(survey=survey)
    return survey
