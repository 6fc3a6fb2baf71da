"""Who helps and what is told in the story: step 4, with the figures of [T] §9.6."""

from collections import Counter

from django.utils import timezone

from communicatie.models import ContactPoint, Message, ProjectPage, RoleAsk
from opvolging.demo import content
from opvolging.demo.content_messages import MESSAGES
from opvolging.demo.content_messages_later import LATER
from opvolging.tests.story.kit import WEEKS
from trajecten.models import ProjectRole


def test_story_asked_25_ambassadors_of_whom_24_said_yes_each_with_their_own_account(project):
    asks = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR)
    team = asks.confirmed()
    per_house = Counter(team.values_list("location__name", flat=True))
    assert (asks.count(), [per_house[house] for house, _head, _n in content.HOUSES]) == (25, [5, 5, 4, 4, 3, 3])
    assert [one for one in team.select_related("employee") if one.employee.user_id is None] == []


def test_story_prepared_the_third_ambassador_of_kornoelje_two_weeks_before_its_wave(project):
    team = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR).confirmed()
    prepared = Counter(team.values_list("prepared_on", flat=True))
    assert prepared == {WEEKS.day(-27, 3): 23, WEEKS.day(-21, 3): 1}
    assert team.get(prepared_on=WEEKS.day(-21, 3)).employee.name == "Omar Saidi"


def test_story_ambassadors_do_it_freely_but_for_three_and_reach_every_night(project):
    team = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR).confirmed()
    at_night = {one.location.name for one in team.select_related("location") if "nacht" in one.shifts}
    assert team.filter(voluntary=False).count() == 3
    assert at_night == {house for house, _head, _n in content.HOUSES}
    assert sum(one.hours for one in team) == 63


def test_story_ambassadors_work_in_the_shift_that_they_reach(project):
    team = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR).confirmed()
    assert [one for one in team.select_related("employee") if one.employee.shift not in one.shifts] == []


def test_story_named_people_change_no_count_of_the_organisation(project):
    functions = Counter(project.organisation.employees.values_list("function__name", flat=True))
    houses = Counter(project.organisation.employees.values_list("location__name", flat=True))
    sizes = {house: size for house, _head, size in content.HOUSES}
    assert (functions, houses) == (dict(content.FUNCTIONS), sizes)


def test_story_told_21_messages_each_on_its_day(project):
    messages = Message.objects.filter(project=project)
    told = {one.code: timezone.localdate(one.sent_at) for one in messages.told()}
    assert told == {
        code: WEEKS.day(one.week, one.weekday)
        for code, one in {**MESSAGES, **LATER}.items()
        if one.week < 0 and not one.waits
    }
    assert (len(told), messages.count()) == (21, 24)


def test_story_has_somebody_to_turn_to_everywhere_and_a_page_in_three_languages(project):
    points, page = ContactPoint.objects.filter(project=project), ProjectPage.objects.get(project=project)
    figures = project.roles.current().filter(role=ProjectRole.Role.KEY_FIGURE)
    assert (figures.count(), points.count(), all(one.has_backup for one in points)) == (9, 7, True)
    assert (page.is_on, sorted(page.translations)) == (True, ["en", "fr"])
