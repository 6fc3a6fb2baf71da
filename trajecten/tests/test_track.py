"""The spoor: stations, gates and points as the stored facts say."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from trajecten.models import Condition, GateDecision, GateRequest, Project, Reopening
from trajecten.support import SupportPoint
from trajecten.track import track_for


@pytest.fixture
def project(linde):
    return Project.objects.create(
        organisation=linde, slug="werkbonnen", title="Werkbonnen", goal="Minder zoeken", step=3
    )


def decided(project, step, outcome, by, **fields):
    asked = GateRequest.objects.create(
        project=project, step=step, round=GateRequest.objects.count() + 1, requested_by=by,
        decide_by=timezone.localdate(), status=GateRequest.Status.DECIDED,
    )  # fmt: skip
    reason = "" if outcome == "go" else "Dit is nog nodig."
    return GateDecision.objects.create(
        request=asked, outcome=outcome, decided_by=by, reason=reason, sha256="0" * 64, **fields
    )


def gates(project, **more):
    return [(gate.status, gate.title) for gate in track_for(project, **more).gates]


def test_stations_of_a_project_in_step_three_are_done_now_and_later(project):
    track = track_for(project)
    assert [str(station.status) for station in track.stations] == ["done", "done", "now", "later", "later", "later"]
    assert [station.sub for station in track.stations] == [
        "klaar",
        "klaar",
        "jullie zijn hier",
        "hierna",
        "later",
        "blijft doorlopen",
    ]
    assert track.current.name == "Toetsing"


def test_gates_without_decisions_are_open_behind_and_closed_ahead(project):
    assert gates(project) == [
        ("open", "Poort open"), ("open", "Poort open"), ("closed", "Poort dicht"), ("closed", "Poort dicht"), ("closed", "Poort dicht"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("points", "said"),
    [(0, ("ready", "Klaar om te beslissen")), (1, ("almost", "nog 1 punt")), (2, ("almost", "nog 2 punten"))],
)
def test_current_gate_says_how_many_points_are_left(project, points, said):
    assert gates(project, open_points=points)[2] == said


def test_current_gate_with_an_open_request_waits_for_the_decision(project, lies):
    asked = GateRequest(project=project, step=3, round=1, requested_by=lies, decide_by=timezone.localdate())
    assert gates(project, open_request=asked)[2] == ("ready", "Wacht op een beslissing")


def test_current_gate_after_a_hold_shows_the_pause(project, lies):
    decided(project, 3, "hold", lies)
    assert gates(project, open_points=1)[2] == ("waiting", "Nog even wachten")


def test_passed_gate_with_an_unmet_condition_names_the_day(project, lies):
    decision = decided(project, 2, "go_with_conditions", lies)
    Condition.objects.create(
        decision=decision, text="Hoezen kopen", owner=lies, due_on=date(timezone.localdate().year, 4, 1)
    )
    assert gates(project)[1] == ("open_with_condition", "Open, met een afspraak tegen 1 april")


def test_passed_gate_with_a_fulfilled_condition_is_simply_open(project, lies):
    decision = decided(project, 2, "go_with_conditions", lies)
    Condition.objects.create(
        decision=decision,
        text="Hoezen kopen",
        owner=lies,
        due_on=timezone.localdate(),
        fulfilled_on=timezone.localdate(),
    )
    assert gates(project)[1] == ("open", "Poort open")


def test_reopened_gates_say_since_when_and_later_steps_are_to_be_confirmed(project, lies):
    for step in (1, 2):
        decided(project, step, "go", lies)
    Reopening.objects.create(project=project, from_step=3, to_step=1, reason="Nieuwe locatie", by=lies, turn=9)
    Project.objects.filter(pk=project.pk).update(step=1)
    project.refresh_from_db()
    day = timezone.localdate()
    months = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    said = f"Opnieuw dicht sinds {day.day} {months[day.month - 1]}"
    assert gates(project)[:3] == [("closed", said), ("closed", said), ("closed", "Poort dicht")]
    assert [str(s.status) for s in track_for(project).stations] == [
        "now",
        "reopened",
        "later",
        "later",
        "later",
        "later",
    ]


def test_station_that_was_sent_back_is_to_be_looked_at_again(project, lies):
    for step in (1, 2):
        decided(project, step, "go", lies)
    decided(project, 3, "back", lies, back_to=2)
    Project.objects.filter(pk=project.pk).update(step=2)
    project.refresh_from_db()
    stations = track_for(project).stations
    assert [str(one.status) for one in stations[:4]] == ["done", "now", "reopened", "later"]
    assert stations[2].sub == "opnieuw te bekijken"


def test_revised_decision_counts_instead_of_the_first(project, lies):
    first = decided(project, 3, "go", lies)
    GateDecision.objects.create(
        request=first.request, outcome="hold", reason="Toch wachten", decided_by=lies, sha256="1" * 64, replaces=first
    )
    assert gates(project)[2] == ("waiting", "Nog even wachten")


def test_measured_points_hide_groups_under_five_and_keep_the_last_of_a_step(project):
    points = [SupportPoint(1, 40, 30), SupportPoint(1, 56, 118), SupportPoint(2, 90, 4)]
    assert track_for(project, points=points).measured == [SupportPoint(1, 56, 118)]


def test_station_done_names_the_day_of_the_decision(project, lies):
    decision = decided(project, 1, "go", lies)
    day = timezone.localdate(decision.at)
    assert track_for(project).stations[0].sub.startswith(f"klaar op {day.day} ")


def test_gate_leads_to_its_page(project, settings):
    assert track_for(project).gates[0].url == reverse("trajecten:poort", args=["werkbonnen", 1])


def test_track_of_many_decisions_takes_one_query(project, lies, django_assert_num_queries):
    project.step = 5  # a step that says nothing below its station itself
    decided(project, 1, "go", lies)
    with django_assert_num_queries(1):
        track_for(project)
    decided(project, 2, "go", lies)
    with django_assert_num_queries(1):
        track_for(project)


def test_condition_due_in_another_year_names_the_year(project, lies):
    decision = decided(project, 2, "go_with_conditions", lies)
    next_year = timezone.localdate() + timedelta(days=400)
    Condition.objects.create(decision=decision, text="Hoezen", owner=lies, due_on=next_year)
    assert gates(project)[1][1].endswith(str(next_year.year))
