"""«Ondersteuning» for who leads: numbers per task, place and week; the list and its file; nowhere by whom."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.tests.factories import make_employee
from trajecten.models import Event, ProjectRole
from uitrol import support_charts, support_counts
from uitrol.models import Barrier, SupportLog
from uitrol.support_counts import Heat, HeatRow, Week
from uitrol.tests.factories import make_barrier, make_log, make_place, make_task

BRUSSELS = ZoneInfo("Europe/Brussels")
WEEKS = [38, 29, 21, 47, 39, 30, 61, 52, 38, 29, 22, 19]
"""[T] §9.7: entries in the weeks W-25 … W-14."""
READ = ["ondersteuning", "ondersteuning_lijst", "ondersteuning_csv", "aantallen_csv", "aantallen_xlsx"]


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, project, *args):
    return reverse(f"uitrol:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def rows_of_weeks(first: date, counts):
    return [Week(first + timedelta(days=7 * n), count) for n, count in enumerate(counts)]


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READ)
def test_page_is_for_members_and_missing_for_a_stranger(client, project, noor, vik, name):
    told = []
    for person in (noor, vik):
        client.force_login(person)
        told.append(client.get(url(name, project)).status_code)
    assert told == [200, 404]


@pytest.mark.parametrize("name", READ)
def test_page_is_forbidden_to_a_guest_who_only_helps(client, project, vik, name):
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=vik)
    client.force_login(vik)
    assert client.get(url(name, project)).status_code == 403


@pytest.mark.parametrize("name", READ)
def test_page_is_only_looked_at(as_lies, project, name):
    assert as_lies.post(url(name, project)).status_code == 405


def test_button_is_forbidden_to_a_reader_missing_for_a_stranger_and_only_pressed(client, noor, vik, lies, project):
    log, told = make_log("barrier", project=project, solved="passed_on"), []
    for person, method in ((noor, client.post), (vik, client.post), (lies, client.get)):
        client.force_login(person)
        told.append(method(url("log_doorgeven", project, log.pk)).status_code)
    assert told == [403, 404, 405]


# --- What it counts ------------------------------------------------------------------------------


def test_demand_cools_down_to_34_percent_of_the_peak():
    weeks = rows_of_weeks(date(2026, 1, 5), WEEKS)
    cooling = support_counts.cooling_of(weeks, date(2026, 3, 30))
    assert (sum(WEEKS), cooling.peak.asked, cooling.mean, cooling.share) == (425, 61, 20.5, 34)


def test_week_that_still_runs_counts_neither_as_peak_nor_as_cool():
    weeks = rows_of_weeks(date(2026, 1, 5), [10, 10, 99])
    assert support_counts.cooling_of(weeks, date(2026, 1, 21)).share == 100


def test_one_whole_week_says_nothing_yet():
    assert support_counts.cooling_of(rows_of_weeks(date(2026, 1, 5), [10, 4]), date(2026, 1, 13)) is None


def test_week_begins_on_monday_of_the_wall_clock_and_empty_weeks_stand_between(project):
    sunday_evening, monday_night = datetime(2026, 3, 1, 22, tzinfo=UTC), datetime(2026, 3, 15, 23, 30, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 3, 18, 12, tzinfo=UTC), tick=False):
        for moment, kind in ((sunday_evening, "question"), (monday_night, "barrier"), (monday_night, "success")):
            make_log(kind, project=project, happened_at=moment, helped=2)
        weeks = support_counts.weeks_of(project, BRUSSELS)
    assert weeks == [
        Week(date(2026, 2, 23), 1, 1, 2),
        Week(date(2026, 3, 2), 0),
        Week(date(2026, 3, 9), 0),
        Week(date(2026, 3, 16), 1, 2, 4),
    ]


def test_heat_counts_what_was_asked_per_task_and_place_and_not_successes(project):
    photo, find = make_task("Foto toevoegen", project=project), make_task("Bon zoeken", project=project)
    for task, place, kind in (
        (photo, "Aalst", "question"), (photo, "Aalst", "barrier"), (photo, "Gent", "question"),
        (find, "Gent", "question"), (None, "Gent", "question"), (find, "Aalst", "success"),
    ):  # fmt: skip
        make_log(kind, project=project, task=task, location=make_place(project, place))
    heat = support_counts.heat_of(project, project.support_logs.all())
    assert heat.places == ["Aalst", "Gent"]
    assert [(row.label, row.counts) for row in heat.rows] == [
        ("Foto toevoegen", [2, 1]),
        ("Bon zoeken", [0, 1]),
        ("Iets anders", [0, 1]),
    ]


def test_place_of_the_project_where_nothing_was_asked_has_a_column(project):
    project.locations.add(make_place(project, "Aalst"), make_place(project, "Brugge"))
    make_log(project=project)
    assert support_counts.heat_of(project, project.support_logs.all()).places == ["Aalst", "Brugge"]


def test_many_tasks_end_in_one_row(project):
    for number in range(14):
        make_log(project=project, task=make_task(f"Taak {number:02}", project=project))
    rows = support_counts.heat_of(project, project.support_logs.all()).rows
    assert (len(rows), rows[-1].label, rows[-1].counts) == (12, "Al de rest", [3])


def test_deepest_tint_is_for_the_most():
    assert [support_charts.tint(count, 40) for count in (0, 1, 10, 11, 20, 30, 31, 40)] == [0, 1, 1, 2, 2, 3, 4, 4]


def test_drawings_print_every_number_and_escape_words():
    heat = Heat(["<b>Aalst"], [HeatRow("Foto & bon", [7], ["<b>Aalst"])])
    drawn = support_charts.heat_svg(heat)
    assert ">7</text>" in drawn
    assert "&lt;b&gt;Aalst" in drawn
    assert "Foto &amp; bon" in drawn
    curve = support_charts.curve_svg(rows_of_weeks(date(2026, 1, 5), WEEKS))
    assert re.findall(r'afkoeling__getal"[^>]*>(\d+)<', curve) == [str(n) for n in WEEKS]


def test_overview_says_it_in_words_and_in_a_table(as_lies, project):
    task = make_task("Foto toevoegen", project=project)
    for weeks, kind in ((3, "question"), (3, "barrier"), (2, "question"), (1, "success")):
        make_log(kind, project=project, task=task, happened_at=timezone.now() - timedelta(days=7 * weeks))
    page = text_of(as_lies.get(url("ondersteuning", project)))
    for words in (
        "4 momenten genoteerd.",
        "De laatste 2 volle weken vroegen collega’s gemiddeld 0,5 keer hulp. Dat is 25% van de drukste week (2).",
        '<td class="getal" data-kop="Aalst">3</td>',
    ):
        assert words in page


def test_last_four_weeks_leave_out_what_was_before(as_lies, project):
    old = timezone.now() - timedelta(days=80)
    make_log(project=project, task=make_task("Oude vraag", project=project), happened_at=old)
    make_log(project=project, task=make_task("Verse vraag", project=project))
    page = text_of(as_lies.get(url("ondersteuning", project) + "?periode=4w"))
    assert [one for one in ("Oude vraag", "Verse vraag") if one in page] == ["Verse vraag"]


# --- Nowhere by whom -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in READ if not name.endswith("xlsx")])
def test_writer_stands_on_no_page(as_lies, project, linde, name):
    from organisatie.tests.factories import make_user

    writer = make_user("fatima@linde.test", "Fatima Yildiz")
    make_log(project=project, author=writer, text="Houder op kar los")
    page = as_lies.get(url(name, project)).content.decode()
    assert [one for one in ("Fatima", "Yildiz", "fatima@") if one in page] == []


def test_list_and_file_tell_the_day_and_not_the_hour(as_lies, project):
    make_log(project=project, text="Camera", happened_at=datetime(2026, 3, 2, 10, 41, tzinfo=UTC))
    page = text_of(as_lies.get(url("ondersteuning_lijst", project)))
    assert "maandag 2 maart" in page
    told = as_lies.get(url("ondersteuning_csv", project)).content.decode("utf-8-sig").splitlines()
    assert told[1] == "2026-03-02;Aalst;vraag;;;1;opgelost;;Camera"
    assert "11.41" not in page


def test_file_of_counts_tells_where_and_about_what_and_no_word_of_an_entry(as_lies, project):
    photo = make_task("Foto toevoegen", project=project)
    for kind, solved in (("question", "yes"), ("barrier", "passed_on"), ("success", "yes")):
        make_log(kind, project=project, task=photo, solved=solved, text="Camera van Mia")
    make_log(project=project, location=make_place(project, "Gent"), solved="yes")
    told = as_lies.get(url("aantallen_csv", project)).content.decode("utf-8-sig").splitlines()
    assert told == [
        "Waarover;Locatie;Vragen en drempels;Ter plekke opgelost;Doorgegeven",
        "Foto toevoegen;Aalst;2;1;1",
        "Iets anders;Gent;1;1;0",
    ]


# --- The list ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=camera", ["Camera start niet"]), ("soort=success", ["Bon gevonden"]), ("opgelost=no", ["Camera start niet"])],
)
def test_list_is_searched_and_filtered_and_so_is_the_file(as_lies, project, asked, found):
    make_log(project=project, text="Camera start niet", solved="no")
    make_log("success", project=project, text="Bon gevonden")
    for name in ("ondersteuning_lijst", "ondersteuning_csv"):
        page = as_lies.get(f"{url(name, project)}?{asked}").content.decode()
        assert [one for one in ("Camera start niet", "Bon gevonden") if one in page] == found


@pytest.mark.parametrize("n", [1, 3])
def test_overview_asks_eight_queries_however_much_was_noted(as_lies, project, n, django_assert_num_queries):
    for number in range(n):
        make_log(project=project, task=make_task(f"Taak {number}", project=project))
    with django_assert_num_queries(8):
        as_lies.get(url("ondersteuning", project))


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_eight_queries_however_long(as_lies, project, n, django_assert_num_queries):
    for _ in range(n):
        make_barrier(project=project, from_log=make_log("barrier", project=project, solved="passed_on"))
    with django_assert_num_queries(8):
        as_lies.get(url("ondersteuning_lijst", project))


# --- Passed on -----------------------------------------------------------------------------------


def test_entry_becomes_a_barrier_in_one_click_and_twice_is_once(as_lies, project):
    task = make_task("Foto toevoegen", project=project)
    log = make_log("barrier", project=project, task=task, solved="passed_on", text="Foto komt niet in dossier")
    answers = [as_lies.post(url("log_doorgeven", project, log.pk)).url for _ in range(2)]
    assert answers == [url("drempel", project, 1)] * 2
    barrier = Barrier.objects.get()
    assert (barrier.text, barrier.task, barrier.location, barrier.from_log) == (
        "Foto komt niet in dossier", task, log.location, log,
    )  # fmt: skip
    assert list(Event.objects.values_list("verb", flat=True)) == ["rollout_barrier_passed_on"]


def test_entry_that_was_not_solved_is_passed_on_by_it(as_lies, project):
    log = make_log(project=project, solved="no", task=make_task("Foto toevoegen", project=project))
    as_lies.post(url("log_doorgeven", project, log.pk))
    assert SupportLog.objects.get().solved == "passed_on"
    assert Barrier.objects.get().text == "Het lukt nog niet: Foto toevoegen"


def test_success_is_no_barrier(as_lies, project):
    log = make_log("success", project=project)
    page = as_lies.post(url("log_doorgeven", project, log.pk), follow=True).content.decode()
    assert "Een succes hoeft niemand meer op te lossen." in page
    assert Barrier.objects.count() == 0


def test_entry_of_another_project_is_missing(as_lies, project, elsewhere):
    log = make_log("barrier", project=elsewhere)
    assert as_lies.post(url("log_doorgeven", project, log.pk)).status_code == 404


def test_employee_names_are_only_of_owners(as_lies, project, linde):
    make_barrier(project=project, owner=make_employee(linde, "An Peeters"))
    assert "An Peeters pakt dit op" in text_of(as_lies.get(url("drempels", project)))
