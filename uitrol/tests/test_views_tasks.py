"""The screens of tasks and helpers: who may come in, what they do, how many queries they take."""

from uuid import uuid4

import pytest
from django.utils import timezone

from organisatie.tests.factories import make_employee, make_function
from trajecten.tests.factories import make_project
from uitrol.models import TaskHelper, WorkTask
from uitrol.task_card import whom_to_ask
from uitrol.tests.factories import learn, make_task
from uitrol.tests.training import statuses, text_of, url

READ = ["taken", "helpers"]


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=5)


@pytest.fixture
def task(project):
    return make_task("Een observatie noteren", project=project, why="Dan weet iedereen het.")


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def typed(**fields) -> dict:
    return {"sentence": "Een val melden en opvolgen", "minutes": "10", "form_key": str(uuid4()), **fields}


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READ)
def test_lists_are_for_readers_and_missing_for_strangers(client, lies, noor, vik, project, name):
    assert statuses(client, url(name, project), lies, noor, vik) == [200, 200, 404]


@pytest.mark.parametrize("name", ["taak", "taak_kaart"])
def test_task_is_for_readers_and_missing_for_strangers(client, lies, noor, vik, project, task, name):
    assert statuses(client, url(name, project, task.number), lies, noor, vik) == [200, 200, 404]


@pytest.mark.parametrize("name", ["taak_wijzig", "taak_weg"])
def test_task_is_changed_by_who_leads_only(client, lies, noor, vik, project, task, name):
    path = url(name, project, task.number)
    assert statuses(client, path, lies, noor, vik) == [200, 403, 404]
    assert statuses(client, path, noor, vik, post=True) == [403, 404]


def test_task_is_written_by_who_leads_only(client, lies, noor, vik, project):
    assert statuses(client, url("taak_nieuw", project), lies, noor, vik) == [200, 403, 404]
    assert statuses(client, url("helpers", project), noor, vik, post=True) == [403, 404]


@pytest.mark.parametrize("name", ["helper_bevestig", "helper_weg"])
def test_button_of_a_helper_is_for_who_leads_and_is_only_pressed(client, lies, noor, vik, project, task, an, name):
    helper = TaskHelper.objects.create(task=task, employee=an, offered_at=timezone.now())
    path = url(name, project, helper.pk)
    assert statuses(client, path, lies, noor, vik) == [405, 405, 405]
    assert statuses(client, path, noor, vik, lies, post=True) == [403, 404, 302]


@pytest.mark.parametrize("name", ["taken"])
def test_page_that_only_looks_refuses_a_post(as_lies, project, name):
    assert as_lies.post(url(name, project)).status_code == 405


def test_task_of_another_project_is_missing(as_lies, linde, project, lies):
    make_task(project=make_project(linde, lies, title="Ander traject"))
    assert as_lies.get(url("taak", project, 1)).status_code == 404


def test_reader_gets_no_button_that_does_not_work(client, noor, project, task, an):
    TaskHelper.objects.create(task=task, employee=an, offered_at=timezone.now())
    client.force_login(noor)
    pages = [text_of(client.get(url(name, project))) for name in READ] + [text_of(client.get(url("taak", project, 1)))]
    words = ("Schrijf een taak op", "Wijzig", "Bevestig:", "Haal weg", "Plan een sessie", "Kies een helper")
    assert [word for word in words for page in pages if word in page] == []


# --- What they do -------------------------------------------------------------------------------


def test_task_is_written_down(as_lies, project, linde):
    care = make_function(linde)
    page = as_lies.post(url("taak_nieuw", project), typed(functions=[care.pk]), follow=True)
    found = WorkTask.objects.get()
    assert (found.sentence, found.minutes, list(found.functions.all())) == ("Een val melden en opvolgen", 10, [care])
    assert "<h1>Een val melden en opvolgen</h1>" in text_of(page)


def test_system_training_is_asked_about_once_and_kept_when_wanted(as_lies, project):
    data = typed(sentence="Module Zorgplan: menu en knoppen")
    page = text_of(as_lies.post(url("taak_nieuw", project), data))
    asked = "Dit klinkt als een systeemtraining. Voor welke taak is dit?"
    assert (asked in page, "Toch zo bewaren" in page, WorkTask.objects.count()) == (True, True, 0)
    as_lies.post(url("taak_nieuw", project), data | {"toch": "1"})
    assert WorkTask.objects.get().sentence == "Module Zorgplan: menu en knoppen"


def test_name_in_a_text_is_asked_about(as_lies, project, an):
    page = text_of(as_lies.post(url("taak_nieuw", project), typed(why="Want An Peeters vergat het")))
    assert ("Staat hier een naam in?" in page, WorkTask.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sentence": " "}, "Schrijf de taak in één zin"),
        ({"sentence": "Een observatie noteren"}, "Deze taak staat er al."),
        ({"minutes": "20"}, "Maak er twee taken van."),
    ],
)
def test_what_cannot_be_kept_says_so(as_lies, project, task, fields, sentence):
    page = text_of(as_lies.post(url("taak_nieuw", project), typed(**fields)))
    assert (sentence in page, "Fout:" in page, WorkTask.objects.count()) == (True, True, 1)


def test_task_is_changed(as_lies, project, task):
    as_lies.post(url("taak_wijzig", project, 1), typed(sentence="Een observatie bespreken", minutes="5"))
    task.refresh_from_db()
    assert (task.sentence, task.minutes, task.number) == ("Een observatie bespreken", 5, 1)


def test_task_that_was_learned_stays_and_is_not_needed(as_lies, project, task, an):
    learn(task, an)
    assert "Is deze taak niet meer nodig?" in text_of(as_lies.get(url("taak_weg", project, 1)))
    as_lies.post(url("taak_weg", project, 1))
    assert (WorkTask.objects.current().count(), WorkTask.objects.count()) == (0, 1)
    assert "Een observatie noteren" in text_of(as_lies.get(url("taken", project) + "?weg=1"))


def test_task_that_nobody_learned_is_wiped(as_lies, project, task):
    assert "Wis je deze taak?" in text_of(as_lies.get(url("taak_weg", project, 1)))
    as_lies.post(url("taak_weg", project, 1))
    assert WorkTask.objects.count() == 0


def test_task_page_says_how_many_learned_it_and_never_who(as_lies, project, task, an, linde):
    make_employee(linde, "Ben")
    learn(task, an)
    page = text_of(as_lies.get(url("taak", project, 1)))
    assert ("TK1. 1 van 2 collega&#x27;s leerden ze." in page, "An Peeters" in page) == (True, False)


def test_helper_is_named_by_typing_a_name_and_two_of_that_name_are_asked(as_lies, project, task, linde):
    first, second = make_employee(linde, "Jan Maes"), make_employee(linde, "Jan Maes")
    data = {"task": task.pk, "owner": "jan maes"}
    page = text_of(as_lies.post(url("helpers", project), data))
    assert ("Welke collega bedoel je?" in page, TaskHelper.objects.count()) == (True, 0)
    as_lies.post(url("helpers", project), data | {"owner_pick": second.pk})
    assert [one.employee for one in TaskHelper.objects.all()] == [second]
    assert first != second


def test_offer_is_confirmed_and_taken_off(as_lies, project, task, an):
    helper = TaskHelper.objects.create(task=task, employee=an, offered_at=timezone.now())
    assert "1 collega wil helpen" in text_of(as_lies.get(url("helpers", project)))
    as_lies.post(url("helper_bevestig", project, helper.pk))
    assert TaskHelper.objects.confirmed().count() == 1
    as_lies.post(url("helper_weg", project, helper.pk))
    assert TaskHelper.objects.count() == 0


def test_card_is_one_a6_with_the_task(as_lies, project, task):
    answer = as_lies.get(url("taak_kaart", project, 1))
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="tk1.pdf"',
    )
    assert answer.content[:5] == b"%PDF-"


def test_card_names_up_to_three_helpers(task, linde):
    told = []
    for number in range(5):
        told.append(whom_to_ask(task))
        employee = make_employee(linde, f"Helper {number}")
        TaskHelper.objects.create(task=task, employee=employee, confirmed_at=timezone.now())
    assert [told[0], told[1], told[3], told[4]] == [
        "", "Helper 0", "Helper 0, Helper 1 en Helper 2", "een helper op je dienst",
    ]  # fmt: skip


# --- Queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_one_and_three(as_lies, linde, project, count, django_assert_num_queries):
    for number in range(count):
        made = make_task(f"Taak {number} doen", make_function(linde, f"Groep {number}"), project=project)
        helper = make_employee(linde, f"Helper {number}", function=made.functions.get())
        TaskHelper.objects.create(task=made, employee=helper, confirmed_at=timezone.now())
        learn(made, helper)
    for name, number in (("taken", 8), ("helpers", 8), ("taak", 8)):
        path = url(name, project, 1) if name == "taak" else url(name, project)
        as_lies.get(path)
        with django_assert_num_queries(number):
            as_lies.get(path)
