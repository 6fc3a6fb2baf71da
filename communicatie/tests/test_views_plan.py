"""The plan on screen: the matrix with cells to fill, what comes, the month, and how many queries it takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.tests.factories import make_audience, make_employee, make_message
from communicatie.tests.plan_pages import statuses, text_of, url, words_of
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


def test_plan_is_read_by_who_sees_results(client, lies, noor, vik, project):
    assert statuses(client, [lies, noor, vik], url("plan", project)) == [200, 200, 404]
    assert statuses(client, [lies], url("plan", project), "post") == [405]


def test_guest_without_that_right_does_not_read_it(client, bram, project):
    bram.memberships.all().delete()
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=bram)
    assert statuses(client, [bram], url("plan", project)) == [403]


def test_empty_plan_begins_with_audiences(as_lies, project):
    page = text_of(as_lies.get(url("plan", project)))
    assert (url("doelgroepen_begin", project) in page, "Maak de eerste doelgroepen" in page) == (True, True)
    assert page.count("<h1") == 1


def test_empty_cell_is_a_link_that_fills_in_whom_and_what(as_lies, project):
    audience = make_audience("Iedereen", project=project)
    make_message(audience=audience, key="why")
    page = text_of(as_lies.get(url("plan", project)))
    new = url("boodschap_nieuw", project)
    cells = [f"{new}?doelgroep={audience.pk}&amp;waarover={key}" for key in ("why", "what_changes", "when", "help")]
    assert [f'<a class="vakje vakje--leeg" href="{cell}">' in page for cell in cells] == [False, True, True, True]


def test_main_button_fills_the_first_empty_cell(as_lies, project):
    audience = make_audience("Iedereen", project=project)
    make_message(audience=audience, key="why")
    page = as_lies.get(url("plan", project))
    href = f"{url('boodschap_nieuw', project)}?doelgroep={audience.pk}&waarover=what_changes"
    assert page.context["main"] == ("Plan een boodschap", href)


def test_reader_sees_the_matrix_and_no_way_to_fill_it(client, noor, project):
    make_message(audience=make_audience("Iedereen", project=project), key="why")
    client.force_login(noor)
    page = text_of(client.get(url("plan", project)))
    assert [word in page for word in ("N01", "nog leeg", "boodschap_nieuw", "vakje--leeg", "Plan een boodschap")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_sentence_counts_the_cells_that_everybody_needs(as_lies, project):
    audience = make_audience("Iedereen", project=project)
    make_message(audience=audience, key="why")
    make_message(audience=audience, key="success")
    state = as_lies.get(url("plan", project)).context["state"]
    assert state == "2 boodschappen in het plan. 1 van de 4 vakjes die iedereen nodig heeft, zijn ingevuld."
    for key in ("what_changes", "when", "help"):
        make_message(audience=audience, key=key)
    state = as_lies.get(url("plan", project)).context["state"]
    assert state == "Elke doelgroep hoort waarom, wat, wanneer en wie helpt: 4 van 4."


def test_what_was_planned_before_today_stands_first_without_blame(as_lies, project):
    audience = make_audience("Iedereen", project=project)
    yesterday = timezone.localdate() - timedelta(days=1)
    make_message("Gisteren", audience=audience, planned_on=yesterday)
    make_message("Morgen", audience=audience, planned_on=timezone.localdate() + timedelta(days=1))
    make_message("Verteld", audience=audience, planned_on=yesterday, status="sent")
    make_message("Vervallen", audience=audience, planned_on=yesterday, status="dropped", dropped_why="Dubbel.")
    context = as_lies.get(url("plan", project)).context
    assert [one.title for one in context["late"]] == ["Gisteren"]
    assert [one.title for one in context["coming"]] == ["Morgen"]


def test_month_shows_each_message_on_its_day(as_lies, project):
    day = timezone.localdate().replace(day=15)
    make_message("Halfweg", audience=make_audience(project=project), planned_on=day)
    page = as_lies.get(url("plan", project) + f"?toon=kalender&maand={day:%Y-%m}")
    (found,) = [one for week in page.context["month"].weeks for one in week if one.messages]
    assert (found.on, [one.title for one in found.messages]) == (day, ["Halfweg"])
    after = as_lies.get(url("plan", project) + f"?toon=kalender&maand={page.context['month'].after}")
    assert "In deze maand staat niets op de planning." in words_of(after)


@pytest.mark.parametrize("month", ["", "2026-13", "12", "x-y", "9999-01", "²²²²-01"])
def test_month_that_does_not_exist_is_this_one(as_lies, project, month):
    make_audience(project=project)
    page = as_lies.get(url("plan", project), {"toon": "kalender", "maand": month})
    assert page.context["month"].first == timezone.localdate().replace(day=1)


@pytest.mark.parametrize("query", ["", "?toon=kalender"])
@pytest.mark.parametrize("rows", [1, 3])
def test_plan_takes_the_same_queries_for_any_number(as_lies, project, rows, query, django_assert_num_queries):
    for n in range(rows):
        audience = make_audience(f"Groep {n}", project=project, functions=[f"F{n}"], locations=[f"L{n}"])
        make_message(audience=audience, messenger=make_employee(f"An {n}", project=project))
    with django_assert_num_queries(6):
        as_lies.get(url("plan", project) + query)
