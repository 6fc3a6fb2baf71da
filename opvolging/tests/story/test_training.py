"""Colleagues of the story learn their tasks from each other: 96 sessions, with the figures of [T] §9.7."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import Count, Q

from opvolging.demo.content_tasks import LEARNED
from uitrol.coverage import coverage_of
from uitrol.models import SelfRating, TaskDone, TaskHelper

COVERAGE = {
    "TK1": (262, 288),
    "TK2": (216, 262),
    "TK3": (80, 84),
    "TK4": (73, 84),
    "TK5": (160, 178),
    "TK6": (92, 112),
    "TK7": (271, 316),
    "TK8": (32, 36),
    "TK9": (88, 122),
    "TK10": (222, 262),
}
ALONE = {1: 88, 2: 79, 3: 92, 4: 82, 5: 90, 6: 76, 7: 86, 8: 91, 9: 70, 10: 73}
"""In percent, as [T] tells it."""


def test_story_holds_96_sessions_of_which_colleagues_gave_84(project):
    held = project.training_sessions.held()
    assert (project.training_sessions.count(), held.count(), held.filter(internal=True).count()) == (96, 96, 84)
    assert not held.filter(internal=True, helper=None).exists()


def test_story_holds_no_session_without_anybody(project):
    came = project.training_sessions.annotate(n=Count("attendances", filter=Q(attendances__present=True)))
    assert not came.filter(n=0).exists()


def test_story_trains_each_house_as_often(project):
    houses = Counter(project.training_sessions.values_list("location__name", flat=True))
    assert (len(houses), set(houses.values())) == (6, {16})


def test_story_covers_every_task_as_told(project):
    found = coverage_of(project)
    assert {one.code: (one.total.learned, one.total.required) for one in found.tasks} == COVERAGE
    assert (found.total.learned, found.total.required) == (1496, 1744)


def test_story_teaches_nobody_a_task_of_another_function(project):
    meant = set(project.work_tasks.values_list("pk", "functions"))
    learned = TaskDone.objects.filter(project=project).values_list("task", "employee__function")
    assert set(learned) - meant == set()


def test_story_lets_everybody_who_learned_a_task_say_how_it_goes(project):
    rated = SelfRating.objects.filter(project=project)
    assert (rated.rated().count(), rated.independent().count()) == (1496, 1235)


@pytest.mark.parametrize("number", range(1, 11))
def test_story_has_as_many_who_can_do_a_task_alone_as_told(project, number):
    rated = SelfRating.objects.filter(project=project, task__number=number)
    share = Decimal(100 * rated.independent().count()) / rated.count()
    assert round(share) == ALONE[number]


def test_story_rates_in_the_week_in_which_it_was_learned(project):
    rated = {(one.task_id, one.employee_id): one.rated_at for one in SelfRating.objects.filter(project=project)}
    learned = TaskDone.objects.filter(project=project)
    late = [one for one in learned if not 0 <= (rated[one.task_id, one.employee_id] - one.done_at).days < 5]
    assert late == []


def test_story_has_helpers_for_every_task_and_answered_who_offered(project):
    helpers = TaskHelper.objects.filter(task__project=project)
    assert set(helpers.confirmed().values_list("task__number", flat=True)) == set(LEARNED)
    assert (helpers.filter(offered_at__isnull=False).exists(), helpers.filter(confirmed_at=None).count()) == (True, 0)
