"""What the story counts, decides, agrees and tries out: steps 2 and 3, with the figures of [T] §9.3 to §9.5."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import Min
from django.utils import timezone

from bevraging.models import NamedResponse
from bevraging.support_trend import GREY, lines_of, measured
from fundament.models import AgreementVersion, Bottleneck, Decision, DecisionTask, InForce, TargetedQuestion
from fundament.recurrence import Window, by_bundle, recurrence
from opvolging.demo import bottlenecks, content
from opvolging.tests.story.kit import WEEKS
from toetsing.barriers import barriers_of
from toetsing.models import Finding, RoundConcept, RoundPerson

BUNDLES = {
    "Aanmelding kwijt of geleend": 57,
    "Info niet doorgegeven bij briefing": 41,
    "Dubbel noteren": 34,
    "Medicatie achteraf afgetekend": 22,
    "Familie kreeg tegenstrijdige info": 19,
    "Toestel leeg of onvindbaar": 16,
    "Wondfoto op eigen gsm": 12,
}


SINCE = {
    "Aanmelding kwijt of geleend": 6,
    "Info niet doorgegeven bij briefing": 14,
    "Dubbel noteren": 9,
    "Medicatie achteraf afgetekend": 5,
    "Familie kreeg tegenstrijdige info": 23,
    "Toestel leeg of onvindbaar": 33,
    "Wondfoto op eigen gsm": 1,
}
"""In twelve weeks; before, in eight."""
COUNTED = {
    "counted first": Window(WEEKS.day(-60), WEEKS.day(-53, 6)),
    "before the first house starts": Window.before(WEEKS.day(-25, 3)),
}


@pytest.mark.parametrize("window", COUNTED.values(), ids=COUNTED)
def test_story_counts_what_goes_wrong(project, window):
    found = by_bundle(project, window)
    names = {bundle.pk: bundle.name for bundle in project.bundles.all()}
    assert {names[pk]: one.count for pk, one in found.items()} == BUNDLES
    assert recurrence(project, window).per_four_weeks == Decimal("100.5")


@pytest.mark.parametrize("days_later", [0, 25, 53])
def test_story_counts_less_once_every_house_started(days_later):
    first = bottlenecks.LAST_START + days_later
    found = Counter(one.bundle for one in bottlenecks.reports() if first <= one.day < first + 84)
    assert found == SINCE


def test_story_reports_in_every_house_and_never_what_is_still_to_come(project):
    found = Bottleneck.objects.filter(project=project)
    assert set(found.values_list("location__name", flat=True)) == {house for house, _head, _n in content.HOUSES}
    assert (found.loose().count(), found.filter(happened_on__gt=timezone.localdate()).count()) == (0, 0)


def test_story_takes_ten_decisions_with_two_deciders(project):
    found = Decision.objects.filter(project=project)
    assert {one.code: (one.status, one.decider.name.split()[0]) for one in found} == {
        "B01": ("taken", "Hilde"),
        "B02": ("taken", "Dirk"),
        "B03": ("reviewed", "Dirk"),
        "B04": ("taken", "Hilde"),
        "B05": ("superseded", "Dirk"),
        "B06": ("taken", "Dirk"),
        "B07": ("taken", "Dirk"),
        "B08": ("taken", "Hilde"),
        "B09": ("taken", "Dirk"),
        "B10": ("taken", "Dirk"),
    }


def test_story_summed_up_what_it_asked_of_a_few_people(project):
    found = TargetedQuestion.objects.filter(decision__project=project).order_by("decision__number")
    said = NamedResponse.objects.filter(participant__survey__targeted__in=found)
    invited = [(one.decision.code, one.survey.invited, bool(one.summary)) for one in found]
    assert invited == [("B02", 18, True), ("B03", 9, True), ("B05", 6, True), ("B07", 12, True), ("B08", 5, True)]
    assert said.count() == sum(people for _code, people, _summary in invited)


def test_story_has_no_task_that_waits(project):
    assert not DecisionTask.objects.filter(decision__project=project, done_on__isnull=True).exists()


def test_story_has_ten_agreements_that_hold_in_every_house(project):
    latest = {one.agreement.code: one for one in AgreementVersion.objects.filter(agreement__project=project)}
    assert {code: (one.number, one.status) for code, one in latest.items()} == {
        f"A{number:02}": (2 if number in (2, 5, 9) else 1, "in_force") for number in range(1, 11)
    }
    began = Counter(InForce.objects.values_list("agreement__number", flat=True))
    assert began == {number: 12 if number in (5, 9) else 6 for number in range(1, 11)}  # twice: other words since


def test_story_lets_each_agreement_begin_in_the_week_in_which_it_was_agreed_to(project):
    begin = InForce.objects.order_by().values_list("agreement__number").annotate(first=Min("since"))
    assert dict(begin) == {number: WEEKS.day({7: -22, 9: -19, 10: -22}.get(number, -25), 3) for number in range(1, 11)}


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


def test_story_measured_support_in_every_step_and_twice_while_houses_start(project):
    lines = {line.label: [point.drawn for point in line.points] for line in lines_of(measured(project))}
    assert lines == {
        "Iedereen": [44, 55, 58, 65, 60, 72, 74],
        "Huis Hazelnoot": [46, 55, 59, 71, 59, 69, 74],
        "Huis Linde": [50, 54, 59, 65, 64, 77, 75],
        "Huis Meidoorn": [48, 63, 66, 69, 65, 77, 79],
        "Huis Vlier": [34, 57, 56, 64, 57, 73, 68],
        "Huis Wilgenhof": [39, 52, 55, 60, 56, 71, 74],
        "Huis Kornoelje": [40, 39, 48, 49, 56, 62, 68],
    }


def test_story_does_not_hold_against_a_house_what_is_too_close_to_say(project):
    kornoelje = next(line for line in lines_of(measured(project)) if line.label == "Huis Kornoelje")
    assert kornoelje.points[1].zone == GREY
