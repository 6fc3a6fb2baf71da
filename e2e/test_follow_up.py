"""A quarter of follow-up, over a change of the clock: an owner looks, something is tried, the agreement gets better words,
and what goes well is shown. Each mail leaves once, at eight on the wall."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from communicatie import page_links
from e2e import world_quarter
from e2e.clock import Clock
from e2e.steps import Clicks, link_in, look, send_mails
from e2e.world_quarter import SENTENCE

pytestmark = pytest.mark.django_db(transaction=True)

WEEKS = 13
TO_WINTER, TO_SUMMER = date(2030, 10, 7), date(2031, 3, 3)
"""Mondays, three and four weeks before the clock changes."""
LIES, BRAM = "Lies Maes <lies@linde.test>", "Bram De Smet <bram@linde.test>"
FATIMA = "Fatima Yildiz <fatima@linde.test>"
TRIED = "Een teamgesprek met drie vragen"
BETTER = "We noteren elke observatie aan het bed, zodra er tijd is."
HOW = "De kar staat klaar bij de kamer; wie de zorg geeft, noteert meteen."
LEFT = {
    TO_WINTER: [
        (
            "11/10",
            LIES,
            "Tegen 12 november: kloppen de afspraken van “Eén dossier” nog?",
        ),  # thirty days before is a Sunday
        ("14/10", FATIMA, "Kijk je tegen maandag 21 oktober naar A01 in Gent?"),
        ("04/11", BRAM, f"Tegen 7 november: {TRIED}"),
        ("05/11", LIES, "Tegen 12 november: kloppen de afspraken van “Eén dossier” nog?"),
        ("08/11", BRAM, f"Hoe ging het met: {TRIED}"),
        ("15/11", LIES, "Kloppen de afspraken van “Eén dossier” nog?"),
        ("25/11", FATIMA, "Kijk je tegen maandag 2 december naar A01 in Gent?"),
        ("28/11", BRAM, f"Hielp het? {TRIED}"),
        ("02/12", LIES, "Wat loopt goed op elke locatie van Zo werken we nu?"),
        ("06/01", FATIMA, "Kijk je tegen maandag 13 januari naar A01 in Gent?"),
    ],
    TO_SUMMER: [
        ("07/03", LIES, "Tegen 8 april: kloppen de afspraken van “Eén dossier” nog?"),
        ("10/03", FATIMA, "Kijk je tegen maandag 17 maart naar A01 in Gent?"),
        ("31/03", BRAM, f"Tegen 3 april: {TRIED}"),  # the first working day in summer time
        ("01/04", LIES, "Tegen 8 april: kloppen de afspraken van “Eén dossier” nog?"),
        ("04/04", BRAM, f"Hoe ging het met: {TRIED}"),
        ("11/04", LIES, "Kloppen de afspraken van “Eén dossier” nog?"),
        ("21/04", FATIMA, "Kijk je tegen maandag 28 april naar A01 in Gent?"),
        ("24/04", BRAM, f"Hielp het? {TRIED}"),
        ("30/05", FATIMA, "Kijk je tegen maandag 9 juni naar A01 in Gent?"),  # a week before is Whit Monday
    ],
}
"""Every mail of the quarter: the day, to whom, and its subject."""


@pytest.fixture
def clock(request):
    """Stands still at the first morning, and goes only where a test puts it."""
    begin = getattr(request, "param", TO_SUMMER)
    with time_machine.travel(begin, tick=False) as traveller:
        yield Clock(traveller, begin)


@pytest.fixture
def quarter(clock, linde, lies, bram):
    return world_quarter.build(lies, bram, clock.begin)


@pytest.mark.slow
@pytest.mark.parametrize("clock", [TO_WINTER, TO_SUMMER], indirect=True, ids=["to winter time", "to summer time"])
def test_quarter(clock, quarter, page, phone_without_js, sign_in):
    """What is seen, what is tried, and whether it helped: with all that leaves in between, each once and at eight."""
    owner_counts(phone_without_js, clock.live_for(days=9), 20, 9)
    clock.live_for(days=1)
    begin_softly(sign_in(page, quarter.lies), quarter)
    owner_counts(phone_without_js, clock.live_for(days=42), 20, 17)
    see_that_it_helped(sign_in(page, quarter.lies), quarter)
    clock.live_until(clock.begin + timedelta(weeks=WEEKS))
    assert clock.left == [(f"{day} 08:00", to, subject) for day, to, subject in LEFT[clock.begin]]


def owner_counts(phone, mails: list, seen: int, followed: int) -> None:
    """From the mail, without an account: two numbers and one button."""
    (message,) = [one for one in mails if "/v/check/" in one.body]
    assert message.to == [FATIMA]
    taps = Clicks()
    phone.goto(link_in(message, "/v/check/"))
    expect(phone.get_by_text(SENTENCE)).to_be_visible()
    phone.get_by_label("Hoeveel zag je er?").fill(str(seen))
    phone.get_by_label("Hoe vaak ging het zoals afgesproken?").fill(str(followed))
    look(phone, f"50-check-{followed}")
    taps(phone.get_by_role("button", name="Verstuur"))
    expect(phone.get_by_role("heading", name="Dank je wel")).to_be_visible()
    look(phone, f"51-dank-{followed}")
    assert taps.count == 1


def begin_softly(page, quarter) -> None:
    """Gent asks for attention; the first step of the ladder stands ready, and skipping one asks why."""
    page.goto(reverse("opvolging:stap", args=[quarter.project.slug]))
    look(page, "52-stap")
    page.get_by_role("link", name=re.compile("^Spreek een aanpak af voor A01")).first.click()
    page.get_by_role("radio", name="Het lukt nog niet").check()
    page.get_by_role("button", name="Kies wat je probeert").click()
    expect(page.get_by_role("radio", name="1. Begrijpen: een teamgesprek")).to_be_checked()
    page.get_by_label("Wat gaan jullie doen?").fill(TRIED)
    page.get_by_label("Wie trekt het?").fill("Bram De Smet")
    page.get_by_role("radio", name="3. Taaktraining of een buddy").check()
    look(page, "53-ladder")
    page.get_by_role("button", name="Bewaar de aanpak").click()
    expect(page.get_by_text(re.compile("^Je slaat een zachtere stap over")).first).to_be_visible()
    page.get_by_role("radio", name="1. Begrijpen: een teamgesprek").check()
    page.get_by_role("button", name="Bewaar de aanpak").click()
    expect(page.get_by_text("De aanpak is bewaard.")).to_be_visible()
    expect(page.get_by_text(re.compile("^Deze aanpak loopt."))).to_be_visible()
    look(page, "54-aanpak")


def see_that_it_helped(page, quarter) -> None:
    """The first check from the day on which its effect counts tells it."""
    page.goto(reverse("opvolging:aanpakken", args=[quarter.project.slug]))
    page.get_by_role("link", name=TRIED).click()
    expect(page.get_by_text("Er is opnieuw gekeken: 45 → 85 %. Sluit je de aanpak af?")).to_be_visible()
    expect(page.locator("#lukt li")).to_have_text(["Aalst"])  # not Gent itself, where it goes well by now
    look(page, "55-effect")
    page.get_by_role("radio", name="Het hielp", exact=True).check()
    page.get_by_label("Wat bracht het op?").fill("De tablet hing te ver van de kamers.")
    page.get_by_role("button", name="Sluit de aanpak af").click()
    expect(page.get_by_text("Afgesloten. Dank aan wie eraan werkte.")).to_be_visible()


def test_agreement_that_is_wrong_gets_other_words(clock, quarter, page, phone_without_js, sign_in):
    """Nobody has to try harder: the approach leads to the review, that opens a version, and the next check asks about it."""
    owner_counts(phone_without_js, clock.live_for(days=9), 20, 9)
    sign_in(page, quarter.lies).goto(reverse("opvolging:stap", args=[quarter.project.slug]))
    say_that_it_is_wrong(page)
    hold_the_review(page, quarter)
    write_it_better(page)
    clock.go(clock.begin + timedelta(days=48))
    (asked,) = [one for one in clock.live_for(days=1) if "/v/check/" in one.body]
    phone_without_js.goto(link_in(asked, "/v/check/"))
    expect(phone_without_js.get_by_text(BETTER)).to_be_visible()
    assert (BETTER in asked.body, SENTENCE in asked.body) == (True, False)


def say_that_it_is_wrong(page) -> None:
    page.get_by_role("link", name=re.compile("^Spreek een aanpak af voor A01")).first.click()
    page.get_by_role("radio", name="De afspraak klopt niet").check()
    page.get_by_role("button", name="Kies wat je probeert").click()
    expect(page.get_by_text("Dan hoeft niemand harder zijn best te doen.")).to_be_visible()
    expect(page.get_by_role("radio", name="1. De afspraak aanpassen")).to_be_checked()
    page.get_by_label("Wat gaan jullie doen?").fill("Noteren wanneer er tijd voor is")
    page.get_by_label("Wie trekt het?").fill("Bram De Smet")
    page.get_by_role("button", name="Bewaar de aanpak").click()
    expect(page.get_by_text("De aanpak is bewaard.")).to_be_visible()
    look(page, "56-klopt-niet")


def hold_the_review(page, quarter) -> None:
    page.goto(reverse("opvolging:herzieningen", args=[quarter.project.slug]))
    page.get_by_role("link", name="Eén dossier").click()
    page.get_by_role("link", name="Hou de herziening").click()
    expect(page.get_by_text("Vraagt aandacht op 1 plek")).to_be_visible()
    expect(page.get_by_text("Bij 1 daarvan was de oorzaak: de afspraak klopt niet.")).to_be_visible()
    page.get_by_role("radio", name="Aanpassen").check()
    page.get_by_label("Waarom, bij A01?").fill("Op het einde van de shift is er geen tijd.")
    look(page, "57-herziening")
    page.get_by_role("button", name="Bewaar de herziening").click()
    expect(page.get_by_text(re.compile("^De herziening is bewaard."))).to_be_visible()


def write_it_better(page) -> None:
    """A concept, tried, and in force from today in both houses: in the words of step 2."""
    page.get_by_role("link", name="Schrijf de nieuwe versie van A01").click()
    page.get_by_label("De afspraak in één zin").fill(BETTER)
    page.get_by_role("button", name="Bewaar de afspraak").click()
    page.get_by_role("link", name="Bevestig dat ze getoetst is").click()
    page.get_by_label("Hoe is ze uitgeprobeerd?").fill("Zes collega's in Gent werkten er een week mee.")
    page.get_by_role("button", name="Bevestig dat ze getoetst is").click()
    page.get_by_role("link", name="Laat de afspraak ingaan").click()
    page.get_by_role("button", name="Laat de afspraak ingaan").click()
    expect(page.get_by_text(re.compile("^Mooi! Deze afspraak gaat in op"))).to_be_visible()
    expect(page.get_by_role("heading", level=1, name=BETTER)).to_be_visible()
    look(page, "58-nieuwe-versie")


def test_what_goes_well_is_told_further(clock, quarter, page, phone_without_js, sign_in):
    """From Aalst: by mail, on paper, on the page for everyone, and beside the approach of a house where it does not work yet."""
    sign_in(page, quarter.lies).goto(reverse("opvolging:kijker", args=[quarter.project.slug]))
    page.get_by_role("link", name=re.compile("^Zet hier iets in de kijker.*Aalst")).click()
    page.get_by_label("Wat loopt goed?").fill("Noteren aan het bed")
    page.get_by_label("Hoe doen jullie dat?").fill(HOW)
    page.get_by_label("Bij welke afspraak hoort het?").select_option(index=1)
    page.get_by_label("Toon het op de bladzijde voor iedereen").check()
    page.get_by_role("button", name="Zet in de kijker").click()
    expect(page.get_by_role("heading", level=1, name="Noteren aan het bed")).to_be_visible()
    look(page, "59-kijker")
    poster = page.request.get(page.url + "affiche.pdf")
    assert (poster.status, poster.body()[:5]) == (200, b"%PDF-")

    page.get_by_label("Aan wie vertel je het?").select_option("Iedereen op de werkvloer")
    page.get_by_role("button", name="Bekijk de mail").click()
    send = re.compile("^Verstuur naar 2 collega")
    page.get_by_role("link", name=send).click()
    page.get_by_role("dialog").get_by_role("button", name=send).click()
    expect(page.get_by_text("De boodschap vertrekt nu.")).to_be_visible()
    told = send_mails() + send_mails()
    assert sorted(message.to[0] for message in told) == [BRAM, FATIMA]
    assert [HOW in message.body for message in told] == [True, True]

    phone_without_js.goto(page_links.path_of(quarter.page))
    expect(phone_without_js.get_by_text(HOW)).to_be_visible()
    look(phone_without_js, "60-voor-iedereen")
    page.goto(reverse("opvolging:aanpak_nieuw", args=[quarter.project.slug]) + gent(quarter))
    expect(page.locator("#lukt").get_by_text(HOW)).to_be_visible()
    look(page, "61-voorbeeld")


def gent(quarter) -> str:
    return f"?afspraak={quarter.agreement.pk}&locatie={quarter.gent.location_id}&oorzaak=cannot"
