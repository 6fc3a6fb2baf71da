"""The rollout as each lives it: who leads, who hosts on the floor, who is asked as a key figure, who learns a task.

What ambassadors note without internet has a story of its own: `test_noting.py`.
"""

import re
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from communicatie import page_links
from communicatie.models import RoleAsk
from communicatie.tests.factories import make_page
from e2e.clock import BRUSSELS, Clock
from e2e.steps import link_in, look, send_mails
from organisatie.tests.factories import make_employee, make_location
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_role
from uitrol.models import Moment, SelfRating
from uitrol.tests import ics_reader
from uitrol.tests.factories import make_session, make_task
from uitrol.tests.wave_world import address, make_ambassadors, make_step_5, staff

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = date(2031, 3, 3)
PLANNED, MOVED = date(2031, 3, 25), date(2031, 4, 1)
"""Two Tuesdays, with the change of the clock in between."""


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield Clock(traveller, MONDAY)


@pytest.fixture
def project(clock, linde, lies, bram):
    """Past gate 4: in Aalst ambassadors are found and a task training is planned; Bram helps on the floor."""
    project = make_step_5(lies)
    staff(project, "Aalst", 3, "nacht")
    make_ambassadors(project, "Aalst", 2)
    make_session(
        project=project, location=make_location(linde, "Aalst"), starts_at=datetime(2031, 3, 24, 14, tzinfo=BRUSSELS)
    )
    make_role(project, bram, location=make_location(linde, "Aalst"))
    return project


# --- Who leads -----------------------------------------------------------------------------------


def test_wave_from_plan_to_who_was_there(clock, project, page, phone_without_js, sign_in, lies, bram):
    sign_in(page, lies)
    plan_a_wave(page, project)
    invite_the_night(page)
    first = invitations(send_mails())
    move_the_wave(page, project)
    again = invitations(send_mails())
    assert (len(first), again.keys()) == (4, first.keys())
    assert {(one.uid, one.sequence) for one in again.values()} == {(one.uid, 1) for one in first.values()}
    assert {one.starts.astimezone(BRUSSELS) for one in first.values()} == {datetime(2031, 3, 25, 14, tzinfo=BRUSSELS)}
    assert {one.starts.astimezone(BRUSSELS) for one in again.values()} == {datetime(2031, 4, 1, 14, tzinfo=BRUSSELS)}

    clock.go(MOVED, 9)
    start_past_the_small_gate(sign_in(page, lies), project)
    clock.go(MOVED, 15)
    note_who_was_there(sign_in(phone_without_js, bram), project)


def plan_a_wave(page, project) -> None:
    page.goto(address("golven", project))
    page.get_by_role("link", name="Plan een golf").click()
    page.get_by_label(re.compile("^Aalst")).check()
    page.get_by_label("Wanneer start ze?").fill(PLANNED.isoformat())
    page.get_by_role("button", name="Bewaar de golf").click()
    expect(page.get_by_text("Golf 1 staat klaar.")).to_be_visible()
    expect(page.get_by_text("Toestellen en toegang zijn nog niet nagekeken").first).to_be_visible()
    look(page, "70-golf")


def invite_the_night(page) -> None:
    page.get_by_role("link", name="Plan een startmoment").first.click()
    page.get_by_label("Voor welke dienst?").select_option("nacht")
    page.get_by_label("Wie begeleidt het?").fill("Bram De Smet")
    page.get_by_role("button", name="Bewaar en nodig uit").click()
    page.get_by_role("link", name="Nodig iedereen uit van Aalst, dienst nacht").click()
    page.get_by_role("dialog").get_by_role("button", name="Nodig 3 collega's uit").click()
    expect(page.get_by_text("3 collega's op de lijst.")).to_be_visible()
    look(page, "71-moment")


def move_the_wave(page, project) -> None:
    """With everything in it; each person hears it once."""
    page.goto(address("golf", project, 1))
    page.get_by_role("link", name="Wijzig of verplaats de golf").click()
    page.get_by_label("Wanneer start ze?").fill(MOVED.isoformat())
    page.get_by_role("button", name="Bewaar de golf").click()
    told = "Bewaard. 1 moment schoof mee. 4 collega's krijgen elk één nieuwe uitnodiging."
    expect(page.get_by_text(told)).to_be_visible()


def invitations(mails: list) -> dict:
    """{address: the one event in the file that came along}."""
    found = {}
    for message in mails:
        (part,) = message_from_bytes(message.message().as_bytes(), policy=policy.default).iter_attachments()
        (found[message.to[0]],) = ics_reader.read(part.get_payload(decode=True)).events
    assert len(found) == len(mails)
    return found


def start_past_the_small_gate(page, project) -> None:
    """There is no button as long as something is missing."""
    page.goto(address("golf_start", project, 1))
    expect(page.get_by_text("Nog even: eerst is nodig wat hieronder openstaat.")).to_be_visible()
    assert page.get_by_role("button", name="Start golf 1").count() == 0
    page.goto(address("golf", project, 1))
    page.get_by_role("button", name=re.compile("^Nagekeken.*Elk toestel werkt")).click()
    page.get_by_role("button", name=re.compile("^Nagekeken.*Iedereen kan aanmelden")).click()
    look(page, "72-golf-klaar")
    page.get_by_role("link", name="Start golf 1").click()
    page.get_by_role("button", name="Start golf 1").click()
    expect(page.get_by_text("Ze loopt sinds dinsdag 1 april.")).to_be_visible()


def note_who_was_there(phone, project) -> None:
    """Bram, on the floor, an hour after it began."""
    phone.goto(address("moment", project, Moment.objects.get().pk))
    phone.get_by_role("link", name="Noteer wie er was").click()
    phone.get_by_role("link", name="Een aantal").click()
    phone.get_by_label("5 meer").click()
    phone.get_by_label("Een minder").click()
    look(phone, "73-aanwezig")
    phone.get_by_role("button", name="Bewaar het aantal").click()
    expect(phone.get_by_text("Gehouden, met 4 collega's.")).to_be_visible()


# --- Who is asked as a key figure -------------------------------------------------------------------


def test_key_figure_is_asked_by_mail_and_says_yes_with_a_button(project, linde, page, phone_without_js, sign_in, lies):
    make_employee(linde, "Mo Haddad", email="mo@linde.test", location=make_location(linde, "Aalst"), shift="nacht")
    roles = reverse("communicatie:rollen", args=[project.slug])
    sign_in(page, lies).goto(roles)
    page.get_by_role("link", name="een sleutelfiguur Aalst").click()
    page.get_by_label("Mo Haddad").check()
    page.get_by_role("button", name="Vraag het hen").click()
    expect(page.get_by_text("Je vroeg 1 collega.")).to_be_visible()
    (asked,) = send_mails()

    phone = phone_without_js
    for _time in range(2):  # looking is no answer: a mail program looks as well
        phone.goto(link_in(asked, "/v/rol/"))
        phone.request.head(phone.url)
    assert RoleAsk.objects.get().status == RoleAsk.Status.ASKED
    look(phone, "74-sleutelfiguur")
    phone.get_by_role("button", name="Ja, ik doe mee").click()
    expect(phone.get_by_role("heading", name="Fijn, je doet mee!")).to_be_visible()
    phone.goto(link_in(asked, "/v/rol/"))
    expect(phone.get_by_role("button")).to_have_count(0)

    page.goto(roles)
    expect(page.get_by_role("link", name="een sleutelfiguur Aalst")).to_have_count(0)
    expect(page.get_by_role("link", name="Mo Haddad", exact=True)).to_be_visible()
    look(page, "75-rollen")
    assert ProjectRole.objects.filter(project=project, role="key_figure", employee__name="Mo Haddad").count() == 1


# --- Who learns --------------------------------------------------------------------------------------


def test_colleague_reads_the_page_for_everyone_in_another_language(project, phone_without_js):
    written = {"fr": {"what": "Nous notons tout à un seul endroit.", "why": "", "help": ""}}
    phone, row = phone_without_js, make_page(project, translations=written)
    phone.goto(page_links.path_of(row))
    expect(phone.get_by_text("We noteren alles op één plaats.")).to_be_visible()
    phone.locator(".talen summary").click()
    phone.get_by_role("button", name="Français").click()
    expect(phone.get_by_text(written["fr"]["what"])).to_be_visible()
    expect(phone.get_by_role("heading", name="Où en sommes-nous")).to_be_visible()
    look(phone, "76-voor-iedereen-fr")


def test_colleague_says_how_a_task_goes_and_offers_help(clock, project, linde, phone_without_js, sign_in, bram):
    """After the session, and again after four weeks: by personal link, without an account."""
    mo = make_employee(linde, "Mo Haddad", email="mo@linde.test", location=make_location(linde, "Aalst"))
    task = make_task("Een observatie noteren", project=project)
    helper = linde.employees.get(user=bram)
    session = make_session(task, starts_at=datetime(2031, 3, 3, 8, 45, tzinfo=BRUSSELS), helper=helper)
    phone = sign_in(phone_without_js, bram)
    phone.goto(address("sessie_aanwezig", project, session.pk))
    phone.get_by_role("button", name="Mo Haddad").click()
    expect(phone.get_by_text("1 collega was erbij")).to_be_visible()
    phone.context.clear_cookies()

    (first,) = clock.live_for(days=1)
    phone.goto(link_in(first, "/v/taken/"))
    phone.get_by_label("Toen, voor je het leerde").select_option("Met veel hulp")
    phone.get_by_label("Nu", exact=True).select_option("Zelfstandig")
    look(phone, "77-taken")
    phone.get_by_role("button", name="Bewaar").click()
    expect(phone.get_by_text("Bewaard. Dank je wel.")).to_be_visible()

    clock.go(MONDAY + timedelta(days=28))
    (again,) = [one for one in clock.live_for(days=2) if one.to == first.to]
    phone.goto(link_in(again, "/v/taken/"))
    phone.get_by_label("Nu, na vier weken").select_option("Ik kan het een collega tonen")
    phone.get_by_role("button", name="Bewaar").click()
    expect(phone.get_by_text("Wil je collega’s helpen?")).to_be_visible()
    look(phone, "78-helpen")
    phone.get_by_role("button", name="Ja, graag").click()
    expect(phone.get_by_text("Wil je collega’s helpen?")).to_have_count(0)
    levels = SelfRating.objects.values_list("employee", "level_then", "level_now", "level_later")
    assert (list(levels), task.helpers.get().employee) == ([(mo.pk, 1, 3, 4)], mo)
