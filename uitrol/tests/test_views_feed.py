"""Somebody's own calendar: behind a secret address, for them alone, until it is made anew."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from organisatie.models import Employee
from organisatie.tests.factories import make_employee
from toetsing.tests import files
from toetsing.tests.files import upload
from trajecten.logs import mask
from trajecten.models import Project
from uitrol import feeds
from uitrol.actions import materials, moments
from uitrol.actions.feeds import renew_link
from uitrol.mail_kinds import LINK
from uitrol.models import PersonalLink
from uitrol.tests import ics_reader
from uitrol.tests.factories import make_session, make_task
from uitrol.tests.wave_world import (
    NOW,
    START,
    delivered,
    invite,
    make_step_5,
    plan_moment,
    plan_wave,
    sent,
    staff,
    status,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def project(linde, lies):
    return make_step_5(lies)


@pytest.fixture
def an(project):
    return staff(project, "Aalst", 1, "dag")[0]


def path(name: str, employee: Employee, *args, generation: int = 0) -> str:
    return reverse(f"uitrol:{name}", args=[feeds.secret_of(employee.pk, generation), *args])


def events(client, employee: Employee) -> dict[str, ics_reader.Happening]:
    content = client.get(path("v_agenda", employee)).content
    return {event.uid: event for event in ics_reader.read(content).events}


# --- What stands in it ---------------------------------------------------------------------------


def test_feed_holds_my_moments_sessions_and_the_start_of_my_location(client, project, lies, an):
    wave = plan_wave(project, lies, "Aalst")
    invited, hosted, other = (plan_moment(project, lies, host=host) for host in (None, an, None))
    invite(invited, lies, an)
    session = make_session(make_task("Een val melden", project=project), starts_at=START)
    session.attendances.create(employee=an)
    make_session(project=project, starts_at=START)
    found = events(client, an)
    assert set(found) == {
        f"{invited.uid}@localhost",
        f"{hosted.uid}@localhost",
        f"taaktraining-{session.pk}@localhost",
        f"golf-{wave.pk}@localhost",
    }
    assert found[f"taaktraining-{session.pk}@localhost"].values["DESCRIPTION"] == "Een val melden"
    assert found[f"golf-{wave.pk}@localhost"].starts == START.date()
    assert other.uid not in found


def test_feed_follows_what_moves_and_forgets_what_is_cancelled(client, project, lies, an):
    moment, gone = plan_moment(project, lies), plan_moment(project, lies)
    for one in (moment, gone):
        invite(one, lies, an)
    later = START + timedelta(days=1)
    moments.change_moment(
        moment=moment, by=lies, kind=moment.kind, location=moment.location, starts_at=later,
        ends_at=later + timedelta(hours=1),
    )  # fmt: skip
    moments.cancel_moment(moment=gone, by=lies, why="Griep.")
    (event,) = events(client, an).values()
    assert (event.starts, event.sequence) == (later, 1)


def test_empty_feed_is_a_calendar_too(client, project, an):
    answer = client.get(path("v_agenda", an))
    assert (ics_reader.read(answer.content).events, answer["Content-Type"]) == ([], "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "no-store"


def test_feed_of_a_stopped_project_is_empty(client, project, lies, an):
    invite(plan_moment(project, lies), lies, an)
    Project.objects.update(status=Project.Status.STOPPED)
    assert events(client, an) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_feed_takes_five_queries(client, project, lies, an, count, django_assert_num_queries):
    task = make_task(project=project)
    for number in range(count):
        host = make_employee(project.organisation, f"Jos {number}")
        invite(plan_moment(project, lies, host=host), lies, an)
        make_session(task, starts_at=START + timedelta(hours=number)).attendances.create(employee=an)
    with django_assert_num_queries(5):
        client.get(path("v_agenda", an))


def test_page_tells_the_same_and_lets_a_calendar_subscribe(client, project, lies, an):
    moment = plan_moment(project, lies, place="Leefruimte", note="We tonen het.")
    invite(moment, lies, an)
    page = client.get(path("v_agenda_blad", an))
    text = text_of(page)
    expected = [
        "Dinsdag 24 maart, van 14 uur tot 14.30 uur",
        "Leefruimte, Aalst",
        "We tonen het.",
        "Digitale werkbonnen",
    ]
    assert [words for words in expected if words not in text] == []
    assert f"webcal://localhost:8000{path('v_agenda', an)}" in page.content.decode()
    assert len(page.content) < 60_000
    assert (page["Cache-Control"], page["X-Robots-Tag"], page.cookies) == ("no-store", "noindex, nofollow", {})


def test_page_in_the_language_of_its_reader(client, project, lies):
    anne = make_employee(project.organisation, "Anne Dubois", language="en")
    invite(plan_moment(project, lies), lies, anne)
    assert "Tuesday 24 March" in text_of(client.get(path("v_agenda_blad", anne)))


def test_file_of_my_moment_is_given_and_of_another_not(client, project, lies, an):
    mine, other = plan_moment(project, lies), plan_moment(project, lies)
    invite(mine, lies, an)
    shown, hidden = (
        materials.add_material(project=project, by=lies, title="Kaart", moment=one, file=upload("kaart.pdf", files.PDF))
        for one in (mine, other)
    )
    assert "Kaart" in text_of(client.get(path("v_agenda_blad", an)))
    answer = client.get(path("v_agenda_bestand", an, shown.pk))
    assert (b"".join(answer.streaming_content), answer["X-Content-Type-Options"]) == (files.PDF, "nosniff")
    assert status(client.get(path("v_agenda_bestand", an, hidden.pk))) == 404


# --- The address ---------------------------------------------------------------------------------

PAGES = ["v_agenda_blad", "v_agenda"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("secret", ["x", "1-x", "-", "99999999999999999999-x", "1-" + "a" * 32])
def test_address_that_is_not_ours_opens_nothing(client, project, an, name, secret):
    assert client.get(reverse(f"uitrol:{name}", args=[secret])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_address_of_somebody_else_is_not_mine_with_my_number(client, project, lies, an, name):
    other = make_employee(project.organisation, "Jos Peeters")
    secret = feeds.secret_of(an.pk, 0).replace(f"{an.pk}-", f"{other.pk}-")
    assert client.get(reverse(f"uitrol:{name}", args=[secret])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_who_left_has_no_address_any_more(client, project, an, name):
    Employee.objects.update(active_until=date(2026, 3, 1))
    assert client.get(path(name, an)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_looking_changes_nothing(client, project, an, name):
    assert [client.get(path(name, an)).status_code, client.head(path(name, an)).status_code] == [200, 200]
    assert (PersonalLink.objects.count(), sent()) == (0, [])


def test_feed_takes_no_post(client, project, an):
    assert client.post(path("v_agenda", an)).status_code == 405
    assert client.put(path("v_agenda_blad", an)).status_code == 405


def test_new_address_leaves_by_mail_and_the_old_one_opens_nothing(client, project, an):
    page = text_of(client.post(path("v_agenda_blad", an), {"nieuw": "ja"}))
    assert "Kijk in je mailbox" in page
    new = feeds.secret_of(an.pk, 1)
    assert (new in page, client.get(path("v_agenda", an)).status_code) == (False, 404)
    (message,) = delivered()
    assert (message.to, new in message.body) == ([f"{an.name} <{an.email}>"], True)
    assert client.get(path("v_agenda", an, generation=1)).status_code == 200
    assert new not in str(list(type(sent(LINK)[0]).objects.values()))


def test_pressed_twice_is_one_new_address(project, an):
    assert [renew_link(employee=an, seen=0) for _press in range(2)] == [1, 1]
    assert len(sent(LINK)) == 1


def test_other_buttons_and_who_has_no_mail_change_nothing(client, project, an):
    jos = make_employee(project.organisation, "Jos Peeters")
    client.post(path("v_agenda_blad", an), {"nieuw": "nee"})
    client.post(path("v_agenda_blad", jos), {"nieuw": "ja"})
    assert PersonalLink.objects.count() == 0


def test_logs_hide_the_address(an):
    secret = feeds.secret_of(an.pk, 0)
    assert secret not in mask(f"GET /v/agenda/{secret}/traject.ics 200")


# --- My own, signed in ---------------------------------------------------------------------------


def test_my_own_address_and_another(client, bram, noor, lies):
    me = Employee.objects.get(user=bram)
    client.force_login(bram)
    page = client.get(reverse("uitrol:mijn_agenda")).content.decode()
    assert (path("v_agenda", me) in page, "Maak een nieuwe link" in page) == (True, True)
    for who in (me.pk, make_employee(me.organisation, "Jos Peeters").pk):
        client.post(reverse("uitrol:mijn_agenda_nieuw"), {"wie": who, "gezien": "0"})
    assert list(PersonalLink.objects.values_list("employee", "generation")) == [(me.pk, 1)]
    client.force_login(noor)
    assert "Je staat nog niet in de lijst van medewerkers." in text_of(client.get(reverse("uitrol:mijn_agenda")))


def test_my_agenda_asks_to_sign_in_and_is_only_pressed(client, bram):
    assert client.get(reverse("uitrol:mijn_agenda")).status_code == 302
    client.force_login(bram)
    assert client.post(reverse("uitrol:mijn_agenda")).status_code == 405
    assert client.get(reverse("uitrol:mijn_agenda_nieuw")).status_code == 405
