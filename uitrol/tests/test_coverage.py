"""Coverage: what is counted, for whom it is shown, and that a large house costs no more than its own rows."""

import pytest
from django.db import connection
from django.utils import timezone

from bevraging.tests.factories import make_project as plain_project
from organisatie.tests.factories import make_employee, make_employees, make_function
from trajecten.tests.factories import make_project
from uitrol.coverage import Share, coverage_of, question
from uitrol.gate_facts import TaskFact
from uitrol.models import WorkTask
from uitrol.report_section import _learned
from uitrol.tests.factories import learn, make_place, make_task, rate
from uitrol.tests.training import statuses, text_of, url


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=5)


@pytest.fixture
def people(linde, project):
    """Three in care and one in the kitchen of Aalst, one in care in Gent, one of nowhere."""
    care, kitchen = make_function(linde, "Zorg"), make_function(linde, "Keuken")
    aalst, gent = make_place(project), make_place(project, "Gent")
    found = [make_employee(linde, f"Zorg {n}", function=care, location=aalst) for n in range(3)]
    found.append(make_employee(linde, "Kok", function=kitchen, location=aalst))
    found.append(make_employee(linde, "Gent", function=care, location=gent))
    return [*found, make_employee(linde, "Nieuw")]


def test_counts_who_needs_it_per_place_and_who_learned_it(project, people):
    care, aalst, gent = people[0].function, people[0].location_id, people[4].location_id
    mine = make_task("Een val melden", care, project=project)
    everyone = make_task("Doorwerken als het netwerk uitvalt", project=project)
    for task, person in ((mine, people[0]), (mine, people[4]), (mine, people[3]), (everyone, people[5])):
        learn(task, person)
    found = coverage_of(project)
    assert found.of(mine).places == {aalst: Share(1, 3), gent: Share(1, 1)}
    assert found.of(everyone).places == {aalst: Share(0, 4), gent: Share(0, 1), 0: Share(1, 1)}
    assert (found.total, found.at(aalst), list(found.places.values())) == (
        Share(3, 10),
        Share(1, 7),
        ["Aalst", "Gent", ""],
    )


def test_who_left_and_a_task_of_before_do_not_count(project, people):
    task, old = make_task(project=project), make_task("Oud doen", project=project)
    old.retired_at = timezone.now()
    old.save()
    for person in people:
        learn(task, person)
    type(people[0]).objects.filter(pk=people[0].pk).update(active_until="2020-01-01")
    found = coverage_of(project)
    assert (found.total, [one.code for one in found.tasks]) == (Share(5, 5), ["TK1"])


def test_share_is_a_hundred_only_when_nobody_is_missing():
    assert [Share(n, 300).percent for n in (0, 1, 299, 300)] == [0, 0, 99, 100]
    assert [Share(n, 288).percent for n in (144, 261, 262)] == [50, 91, 91]
    assert Share().percent is None


def test_self_ratings_are_told_from_five_on_and_in_steps(project, people):
    task = make_task(project=project)
    told = []
    for person, level in zip(people, (4, 3, 2, 1, 3, 3), strict=True):
        rate(task, person, level)
        told.append(coverage_of(project).tasks[0].alone)
    assert told == [None, None, None, None, 60, 65]


def test_house_with_a_larger_smallest_group_tells_later(project, people):
    project.organisation.min_group = 6
    task = make_task(project=project)
    for person in people[:5]:
        rate(task, person)
    assert coverage_of(project).tasks[0].alone is None


# --- The page and the file ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["dekking", "dekking_csv"])
def test_coverage_is_for_readers_missing_for_strangers_and_only_looked_at(client, lies, noor, vik, project, name):
    assert statuses(client, url(name, project), lies, noor, vik) == [200, 200, 404]
    client.force_login(lies)
    assert client.post(url(name, project)).status_code == 405


def test_page_has_numbers_and_no_names(client, lies, project, people):
    learn(make_task("Een val melden", project=project), people[0])
    client.force_login(lies)
    page = text_of(client.get(url("dekking", project)))
    assert [
        word for word in ("17% is geleerd: 1 van 6 keer", "1 van 4", "Gent", "zonder locatie") if word not in page
    ] == []
    assert [one.name for one in people[:3] if one.name in page] == []


def test_file_has_a_row_for_each_task_and_location(client, lies, project, people):
    learn(make_task("=Een val melden", project=project), people[0])
    client.force_login(lies)
    lines = client.get(url("dekking_csv", project)).content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Taak;De taak in één zin;Locatie;Nodig;Geleerd;Dekking in %",
        "TK1;'=Een val melden;Aalst;4;1;25",
        "TK1;'=Een val melden;Gent;1;0;0",
        "TK1;'=Een val melden;zonder locatie;1;0;0",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_one_and_three(client, lies, linde, project, count, django_assert_num_queries):
    for number in range(count):
        person = make_employee(linde, f"Collega {number}", location=make_place(project, f"Plaats {number}"))
        learn(make_task(f"Taak {number} doen", project=project), person)
    client.force_login(lies)
    client.get(url("dekking", project))
    with django_assert_num_queries(5):
        client.get(url("dekking", project))


@pytest.mark.slow
def test_large_house_is_counted_from_the_index_in_one_query(linde, django_assert_num_queries):
    """50 projects × 420 people × 10 tasks: the rows of the others are not touched."""
    make_employees(linde, 420, location=make_place(plain_project()), function=make_function(linde))
    projects = [plain_project(slug=f"traject-{number}") for number in range(50)]
    WorkTask.objects.bulk_create(
        WorkTask(project=project, number=number, sentence=f"Taak {number} doen")
        for project in projects
        for number in range(1, 11)
    )
    with connection.cursor() as cursor:
        for project in projects:  # one at a time: a statement of all of them takes PostgreSQL too long
            cursor.execute(
                """INSERT INTO uitrol_taskdone (project_id, task_id, employee_id, done_at)
                SELECT t.project_id, t.id, e.id, %s FROM uitrol_worktask t CROSS JOIN organisatie_employee e
                WHERE t.project_id = %s""",
                [timezone.now(), project.pk],
            )
        cursor.execute("ANALYZE")
    with django_assert_num_queries(1):
        found = coverage_of(projects[7])
    assert found.total == Share(4200, 4200)
    parts = question(projects[7])
    plan = parts[0].union(*parts[1:], all=True).explain()
    read = [line for line in plan.splitlines() if "taskdone" in line.lower() or "task_done_" in line]
    assert [line for line in read if "task_done_coverage" in line] != []
    assert [line for line in read if "Seq Scan on uitrol_taskdone" in line or "SCAN uitrol_taskdone" in line] == []


@pytest.mark.parametrize(("learned", "told"), [(2, "2 van 3 (67%)"), (299, "299 van 300 (99%)")])
def test_report_rounds_a_share_as_the_page_does(learned, told):
    assert _learned(TaskFact(1, 1, "Een val melden", learned + 1, learned), 3) == told
