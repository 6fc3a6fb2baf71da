"""The pages of waves, moments and materials: who may see them, what they do, how many queries they take."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisatie.tests.factories import make_employee
from toetsing.tests import files
from toetsing.tests.files import upload
from trajecten.models import Project, ProjectRole
from trajecten.tests.factories import make_decider
from uitrol.actions import materials, running
from uitrol.models import Material, Moment, Wave
from uitrol.tests.factories import hold, make_moment, make_place
from uitrol.tests.wave_world import (
    address,
    invite,
    make_ready,
    make_step_5,
    plan_moment,
    plan_wave,
    staff,
    status,
    text_of,
)

pytestmark = pytest.mark.django_db
READ = ["golven", "golf", "momenten", "moment", "moment_agenda", "materiaal", "materiaal_bestand"]
WRITE = [
    "golf_nieuw", "golf_wijzig", "golf_weg", "golf_start", "golf_pauze", "golf_verder", "golf_klaar", "golf_check_erbij",
    "moment_nieuw", "moment_wijzig", "moment_annuleer", "moment_wie", "moment_wie_iedereen", "materiaal_nieuw",
    "materiaal_weg",
]  # fmt: skip
PRESS = ["golf_check", "golf_check_weg", "moment_wie_erbij", "moment_wie_weg"]
NOTE = ["aanwezig", "moment_gehouden"]


@pytest.fixture
def project(linde, lies):
    return make_step_5(lies)


@pytest.fixture
def wave(project, lies):
    return plan_wave(project, lies, "Aalst", day=timezone.localdate() + timedelta(days=7))


@pytest.fixture
def moment(project, wave, lies):
    found = plan_moment(project, lies, at=timezone.now() + timedelta(days=7))
    invite(found, lies, *staff(project, "Aalst", 2, "dag"))
    return found


@pytest.fixture
def world(wave, moment, lies):
    """A wave with one own check, a moment with people, and a file."""
    running.add_check(wave=wave, by=lies, text="De badges werken")
    materials.add_material(project=wave.project, by=lies, title="De kaart", file=upload("kaart.pdf", files.PDF))
    return wave


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor)
    return client


def path(name: str, project: Project) -> str:
    """The address of a page, filled in with the first wave, moment, check, person and material there are."""
    moment = Moment.objects.filter(project=project).first()
    args: list[int] = []
    if name.startswith("golf_check") and name != "golf_check_erbij":
        args = [1, project.waves.first().checks.last().pk]
    elif name.startswith("golf") and name not in ("golven", "golf_nieuw"):
        args = [1]
    elif name == "moment_wie_weg":
        args = [moment.pk, moment.people.first().pk]
    elif name in ("aanwezig", "moment") or (name.startswith("moment_") and name != "moment_nieuw"):
        args = [moment.pk]
    elif name in ("materiaal_bestand", "materiaal_weg"):
        args = [Material.objects.first().pk]
    return address(name, project, *args)


# --- Who may see what ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *WRITE, *NOTE])
def test_page_of_other_organisation_is_missing(client, vik, project, world, name):
    client.force_login(vik)
    assert status(client.get(path(name, project))) == 404


@pytest.mark.parametrize("name", [*PRESS, "moment_niet_gehouden"])
def test_button_of_other_organisation_is_missing(client, vik, project, world, name):
    client.force_login(vik)
    assert client.post(path(name, project)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_reader_sees_when_it_starts_where(as_noor, project, world, name):
    assert status(as_noor.get(path(name, project))) == 200


@pytest.mark.parametrize("name", [*WRITE, *NOTE])
def test_reader_changes_nothing(as_noor, project, world, name):
    only_looks = name == "moment_wie"
    found = [status(ask(path(name, project))) for ask in (as_noor.get, as_noor.post)]
    assert found == [403, 405 if only_looks else 403]


@pytest.mark.parametrize("name", [*PRESS, "moment_niet_gehouden"])
def test_reader_presses_nothing(as_noor, project, world, name):
    assert as_noor.post(path(name, project)).status_code == 403


@pytest.mark.parametrize("name", [*PRESS, "moment_niet_gehouden"])
def test_button_is_only_pressed(as_lies, project, world, name):
    assert as_lies.get(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", READ)
def test_page_that_looks_takes_no_post(as_lies, project, world, name):
    assert as_lies.post(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", WRITE)
def test_lead_sees_every_page(as_lies, project, world, name):
    moved_on = {"golf_pauze", "golf_verder", "golf_klaar"}  # a planned wave has no such page: back to the wave itself
    assert status(as_lies.get(path(name, project))) == (302 if name in moved_on else 200)


@pytest.mark.parametrize("name", ["golf", "moment", "materiaal_bestand"])
def test_part_of_another_project_is_missing(as_lies, project, world, name):
    other = make_step_5(slug="ander")
    assert status(as_lies.get(path(name, project).replace(project.slug, other.slug))) == 404


def test_ambassador_of_elsewhere_reads_along_without_names_or_the_small_gate(client, anker, project, world, moment):
    guest = make_decider(anker, "gast@anker.test")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.OWNER, user=guest)
    client.force_login(guest)
    page = text_of(client.get(path("moment", project)))
    assert ("2 collega's op de lijst." in page, moment.people.first().employee.name in page) == (True, False)
    assert "Kan golf 1 starten?" not in text_of(client.get(path("golf", project)))


def test_names_are_for_who_notes_them(client, lies, noor, bram, project, moment):
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=bram)
    name, found = moment.people.first().employee.name, []
    for user in (lies, bram, noor):
        client.force_login(user)
        found.append(name in text_of(client.get(path("moment", project))))
    assert found == [True, True, False]


# --- Waves ---------------------------------------------------------------------------------------


def test_first_wave_is_asked_for_and_made(as_lies, project):
    place = make_place(project)
    assert "Klaar voor de start." in text_of(as_lies.get(path("golven", project)))
    day = timezone.localdate() + timedelta(days=9)
    answer = as_lies.post(path("golf_nieuw", project), {"starts_on": day.isoformat(), "locations": [place.pk]})
    made = Wave.objects.get()
    assert (answer.url, made.starts_on, made.checks.count()) == (address("golf", project, 1), day, 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"locations": []}, "Kies minstens één locatie"),
        ({"starts_on": "morgen"}, "geldige datum"),
        ({"owner": "Niemand"}, "We vinden geen collega met die naam."),
    ],
)
def test_wave_with_something_wrong_keeps_what_was_typed(as_lies, project, change, sentence):
    data = {"starts_on": "2031-03-03", "locations": [make_place(project).pk], "name": "De eerste"} | change
    page = as_lies.post(path("golf_nieuw", project), data)
    assert (sentence in text_of(page), 'value="De eerste"' in page.content.decode()) == (True, True)
    assert not Wave.objects.exists()


def test_location_of_another_wave_is_not_offered(as_lies, project, wave):
    make_place(project, "Gent")
    page = text_of(as_lies.get(path("golf_nieuw", project)))
    assert ("Gent (0 collega&#x27;s)" in page, "Aalst (" in page) == (True, False)


def test_other_day_tells_what_moved_along(as_lies, project, wave, moment):
    day = wave.starts_on + timedelta(days=7)
    data = {"starts_on": day.isoformat(), "locations": [wave.places.get().location_id]}
    page = text_of(as_lies.post(path("golf_wijzig", project), data, follow=True))
    assert "Bewaard. 1 moment schoof mee. 2 collega&#x27;s krijgen elk één nieuwe uitnodiging." in page


def test_page_of_a_wave_shows_what_it_needs_and_leads_there(as_lies, project, world):
    page = as_lies.get(path("golf", project))
    text = text_of(page)
    expected = [
        "Kan golf 1 starten?",
        "Nog niet genoeg ambassadeurs op elke locatie",
        "Aalst 0 van 2",
        "De badges werken",
    ]
    assert [words for words in expected if words not in text] == []
    assert "Start golf 1" not in text


def test_check_is_pressed_and_taken_back(as_lies, project, wave):
    first = wave.checks.first()
    found = []
    for said in ("ja", "nee"):
        as_lies.post(address("golf_check", project, 1, first.pk), {"gedaan": said})
        first.refresh_from_db()
        found.append(first.checked_at is not None)
    assert found == [True, False]


def test_wave_starts_from_its_page_after_asking(as_lies, project, wave, moment):
    make_ready(wave)
    assert "Start golf 1" in text_of(as_lies.get(path("golf", project)))
    assert "Alles is in orde." in text_of(as_lies.get(path("golf_start", project)))
    assert "De golf is gestart." in text_of(as_lies.post(path("golf_start", project), follow=True))
    wave.refresh_from_db()
    assert wave.status == "running"
    as_lies.post(path("golf_pauze", project), {"why": "Griep in huis."})
    assert "Even gepauzeerd: Griep in huis." in text_of(as_lies.get(path("golf", project)))
    as_lies.post(path("golf_verder", project))
    as_lies.post(path("golf_klaar", project))
    wave.refresh_from_db()
    assert wave.status == "done"


def test_wave_that_is_not_ready_says_so_and_stays(as_lies, project, wave):
    page = text_of(as_lies.post(path("golf_start", project), follow=True))
    assert "Nog niet genoeg ambassadeurs op elke locatie: Aalst 0 van 2." in page
    assert Wave.objects.get().status == "planned"


def test_wave_before_the_gate_says_so(as_lies, project, wave):
    make_ready(wave)
    Project.objects.update(step=4)
    page = text_of(as_lies.get(path("golf", project)))
    assert ("De poort naar Uitrol is nog dicht" in page, "Start golf 1" in page) == (True, False)
    assert "Een golf starten kan zodra de poort naar Uitrol open is." in text_of(
        as_lies.post(path("golf_start", project), follow=True)
    )


# --- Moments -------------------------------------------------------------------------------------


def test_moment_is_planned_and_leads_to_who_is_invited(as_lies, project, wave):
    staff(project, "Aalst", 2, "nacht")
    link = address("moment_nieuw", project) + f"?soort=start&locatie={wave.places.get().location_id}&dienst=nacht"
    page = as_lies.get(link).content.decode()
    assert (f'value="{wave.starts_on}"' in page, '<option value="nacht" selected>' in page) == (True, True)
    data = {
        "kind": "start", "location": wave.places.get().location_id, "shift": "nacht", "day": "2031-03-03",
        "begins": "22:00", "ends": "00:30", "place": "Leefruimte",
    }  # fmt: skip
    answer = as_lies.post(address("moment_nieuw", project), data)
    made = Moment.objects.get()
    assert answer.url == address("moment_wie", project, made.pk)
    assert (made.wave, made.ends_at - made.starts_at) == (wave, timedelta(hours=2, minutes=30))
    assert "Nodig iedereen uit van Aalst, dienst nacht" in text_of(as_lies.get(answer.url))
    assert "Nodig je 2 collega&#x27;s uit?" in text_of(as_lies.get(address("moment_wie_iedereen", project, made.pk)))
    as_lies.post(address("moment_wie_iedereen", project, made.pk))
    assert made.people.count() == 2


def test_some_names_are_invited_and_taken_off(as_lies, project, moment):
    (anna,) = staff(project, "Aalst", 1)
    page = as_lies.get(path("moment_wie", project))
    assert anna.name in text_of(page)
    as_lies.post(path("moment_wie_erbij", project), {"medewerker": [anna.pk], "zoek": "q=a"})
    assert moment.people.count() == 3
    as_lies.post(path("moment_wie_weg", project))
    assert moment.people.count() == 2


def test_moment_moves_and_is_cancelled_from_its_page(as_lies, project, moment):
    data = {
        "kind": "start", "location": moment.location_id, "day": "2031-03-03", "begins": "14:00", "ends": "15:00",
    }  # fmt: skip
    page = text_of(as_lies.post(path("moment_wijzig", project), data, follow=True))
    assert "Bewaard. 2 collega&#x27;s krijgen een nieuwe uitnodiging." in page
    assert "maandag 3 maart" in page.lower()
    page = text_of(as_lies.post(path("moment_annuleer", project), {"why": "Griep in huis."}, follow=True))
    assert "Gaat niet door: Griep in huis." in page


def test_list_shows_what_comes_first_and_filters(as_lies, project, wave, moment):
    over = make_moment("drop_in", project=project, starts_at=timezone.now() - timedelta(days=2), place="Kelder")
    hold(make_moment("floor", project=project, starts_at=timezone.now() - timedelta(days=3), place="Zolder"), 9)
    page = text_of(as_lies.get(path("momenten", project)))
    assert page.index("Startmoment, Aalst") < page.index("Kelder") < page.index("Zolder")
    assert ("nog te noteren" in page, "9 aanwezigen" in page, "3 momenten." in page) == (True, True, True)
    found = text_of(as_lies.get(path("momenten", project) + "?staat=noteren"))
    assert ("Kelder" in found, "Zolder" in found, "1 moment." in found) == (True, False, True)
    assert "Niets gevonden." in text_of(as_lies.get(path("momenten", project) + "?soort=small_group"))
    assert over.status == "planned"


def test_week_shows_each_moment_on_its_day(as_lies, project, moment):
    year, week, _day = timezone.localdate(moment.starts_at).isocalendar()
    page = text_of(as_lies.get(path("momenten", project) + f"?week={year}-W{week:02}"))
    assert (f"Week {week}." in page, "Startmoment" in page, "Volgende week" in page) == (True, True, True)
    empty = text_of(as_lies.get(path("momenten", project) + "?week=2020-W01"))
    assert ("Deze week staat er niets." in empty, "Startmoment" in empty) == (True, False)
    assert status(as_lies.get(path("momenten", project) + "?week=2020-W99")) == 200


def test_file_for_my_own_calendar_has_the_mark_of_the_invitation(as_noor, project, moment):
    answer = as_noor.get(path("moment_agenda", project))
    assert (f"UID:{moment.uid}@localhost" in answer.content.decode(), answer["Content-Type"]) == (
        True,
        "text/calendar; method=PUBLISH; charset=utf-8",
    )


# --- Materials -----------------------------------------------------------------------------------


def test_material_is_added_shown_given_and_taken_away(as_lies, project, moment):
    link = address("materiaal_nieuw", project) + f"?moment={moment.pk}"
    answer = as_lies.post(link, {"title": "De kaart", "file": upload("kaart.pdf", files.PDF)})
    assert answer.url == address("moment", project, moment.pk)
    assert "De kaart" in text_of(as_lies.get(answer.url))
    file = as_lies.get(path("materiaal_bestand", project))
    assert (b"".join(file.streaming_content), file["X-Content-Type-Options"]) == (files.PDF, "nosniff")
    assert file["Content-Disposition"] == 'attachment; filename="kaart.pdf"'
    assert "Hier staat nog niets." in text_of(as_lies.post(path("materiaal_weg", project), follow=True))


def test_link_has_no_file_to_give(as_lies, project, lies):
    materials.add_material(project=project, by=lies, title="Filmpje", link="https://x.test/")
    assert status(as_lies.get(path("materiaal_bestand", project))) == 404


def test_wrong_file_says_what_is_accepted(as_lies, project):
    page = text_of(
        as_lies.post(address("materiaal_nieuw", project), {"title": "X", "file": upload("x.pdf", b"<html>")})
    )
    assert "Kies een pdf, een foto (png of jpg)" in page
    assert not Material.objects.exists()


# --- Queries -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "queries"), [("golven", 8), ("momenten", 8), ("materiaal", 7)])
@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_one_and_three(
    as_lies, lies, project, name, queries, count, django_assert_num_queries
):
    for number in range(count):
        plan_wave(project, lies, f"Locatie {number}")
        moment = plan_moment(
            project, lies, f"Locatie {number}", host=make_employee(project.organisation, f"Jos {number}")
        )
        materials.add_material(project=project, by=lies, title=f"Kaart {number}", link="https://x.test/", moment=moment)
    with django_assert_num_queries(queries):
        as_lies.get(path(name, project))


@pytest.mark.parametrize(("name", "queries"), [("golf", 8), ("moment", 7), ("moment_wie", 8), ("aanwezig", 5)])
@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_queries_for_one_and_three(
    as_lies, lies, project, name, queries, count, django_assert_num_queries
):
    plan_wave(project, lies, *[f"Locatie {number}" for number in range(count)])
    for number in range(count):
        host = make_employee(project.organisation, f"Jos {number}")
        moment = plan_moment(project, lies, f"Locatie {number}", at=timezone.now() + timedelta(days=3), host=host)
        invite(moment, lies, *staff(project, f"Locatie {number}", count, "dag"))
    with django_assert_num_queries(queries):
        as_lies.get(path(name, project))
