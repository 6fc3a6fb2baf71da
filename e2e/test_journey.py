"""The whole journey of a first survey: lead, colleagues, decider. One story, in the order in which it happens."""

import re
from email.utils import parseaddr

import pytest
from playwright.sync_api import expect

from bevraging.models import Participant, Survey
from bevraging.tests.talk_factories import fill_inventory
from conftest import PHONE
from e2e import world
from e2e.steps import Clicks, answer_by_hand, link_in, send_mails, sign_in_with_password
from organisatie.tests.factories import PASSWORD
from trajecten.models import Project
from trajecten.tests.factories import make_decider

pytestmark = pytest.mark.django_db(transaction=True)

QUESTIONS = 8
SIZES = (("Aalst", 14), ("Gent", 10), ("Ninove", 3))
ASKED = 27


def test_journey_from_new_project_to_open_gate(linde, lies, page, phone_without_js, open_page):
    dirk = make_decider(linde)
    world.make_colleagues(linde, SIZES)

    page.goto("/")
    sign_in_with_password(page, lies.email, PASSWORD)
    expect(page).to_have_url(re.compile(r"/vandaag/$"))
    make_project_and_send(page, dirk)
    invitations = {message.to[0]: link_in(message, "/v/") for message in send_mails()}
    assert len(invitations) == ASKED
    page.reload()
    expect(page.get_by_text(f"{ASKED} uitnodigingen zijn verstuurd.")).to_be_visible()

    links = [invitations[address] for address in sorted(invitations)]
    answer_on_a_phone(phone_without_js, links[0])
    answer_on_two_phones(open_page, links[1])
    for number, link in enumerate(links[2:-2]):
        answer_by_hand(link, "2" if number % 5 == 0 else "4", "We overleggen elke morgen." if number % 2 else "")
    assert Participant.objects.filter(answered=True).count() == ASKED - 2

    close_and_see_results(page)
    fill_inventory(Project.objects.get())  # listening has a story of its own: bevraging/tests/test_notes_browser.py
    ask_for_the_decision(page)
    decide(open_page(), dirk)
    page.goto("/vandaag/")
    page.get_by_role("link", name=re.compile("Digitale werkbonnen")).first.click()
    expect(page.get_by_text(re.compile("stap 2 van 6"))).to_be_visible()


def make_project_and_send(page, dirk) -> None:
    """F1: from the open form to the sent survey in nine clicks, with one question in other words."""
    page.get_by_role("link", name="Nieuw traject").first.click()
    clicks = Clicks()
    page.get_by_label("Naam").fill("Digitale werkbonnen")
    page.get_by_label("Doel in één zin").fill("Iedereen weet 's morgens meteen wat eerst moet.")
    page.get_by_label("Wie beslist?").fill(dirk.email)
    clicks(page.get_by_role("button", name="Maak traject"))
    expect(page.get_by_role("heading", level=1, name="Digitale werkbonnen")).to_be_visible()
    clicks(page.get_by_role("button", name="Maak de startbevraging"))
    clicks(page.get_by_role("link", name=re.compile("^Pas aan")).last)
    page.get_by_label("De vraag").fill("Wat loopt bij jullie al goed met de werkbonnen?")
    clicks(page.get_by_role("button", name=re.compile("^Bewaar")))
    expect(page.get_by_text("Wat loopt bij jullie al goed met de werkbonnen?").first).to_be_visible()
    clicks(page.get_by_role("link", name="Deze vragen zijn goed"))
    clicks(page.get_by_role("button", name="Verder"))
    expect(page.get_by_text("Zo blijft iedereen onherkenbaar")).to_be_visible()
    clicks(page.get_by_role("link", name=f"Verstuur naar {ASKED} collega"))
    clicks(page.get_by_role("dialog").get_by_role("button", name=f"Verstuur naar {ASKED} collega"))
    expect(page.get_by_role("heading", level=1, name=re.compile("deelname"))).to_be_visible()
    assert clicks.count <= 9


def answer_on_a_phone(phone, link: str) -> None:
    """F2: n questions in n + 2 taps, without JavaScript."""
    taps = Clicks()
    phone.goto(link)
    taps(phone.get_by_role("link", name="Start"))
    for number in range(1, QUESTIONS):
        expect(phone.get_by_text(f"Vraag {number} van {QUESTIONS}")).to_be_visible()
        taps(phone.get_by_role("button", name="Ja, eerder wel"))
    expect(phone.get_by_role("heading", name="Wat loopt bij jullie al goed met de werkbonnen?")).to_be_visible()
    taps(phone.get_by_role("button", name="Sla over"))
    expect(phone.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    taps(phone.get_by_role("button", name="Verstuur mijn antwoorden"))
    expect(phone.get_by_role("heading", name="Dank je wel!")).to_be_visible()
    assert taps.count <= QUESTIONS + 2


def answer_on_two_phones(open_page, link: str) -> None:
    """Begin on one phone, go on at another: the answers are there, and «Vorige» shows them."""
    first = open_page(**PHONE, java_script_enabled=False)
    first.goto(link)
    first.get_by_role("link", name="Start").click()
    for number in (1, 2, 3):
        expect(first.get_by_text(f"Vraag {number} van {QUESTIONS}")).to_be_visible()
        first.get_by_role("button", name="Nee, eerder niet").click()
    expect(first.get_by_text(f"Vraag 4 van {QUESTIONS}")).to_be_visible()

    second = open_page(**PHONE, java_script_enabled=False)
    second.goto(link)
    expect(second.get_by_text(re.compile("Welkom terug"))).to_be_visible()
    expect(second.get_by_text(f"Vraag 4 van {QUESTIONS}")).to_be_visible()
    second.get_by_role("link", name="Vorige").click()
    expect(second.get_by_text(f"Vraag 3 van {QUESTIONS}")).to_be_visible()
    expect(second.get_by_role("button", name=re.compile("Nee, eerder niet.*jouw antwoord"))).to_be_visible()
    second.get_by_role("button", name="Ja, helemaal").click()
    for number in (4, 5, 6, 7):
        expect(second.get_by_text(f"Vraag {number} van {QUESTIONS}")).to_be_visible()
        second.get_by_role("button", name="Tussenin").click()
    second.get_by_label(re.compile("Wat loopt bij jullie")).fill("De overdracht is kort.")
    second.get_by_role("button", name="Verder").click()
    second.get_by_role("button", name="Verstuur mijn antwoorden").click()
    expect(second.get_by_role("heading", name="Dank je wel!")).to_be_visible()


def close_and_see_results(page) -> None:
    """Bars and their table say the same; the location with three people is never seen on its own."""
    page.reload()
    expect(page.get_by_text(re.compile("stappen van 5"))).to_be_visible()
    assert lone_ninove(page) == []
    page.get_by_role("link", name="Sluit de bevraging nu").click()
    page.get_by_role("dialog").get_by_role("button", name="Sluit de bevraging").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("resultaten"))).to_be_visible()
    assert Survey.objects.get().status == Survey.Status.PUBLISHED
    assert page.locator(".lik").count() == QUESTIONS - 1
    page.get_by_text("Toon als tabel").first.click()
    table = page.get_by_role("table").first
    expect(table).to_be_visible()
    assert table.locator("tbody tr").count() == QUESTIONS - 1
    assert lone_ninove(page) == []


def lone_ninove(page) -> list[str]:
    """Texts that name Ninove as a group of its own, seen or not: a head, a row, a label, a title."""
    return page.locator("body *").evaluate_all(
        "all => all.flatMap(e => [e.children.length ? '' : e.textContent, e.title, e.getAttribute('aria-label'),"
        " e.getAttribute('data-kop')]).map(t => (t || '').trim()).filter(t => /^Ninove(\\W*\\d*)?$/.test(t))"
    )


def ask_for_the_decision(page) -> None:
    slug = Project.objects.get().slug
    page.goto(f"/trajecten/{slug}/poort/1/")
    page.get_by_role("button", name=re.compile("^Vraag de beslissing")).click()
    expect(page.get_by_text("Je vraag is vertrokken.")).to_be_visible()


def decide(page, dirk) -> None:
    """F4: from the mail, after signing in, two clicks."""
    asked = [message for message in send_mails() if dirk.email in message.to[0]]
    assert len(asked) == 1
    page.goto(link_in(asked[0], "/poort/"))
    sign_in_with_password(page, dirk.email, PASSWORD)
    expect(page.get_by_role("group", name="Wat beslis je?")).to_be_visible()
    assert page.locator("input[type=radio]:checked").count() == 0
    clicks = Clicks()
    clicks(page.get_by_role("radio", name=re.compile("^We gaan door")).first)
    clicks(page.get_by_role("button", name=re.compile("^Bevestig: we gaan door")))
    expect(page.get_by_text("Je beslissing is bewaard. De kernploeg krijgt ze per mail.")).to_be_visible()
    assert clicks.count == 2
    assert Project.objects.get().step == 2
    told = send_mails()
    assert [(parseaddr(message.to[0])[1], message.subject) for message in told] == [
        ("lies@linde.test", "De poort is open: we starten met Fundament")
    ]
