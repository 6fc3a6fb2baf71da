"""The page of step 4: what it shows to whom, its one button, and how many queries it takes."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from communicatie import step_page
from communicatie.tests.factories import make_ask, make_audience, make_contact_point, make_message, make_page
from communicatie.tests.gate import ambassadors, people
from fundament.tests.factories import make_agreement
from organisatie.tests.factories import make_user
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def page(client, lies, project):
    """The page as Lies sees it, as one line of text."""
    client.force_login(lies)
    return lambda: re.sub(r"\s+", " ", client.get(reverse("communicatie:stap", args=[project.slug])).content.decode())


@pytest.fixture
def aalst(project):
    """A location where everything is in order."""
    found = people(project, 10)
    ambassadors(project, found[:2])
    make_contact_point(found[0], project=project, backup=found[1])
    return found


@pytest.fixture
def everybody(project):
    return make_audience("Iedereen", project=project)


def fill(audience):
    for key in ("why", "what_changes", "when", "help"):
        make_message(audience=audience, key=key)


def filled_button(html):
    return [
        re.sub(r"<[^>]+>", "", text).strip()
        for text in re.findall(r'<a class="knop" href="[^"]+"[^>]*>(.*?)</a>', html)
    ]


# --- Who comes in --------------------------------------------------------------------------------


def test_stranger_finds_nothing(client, vik, project):
    client.force_login(vik)
    assert client.get(reverse("communicatie:stap", args=[project.slug])).status_code == 404


def test_who_is_not_signed_in_signs_in_first(client, project):
    assert client.get(reverse("communicatie:stap", args=[project.slug])).status_code == 302


def test_page_is_only_looked_at(client, lies, project):
    client.force_login(lies)
    assert client.post(reverse("communicatie:stap", args=[project.slug])).status_code == 405


def test_step_of_the_core_leads_here(page, project):
    assert reverse("communicatie:stap", args=[project.slug]) == f"/trajecten/{project.slug}/communicatie/"
    assert "wordt nog voorbereid" not in page()


def test_reader_sees_the_same_without_buttons(client, noor, project, aalst, everybody):
    make_message("Wat er misloopt", audience=everybody)
    people(project, 4, "Gent")
    client.force_login(noor)
    html = client.get(reverse("communicatie:stap", args=[project.slug])).content.decode()
    shown = {
        one: one in html
        for one in ("Wat er misloopt", "2 van 2", "Vraag iemand", "Plan een boodschap", "Maak de bladzijde")
    }
    assert shown == {
        "Wat er misloopt": True,
        "2 van 2": True,
        "Vraag iemand": False,
        "Plan een boodschap": False,
        "Maak de bladzijde": False,
    }
    assert filled_button(html) == []


def test_guest_without_results_sees_what_the_step_is_for(client, project, everybody):
    make_message("Wat er misloopt", audience=everybody)
    guest = make_user("gast@elders.test", "Gast Een")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=guest)
    client.force_login(guest)
    html = client.get(reverse("communicatie:stap", args=[project.slug])).content.decode()
    assert ("Vertel zorgvuldig wat er verandert" in html, "Wat er misloopt" in html) == (True, False)


# --- What stands there ---------------------------------------------------------------------------


def test_empty_page_asks_who_one_can_turn_to(page):
    html = page()
    told = ["Er staat nog niets in het plan.", "Wie is het aanspreekpunt?", "Kies per locatie minstens 1 naam."]
    assert [one for one in told if one not in html] == []
    assert filled_button(html) == ["Kies aanspreekpunten"]


def test_numbers_of_plan_and_people_are_told(page, project, aalst, everybody):
    make_message(audience=everybody, status="sent")
    make_message(audience=everybody, key="when")
    people(project, 4, "Gent")
    assert (
        "1 boodschap is verteld, 1 komt nog. Nog 2 ambassadeurs te vinden." in page(),
        "2 van 4 vakjes van het plan zijn ingevuld" in page(),
    ) == (True, True)


def test_location_says_how_many_and_never_who(page, project, aalst):
    ghent = people(project, 30, "Gent")
    make_ask(ghent[0], project=project)
    html = page()
    assert ("0 van 2" in html, "1 antwoordde nog niet" in html, ghent[0].name in html, aalst[0].name in html) == (
        True,
        True,
        False,
        False,
    )


def test_what_is_told_next_stands_by_day_and_no_more_than_five(page, everybody):
    today = timezone.localdate()
    for number in range(6):
        make_message(f"Boodschap {number}", audience=everybody, planned_on=today + timedelta(days=10 - number))
    make_message("Een idee", audience=everybody, status="idea", planned_on=None)
    assert re.findall(r"N0\d (Boodschap \d|Een idee)", page()) == [f"Boodschap {number}" for number in (5, 4, 3, 2, 1)]


def test_what_waits_says_so_in_words(page, everybody):
    make_message(audience=everybody, planned_on=timezone.localdate() - timedelta(days=8))
    assert "Wacht al meer dan een week" in page()


def test_page_for_everyone_says_whether_it_is_open(page, project):
    assert "Maak de bladzijde" in page()
    found = make_page(project, is_on=False)
    assert "Ze is klaar, maar staat nog niet open." in page()
    type(found).objects.update(is_on=True)
    assert "Ze staat open." in page()


def test_owners_of_agreements_are_counted(page, project):
    make_agreement(project=project)
    assert "0 van 1 afspraak heeft een eigenaar." in page()


def test_gate_list_has_a_way_for_each_open_point(page, project, aalst):
    """Every point that is not met leads to a page that helps."""
    html = page()
    rows = re.findall(r'<li class="voorwaarde voorwaarde--(?:nog|helpt)">(.*?)</li>', html)
    assert [row for row in rows if 'class="knop knop--rand"' not in row] == []
    assert len(rows) == 10  # with the waves, which step 5 joins


@pytest.mark.parametrize("name", step_page.PARTS)
def test_every_part_is_one_click_away(page, project, name):
    url = reverse(f"communicatie:{name}", args=[project.slug])
    make_agreement(project=project)
    assert f'href="{url}"' in page()


# --- The one button ------------------------------------------------------------------------------


def test_what_waits_too_long_comes_first(page, project, everybody):
    make_message(audience=everybody, planned_on=timezone.localdate() - timedelta(days=8))
    people(project, 3)
    assert filled_button(page()) == ["Bekijk N01, die wacht"]


def test_then_somebody_to_turn_to(page, project, everybody):
    people(project, 3)
    make_message(audience=everybody)
    assert filled_button(page()) == ["Kies aanspreekpunten"]


def test_then_enough_ambassadors_asked(page, project, aalst, everybody):
    found = people(project, 3, "Gent")
    make_contact_point(found[0], project=project, backup=found[1])
    assert filled_button(page()) == ["Vraag een ambassadeur"]
    for one in found[:2]:
        make_ask(one, project=project)
    assert filled_button(page()) == ["Vul het plan aan"]


def test_then_the_plan(page, project, aalst):
    assert filled_button(page()) == ["Kies doelgroepen"]
    everybody = make_audience("Iedereen", project=project)
    assert filled_button(page()) == ["Vul het plan aan"]
    fill(everybody)
    assert filled_button(page()) == ["Plan een boodschap"]


def test_then_what_is_told_today(page, aalst, everybody):
    fill(everybody)
    make_message(audience=everybody, key="success", planned_on=timezone.localdate())
    assert filled_button(page()) == ["Vertel N05"]


# --- How many queries ----------------------------------------------------------------------------


@pytest.fixture
def cold(client, lies):
    """Signed in, and nothing remembered in this process from an earlier page."""
    client.force_login(lies)
    client.get(reverse("trajecten:nieuw"))
    assert connection.features.supports_json_field  # asked once for each process, of the database itself
    caches["pages"].clear()
    caches["results"].clear()
    return client


PAGES = [
    ("communicatie:stap", 7), ("trajecten:overzicht", 8), ("trajecten:poort", 8), ("trajecten:lijst", 7), ("trajecten:vandaag", 7),
]  # fmt: skip
"""Of the gate: with the form that asks to go on without a point, seven times, and the names for it once."""


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), PAGES)
def test_page_takes_as_many_queries_for_one_and_three(cold, project, name, queries, count, django_assert_num_queries):
    for number in range(count):
        found = people(project, 2, f"Huis {number}", shift="nacht")
        ambassadors(project, found[:1])
        make_ask(found[1], project=project)
        make_contact_point(found[0], project=project, backup=found[1])
        make_agreement(project=project)
        group = make_audience(f"Groep {number}", project=project, functions=["Zorg"], locations=[f"Huis {number}"])
        fill(group)
        make_message(audience=group, planned_on=timezone.localdate() - timedelta(days=20))
    args = {"trajecten:poort": [project.slug, 4], "trajecten:lijst": [], "trajecten:vandaag": []}
    path = reverse(name, args=args.get(name, [project.slug]))
    with django_assert_num_queries(queries):
        assert cold.get(path).status_code == 200
