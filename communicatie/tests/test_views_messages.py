"""The screens of messages: the list, its file, one message, and what is noted about it."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.models import Message
from communicatie.ready_texts import TEXTS
from communicatie.tests.factories import make_audience, make_employee, make_message
from communicatie.tests.plan_pages import statuses, text_of, typed, url, words_of
from trajecten.models import Project, ProjectRole

pytestmark = pytest.mark.django_db
FOR_READERS = ["boodschappen", "boodschappen_csv"]
OF_ONE = ["boodschap_wijzig", "boodschap_verteld", "boodschap_vervalt"]


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def audience(project):
    make_employee("An Peeters", project=project)
    make_employee("Bo Claes", project=project)
    return make_audience("Iedereen", project=project)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FOR_READERS)
def test_list_and_file_are_read_and_never_posted(client, lies, noor, vik, project, name):
    assert statuses(client, [lies, noor, vik], url(name, project)) == [200, 200, 404]
    assert statuses(client, [lies, noor, vik], url(name, project), "post") == [405, 405, 405]


def test_message_is_read_by_who_sees_results(client, lies, noor, vik, audience, project):
    path = url("boodschap", project, make_message(audience=audience).number)
    assert statuses(client, [lies, noor, vik], path) == [200, 200, 404]
    assert statuses(client, [lies], path, "post") == [405]


@pytest.mark.parametrize("name", OF_ONE)
def test_message_is_changed_by_who_leads(client, lies, noor, vik, audience, project, name):
    path = url(name, project, make_message(audience=audience).number)
    assert statuses(client, [lies, noor, vik], path) == [200, 403, 404]
    assert statuses(client, [noor, vik], path, "post") == [403, 404]
    assert statuses(client, [lies], path, "put") == [405]


def test_new_message_is_for_who_leads(client, lies, noor, vik, audience, project):
    path = url("boodschap_nieuw", project)
    assert statuses(client, [lies, noor, vik], path) == [200, 403, 404]
    assert statuses(client, [noor, vik], path, "post") == [403, 404]


def test_taking_back_is_pressed_by_who_leads(client, lies, noor, vik, audience, project):
    path = url("boodschap_terug", project, make_message(audience=audience, status="sent").number)
    assert statuses(client, [lies], path) == [405]
    assert statuses(client, [noor, vik, lies], path, "post") == [403, 404, 302]


def test_number_of_another_project_is_missing(as_lies, audience, project, linde):
    other = make_project(linde, slug="ander")
    make_message(audience=make_audience("Daar", project=other))
    assert [as_lies.get(url(name, project, 1)).status_code for name in ("boodschap", *OF_ONE)] == [404] * 4


# --- The list -----------------------------------------------------------------------------------


@pytest.fixture
def several(audience, project):
    kitchen = make_audience("Keuken", project=project, functions=["Keuken"])
    today = timezone.localdate()
    make_message("Straks", audience=audience, planned_on=today + timedelta(days=9), text="Over de bonnen.")
    make_message("Laat", audience=audience, key="help", channel="poster", planned_on=today - timedelta(days=9))
    make_message("Verteld", audience=kitchen, status="sent", planned_on=today, step=1)
    make_message("Idee", audience=kitchen, status="idea", planned_on=None)
    return kitchen


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Laat", "Verteld", "Straks", "Idee"]),
        ("volgorde=nummer", ["Straks", "Laat", "Verteld", "Idee"]),
        ("volgorde=doelgroep", ["Straks", "Laat", "Verteld", "Idee"]),
        ("volgorde=waarover", ["Laat", "Straks", "Verteld", "Idee"]),
        ("q=bonnen", ["Straks"]),
        ("toestand=laat", ["Laat"]),
        ("toestand=sent", ["Verteld"]),
        ("waarover=help", ["Laat"]),
        ("weg=poster", ["Laat"]),
        ("stap=1", ["Verteld"]),
        ("q=niets", []),
        ("toestand=onzin", ["Laat", "Verteld", "Straks", "Idee"]),
    ],
)
def test_list_is_searched_narrowed_and_put_in_order(as_lies, project, several, query, titles):
    page = as_lies.get(url("boodschappen", project) + f"?{query}")
    assert [one.title for one in page.context["page"].object_list] == titles


def test_list_of_one_audience(as_lies, project, several):
    page = as_lies.get(url("boodschappen", project) + f"?doelgroep={several.pk}")
    assert [one.title for one in page.context["page"].object_list] == ["Verteld", "Idee"]
    assert page.context["state"] == "2 boodschappen gevonden."


def test_file_opens_in_excel_and_follows_the_filters(as_lies, project, several):
    answer = as_lies.get(url("boodschappen_csv", project) + "?toestand=laat")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="boodschappen-digitale-werkbonnen.csv"'
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert (head[:4], len(head)) == (["Nummer", "Stap", "Doelgroep", "Waarover"], 12)
    assert [row[:7] for row in rows] == [["N02", "4", "Iedereen", "wie helpt mij", "Laat", "", "affiche"]]


def test_formula_in_a_message_is_text_in_the_file(as_lies, project, audience):
    make_message("=1+1", audience=audience)
    (row,) = list(csv.reader(io.StringIO(as_lies.get(url("boodschappen_csv", project)).content.decode("utf-8-sig")), delimiter=";"))[1:]  # fmt: skip
    assert row[4] == "'=1+1"


@pytest.mark.parametrize("name", FOR_READERS)
@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_any_number(as_lies, project, audience, rows, name, django_assert_num_queries):
    for n in range(rows):
        make_message(audience=audience, messenger=make_employee(f"Els {n}", project=project))
    with django_assert_num_queries(7 if name == "boodschappen" else 5):
        as_lies.get(url(name, project))


# --- A new one ----------------------------------------------------------------------------------


def test_planned_message_comes_on_its_page(as_lies, project, audience, lies):
    day = timezone.localdate() + timedelta(days=4)
    page = as_lies.post(
        url("boodschap_nieuw", project), typed(audience, text="Omdat.", ready="on", planned_on=str(day)), follow=True
    )
    made = Message.objects.get()
    assert page.redirect_chain == [(url("boodschap", project, 1), 302)]
    assert (made.status, made.planned_on, made.author, made.messenger) == ("ready", day, lies, None)


def test_form_begins_with_whom_and_what_of_the_cell(as_lies, project, audience):
    form = as_lies.get(url("boodschap_nieuw", project) + f"?doelgroep={audience.pk}&waarover=help").context["form"]
    assert (form["audience"].value(), form["key"].value()) == (audience.pk, "help")


@pytest.mark.parametrize(
    "query", ["doelgroep=x&waarover=niets", "doelgroep=999999&tekst=nee", "herhaalt=7", "herhaalt=²"]
)
def test_address_that_says_something_else_gives_an_empty_form(as_lies, project, audience, query):
    page = as_lies.get(url("boodschap_nieuw", project) + f"?{query}")
    assert (page.status_code, page.context["form"]["title"].value()) == (200, "")


def test_ready_made_text_is_a_beginning(as_lies, project, audience):
    page = as_lies.get(url("boodschap_nieuw", project) + f"?doelgroep={audience.pk}&tekst=4-hulp")
    form, text = page.context["form"], next(one for one in TEXTS if one.code == "4-hulp")
    assert (form["title"].value(), form["key"].value(), form["audience"].value()) == (text.title, "help", audience.pk)
    assert f"?doelgroep={audience.pk}&amp;tekst=5-wanneer" in text_of(page)


def test_repetition_begins_with_the_words_of_the_first(as_lies, project, audience):
    first = make_message(audience=audience, text="Omdat.", status="sent")
    path = url("boodschap_nieuw", project) + "?herhaalt=1"
    form = as_lies.get(path).context["form"]
    assert (form["text"].value(), form["title"].value()) == ("Omdat.", first.title)
    as_lies.post(path, typed(audience))
    assert Message.objects.get(number=2).repeats == first
    assert "N02" in words_of(as_lies.get(url("boodschap", project, 1)))


def test_messenger_is_typed_as_a_name(as_lies, project, audience):
    as_lies.post(url("boodschap_nieuw", project), typed(audience, owner="an peeters"))
    assert Message.objects.get().messenger.name == "An Peeters"
    page = as_lies.post(url("boodschap_nieuw", project), typed(audience, owner="Niemand Zo"))
    assert "We vinden geen collega met die naam." in words_of(page)


def test_wrong_form_says_what_to_do_and_keeps_what_was_typed(as_lies, project, audience):
    page = as_lies.post(url("boodschap_nieuw", project), typed(audience, title="", text="Dit blijft", ready="on"))
    words = words_of(page)
    assert ("Schrijf de boodschap in één zin" in words, "Dit blijft" in words) == (True, True)
    assert text_of(page).count("<title>Fout:") == 1
    page = as_lies.post(url("boodschap_nieuw", project), typed(audience, ready="on"))
    assert "Schrijf eerst de tekst. Dan is de boodschap klaar." in words_of(page)
    assert Message.objects.count() == 0


def test_audience_of_another_project_cannot_be_chosen(as_lies, project, audience, linde):
    other = make_audience("Daar", project=make_project(linde, slug="ander"))
    as_lies.post(url("boodschap_nieuw", project), typed(other))
    assert Message.objects.count() == 0


def test_without_audiences_the_form_asks_for_them_first(as_lies, project):
    page = as_lies.get(url("boodschap_nieuw", project))
    assert url("doelgroepen_begin", project) in text_of(page)


# --- One message ---------------------------------------------------------------------------------


def test_message_says_for_how_many_from_whom_and_when(as_lies, project, audience):
    an = project.organisation.employees.get(name="An Peeters")
    make_message(audience=audience, messenger=an, channel_note="bij de koffie")
    words = words_of(as_lies.get(url("boodschap", project, 1)))
    wanted = ["Iedereen, 2 collega’s", "An Peeters (direct leidinggevende)", "Briefing of overleg: bij de koffie"]
    assert [word for word in wanted if word not in words] == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "idea", "planned_on": None}, "N01. Nog een idee. Kies een dag, dan staat het in de planning."),
        ({"status": "sent", "reached": 1, "reached_of": 2}, "Bereikt: 1 van 2 mensen."),
        ({"status": "dropped", "dropped_why": "Dubbel."}, "N01. Vervallen: Dubbel."),
    ],
)
def test_state_says_where_a_message_stands(as_lies, project, audience, fields, sentence):
    make_message(audience=audience, **fields)
    assert sentence in as_lies.get(url("boodschap", project, 1)).context["state"]


def test_message_past_its_day_can_still_be_told(as_lies, project, audience):
    make_message(audience=audience, planned_on=timezone.localdate() - timedelta(days=1))
    page = as_lies.get(url("boodschap", project, 1))
    assert page.context["state"].endswith("en nog niet verteld. Het kan nog altijd.")
    assert url("boodschap_verteld", project, 1) in text_of(page)


def test_broad_what_changes_says_what_it_waits_for(as_lies, project, audience):
    make_message(audience=audience, key="what_changes", text="Dit.")
    for name in ("boodschap", "boodschap_verteld", "boodschap_versturen"):
        page = words_of(as_lies.get(url(name, project, 1)))
        assert "zodra de poort naar Communicatie open is" in page, name
        assert "Bewaar: het is verteld" not in page, name


def test_reader_gets_no_button_that_does_not_work(client, noor, project, audience):
    make_message(audience=audience, text="Dit.")
    client.force_login(noor)
    page = words_of(client.get(url("boodschap", project, 1)))
    buttons = ("Noteer dat het verteld is", "Wijzig", "vervallen", "herhaling", "Verstuur")
    assert [word for word in buttons if word in page] == []


def test_message_takes_few_queries(as_lies, project, audience, django_assert_num_queries):
    first = make_message(audience=audience)
    for _n in range(3):
        make_message(audience=audience, repeats=first)
    with django_assert_num_queries(6):
        as_lies.get(url("boodschap", project, 1))


# --- Changed, told, dropped ----------------------------------------------------------------------


def test_change_keeps_who_tells_it(as_lies, project, audience):
    an = project.organisation.employees.get(name="An Peeters")
    made = make_message(audience=audience, messenger=an)
    form = as_lies.get(url("boodschap_wijzig", project, 1)).context["form"]
    assert form["owner"].value() == "An Peeters"
    as_lies.post(url("boodschap_wijzig", project, 1), typed(audience, title="Anders", owner="An Peeters"))
    made.refresh_from_db()
    assert (made.title, made.messenger, made.status) == ("Anders", an, "idea")


@pytest.mark.parametrize("name", OF_ONE)
def test_told_message_is_not_changed_any_more(as_lies, project, audience, name):
    made = make_message(audience=audience, status="sent")
    for method in (as_lies.get, as_lies.post):
        assert method(url(name, project, 1)).url == url("boodschap", project, 1)
    made.refresh_from_db()
    assert made.status == "sent"


def test_told_is_noted_with_a_way_back(as_lies, project, audience):
    made = make_message(audience=audience)
    today = timezone.localdate()
    page = as_lies.post(url("boodschap_verteld", project, 1), {"on": str(today), "reached": "2"}, follow=True)
    made.refresh_from_db()
    assert (made.status, made.reached, made.reached_of) == ("sent", 2, 2)
    assert f'action="{url("boodschap_terug", project, 1)}"' in text_of(page)
    as_lies.post(url("boodschap_terug", project, 1))
    made.refresh_from_db()
    assert made.status == "planned"


@pytest.mark.parametrize(
    ("typed_in", "sentence"),
    [
        ({"reached": "3"}, "De doelgroep telt 2 mensen"),
        ({"reached": "veel"}, "Vul een aantal in, of laat het leeg"),
        ({"on": "2999-01-01"}, "Kies vandaag of een dag die voorbij is"),
        ({"on": ""}, "Kies nog iets bij"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(as_lies, project, audience, typed_in, sentence):
    make_message(audience=audience)
    page = as_lies.post(url("boodschap_verteld", project, 1), {"on": str(timezone.localdate()), **typed_in})
    assert (page.status_code, sentence in words_of(page)) == (200, True)


def test_told_before_the_gate_says_so_and_after_it_is_noted(as_lies, project, audience):
    made = make_message(audience=audience, key="what_changes")
    told = {"on": str(timezone.localdate())}
    page = as_lies.post(url("boodschap_verteld", project, 1), told, follow=True)
    assert "zodra de poort naar Communicatie open is" in words_of(page)
    Project.objects.update(step=4)
    as_lies.post(url("boodschap_verteld", project, 1), told)
    made.refresh_from_db()
    assert made.status == "sent"


def test_dropped_with_its_reason_and_a_way_back(as_lies, project, audience):
    made = make_message(audience=audience)
    page = as_lies.post(url("boodschap_vervalt", project, 1), {"why": ""})
    assert "Schrijf kort op waarom" in words_of(page)
    page = as_lies.post(url("boodschap_vervalt", project, 1), {"why": "Dubbel met N02."}, follow=True)
    made.refresh_from_db()
    assert (made.status, made.dropped_why) == ("dropped", "Dubbel met N02.")
    assert f'action="{url("boodschap_terug", project, 1)}"' in text_of(page)
