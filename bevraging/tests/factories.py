"""Surveys to test with: a draft, one that is open, one with answers, one with results."""

from datetime import timedelta

from django.utils import timezone

from bevraging import question_bank
from bevraging.actions import answering, close, launch, save_feedback
from bevraging.feedback import HEADINGS
from bevraging.links import token_of
from bevraging.models import Participant, Survey
from organisatie.models import Employee, JobFunction, Location
from organisatie.tests.factories import make_lies, make_organisation
from trajecten.models import Project

CLOSED_KEYS = [question.key for question in question_bank.START_SURVEY if question.is_statement]


def make_project(organisation=None, slug: str = "digitale-werkbonnen", **fields) -> Project:
    """A project at De Linde (or `organisation`); the same one when asked again."""
    values = {"title": "Digitale werkbonnen", "goal": "Iedereen werkt met dezelfde werkbon.", **fields}
    organisation = organisation or make_organisation()
    return Project.objects.get_or_create(slug=slug, defaults={"organisation": organisation, **values})[0]


def make_draft(
    project: Project | None = None, *, people=(("Aalst", "Zorg", 11), ("Gent", "Zorg", 9)), **fields
) -> Survey:
    """A draft with the start survey, asked to `people`: (location, function, how many)."""
    project = project or make_project()
    survey = Survey.objects.create(
        project=project,
        **{
            "title": "Hoe werk jij met werkbonnen?",
            "intro": "Vertel ons wat voor jou goed werkt en wat niet.",
            "closes_on": timezone.localdate() + timedelta(days=10),
            "contact": "Fatima",
            **fields,
        },
    )
    survey.versions.create(content=question_bank.start_content())
    for location, function, count in people:
        add_people(survey, location, function, count)
    return survey


def add_people(survey: Survey, location: str, function: str, count: int) -> list[Participant]:
    """`count` new employees of one location and function, asked in `survey`."""
    organisation = survey.project.organisation
    place = Location.objects.get_or_create(organisation=organisation, name=location)[0] if location else None
    work = JobFunction.objects.get_or_create(organisation=organisation, name=function)[0] if function else None
    start = Employee.objects.filter(organisation=organisation).count()
    employees = Employee.objects.bulk_create(
        Employee(
            organisation=organisation,
            name=f"Collega {start + number:05}",
            email=f"collega{start + number:05}@{organisation.slug}.test",
            location=place,
            function=work,
        )
        for number in range(1, count + 1)
    )
    return Participant.objects.bulk_create(
        Participant(survey=survey, employee=employee, name=employee.name, email=employee.email)
        for employee in employees
    )


def make_open(*args, by=None, **fields) -> Survey:
    """An open survey; its invitations are queued."""
    survey = make_draft(*args, **fields)
    launch(survey=survey, by=by or make_lies())
    return survey


def ask_again(survey: Survey, *, by=None, only: str = "", **fields) -> Survey:
    """Another open survey to the same colleagues as `survey`, or to those of the location `only`."""
    again = make_draft(survey.project, people=(), **fields)
    people = survey.participants.select_related("employee__location").order_by("pk")
    Participant.objects.bulk_create(
        Participant(survey=again, employee=one.employee, name=one.name, email=one.email)
        for one in people
        if not only or one.employee.location.name == only
    )
    launch(survey=again, by=by or make_lies(), lately="toch", reason="Test.")
    return again


def tokens_of(survey: Survey) -> list[str]:
    """The link secrets of everybody asked, in the order of the list."""
    people = Participant.objects.filter(survey=survey).order_by("pk").values_list("pk", "generation")
    return [token_of(pk, generation) for pk, generation in people]


def answers_like(option: str = "4", text: str = "", **other: str) -> dict[str, str]:
    """The same answer to every statement; `other` answers by key; a text for the open question."""
    return {**dict.fromkeys(CLOSED_KEYS, option), **({"loopt_goed": text} if text else {}), **other}


def answer(survey: Survey, count: int, option: str = "4", *, first: int = 0, **other: str) -> None:
    """The people `first` to `first + count` send the same answers."""
    for token in tokens_of(survey)[first : first + count]:
        answering.submit(survey=survey, token=token, answers=answers_like(option, **other))


def make_published(*args, answers: int = 12, option: str = "4", by=None, **fields) -> Survey:
    """A closed survey with results: `answers` people answered."""
    survey = make_open(*args, by=by, **fields)
    answer(survey, answers, option)
    close(survey=survey, by=by)
    return survey


def write_feedback(
    survey: Survey, text: str = "Minder papier, meer tablets.", language: str = "nl", **parts: str
) -> None:
    """The five parts in one language, each with `text` unless given; nothing is shared by it."""
    save_feedback(survey=survey, language=language, texts=dict.fromkeys(HEADINGS, text) | parts)


def _option(code: str, nl: str, fr: str = "", **more: str) -> dict:
    return {"code": code, "text": {"nl": nl, **({"fr": fr} if fr else {})}, **more}


def every_type() -> list[dict]:
    """A question of each of the twelve types; the fourth only for who works by car."""
    return [
        {"key": "uitleg", "type": "info", "text": {"nl": "Welkom.\n\nEr volgen vragen over je week."}},
        {"key": "vlot", "type": "statement", "text": {"nl": "Mijn week verloopt vlot."}},
        {
            "key": "vervoer",
            "type": "choice",
            "other": True,
            "text": {"nl": "Hoe kom je naar het werk?"},
            "options": [
                _option("auto", "Met de auto", picture="auto"),
                _option("fiets", "Met de fiets", picture="fiets"),
            ],
        },
        {
            "key": "km",
            "type": "number",
            "minimum": "0",
            "maximum": "200",
            "text": {"nl": "Hoeveel kilometer rij je?"},
            "show_if": {"key": "vervoer", "operator": "is", "values": ["auto"]},
        },
        {
            "key": "middel",
            "type": "choices",
            "other": True,
            "text": {"nl": "Waarmee noteer je?"},
            "options": [
                _option("papier", "Op papier"),
                _option("tablet", "Met een tablet"),
                _option("bord", "Op het bord"),
            ],
        },
        {"key": "eten", "type": "rating", "faces": True, "text": {"nl": "Hoe is de koffie?"}},
        {
            "key": "aanrader",
            "type": "score",
            "text": {"nl": "Raad je ons aan?"},
            "options": [_option("0", "Zeker niet"), _option("10", "Zeker wel")],
        },
        {"key": "handleiding", "type": "yesno", "required": True, "text": {"nl": "Ken je de handleiding?"}},
        {"key": "sinds", "type": "date", "maximum": "2030-12-31", "text": {"nl": "Sinds wanneer werk je hier?"}},
        {"key": "woord", "type": "short", "text": {"nl": "Beschrijf je week in één woord."}},
        {
            "key": "volgorde",
            "type": "ranking",
            "text": {"nl": "Wat is voor jou het belangrijkst?"},
            "options": [_option("tijd", "Tijd"), _option("rust", "Rust"), _option("hulp", "Hulp")],
        },
        {"key": "beter", "type": "open", "personal": True, "text": {"nl": "Wat kan beter?"}},
    ]


def make_survey_of(content: list[dict], *, languages=(), translations=None, by=None, **fields) -> Survey:
    """An open survey with these questions."""
    survey = make_draft(**fields)
    survey.versions.update(content=content, languages=list(languages), translations=translations or {})
    launch(survey=survey, by=by or make_lies())
    return survey
