"""Pages of approaches: who may, two small steps, the list, one of them, Vandaag."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging import remedy_today
from opvolging.models import Remedy
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from opvolging.tests.remedies import make_remedy, make_shown
from organisatie.tests.factories import make_employee, make_location
from trajecten.models import Event, Project

READ = ["aanpakken", "aanpak"]
LEAD = ["aanpak_nieuw", "aanpak_wijzig"]
OF_ONE = ["aanpak", "aanpak_wijzig", "aanpak_klaar"]


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst", "Gent", sentence="We noteren elk gesprek.")


@pytest.fixture
def remedy(version):
    return make_remedy(version, "Aalst")


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, project, remedy=None):
    return reverse(f"opvolging:{name}", args=[project.slug, *([remedy.pk] if name in OF_ONE else [])])


def text_of(response) -> str:
    return re.sub(r"(<[^>]*>|\s)+", " ", response.content.decode())


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *LEAD])
def test_page_of_other_organisation_is_missing(client, vik, project, remedy, name):
    client.force_login(vik)
    assert client.get(url(name, project, remedy)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_page_is_shown_to_a_reader_and_only_looked_at(client, noor, project, remedy, name):
    client.force_login(noor)
    address = url(name, project, remedy)
    assert [client.get(address).status_code, client.post(address).status_code] == [200, 405]


@pytest.mark.parametrize("name", [*LEAD, "aanpak_klaar"])
def test_writing_is_forbidden_to_a_reader_and_missing_for_a_stranger(client, noor, vik, project, remedy, name):
    told = []
    for person in (noor, vik):
        client.force_login(person)
        told.append(client.post(url(name, project, remedy)).status_code)
    assert told == [403, 404]


# --- Two small steps -----------------------------------------------------------------------------


def test_first_step_asks_the_cause_with_the_agreement_itself_on_top(as_lies, project, version):
    page = text_of(as_lies.get(url("aanpak_nieuw", project)))
    words = ["De afspraak klopt niet", "Het past niet in het werk", "We weten het nog niet"]
    assert sorted(words, key=page.index) == words
    assert "A01 · We noteren elk gesprek." in page


def test_first_step_without_a_cause_says_what_is_missing(as_lies, project, version):
    query = f"?afspraak={version.agreement_id}&locatie=&oorzaak="
    assert "Kies nog iets bij ‘Wat is de oorzaak, denken jullie?’" in text_of(
        as_lies.get(url("aanpak_nieuw", project) + query)
    )


def test_check_that_asks_for_attention_says_the_agreement_and_the_place(as_lies, project, version):
    check = make_check(make_rhythm(version, "Aalst"), 14, 8)
    page = as_lies.get(url("aanpak_nieuw", project) + f"?na={check.pk}&oorzaak=cannot").content.decode()
    assert f'name="check_seen" value="{check.pk}"' in page
    assert "Een aanpak voor A01" in page
    assert "Waar: Aalst. Oorzaak: het lukt nog niet." in page


@pytest.mark.parametrize(
    ("cause", "first"), [("cannot", "1. Begrijpen: een teamgesprek"), ("agreement_wrong", "1. De afspraak aanpassen")]
)
def test_ladder_stands_in_the_order_of_the_cause(as_lies, project, version, cause, first):
    page = text_of(as_lies.get(url("aanpak_nieuw", project) + f"?afspraak={version.agreement_id}&oorzaak={cause}"))
    assert first in page
    assert ("Maak een nieuwe versie van A01" in page) == (cause == "agreement_wrong")


def test_places_where_it_goes_well_stand_beside_it_and_no_others(as_lies, project, version):
    make_check(make_rhythm(version, "Gent"), 14, 13)
    make_check(make_rhythm(version, "Aalst"), 14, 2)
    make_shown(version, "Gent", "Eén leest, één vult aan.")
    place = make_location(project.organisation, "Aalst")
    query = f"?afspraak={version.agreement_id}&locatie={place.pk}&oorzaak=cannot"
    page = text_of(as_lies.get(url("aanpak_nieuw", project) + query))
    beside = page.partition("Teams waar het lukt")[2].partition("Ga er eens kijken")[0]
    assert beside.strip() == "Gent Briefing in negen minuten Hoe doen ze dat? Eén leest, één vult aan."


def filled(version, **fields):
    today = timezone.localdate()
    return {
        "agreement": version.agreement_id,
        "cause": "cannot",
        "rung": "1",
        "what": "Een teamgesprek met drie vragen",
        "owner": "An Peeters",
        "due_on": str(today + timedelta(weeks=3)),
        "effect_on": str(today + timedelta(weeks=6)),
        "form_key": str(uuid4()),
        **fields,
    }


def test_approach_is_kept_once_with_its_owner_and_place(as_lies, project, version, linde):
    an, place = make_employee(linde, "An Peeters"), make_location(linde, "Aalst")
    form = filled(version, location=place.pk)
    answers = [as_lies.post(url("aanpak_nieuw", project), form).url for _ in range(2)]
    remedy = Remedy.objects.get()
    assert answers == [url("aanpak", project, remedy)] * 2
    assert (remedy.owner, remedy.location, remedy.rung, remedy.cause) == (an, place, 1, "cannot")
    assert list(Event.objects.values_list("verb", flat=True)) == ["remedy_started"]


def test_skipping_a_softer_step_is_asked_about_on_the_form(as_lies, project, version, linde):
    make_employee(linde, "An Peeters")
    page = text_of(as_lies.post(url("aanpak_nieuw", project), filled(version, rung="3")))
    assert "Je slaat een zachtere stap over" in page
    assert Remedy.objects.count() == 0


def test_name_in_the_words_is_asked_about(as_lies, project, version, linde):
    make_employee(linde, "An Peeters")
    page = text_of(as_lies.post(url("aanpak_nieuw", project), filled(version, what="An Peeters moet beter noteren")))
    assert "Staat hier een naam in?" in page
    assert Remedy.objects.count() == 0


def test_agreement_of_another_project_is_refused(as_lies, project, version, linde):
    other = make_holding(make_step_6(slug="ander-traject"), "Aalst")
    assert as_lies.post(url("aanpak_nieuw", project), filled(other)).status_code == 200
    assert Remedy.objects.count() == 0


# --- One of them ---------------------------------------------------------------------------------


def test_page_shows_what_changed_and_asks_to_close_it(as_lies, project, version):
    rhythm = make_rhythm(version, "Aalst")
    began = make_check(rhythm, 14, 8, timezone.localdate() - timedelta(days=43))
    remedy = make_remedy(version, "Aalst", check_seen=began)
    make_check(rhythm, 15, 12)
    page = as_lies.get(url("aanpak", project, remedy)).content.decode()
    assert "Er is opnieuw gekeken: 57 → 80 %. Sluit je de aanpak af?" in page
    assert ">\n57 → 80 %</textarea>" in page


def test_closed_with_what_it_brought_and_not_enough_leads_to_the_next_step(as_lies, project, remedy):
    form = {"outcome": "not_enough", "result": "Het lukt vaker, niet altijd."}
    as_lies.post(url("aanpak_klaar", project, remedy), form)
    page = as_lies.get(url("aanpak", project, remedy)).content.decode()
    assert "Het lukt vaker, niet altijd." in page
    assert "Kies de volgende stap" in page
    assert f"?afspraak={remedy.agreement_id}&amp;locatie={remedy.location_id}&amp;oorzaak=cannot" in page


def test_closing_without_words_says_what_is_missing(as_lies, project, remedy):
    page = text_of(as_lies.post(url("aanpak_klaar", project, remedy), {}))
    assert "Kies of het hielp." in page
    assert "Schrijf op wat het opbracht." in page


def test_other_days_are_kept(as_lies, project, remedy):
    day = timezone.localdate() + timedelta(days=5)
    form = {"what": remedy.what, "owner": "", "due_on": str(day), "effect_on": str(day + timedelta(days=21))}
    as_lies.post(url("aanpak_wijzig", project, remedy), form)
    assert Remedy.objects.get().due_on == day


def test_wrong_agreement_leads_to_new_words_in_one_click(as_lies, project, version):
    remedy = make_remedy(version, cause="agreement_wrong", rung=5)
    page = as_lies.get(url("aanpak", project, remedy)).content.decode()
    assert reverse("fundament:afspraak_versie", args=[project.slug, version.agreement_id]) in page


# --- The list ------------------------------------------------------------------------------------


def test_list_says_where_nobody_takes_it_up_yet_to_who_leads(client, lies, noor, project, version):
    check = make_check(make_rhythm(version, "Aalst"), 14, 8)
    shown = []
    for person in (lies, noor):
        client.force_login(person)
        page = client.get(url("aanpakken", project)).content.decode()
        shown.append(f"?na={check.pk}" in page)
    assert shown == [True, False]


def test_running_stands_before_what_was_closed(as_lies, project, version):
    make_remedy(version, what="Afgesloten", outcome="helped", result="Ja", ended_on=timezone.localdate(), days_ago=1)
    make_remedy(version, what="Loopt nog")
    page = text_of(as_lies.get(url("aanpakken", project)))
    assert page.index("Loopt nog") < page.index("Afgesloten")


def test_what_runs_is_counted_over_all_sheets(as_lies, project, version, monkeypatch):
    monkeypatch.setattr("bevraging.views.listening.PER_PAGE", 2)
    for number in range(3):
        make_remedy(version, what=f"Aanpak {number}")
    for sheet in ("", "?blad=2"):
        assert "Er lopen 3 aanpakken." in text_of(as_lies.get(url("aanpakken", project) + sheet))


def test_list_of_one_agreement(as_lies, project, version):
    make_remedy(version, what="Van deze")
    make_remedy(make_holding(project, "Aalst"), what="Van een andere")
    page = text_of(as_lies.get(url("aanpakken", project) + f"?afspraak={version.agreement_id}"))
    assert ("Van deze" in page, "Van een andere" in page) == (True, False)


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_eight_queries_however_long(as_lies, project, linde, n, django_assert_num_queries):
    for number in range(n):
        version = make_holding(project, "Aalst", "Gent")
        rhythm = make_rhythm(version, "Aalst")
        make_check(rhythm, 14, 8, timezone.localdate() - timedelta(days=50))
        make_check(make_rhythm(version, "Gent"), 14, 8)
        make_remedy(version, "Aalst", owner=make_employee(linde, f"An {number}"))
    with django_assert_num_queries(8):
        as_lies.get(url("aanpakken", project))


@pytest.mark.parametrize("n", [1, 3])
def test_one_page_asks_as_much_however_much_was_noted(as_lies, project, version, n, django_assert_num_queries):
    remedy = make_remedy(version)
    for number in range(n):
        rhythm = make_rhythm(version, f"Huis {number}")
        make_check(rhythm, 14, 8, timezone.localdate() - timedelta(days=50))
        make_check(rhythm, 14, 13)
        make_shown(version, f"Huis {number}")
    with django_assert_num_queries(8):
        as_lies.get(url("aanpak", project, remedy))


# --- Vandaag -------------------------------------------------------------------------------------


def test_one_place_leads_to_its_own_approach_and_several_to_the_list(project, version, lies):
    check = make_check(make_rhythm(version, "Aalst"), 14, 8)
    (task,) = remedy_today.tasks(lies, [project])
    assert (task.detail, task.url) == (
        f"{project.title}. A01 in Aalst vraagt aandacht.", url("aanpak_nieuw", project) + f"?na={check.pk}",
    )  # fmt: skip
    make_check(make_rhythm(version, "Gent"), 14, 8)
    (task,) = remedy_today.tasks(lies, [project])
    assert (task.detail, task.url) == (f"{project.title}. 2 plekken vragen aandacht.", url("aanpakken", project))


def test_no_task_and_no_query_in_another_step(project, lies, django_assert_num_queries):
    Project.objects.update(step=5)
    project.refresh_from_db()
    with django_assert_num_queries(0):
        assert list(remedy_today.tasks(lies, [project])) == []
