"""A small world around a gate: fake steps with facts that a test can set, and people who ask and decide."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from organisatie.models import User
from trajecten import gate
from trajecten.criteria import share
from trajecten.models import GateDecision, GateRequest, Project
from trajecten.steps import Criterion, Kind, Outcome, State, Step, replaced

RESPONSE, REPORT, ADVICE = "fake.response", "fake.report", "fake.advice"
LONG_REASON = "In Ninove lag het werk stil, we horen hen volgende week."


@dataclass
class Facts:
    """What the fake criteria see; every gate of the fake steps reads the same facts."""

    answers: int = 60
    invited: int = 100
    report: State = State.MET
    advice: State = State.MET


@dataclass
class World:
    project: Project
    lead: User
    decider: User
    facts: Facts = field(default_factory=Facts)

    def ask(self, **values) -> GateRequest:
        return gate.request_decision(project=self.project, by=self.lead, **values)

    def answer(self, outcome: str = "go", request: GateRequest | None = None, **values) -> GateDecision:
        """Decide about `request`, or about a new one."""
        if outcome != "go":
            values.setdefault("reason", "Ik wil eerst Ninove horen.")
        found = gate.decide(request=request or self.ask(), by=self.decider, outcome=outcome, **values)
        self.project.refresh_from_db()
        return found

    def pass_gates(self, until: int) -> None:
        """Go at every gate until the project stands in step `until`."""
        while self.project.step < until:
            self.answer()


def criteria(facts: Facts) -> tuple[Criterion, ...]:
    return (
        Criterion(
            RESPONSE, Kind.MUST, "Deelname", "Genoeg mensen deden mee.",
            lambda project, goal: share(facts.answers, facts.invited, goal, what="Deelname"),
            default=Decimal(50), minimum=Decimal(20), maximum=Decimal(90),
        ),
        Criterion(REPORT, Kind.HARD, "Verslag", "Het verslag is af.", lambda project, goal: Outcome(facts.report, "Het verslag.")),
        Criterion(ADVICE, Kind.SHOULD, "Advies", "Helpt, maar blokkeert niet.", lambda project, goal: Outcome(facts.advice, "Het advies.")),
    )  # fmt: skip


def fake_step(step_number: int, facts: Facts) -> type[Step]:
    class Fake(Step):
        number, slug, name = step_number, f"stap-{step_number}", f"Stap {step_number}"
        purpose, ready = "Om te testen.", step_number < 6
        guards = {f"act.{step_number}": f"Iets doen in stap {step_number}"}

        def criteria(self):
            return criteria(facts)

    return Fake


@contextmanager
def fake_steps(facts: Facts) -> Iterator[None]:
    with replaced(*[fake_step(number, facts) for number in range(1, 7)]):
        yield


def in_preparation(step_number: int) -> type[Step]:
    class Preparing(Step):
        number, slug, name = step_number, f"stap-{step_number}", f"Stap {step_number}"
        purpose, ready = "Om te testen.", False

        def criteria(self):
            raise AssertionError("A step in preparation has no criteria.")

    return Preparing
