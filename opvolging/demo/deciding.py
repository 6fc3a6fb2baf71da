"""The choices of De Hazelaar: proposed, asked of a few people, put before who decides, taken, and what was promised done."""

from typing import Any

from bevraging import actions as surveys
from bevraging.actions.answering import Outcome, submit
from bevraging.links import token_of
from bevraging.models import Participant, Survey
from bevraging.questions import CHOICE, OPEN, YESNO, Option, Question
from fundament.actions import deciding, proposal_parts, proposing, targeted
from fundament.forms_targeted import KEY
from fundament.models import DecisionParty, DecisionTask
from opvolging.demo.content_choices import Choice, Targeted
from opvolging.demo.content_decisions import CHOICES
from opvolging.demo.content_decisions_later import LATER
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from organisatie.models import User

TIME_TO_DECIDE = (1, 4)
"""Asked on a Monday, to be decided by the Friday of the week after."""


def choose(stage: Stage) -> None:
    asked: set[int] = set()
    for number, (code, choice) in enumerate({**CHOICES, **LATER}.items()):
        late = 5 * number
        stage.on(Moment(choice.proposed, 0, 10, late), _propose, code, choice)
        if choice.targeted:
            stage.on(Moment(choice.proposed, 1, 9, late), _ask_few, code, choice.targeted, asked)
            stage.on(Moment(choice.proposed, 3, 14, late), _answer_few, code, choice.targeted)
            stage.on(Moment(choice.proposed, 4, 16, late), _sum_up, code, choice.targeted)
        stage.on(Moment(choice.asked, 0, 11, late), _put_before, code, choice)
        stage.on(Moment(choice.taken, 3, 9, late), _take, code, choice)
        for task in choice.tasks:
            stage.on(Moment(task.done, 4, 15, late), _done, code, task.what)


def _decider(stage: Stage, choice: Choice) -> User:
    return stage.hilde if choice.decider == "hilde" else stage.dirk


def _propose(stage: Stage, code: str, choice: Choice) -> None:
    lead = stage.lead
    made = proposing.propose(
        project=stage.project,
        by=lead,
        question=choice.question,
        context=choice.context,
        decider=_decider(stage, choice),
        review_on=stage.day(choice.review),
        consequences=choice.consequences,
        followed_how=choice.followed_how,
        supersedes=stage.decisions[choice.replaces] if choice.replaces else None,
        bundles=[stage.bundles[name] for name in choice.bundles],
        themes=[stage.themes[name] for name in choice.themes],
        items=stage.items(choice.items),
    )
    for way in choice.ways:
        proposal_parts.add_option(decision=made, by=lead, title=way.title, plus=way.plus, minus=way.minus)
    for heard in choice.heard:
        function = stage.function(heard.function) if heard.function else None
        proposal_parts.add_party(
            decision=made, by=lead, name=heard.name, said=heard.said, function=function, does_the_work=heard.doer
        )
    for name in choice.informed:
        proposal_parts.add_party(decision=made, by=lead, name=name, part=DecisionParty.Part.INFORMED)
    for task in choice.tasks:
        proposal_parts.add_task(decision=made, by=lead, what=task.what, who=task.who, due_on=stage.day(task.due, 4))
    stage.decisions[code] = made


def _ask_few(stage: Stage, code: str, question: Targeted, asked: set[int]) -> None:
    people = [
        one
        for count, function, shift in question.people
        for one in stage.colleagues(count, taken=asked, function__name=function, shift=shift)
    ]
    decision = stage.decisions[code]
    stage.targeted[code] = targeted.ask(
        decision=decision,
        by=stage.lead,
        asked=[_question(question)],
        intro=f"We zoeken samen een antwoord op «{decision.question}»",
        employees=people,
        mode=Survey.Mode.NAMED,
        until=stage.day(CHOICES[code].proposed, 4),
    )


def _question(asked: Targeted) -> Question:
    """As the form makes it."""
    kind = CHOICE if asked.options else OPEN if asked.written else YESNO
    options = tuple(Option(f"a{n}", {"nl": words}) for n, words in enumerate(asked.options, 1))
    chosen: dict[str, Any] = {"options": options, "other": True, "dont_know": True} if options else {}
    return Question(key=KEY, type=kind, text={"nl": asked.question}, required=True, **chosen)


def _answer_few(stage: Stage, code: str, asked: Targeted) -> None:
    codes = [f"a{n}" for n in range(1, len(asked.options) + 1)] or ["ja", "nee"]
    said = list(asked.written) or [code for code, count in zip(codes, asked.counts, strict=True) for _ in range(count)]
    survey = stage.targeted[code].survey
    for person, answer in zip(survey.participants.order_by("pk"), said, strict=True):
        send(survey, person, {KEY: answer})


def send(survey: Survey, person: Participant, given: dict[str, str]) -> None:
    """Raises ValueError when it was not taken: then the story is wrong."""
    if submit(survey=survey, token=token_of(person.pk, person.generation), answers=given) != Outcome.SENT:
        raise ValueError(f"{survey} did not take {given}.")


def _sum_up(stage: Stage, code: str, asked: Targeted) -> None:
    surveys.close(survey=stage.targeted[code].survey, by=stage.lead)
    targeted.summarise(targeted=stage.targeted[code], summary=asked.summary, by=stage.lead)


def _put_before(stage: Stage, code: str, choice: Choice) -> None:
    decision = stage.decisions[code]
    preferred = decision.options.get(number=1)
    proposing.change(
        decision=decision, by=stage.lead, version=decision.version, advised=preferred, rationale=choice.rationale
    )
    weeks, weekday = TIME_TO_DECIDE
    deciding.ask(decision=decision, by=stage.lead, decide_by=stage.day(choice.asked + weeks, weekday))


def _take(stage: Stage, code: str, choice: Choice) -> None:
    decision = stage.decisions[code]
    deciding.decide(
        decision=decision,
        by=_decider(stage, choice),
        version=decision.version,
        option=decision.options.get(number=1),
        rationale=choice.rationale,
    )


def _done(stage: Stage, code: str, what: str) -> None:
    task = DecisionTask.objects.get(decision=stage.decisions[code], what=what)
    proposal_parts.complete_task(task=task, by=stage.lead)
