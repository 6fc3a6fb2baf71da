"""Facts and readiness, and asking for a decision."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from organisatie.tests.factories import make_membership
from trajecten import actions, gate, reading
from trajecten.models import Event, GateRequest, Mail, Project, ProjectRole, Snapshot, Threshold, Waiver
from trajecten.steps import Kind, Outcome, State
from trajecten.tests.factories import make_decider, make_role
from trajecten.tests.gate_world import LONG_REASON, REPORT, RESPONSE

DECIDER = "s0.decider"


def result(world, code):
    return next(r for r in gate.evaluate(world.project) if r.code == code)


def waiver(world, **values):
    chosen = {
        "code": RESPONSE, "reason": LONG_REASON, "measure": "We bellen hen op.", "owner": world.lead,
        "expires_on": timezone.localdate() + timedelta(days=20),
    }  # fmt: skip
    return gate.WaiverInput(**(chosen | values))


# --- Facts -------------------------------------------------------------------------------------


def test_evaluate_says_the_decider_first_then_the_criteria_of_the_step(world):
    assert [r.code for r in gate.evaluate(world.project)] == [DECIDER, RESPONSE, REPORT, "fake.advice"]


def test_criterion_carries_value_goal_and_denominator(world):
    found = result(world, RESPONSE)
    assert (found.value, found.goal, found.denominator, found.unit) == (Decimal("60.0"), Decimal(50), 100, "%")
    assert found.text == "Deelname: 60 van 100 (60%), doel 50%."


def test_criterion_with_nothing_to_count_is_too_little_data(world):
    world.facts.answers = world.facts.invited = 0
    assert result(world, RESPONSE).state == State.TOO_LITTLE


def test_criterion_below_the_smallest_denominator_is_too_little_data(world):
    world.facts.answers = world.facts.invited = 4
    assert result(world, RESPONSE).state == State.TOO_LITTLE


def test_criterion_that_calls_an_empty_set_met_is_not_believed(world, monkeypatch):
    from trajecten.tests import gate_world

    monkeypatch.setattr(gate_world, "share", lambda *a, **k: Outcome(State.MET, "0 van 0.", denominator=0))
    assert result(world, RESPONSE).state == State.TOO_LITTLE


def test_outcome_that_does_not_apply_needs_a_reason():
    with pytest.raises(ValueError, match="needs a reason"):
        Outcome(State.NOT_APPLICABLE, "Niet hier.")


def test_evaluate_costs_two_queries_whatever_the_number_of_criteria(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        gate.evaluate(world.project)


def test_status_of_costs_a_fixed_number_of_queries(world, django_assert_num_queries):
    world.answer("hold")
    world.ask()
    with django_assert_num_queries(4):  # decider, goals, decisions with conditions, open request
        gate.status_of(world.project)


# --- The decider, hard on every gate ------------------------------------------------------------


def test_decider_who_is_present_is_in_order(world):
    assert result(world, DECIDER).state == State.MET


def test_decider_who_is_missing_blocks(world):
    ProjectRole.objects.filter(role="decider").update(until=timezone.now())
    assert result(world, DECIDER).state == State.NOT_MET
    assert gate.readiness(gate.evaluate(world.project)) == gate.Readiness.BLOCKED


def test_decider_with_a_closed_account_blocks(world):
    type(world.decider).objects.filter(pk=world.decider.pk).update(is_active=False)
    assert result(world, DECIDER).text == "Het account van Dirk Van Hove is niet meer actief."


def test_decider_who_left_the_organisation_blocks(world, linde):
    make_membership(world.decider, linde, "reader", is_active=False)
    seen = reading.keep(reading.with_gate(Project.objects.filter(pk=world.project.pk)).get())
    for project in (world.project, seen):
        decider = gate.evaluate(project)[0]
        assert (decider.state, "geen lid meer" in decider.text) == (State.NOT_MET, True)


def test_decider_who_also_leads_blocks(world):
    make_role(world.project, world.decider, "lead")
    assert result(world, DECIDER).state == State.NOT_MET


# --- Readiness ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, gate.Readiness.READY),
        ({"answers": 40}, gate.Readiness.NOT_YET),
        ({"answers": 0, "invited": 0}, gate.Readiness.NOT_YET),
        ({"report": State.NOT_MET}, gate.Readiness.BLOCKED),
        ({"report": State.TOO_LITTLE}, gate.Readiness.BLOCKED),
        ({"advice": State.NOT_MET}, gate.Readiness.READY),
        ({"report": State.NOT_MET, "answers": 40}, gate.Readiness.BLOCKED),
    ],
)
def test_readiness_follows_the_weight_of_what_is_missing(world, changes, expected):
    for name, value in changes.items():
        setattr(world.facts, name, value)
    assert gate.readiness(gate.evaluate(world.project)) == expected


def test_readiness_with_a_waiver_for_what_is_missing(world):
    world.facts.answers = 40
    assert gate.readiness(gate.evaluate(world.project), [RESPONSE]) == gate.Readiness.READY_WITH_WAIVER


def test_readiness_does_not_believe_a_waiver_for_a_hard_criterion(world):
    world.facts.report = State.NOT_MET
    assert gate.readiness(gate.evaluate(world.project), [REPORT]) == gate.Readiness.BLOCKED


def test_readiness_of_nothing_asked_is_not_yet(world):
    core = [r for r in gate.evaluate(world.project) if r.code == DECIDER]
    assert gate.readiness(core) == gate.Readiness.NOT_YET


# --- A step that is being prepared --------------------------------------------------------------


def test_gate_of_a_step_in_preparation_says_so(project_in_preparation):
    view = gate.status_of(project_in_preparation)
    assert [r.code for r in view.results] == [DECIDER]
    assert (view.readiness, view.preparing) == (gate.Readiness.NOT_YET, True)
    assert view.sentence == "Deze stap wordt nog voorbereid. De poort kan nog niet open."


def test_gate_of_a_step_in_preparation_cannot_be_asked_about(project_in_preparation, lies):
    with pytest.raises(gate.NotReady, match="wordt nog voorbereid"):
        gate.request_decision(project=project_in_preparation, by=lies)


# --- Asking -------------------------------------------------------------------------------------


def test_request_freezes_what_every_criterion_says(world):
    snapshot = world.ask(note="Ninove doet mee.").snapshot
    world.facts.answers = 80
    frozen = {r.code: (r.state, r.value, r.goal, r.denominator) for r in gate.results_of(snapshot)}
    assert frozen[RESPONSE] == (State.MET, Decimal(60), Decimal(50), 100)


def test_snapshot_hash_verifies_after_a_round_trip(world):
    stored = Snapshot.objects.get(request=world.ask())
    assert gate.snapshot_is_intact(stored) is True
    stored.content["criteria"][1]["value"] = "95"
    assert gate.snapshot_is_intact(stored) is False


def test_snapshot_names_its_engine(world):
    assert world.ask().snapshot.engine_version == 3


def test_request_by_a_reader_is_refused(world, noor):
    with pytest.raises(PermissionDenied):
        gate.request_decision(project=world.project, by=noor)


def test_request_by_a_lead_of_another_project_is_refused(world, linde):
    other = make_decider(linde, "Karel Baert")
    make_membership(other, linde, "lead")
    with pytest.raises(PermissionDenied):
        gate.request_decision(project=world.project, by=other)


def test_request_by_the_decider_is_refused(world, linde):
    make_membership(world.decider, linde, "admin")
    with pytest.raises(PermissionDenied):
        gate.request_decision(project=world.project, by=world.decider)


def test_request_that_is_not_ready_names_what_is_missing(world):
    world.facts.answers = 40
    with pytest.raises(gate.NotReady, match="Dit is nog nodig: Deelname") as caught:
        world.ask()
    assert [r.code for r in caught.value.results if r.is_open] == [RESPONSE]


def test_request_with_a_hard_criterion_open_is_refused(world):
    world.facts.report = State.NOT_MET
    with pytest.raises(gate.NotReady, match="Dit moet eerst in orde zijn: Verslag"):
        world.ask()


def test_request_twice_is_asked_once(world):
    world.ask()
    with pytest.raises(gate.AlreadyAsked):
        world.ask()
    assert GateRequest.objects.count() == 1


def test_request_mails_the_decider(world):
    request = world.ask()
    mail = Mail.objects.get()
    assert (mail.kind, mail.recipient, mail.key) == (
        "gate.request", world.decider.email, f"decision:{request.pk}:{world.decider.pk}",
    )  # fmt: skip


def test_request_by_default_is_to_be_decided_within_a_week(world):
    assert world.ask().decide_by == timezone.localdate() + timedelta(days=7)


@pytest.mark.parametrize("days", [-1, 15])
def test_request_for_a_day_that_makes_no_sense_is_refused(world, days):
    with pytest.raises(ValidationError, match="binnen de 14 dagen"):
        world.ask(decide_by=timezone.localdate() + timedelta(days=days))


def test_request_in_step_six_is_refused(world):
    world.pass_gates(6)
    with pytest.raises(gate.NoExit):
        world.ask()


def test_withdrawn_request_can_be_asked_again_as_a_second_round(world):
    request = world.ask()
    gate.withdraw_request(request=request, by=world.lead)
    again = world.ask()
    assert (GateRequest.objects.get(pk=request.pk).status, again.round) == ("withdrawn", 2)


def test_withdrawn_request_cannot_be_decided(world):
    request = world.ask()
    gate.withdraw_request(request=request, by=world.lead)
    with pytest.raises(gate.AlreadyDecided):
        world.answer(request=request)


# --- Waivers ------------------------------------------------------------------------------------


def test_waiver_lets_one_ask_without_one_must_criterion(world):
    world.facts.answers = 40
    request = world.ask(waivers=[waiver(world)])
    kept = Waiver.objects.get()
    assert (kept.code, kept.snapshot_id, kept.by) == (RESPONSE, request.snapshot.pk, world.lead)


def test_waiver_stays_beside_a_check_that_says_not_met(world):
    world.facts.answers = 40
    frozen = gate.results_of(world.ask(waivers=[waiver(world)]).snapshot)
    assert next(r.state for r in frozen if r.code == RESPONSE) == State.NOT_MET


def test_waiver_is_spent_with_its_request(world):
    world.facts.answers = 40
    world.answer("hold", world.ask(waivers=[waiver(world)]))
    with pytest.raises(gate.NotReady):
        world.ask()


def test_waiver_of_a_hard_criterion_is_refused(world):
    world.facts.report = State.NOT_MET
    with pytest.raises(ValidationError, match="«Verslag» kan je niet overslaan"):
        world.ask(waivers=[waiver(world, code=REPORT)])


@pytest.mark.parametrize("code", [RESPONSE, "fake.advice", "bestaat.niet"])
def test_waiver_of_what_blocks_nothing_is_refused(world, code):
    world.facts.advice = State.NOT_MET
    with pytest.raises(ValidationError, match="geen afwijking nodig"):
        world.ask(waivers=[waiver(world, code=code)])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"reason": "Te kort." + " " * 40}, "minstens 30 tekens"),
        ({"measure": "  "}, "wat jullie in de plaats doen"),
        ({"expires_on": timezone.localdate()}, "datum na vandaag"),
    ],
)
def test_waiver_that_lacks_something_is_refused(world, values, sentence):
    world.facts.answers = 40
    with pytest.raises(ValidationError, match=sentence):
        world.ask(waivers=[waiver(world, **values)])


def test_waiver_owned_by_somebody_of_elsewhere_is_refused(world, vik):
    world.facts.answers = 40
    with pytest.raises(ValidationError, match="eigenaar uit jullie organisatie"):
        world.ask(waivers=[waiver(world, owner=vik)])


def test_waiver_twice_for_the_same_criterion_is_refused(world):
    world.facts.answers = 40
    with pytest.raises(ValidationError, match="één afwijking"):
        world.ask(waivers=[waiver(world), waiver(world)])


# --- Goals of a project -------------------------------------------------------------------------


def lower(world, value="30", reason="Kleine ploegen."):
    return actions.change_threshold(
        project=world.project, code=RESPONSE, value=Decimal(value), reason=reason, by=world.lead
    )


def test_threshold_of_the_project_replaces_the_default(world):
    world.facts.answers = 40
    lower(world)
    found = result(world, RESPONSE)
    assert (found.goal, found.state) == (Decimal(30), State.MET)


def test_threshold_that_was_lowered_is_shown(world):
    lower(world)
    found = result(world, RESPONSE)
    assert (found.lowered, found.detail) == (True, "Het doel is hier 30% in plaats van 50%. Waarom: Kleine ploegen.")


def test_threshold_that_was_raised_is_not_called_lowered(world):
    lower(world, "55")
    assert result(world, RESPONSE).lowered is False


def test_threshold_keeps_who_why_before_and_after(world):
    lower(world)
    lower(world, "25")
    rows = Threshold.objects.order_by("pk").values_list("before", "value", "reason", "changed_by")
    assert list(rows) == [
        (Decimal(50), Decimal(30), "Kleine ploegen.", world.lead.pk),
        (Decimal(30), Decimal(25), "Kleine ploegen.", world.lead.pk),
    ]


def test_threshold_change_stands_in_the_history(world):
    lower(world)
    event = Event.objects.filter(verb="threshold.changed").get()
    assert (event.data["before"], event.data["after"], event.actor) == ("50", "30", world.lead)


@pytest.mark.parametrize("value", ["19.99", "90.01", "NaN"])
def test_threshold_out_of_range_is_refused(world, value):
    with pytest.raises(ValidationError):
        lower(world, value)


def test_threshold_without_a_reason_is_refused(world):
    with pytest.raises(ValidationError, match="waarom"):
        lower(world, reason="  ")


def test_threshold_of_a_hard_criterion_does_not_exist(world):
    with pytest.raises(ValidationError, match="ligt vast"):
        actions.change_threshold(project=world.project, code=REPORT, value=Decimal(1), reason="Zo.", by=world.lead)


def test_threshold_by_a_reader_is_refused(world, noor):
    with pytest.raises(PermissionDenied):
        actions.change_threshold(project=world.project, code=RESPONSE, value=Decimal(30), reason="Zo.", by=noor)


# --- Weight and mode ----------------------------------------------------------------------------


def test_criterion_of_another_mode_does_not_apply(world, monkeypatch):
    from trajecten.steps import Criterion, step_for

    def boom(project, goal):
        raise AssertionError("What does not apply is not computed.")

    only = Criterion("fake.mode", Kind.MUST, "Cijfers", "Telt.", boom, modes=frozenset({"qualitative"}))
    monkeypatch.setattr(type(step_for(1)), "criteria", lambda self: (only,))
    found = result(world, "fake.mode")
    assert (found.state, bool(found.reason)) == (State.NOT_APPLICABLE, True)
