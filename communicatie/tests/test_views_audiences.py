"""The screens of audiences: who may, what the form asks, how many they are."""

import pytest

from bevraging.tests.factories import make_project
from communicatie.models import Audience
from communicatie.tests.factories import make_audience, make_employee, make_message
from communicatie.tests.plan_pages import statuses, text_of, url, words_of
from organisatie.tests.factories import make_function
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def test_list_is_read_by_who_sees_results(client, lies, noor, vik, project):
    assert statuses(client, [lies, noor, vik], url("doelgroepen", project)) == [200, 200, 404]
    assert statuses(client, [lies], url("doelgroepen", project), "post") == [405]


@pytest.mark.parametrize("name", ["doelgroep_nieuw", "doelgroep_wijzig", "doelgroep_weg"])
def test_audience_is_changed_by_who_leads(client, lies, noor, vik, project, name):
    args = [] if name == "doelgroep_nieuw" else [make_audience(project=project).pk]
    path = url(name, project, *args)
    assert statuses(client, [lies, noor, vik], path) == [200, 403, 404]
    assert statuses(client, [noor, vik], path, "post") == [403, 404]
    assert statuses(client, [lies], path, "put") == [405]


def test_first_audiences_are_made_with_one_press(client, lies, noor, vik, project, linde):
    make_function(linde, "Keuken")
    path = url("doelgroepen_begin", project)
    assert statuses(client, [lies], path) == [405]
    assert statuses(client, [noor, vik, lies, lies], path, "post") == [403, 404, 302, 302]
    assert list(Audience.objects.values_list("name", flat=True)) == ["Iedereen", "Keuken", "Sleutelfiguren"]


def test_audience_of_another_project_is_missing(as_lies, project, linde):
    other = make_audience(project=make_project(linde, slug="ander"))
    paths = [url(name, project, other.pk) for name in ("doelgroep_wijzig", "doelgroep_weg")]
    assert [as_lies.get(path).status_code for path in paths] == [404, 404]
    assert [as_lies.post(path).status_code for path in paths] == [404, 404]


def test_list_says_who_and_how_many_everybody_first_outside_last(as_lies, project):
    make_employee("An", project=project, function="Zorg", location="Aalst")
    make_employee("Bo", project=project, function="Keuken", location="Gent")
    make_audience("Buren", project=project, kind="outside")
    make_audience("Zorg", project=project, functions=["Zorg"], locations=["Aalst"])
    make_audience("Wij allemaal", project=project)
    make_audience("Families", project=project, kind="outside", outside_count=80)
    page = as_lies.get(url("doelgroepen", project))
    assert [one.name for one in page.context["audiences"]] == ["Wij allemaal", "Zorg", "Buren", "Families"]
    wanted = ["elke functie · overal", "2 collega’s", "Zorg · Aalst", "1 collega", "aantal niet gekend", "ongeveer 80 mensen"]  # fmt: skip
    assert [word for word in wanted if word not in words_of(page)] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_any_number(as_lies, project, rows, django_assert_num_queries):
    for n in range(rows):
        make_message(audience=make_audience(f"G{n}", project=project, functions=[f"F{n}"], locations=[f"L{n}"]))
    with django_assert_num_queries(7):
        as_lies.get(url("doelgroepen", project))


def test_new_audience_is_made_once_from_one_form(as_lies, project, linde):
    zorg = make_function(linde, "Zorg")
    make_employee("An", project=project, shift="nacht")
    form = as_lies.get(url("doelgroep_nieuw", project)).context["form"]
    assert [value for value, _label in form.fields["shift"].choices] == ["", "nacht"]
    sent = {"name": "Nacht", "kind": "group", "functions": [zorg.pk], "shift": "nacht", "in_matrix": "on"}
    for _turn in range(2):
        as_lies.post(url("doelgroep_nieuw", project), sent | {"form_key": str(form["form_key"].value())})
    made = Audience.objects.get()
    assert (made.name, made.shift, made.in_matrix, made.inner, list(made.functions.all())) == (
        "Nacht", "nacht", True, False, [zorg],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "Geef de doelgroep een naam"),
        ({"name": "IEDEREEN"}, "Deze doelgroep staat er al"),
        ({"name": "Helpers", "kind": "role"}, "Kies welke rol"),
        ({"name": "Nacht", "shift": "nooit"}, "Selecteer een geldige keuze"),
        ({"name": "x" * 81}, "Maak het korter"),
    ],
)
def test_wrong_form_says_what_to_do(as_lies, project, sent, sentence):
    make_audience("Iedereen", project=project)
    page = as_lies.post(url("doelgroep_nieuw", project), {"kind": "group", **sent})
    assert (page.status_code, sentence in words_of(page)) == (200, True)
    assert Audience.objects.count() == 1


def test_changed_audience_stands_in_the_list_with_its_new_name(as_lies, project):
    audience = make_audience("Zorg", project=project, functions=["Zorg"])
    page = as_lies.post(
        url("doelgroep_wijzig", project, audience.pk), {"name": "Iedereen", "kind": "group"}, follow=True
    )
    audience.refresh_from_db()
    assert (audience.name, audience.functions.count(), audience.in_matrix) == ("Iedereen", 0, False)
    assert "Bewaard." in words_of(page)


def test_audience_goes_after_a_question(as_lies, project):
    audience = make_audience(project=project)
    path = url("doelgroep_weg", project, audience.pk)
    assert "Haal je de doelgroep «Zorgkundigen» weg?" in words_of(as_lies.get(path))
    assert Audience.objects.exists()
    as_lies.post(path)
    assert not Audience.objects.exists()


def test_audience_with_messages_stays_and_the_page_says_why(as_lies, project):
    audience = make_message(audience=make_audience(project=project)).audience
    page = as_lies.post(url("doelgroep_weg", project, audience.pk), follow=True)
    assert "staan er boodschappen in het plan" in words_of(page)
    assert Audience.objects.filter(pk=audience.pk).exists()


def test_reader_gets_no_button_that_does_not_work(client, noor, project):
    client.force_login(noor)
    empty = text_of(client.get(url("doelgroepen", project)))
    make_audience(project=project)
    page = text_of(client.get(url("doelgroepen", project)))
    buttons = ("Voeg een doelgroep toe", "Wijzig", "Maak de eerste doelgroepen")
    assert [word for word in buttons if word in empty + page] == []
