"""Tasks and helpers: what the actions do, twice, and what they refuse."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.tests.factories import make_project
from fundament.tests.factories import make_agreement
from organisatie.tests.factories import make_employee, make_function
from trajecten.models import Event
from uitrol.actions import helpers, tasks
from uitrol.models import TaskHelper, WorkTask
from uitrol.tests.factories import learn, make_task


@pytest.fixture
def project(linde):
    return make_project()


def test_numbers_go_on_also_after_a_task_that_is_not_needed(project, lies, linde):
    first = tasks.add_task(project=project, by=lies, sentence="Een val melden", functions=[make_function(linde)])
    learn(first, make_employee(linde))
    tasks.drop_task(task=first, by=lies)
    second = tasks.add_task(project=project, by=lies, sentence="Een wond opvolgen", minutes=5)
    assert (first.number, second.number, second.code, second.minutes) == (1, 2, "TK2", 5)
    assert [one.name for one in first.functions.all()] == ["Zorg"]


def test_same_form_twice_is_one_task(project, lies):
    key = uuid4()
    made = [tasks.add_task(project=project, by=lies, sentence="Een val melden", form_key=key) for _turn in range(2)]
    assert (made[0], WorkTask.objects.count(), Event.objects.filter(verb="work_task_added").count()) == (made[1], 1, 1)


def test_form_of_another_project_gives_nothing_away(project, lies, elsewhere):
    key = uuid4()
    tasks.add_task(project=elsewhere, by=lies, sentence="Een val melden", form_key=key)
    with pytest.raises(ValidationError, match="Laad de bladzijde opnieuw"):
        tasks.add_task(project=project, by=lies, sentence="Een val melden", form_key=key)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sentence": "Een val melden"}, "Deze taak staat er al."),
        ({"sentence": "EEN VAL MELDEN"}, "Deze taak staat er al."),
        ({"sentence": "Iets anders doen", "minutes": 16}, "Maak er twee taken van"),
        ({"sentence": "Iets anders doen", "minutes": 0}, "Een taak leer je in 1 tot 15 minuten"),
    ],
)
def test_task_that_does_not_fit_is_refused_with_a_sentence(project, lies, fields, sentence):
    make_task("Een val melden", project=project)
    with pytest.raises(ValidationError, match=sentence):
        tasks.add_task(project=project, by=lies, **fields)


def test_what_belongs_to_others_is_refused(project, elsewhere, anker, lies):
    strange = make_agreement(project=elsewhere).agreement
    with pytest.raises(ValidationError):
        tasks.add_task(project=project, by=lies, sentence="Een val melden", agreement=strange)
    with pytest.raises(ValidationError):
        tasks.add_task(project=project, by=lies, sentence="Een val melden", functions=[make_function(anker)])
    assert WorkTask.objects.count() == 0


def test_task_that_nobody_learned_is_wiped_and_one_that_was_learned_stays(project, lies, an):
    fresh, learned = make_task("Een val melden", project=project), make_task("Een wond opvolgen", project=project)
    learn(learned, an)
    done = [tasks.drop_task(task=one, by=lies) for one in (fresh, learned, fresh, learned)]
    assert done == [tasks.DELETED, tasks.RETIRED, "", ""]
    assert list(WorkTask.objects.values_list("pk", flat=True)) == [learned.pk]
    assert (WorkTask.objects.current().count(), learned.done.count()) == (0, 1)


def test_task_that_is_not_needed_is_not_changed(project, lies):
    task = make_task(project=project, retired_at=timezone.now())
    with pytest.raises(ValidationError, match="niet meer nodig"):
        tasks.change_task(task=task, by=lies, functions=[], sentence="Anders doen")


def test_helper_is_named_once_and_an_offer_is_confirmed(project, lies, an, linde):
    task, offered = make_task(project=project), make_employee(linde, "Ben")
    TaskHelper.objects.create(task=task, employee=offered, offered_at=timezone.now())
    for employee in (an, an, offered):
        helpers.name_helper(task=task, employee=employee, by=lies)
    assert [str(one) for one in task.helpers.confirmed()] == ["An Peeters", "Ben"]
    assert Event.objects.filter(verb="task_helper_confirmed").count() == 2


def test_helper_of_another_organisation_is_refused(project, lies, anker):
    with pytest.raises(ValidationError):
        helpers.name_helper(task=make_task(project=project), employee=make_employee(anker, "Zoë"), by=lies)


def test_helper_is_confirmed_and_taken_off_once(project, lies, an):
    helper = TaskHelper.objects.create(task=make_task(project=project), employee=an, offered_at=timezone.now())
    assert [helpers.confirm_helper(helper=helper, by=lies) for _turn in range(2)] == [True, False]
    assert [helpers.remove_helper(helper=helper, by=lies) for _turn in range(2)] == [True, False]
    assert TaskHelper.objects.count() == 0
