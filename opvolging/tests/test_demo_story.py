"""The whole story of the demo, up to gate 4: built through the same actions as the screens, with the figures of [T] §9."""

from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from bevraging import people_words
from bevraging.models import NamedResponse, Survey
from bevraging.support_trend import GREY, lines_of, measured
from communicatie.models import ContactPoint, Message, ProjectPage, RoleAsk
from fundament.models import AgreementVersion, Bottleneck, Decision, DecisionTask, InForce, TargetedQuestion
from fundament.recurrence import Window, by_bundle, recurrence
from opvolging.demo import content, content_bottlenecks, gates
from opvolging.demo.clock import Weeks
from opvolging.demo.content_messages import MESSAGES
from opvolging.demo.story import LAST, NOW
from opvolging.management.commands.demo import wipe
from opvolging.tests.test_demo import booked, run
from organisatie.models import Organisation
from toetsing.barriers import barriers_of
from toetsing.models import Finding, RoundConcept, RoundPerson, TestRound
from trajecten import gate
from trajecten.gate import Readiness, StepStatus
from trajecten.models import Condition, Event, GateDecision, GateRequest, Mail, Project, ProjectRole, Reopening, Waiver
from trajecten.steps import State
from uitrol.wave_gate import missing

BUNDLES = {
    "Aanmelding kwijt of geleend": 57,
    "Info niet doorgegeven bij briefing": 41,
    "Dubbel noteren": 34,
    "Medicatie achteraf afgetekend": 22,
    "Familie kreeg tegenstrijdige info": 19,
    "Toestel leeg of onvindbaar": 16,
    "Wondfoto op eigen gsm": 12,
}
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
WEEKS = Weeks(NOW[LAST])
seen: dict[str, gate.GateView] = {}
"""What the gate said at the moment at which step 2 was opened again."""


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    """It stands for the whole file, because it takes a while."""
    opening = gate.reopen

    def reopen(*, project: Project, **how):
        seen["gate 3"] = gate.status_of(project)
        return opening(project=project, **how)

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(gates.gate, "reopen", reopen)
        run()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def project(story, db) -> Project:
    return booked()


def asked(step: int, round: int) -> dict[str, gate.CriterionResult]:
    """What the snapshot of this request says, by code."""
    request = GateRequest.objects.get(project=booked(), step=step, round=round)
    return {result.code: result for result in gate.results_of(request.snapshot)}


# --- The gates ---------------------------------------------------------------------------------


def test_story_stands_in_step_5_with_four_gates_behind_it(project):
    found = gate.statuses(project)
    assert (project.step, [found[step] for step in (1, 2, 3, 4)]) == (5, [StepStatus.PASSED] * 4)


@pytest.mark.parametrize("step", [1, 2, 3])
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


def test_story_cannot_ask_for_gate_3_as_long_as_a_finding_blocks(project):
    view = seen["gate 3"]
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


# --- Step 2 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("window", [Window(WEEKS.day(-60), WEEKS.day(-53, 6)), None], ids=["counted first", "now"])
def test_story_counts_what_goes_wrong(project, window):
    found = by_bundle(project, window)
    names = {bundle.pk: bundle.name for bundle in project.bundles.all()}
    assert {names[pk]: one.count for pk, one in found.items()} == BUNDLES
    assert recurrence(project, window).per_four_weeks == Decimal("100.5")


def test_story_reports_in_every_house_and_never_what_is_still_to_come(project):
    found = Bottleneck.objects.filter(project=project)
    assert set(found.values_list("location__name", flat=True)) == {house for house, _head, _n in content.HOUSES}
    assert (found.loose().count(), found.filter(happened_on__gt=timezone.localdate()).count()) == (0, 0)


def test_story_takes_eight_decisions_with_two_deciders(project):
    found = Decision.objects.filter(project=project)
    assert {one.code: (one.status, one.decider.name.split()[0]) for one in found} == {
        "B01": ("taken", "Hilde"),
        "B02": ("taken", "Dirk"),
        "B03": ("taken", "Dirk"),
        "B04": ("taken", "Hilde"),
        "B05": ("taken", "Dirk"),
        "B06": ("taken", "Dirk"),
        "B07": ("taken", "Dirk"),
        "B08": ("taken", "Hilde"),
    }


def test_story_summed_up_what_it_asked_of_a_few_people(project):
    found = TargetedQuestion.objects.filter(decision__project=project).order_by("decision__number")
    said = NamedResponse.objects.filter(participant__survey__targeted__in=found)
    invited = [(one.decision.code, one.survey.invited, bool(one.summary)) for one in found]
    assert invited == [("B02", 18, True), ("B03", 9, True), ("B05", 6, True), ("B07", 12, True), ("B08", 5, True)]
    assert said.count() == sum(people for _code, people, _summary in invited)


def test_story_has_no_task_that_waits(project):
    assert not DecisionTask.objects.filter(decision__project=project, done_on__isnull=True).exists()


def test_story_has_ten_agreements_that_are_tested_and_not_in_force(project):
    latest = {one.agreement.code: one for one in AgreementVersion.objects.filter(agreement__project=project)}
    assert {code: (one.number, one.status) for code, one in latest.items()} == {
        f"A{number:02}": (2 if number == 2 else 1, "tested") for number in range(1, 11)
    }
    assert not InForce.objects.exists()


# --- Step 3 ------------------------------------------------------------------------------------


def test_story_tried_each_concept_in_the_versions_it_tells(project):
    rows = RoundConcept.objects.filter(round__project=project).order_by("round__number", "concept__number")
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.round.number, {})[row.concept.code] = row.version.label
    first = dict.fromkeys(("C1", "C2", "C3", "C4", "C6"), "0.1")
    assert found == {
        1: first,
        2: {"C5": "0.1"},
        3: {"C1": "0.2", "C2": "0.2", "C3": "0.3", "C4": "0.2", "C5": "0.2", "C6": "0.2"},
    }


def test_story_ends_with_the_versions_that_were_settled(project):
    newest = {one.code: one.versions.last().label for one in project.concepts.all()}
    assert newest == {"C1": "0.3", "C2": "0.3", "C3": "0.4", "C4": "0.2", "C5": "0.3", "C6": "0.3"}


def test_story_rounds_are_of_eight_six_and_eighteen_people(project):
    people = [RoundPerson.objects.filter(round=one).count() for one in project.test_rounds.all()]
    houses = RoundPerson.objects.filter(round__number=3).values("location").distinct().count()
    assert (people, houses) == ([8, 6, 18], 6)


def test_story_answered_all_its_findings(project):
    found = Finding.objects.filter(project=project)
    count = {name: found.filter(disposition=name).count() for name in ("adjusted", "later", "not", "")}
    assert count == {"adjusted": 16, "later": 1, "not": 1, "": 5}
    assert (found.count(), found.open().count(), found.last().code) == (23, 0, "F23")


def test_story_made_a_finding_of_everything_that_somebody_wrote(project):
    known = set(Finding.objects.filter(project=project).values_list("form_key", flat=True))
    wrote = [one.key for test_round in project.test_rounds.all() for one in barriers_of(test_round)]
    assert (len(wrote), [key for key in wrote if key not in known]) == (13, [])


def test_story_measured_support_in_every_step(project):
    lines = {line.label: [point.drawn for point in line.points] for line in lines_of(measured(project))}
    assert lines == {
        "Iedereen": [44, 55, 58, 65],
        "Huis Hazelnoot": [46, 55, 59, 71],
        "Huis Linde": [50, 54, 59, 65],
        "Huis Meidoorn": [48, 63, 66, 69],
        "Huis Vlier": [34, 57, 56, 64],
        "Huis Wilgenhof": [39, 52, 55, 60],
        "Huis Kornoelje": [40, 39, 48, 49],
    }


def test_story_does_not_hold_against_a_house_what_is_too_close_to_say(project):
    kornoelje = next(line for line in lines_of(measured(project)) if line.label == "Huis Kornoelje")
    assert kornoelje.points[1].zone == GREY


# --- Step 4 ------------------------------------------------------------------------------------


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


def test_story_asked_24_ambassadors_of_whom_23_said_yes_each_with_their_own_account(project):
    asks = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR)
    team = asks.confirmed()
    per_house = Counter(team.values_list("location__name", flat=True))
    assert (asks.count(), [per_house[house] for house, _head, _n in content.HOUSES]) == (24, [5, 5, 4, 4, 3, 2])
    assert {(one.employee.user is None, one.prepared_on) for one in team.select_related("employee__user")} == {
        (False, WEEKS.day(-27, 3))
    }


def test_story_ambassadors_do_it_freely_but_for_three_and_reach_every_night(project):
    team = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR).confirmed()
    at_night = {one.location.name for one in team.select_related("location") if "nacht" in one.shifts}
    assert team.filter(voluntary=False).count() == 3
    assert at_night == {house for house, _head, _n in content.HOUSES}
    assert sum(one.hours for one in team) == 61


def test_story_ambassadors_work_in_the_shift_that_they_reach(project):
    team = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR).confirmed()
    assert [one for one in team.select_related("employee") if one.employee.shift not in one.shifts] == []


def test_story_named_people_change_no_count_of_the_organisation(project):
    functions = Counter(project.organisation.employees.values_list("function__name", flat=True))
    houses = Counter(project.organisation.employees.values_list("location__name", flat=True))
    sizes = {house: size for house, _head, size in content.HOUSES}
    assert (functions, houses) == (dict(content.FUNCTIONS), sizes)


def test_story_told_sixteen_messages_each_on_its_day(project):
    messages = Message.objects.filter(project=project)
    told = {one.code: timezone.localdate(one.sent_at) for one in messages.told()}
    assert told == {code: WEEKS.day(one.week, one.weekday) for code, one in MESSAGES.items()}
    assert messages.count() == 16


def test_story_has_somebody_to_turn_to_everywhere_and_a_page_in_three_languages(project):
    points, page = ContactPoint.objects.filter(project=project), ProjectPage.objects.get(project=project)
    figures = project.roles.current().filter(role=ProjectRole.Role.KEY_FIGURE)
    assert (figures.count(), points.count(), all(one.has_backup for one in points)) == (9, 7, True)
    assert (page.is_on, sorted(page.translations)) == (True, ["en", "fr"])


def test_story_plans_three_waves_and_five_moments_for_each_house(project):
    planned = [
        (one.starts_on, sorted(one.places.values_list("location__name", flat=True))) for one in project.waves.all()
    ]
    assert planned == [
        (WEEKS.day(-25, 3), ["Huis Meidoorn", "Huis Vlier"]),
        (WEEKS.day(-22, 3), ["Huis Hazelnoot", "Huis Linde"]),
        (WEEKS.day(-19, 3), ["Huis Kornoelje", "Huis Wilgenhof"]),
    ]
    moments = Counter(project.moments.values_list("location__name", flat=True))
    assert moments == {house: 5 for house, _head, _n in content.HOUSES}


def test_story_plans_a_session_in_each_shift_before_the_first_wave(project):
    asked_for = {point.code: point.is_open for point in missing(project.waves.get(number=1))}
    assert (project.work_tasks.count(), project.training_sessions.count(), asked_for) == (10, 6, {"checks": True})


def test_story_gate_4_is_printed_by_its_command(project):
    out = StringIO()
    call_command("poort", "--demo", stdout=out)
    lines = [line.strip() for line in out.getvalue().splitlines()]
    short = next(line for line in lines if "s4.ambassadors" in line)
    assert short.startswith("✗ [must] s4.ambassadors: 23 van 24 ambassadeurs zeiden ja")
    assert "✓ [should] s4.pulse: Het draagvlak is 65 op 100, doel 60." in lines


# --- As a whole --------------------------------------------------------------------------------


def test_story_names_nobody_in_what_it_writes_down(project):
    names = people_words.names_of(project.organisation)
    texts = [
        *Finding.objects.values_list("text", flat=True),
        *TargetedQuestion.objects.values_list("summary", flat=True),
        *(words for kind in content_bottlenecks.BUNDLES.values() for one in kind.words for words in one[:2]),
    ]
    assert [text for text in texts if people_words.find(text, names)] == []


def test_story_tells_nothing_that_is_still_to_come_and_each_thing_in_its_turn(project):
    moments = Event.objects.filter(project=project).order_by("pk").values_list("at", flat=True)
    told = [at.replace(second=0, microsecond=0) for at in moments]  # two scenes may begin in the same minute
    assert (told == sorted(told), told[-1] < timezone.now()) == (True, True)
    assert timezone.localdate(told[0]) == WEEKS.day(-60)


def test_story_leaves_no_survey_open(project):
    assert set(Survey.objects.filter(project=project).values_list("status", flat=True)) == {Survey.Status.PUBLISHED}


def test_story_mails_no_old_news(project):
    waiting = Mail.objects.filter(status__in=Mail.OPEN).exclude(kind="bevraging.invitation")
    assert sorted(waiting.values_list("kind", flat=True)) == ["gate.request", "gate.result"]


def test_story_can_be_wiped_also_after_a_decision_was_revised(project):
    with transaction.atomic():
        last = GateDecision.objects.filter(request__project=project).latest("turn")
        revised = GateDecision(
            request=last.request, outcome="go", decided_by=last.decided_by, replaces=last, turn=last.turn, sha256="x"
        )
        revised.save(force_insert=True)
        wipe()
        assert not Organisation.objects.filter(name=content.HAZELAAR).exists()
        transaction.set_rollback(True)
