"""Concepts, the rounds in which they are tried, what was found, and what was done with it."""

from fundament.models import Agreement
from opvolging.demo.content_concepts import CONCEPTS, Version
from opvolging.demo.content_findings import FINDINGS, Found
from opvolging.demo.content_rounds import ROUNDS, Session
from opvolging.demo.deciding import send
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from organisatie.models import Employee
from toetsing.actions import concepts, findings, rounds
from toetsing.actions.people import add_people
from toetsing.feedback_keys import BARRIER, FAILED, NOT_TRIED, READY, TRIED, WITH_HELP, WITHOUT_HELP, key_of
from toetsing.models import ConceptVersion, TestRound

LETTERS = {"z": WITHOUT_HELP, "h": WITH_HELP, "n": FAILED, "-": NOT_TRIED}
NOTED = {"R1": Moment(-40, 3, 14), "R2": Moment(-31, 1, 14), "R1b": Moment(-31, 1, 14, 30)}
"""When what came out of a round was written down."""


def try_out(stage: Stage) -> None:
    stage.on(Moment(-43, 3, 10), _make)
    stage.on(Moment(-35, 4, 10, 10), _tie_later)
    for code, concept in CONCEPTS.items():
        for version in concept.versions:
            stage.on(Moment(version.week, version.weekday, 10, 20), _write, code, version)
    for code, session in ROUNDS.items():
        stage.on(session.planned, _plan, code, session)
        stage.on(session.opened, _open, code)
        stage.on(session.told, _tell, code, session)
        stage.on(session.closed, _close, code)
    for number, (code, found) in enumerate(FINDINGS.items()):
        stage.on(NOTED[found.round], _note, code, found)
        stage.on(_answered(found)._replace(minute=number), _answer, code, found)


def _answered(found: Found) -> Moment:
    """When the version with the answer was made, or a day after it was noted; never before it was."""
    noted = NOTED[found.round]
    if not found.version:
        return noted._replace(weekday=noted.weekday + 1, hour=16)
    version = CONCEPTS[found.concept].versions[found.version - 1]
    return max(Moment(version.week, version.weekday, 15), noted._replace(hour=16))


# --- Concepts ----------------------------------------------------------------------------------


def _make(stage: Stage) -> None:
    """All six at once, so that each has its number; C5 was only an idea then."""
    for code, concept in CONCEPTS.items():
        stage.concepts[code] = concepts.make_concept(
            project=stage.project,
            by=stage.lead,
            name=concept.name,
            tries=concept.tries,
            agreements=_agreed(stage, concept.agreements),
        )


def _write(stage: Stage, code: str, version: Version) -> None:
    concepts.add_version(concept=stage.concepts[code], by=stage.lead, text=version.text, changed=version.changed)


def _tie_later(stage: Stage) -> None:
    """The plan for when the network fails gave A08, and there are ten agreements for the one sheet."""
    for code, mine in (("C5", CONCEPTS["C5"].agreements), ("C6", tuple(stage.agreements))):
        concept = stage.concepts[code]
        concepts.change_concept(
            concept=concept,
            by=stage.lead,
            name=concept.name,
            tries=concept.tries,
            agreements=_agreed(stage, mine),
        )


def _agreed(stage: Stage, codes: tuple[str, ...]) -> list[Agreement]:
    return [stage.agreements[code].agreement for code in codes if code in stage.agreements]


def _version(stage: Stage, code: str, number: int) -> ConceptVersion:
    return stage.concepts[code].versions.get(number=number)


# --- Rounds ------------------------------------------------------------------------------------


def _plan(stage: Stage, code: str, session: Session) -> None:
    planned = rounds.plan_round(
        project=stage.project,
        by=stage.lead,
        kind=session.kind,
        starts_at=stage.at(session.starts),
        ends_at=stage.at(session.ends),
        concepts=[stage.concepts[one] for one in session.concepts],
        place=session.place,
        note=session.note,
    )
    add_people(test_round=planned, employees=_people(stage, session), by=stage.lead)
    stage.rounds[code] = planned


def _people(stage: Stage, session: Session) -> list[Employee]:
    taken: set[int] = set()
    return [
        one
        for house, function, shift in session.people
        for one in stage.colleagues(1, taken=taken, location__name=house, function__name=function, shift=shift)
    ]


def _open(stage: Stage, code: str) -> None:
    rounds.open_round(test_round=stage.rounds[code], by=stage.lead)


def _tell(stage: Stage, code: str, session: Session) -> None:
    """Everybody tells how it went, in the order in which they were chosen."""
    test_round = stage.rounds[code]
    keys = {row.concept.code: row.pk for row in test_round.concepts.select_related("concept")}
    survey = test_round.survey
    asked = {person.employee_id: person for person in survey.participants.all()} if survey else {}
    for number, employee in enumerate(_people(stage, session)):
        given: dict[str, str] = {}
        for concept, letter in zip(session.concepts, session.tries[number], strict=True):
            given[key_of(keys[concept], TRIED)] = LETTERS[letter]
            if letter != "-":
                given[key_of(keys[concept], READY)] = str(session.ready[number])
            if barrier := session.barriers.get((number, concept)):
                given[key_of(keys[concept], BARRIER)] = barrier
        send(asked[employee.pk].survey, asked[employee.pk], given)


def _close(stage: Stage, code: str) -> None:
    rounds.close_round(test_round=stage.rounds[code], by=stage.lead)


# --- Findings ----------------------------------------------------------------------------------


def _note(stage: Stage, code: str, found: Found) -> None:
    test_round: TestRound = stage.rounds[found.round]
    tried = test_round.concepts.select_related("version").get(concept=stage.concepts[found.concept])
    stage.findings[code] = findings.note_finding(
        project=stage.project,
        by=stage.lead,
        version=tried.version,
        kind=found.kind,
        severity=found.severity,
        text=found.text,
        round=test_round,
    )


def _answer(stage: Stage, code: str, found: Found) -> None:
    finding, lead = stage.findings[code], stage.lead
    if found.version:
        solved = _version(stage, found.concept, found.version)
        findings.adjust(finding=finding, version=solved, by=lead, answer=found.answer)
    elif found.later is not None:
        findings.postpone(finding=finding, on=stage.day(found.later), by=lead, answer=found.answer)
    elif found.answer:
        findings.leave(finding=finding, answer=found.answer, by=lead)
