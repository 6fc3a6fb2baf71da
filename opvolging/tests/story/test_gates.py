"""The gates of the story, with the figures of [T] §9.9."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from opvolging.tests.story.kit import WEEKS, asked
from toetsing.models import Finding, TestRound
from trajecten import gate
from trajecten.gate import Readiness, StepStatus
from trajecten.models import Condition, GateDecision, GateRequest, Reopening, Waiver
from trajecten.steps import State

FIGURES_4 = {
    "key_figure": (Decimal(100), 6),
    "contact": (Decimal(100), 6),
    "ambassadors": (Decimal(21), 24),  # Kornoelje: 42 people for 2
    "hours": (Decimal(100), 23),
    "shifts": (Decimal(100), 18),
    "why": (Decimal(100), 6),
    "matrix": (Decimal("90.5"), 21),
    "messenger": (Decimal(100), 5),
    "overdue": (Decimal(0), None),
    "owners": (Decimal(100), 10),
    "pulse": (Decimal(65), None),  # 64,7 in [T]: an index is told whole
    "support": (Decimal("3.8"), None),
    "waves": (Decimal(100), 6),
}
FIGURES_5 = {
    "waves": (Decimal(100), 3),
    "support": (Decimal(4), 6),
    "coverage": (Decimal("85.8"), 1744),
    "coverage_task": (Decimal("72.1"), 122),
    "self_reliant": (Decimal(83), None),  # 82,6 in [T]: a share of self-ratings is told whole
    "colleague_helpers": (Decimal("87.5"), 96),
    "blocking": (Decimal(0), 10),
    "lead_time": (Decimal(2), 9),
    "cooling": (Decimal("33.6"), 61),
    "agreements": (Decimal(100), 60),
    "pulse": (Decimal(72), None),
}


def test_story_stands_in_step_6_with_five_gates_behind_it(project):
    found = gate.statuses(project)
    assert (project.step, [found[step] for step in (1, 2, 3, 4, 5)]) == (6, [StepStatus.PASSED] * 5)


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_story_meets_every_point_of_its_gates(project, step):
    view = gate.status_of(project, step)
    assert (view.readiness, [one.code for one in view.results if one.is_open]) == (Readiness.READY, [])


def test_story_passes_the_gates_as_they_were_decided(project):
    decided = GateDecision.objects.filter(request__project=project).order_by("turn")
    assert [(one.request.step, one.request.round, one.outcome, one.decided_by.name) for one in decided] == [
        (1, 1, "hold", "Hilde Janssens"),
        (1, 2, "go", "Hilde Janssens"),
        (2, 1, "go_with_conditions", "Hilde Janssens"),
        (2, 2, "go", "Hilde Janssens"),
        (3, 1, "go", "Hilde Janssens"),
        (4, 1, "go", "Hilde Janssens"),
        (5, 1, "go", "Hilde Janssens"),
    ]


def test_story_waits_at_gate_1_because_one_house_was_hardly_heard(project):
    early = asked(1, 1)
    # While it runs a number is told in steps of five people: 241 of 420 is «minstens 240».
    assert (early["s1.response"].value, early["s1.response_location"].state) == (Decimal("57.1"), State.NOT_MET)
    assert "Huis Kornoelje" in early["s1.response_location"].text


def test_story_goes_on_at_gate_1_when_everybody_was_heard(project):
    late = asked(1, 2)
    assert (late["s1.response"].value, late["s1.four_questions"].state) == (Decimal("60.7"), State.MET)
    assert (late["s1.conversations"].goal, late["s1.conversations"].state) == (Decimal(4), State.MET)


@pytest.mark.parametrize(("round", "decisions"), [(1, 7), (2, 8)])
def test_story_has_whole_decisions_each_time_that_gate_2_is_asked(project, round, decisions):
    found = asked(2, round)
    whole = [found[code] for code in ("s2.decisions_complete", "s2.doer_and_decider", "s2.agreement_follows")]
    assert [(one.denominator, one.state) for one in whole] == [(decisions, State.MET)] * 3


def test_story_cannot_ask_for_gate_3_as_long_as_a_finding_blocks(story, project):
    view = story["gate 3"]
    blocking = next(one for one in view.results if one.code == "s3.blocking")
    assert (view.readiness, blocking.state, blocking.value) == (Readiness.BLOCKED, State.NOT_MET, Decimal(1))
    assert list(Finding.objects.filter(severity="blocking").values_list("number", flat=True)) == [6]


def test_story_opens_step_2_again_and_keeps_everything(project):
    again = Reopening.objects.get(project=project)
    assert (again.from_step, again.to_step, again.by.name) == (3, 2, "Dirk Van Hove")
    assert TestRound.objects.get(project=project, number=1).status == TestRound.Status.CLOSED


def test_story_comes_to_gate_3_with_the_figures_of_the_key_figures(project):
    found = asked(3, 1)
    figures = {code: found[f"s3.{code}"] for code in ("key_figures", "verdict", "without_help", "disposition")}
    assert {code: (one.value, one.denominator) for code, one in figures.items()} == {
        "key_figures": (Decimal(18), 18),
        "verdict": (Decimal("77.8"), 72),
        "without_help": (Decimal("84.7"), 72),
        "disposition": (Decimal(100), 17),
    }


def test_story_kept_its_promise_of_gate_2(project):
    promised = Condition.objects.get(decision__request__project=project)
    assert (promised.owner.name, promised.fulfilled_on) == ("Dirk Van Hove", WEEKS.day(-39, 1))


def test_story_comes_to_gate_4_one_ambassador_short_and_says_what_is_done(project):
    found = asked(4, 1)
    short = found["s4.ambassadors"]
    assert (short.state, short.denominator, "Huis Kornoelje (2/3)" in short.text) == (State.NOT_MET, 24, True)
    assert [code for code, one in found.items() if one.is_open] == ["s4.ambassadors"]
    waiver = Waiver.objects.get(snapshot__request__step=4)
    assert (waiver.code, waiver.owner.name, waiver.expires_on) == ("s4.ambassadors", "Tom Wouters", WEEKS.day(-20))
    assert "Yasmina Tahiri" in waiver.measure


def test_story_comes_to_gate_4_with_its_figures(project):
    found = asked(4, 1)
    assert {code: (found[f"s4.{code}"].value, found[f"s4.{code}"].denominator) for code in FIGURES_4} == FIGURES_4


def test_story_gates_are_printed_by_their_command(project):
    out = StringIO()
    call_command("poort", "--demo", stdout=out)
    lines = [line.strip() for line in out.getvalue().splitlines()]
    short = next(line for line in lines if "s4.ambassadors" in line)
    assert short.startswith("✓ [must] s4.ambassadors: 24 van 24 ambassadeurs zeiden ja")
    assert "✓ [must] s5.coverage: Geleerd, per collega en taak: 1496 van 1744 (85,8%), doel 80%. (doel 80%)" in lines
    assert "✓ [should] s6.on_time: Checks op tijd: 26 van 28 (92,9%). (doel 85%)" in lines


def test_story_comes_to_gate_5_with_its_figures_and_nothing_missing(project):
    found = asked(5, 1)
    assert {code: (found[f"s5.{code}"].value, found[f"s5.{code}"].denominator) for code in FIGURES_5} == FIGURES_5
    assert [code for code, one in found.items() if one.is_open] == []


def test_story_asks_for_gate_5_when_the_last_week_of_the_rollout_is_over(project):
    request = GateRequest.objects.get(project=project, step=5)
    assert timezone.localdate(request.at) == WEEKS.day(-13)
