"""From ad hoc to structural: what somebody said becomes a choice, an agreement, and something that was tried and adjusted.

One story, in the order in which it happens: Lies leads on a desk, Dirk decides and colleagues answer on phones.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from bevraging.tests.talk_factories import confirmed_item, make_theme
from e2e import world
from e2e.steps import ADDRESS, Clicks, answer_by_hand, link_in, look, send_mails, sign_in_with_password
from fundament.models import AgreementVersion, Decision
from organisatie.tests.factories import PASSWORD
from toetsing.models import Finding, TestRound
from trajecten import gate
from trajecten.models import Project
from trajecten.steps import replaced
from trajecten.tests.factories import make_decider, make_project
from trajecten.tests.gate_world import Facts, fake_step

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = (("Aalst", 6), ("Gent", 6))
SAID = "We schrijven hetzelfde gewicht op papier en in Excel."
QUESTION = "Waar noteren we observaties?"
REASON = "Zo staat alles op één plaats, en zoekt niemand nog in de schriftjes."
AGREED = "We noteren elke observatie meteen in het dossier."
CONCEPT = "Observatie in drie tikken"
HELD_BACK = "Er zijn te veel verplichte velden."
POINTS = (
    "1 van 1 concepten is geprobeerd door genoeg collega's",
    "Er staat niets blokkerends meer open.",
    "Bevindingen met een antwoord: 1 van 1",
    "bijgestuurd en opnieuw getoetst zijn: 1 van 1",
    "12 sleutelfiguren deden mee",
    "Oordelen «klaar voor de uitrol»: 12 van 12",
    "Afspraken die getoetst zijn: 1 van 1",
)


@pytest.fixture
def dirk(linde):
    return make_decider(linde)


@pytest.fixture
def project(linde, lies, dirk):
    return make_project_in_step_2(linde, lies, dirk)


def make_project_in_step_2(linde, lies, dirk) -> Project:
    """Gate 1 is open: it has a story of its own (e2e/test_journey.py). One confirmed item, under a theme."""
    world.make_colleagues(linde, SIZES)
    project = make_project(linde, lies, dirk)
    confirmed_item(project, SAID, lens="bad", theme=make_theme(project, "Observaties noteren"))
    with replaced(fake_step(1, Facts())):
        go(project, lies, dirk)
    return project


def go(project, lies, dirk) -> None:
    """Lies asks, Dirk says go."""
    gate.decide(request=gate.request_decision(project=project, by=lies), by=dirk, outcome="go")
    project.refresh_from_db()


def path(name: str, project, *args) -> str:
    return reverse(name, args=[project.slug, *args])


def test_from_what_was_said_to_what_was_tried(page, sign_in, lies, dirk, project, phone, phone_without_js, axe):
    sign_in(page, lies).goto(path("fundament:stap", project))
    take_and_bundle(page)
    propose(page, axe)
    ask(page)
    decide_from_the_mail(phone, dirk, axe)
    write_the_agreement(page)
    go(project, lies, dirk)
    make_the_concept(page, axe)
    try_with_a_small_group(page, phone_without_js)
    barrier_becomes_a_finding(page, axe)
    key_figures_wait_for_another_version(page, project)
    adjust(page)
    try_with_key_figures(page)
    gate_3_shows_it(page, project)


# --- Step 2 ------------------------------------------------------------------------------------


def take_and_bundle(page) -> None:
    """The empty step leads to what people said; one press takes it along, and it gets a bundle."""
    look(page, "01-stap-2-leeg")
    page.get_by_role("link", name="Haal punten op").first.click()
    page.get_by_role("button", name=re.compile("^Neem mee.*hetzelfde gewicht")).click()
    expect(page.get_by_text("Meegenomen als knelpunt.")).to_be_visible()
    look(page, "02-ophalen")
    page.get_by_role("link", name="Knelpunten", exact=True).first.click()
    page.get_by_label(SAID).check()
    page.get_by_label("of in een nieuwe bundel").fill("Dubbel noteren")
    look(page, "03-knelpunten")
    page.get_by_role("button", name="Breng samen").click()
    page.get_by_role("link", name="Dubbel noteren").first.click()
    expect(page.get_by_role("heading", level=1, name="Dubbel noteren")).to_be_visible()
    page.get_by_role("link", name="Wijzig naam of thema").click()
    page.get_by_label(re.compile("^Thema .mag")).select_option("Observaties noteren")
    page.get_by_role("button", name="Bewaar").click()
    look(page, "04-bundel")


def propose(page, axe) -> None:
    """From the bundle: the question, and then whatever its page says it still needs, one button after the other."""
    page.get_by_role("link", name="Leg een keuze voor").click()
    page.get_by_label("De vraag in één zin").fill(QUESTION)
    look(page, "05-keuze-nieuw")
    page.get_by_role("button", name="Maak het voorstel").click()
    expect(page.get_by_role("heading", level=1, name=QUESTION)).to_be_visible()
    expect(page.get_by_role("link", name="Dubbel noteren")).to_be_visible()
    look(page, "06-keuze-nodig")
    options = (("Alleen in het dossier", "Eén plaats.", "Er zijn toestellen nodig."),
               ("Dossier en papier", "Vertrouwd.", "Het dubbele werk blijft."))  # fmt: skip
    for title, plus, minus in options:
        primary(page, "Voeg een optie toe")
        page.get_by_label("Optie", exact=True).fill(title)
        page.get_by_label("Wat pleit ervoor").fill(plus)
        page.get_by_label("Wat pleit ertegen").fill(minus)
        page.get_by_role("button", name="Voeg toe").click()
    primary(page, "Zet erbij wie meedenkt")
    page.get_by_label("Wie", exact=True).fill("zorgkundigen")
    page.get_by_label(re.compile("Doet het werk zelf", re.IGNORECASE)).check()
    page.get_by_role("button", name="Voeg toe").click()
    primary(page, "Kies een beslisser")
    page.get_by_label(re.compile("^Beslisser")).select_option("Dirk Van Hove")
    page.get_by_label("Alleen in het dossier").check()
    page.get_by_label(re.compile("^Waarom")).fill(REASON)
    page.get_by_label(re.compile("^Herzien op")).fill(in_days(182))
    page.get_by_role("button", name="Bewaar het voorstel").click()
    look(page, "07-keuze-klaar")
    axe(page)


def ask(page) -> None:
    primary(page, "Leg voor aan Dirk")
    look(page, "08-voorleggen")
    page.get_by_role("button", name="Leg het voor").click()
    expect(page.get_by_text("Dirk krijgt een mail.")).to_be_visible()


def decide_from_the_mail(phone, dirk, axe) -> None:
    """On a phone: from the mail, after signing in, two clicks."""
    (mail,) = [message for message in send_mails() if dirk.email in message.to[0]]
    phone.goto(link_in(mail, "/beslis/"))
    sign_in_with_password(phone, dirk.email, PASSWORD)
    assert phone.locator("input[name=choice]:checked").count() == 0
    look(phone, "09-beslis")
    axe(phone)
    clicks = Clicks()
    clicks(phone.get_by_text("Alleen in het dossier", exact=True).first)
    clicks(phone.get_by_role("button", name="Bevestig: Alleen in het dossier"))
    expect(phone.get_by_text("Je beslissing is bewaard.")).to_be_visible()
    decision = Decision.objects.get()
    assert (clicks.count, decision.status, decision.decider, decision.rationale) == (2, "taken", dirk, REASON)
    look(phone, "10-besluit-dirk")


def write_the_agreement(page) -> None:
    """The decision leads to it, with itself filled in."""
    page.reload()
    look(page, "11-besluit")
    primary(page, "Schrijf de afspraak")
    expect(page.get_by_label(QUESTION)).to_be_checked()
    page.get_by_label("De afspraak in één zin").fill(AGREED)
    page.get_by_label("Afsprakenkader").fill("Eén bewonersdossier")
    page.get_by_label("Eigenaar").fill("Aalst zorg 1")
    look(page, "12-afspraak-nieuw")
    page.get_by_role("button", name="Bewaar de afspraak").click()
    expect(page.get_by_role("heading", level=1, name=AGREED)).to_be_visible()
    expect(page.get_by_role("link", name=QUESTION)).to_be_visible()
    look(page, "13-afspraak")


# --- Step 3 ------------------------------------------------------------------------------------


def make_the_concept(page, axe) -> None:
    """The agreement leads to what tries it, with itself ticked."""
    primary(page, "Probeer ze uit")
    expect(page.get_by_label(AGREED)).to_be_checked()
    page.get_by_label("Naam", exact=True).fill(CONCEPT)
    page.get_by_label("Wat probeer je ermee").fill("noteren tijdens de zorg")
    look(page, "14-concept-nieuw")
    page.get_by_role("button", name="Ga verder met de eerste versie").click()
    page.get_by_label("Tekst").fill("Vul negen velden in en bewaar.")
    page.get_by_role("button", name="Bewaar deze versie").click()
    expect(page.get_by_role("link", name=AGREED)).to_be_visible()
    look(page, "15-concept")
    axe(page)


def plan(page, kind: str, days: int, count: int) -> None:
    """A round of that kind, with the first colleagues of the list."""
    page.get_by_label(kind).check()
    page.get_by_label("Wanneer?").fill(in_days(days))
    page.get_by_label("Waar?").fill("Vergaderzaal")
    page.get_by_role("button", name="Kies wie meedoet").click()
    boxes = page.get_by_role("group", name="Wie kan er nog bij?").get_by_role("checkbox")
    for number in chosen(count):
        boxes.nth(number).check()
    look(page, f"16-wie-{days}")
    page.get_by_role("button", name="Zet op de lijst").click()
    primary(page, "Deze groep is goed")


def chosen(count: int) -> list[int]:
    """Of twelve colleagues: first those of one function and place, then the others."""
    return list(range(count)) if count > 8 else [0, 1, 2, 4, 6, 8][:count]


def try_with_a_small_group(page, phone) -> None:
    """Round 1, from the concept to the invitation; one colleague answers on a phone, the others in numbers."""
    primary(page, "Plan een ronde")
    plan(page, "Try-out met een kleine groep", 2, 6)
    look(page, "17-ronde-1-klaar")
    primary(page, "Nodig 6 collega's uit")
    page.get_by_role("dialog").get_by_role("button", name="Nodig 6 collega's uit").click()
    expect(page.get_by_text("De uitnodigingen vertrekken nu.")).to_be_visible()
    mails = [message for message in send_mails() if "/v/" in message.body]
    assert (len(mails), {len(message.attachments) for message in mails}) == (6, {1})
    tell_on_a_phone(phone, link_in(mails[0], "/v/probeer/"))
    for message in mails[1:]:
        tell(message)


def tell_on_a_phone(phone, link: str) -> None:
    """Without JavaScript: what one tries, and afterwards did it work, what held you back, is it ready."""
    phone.goto(link)
    expect(phone.get_by_text("Vul negen velden in en bewaar.")).to_be_visible()
    look(phone, "18-uitproberen")
    phone.get_by_role("link", name="Uitgeprobeerd? Vertel hoe het ging").click()
    phone.get_by_role("link", name="Start").click()
    phone.get_by_role("button", name="Ja, met hulp").click()
    phone.get_by_label(re.compile("wat hield je tegen")).fill(HELD_BACK)
    look(phone, "19-feedback-drempel")
    phone.get_by_role("button", name="Verder").click()
    phone.get_by_role("button", name="Nog niet klaar").click()
    phone.get_by_role("button", name="Verstuur mijn antwoorden").click()
    expect(phone.get_by_role("heading", name="Dank je wel!")).to_be_visible()


def tell(message) -> None:
    """It worked without help, and it is ready."""
    link = next(address for address in ADDRESS.findall(message.body) if re.search(r"/v/(?!probeer/)[^/]+/", address))
    answer_by_hand(link, "a1", then="5")


def barrier_becomes_a_finding(page, axe) -> None:
    page.reload()
    look(page, "20-ronde-1-loopt")
    page.get_by_role("link", name="Maak bevindingen van wat hen tegenhield").click()
    look(page, "21-opmerkingen")
    page.get_by_role("button", name=re.compile("^Hinderlijk")).click()
    expect(page.get_by_text("F01 is genoteerd.")).to_be_visible()
    assert Finding.objects.get().text == HELD_BACK
    axe(page)


def key_figures_wait_for_another_version(page, project) -> None:
    """Round 1 is over; round 2 may be prepared, and says in a sentence why it may not begin."""
    page.get_by_role("link", name="Ronde 1").first.click()
    primary(page, "Rond de ronde af")
    page.get_by_role("dialog").get_by_role("button", name="Rond de ronde af").click()
    expect(page.get_by_text("De ronde is afgerond.")).to_be_visible()
    assert AgreementVersion.objects.get().status == "tested"
    look(page, "22-ronde-1-af")
    primary(page, "Plan de volgende ronde")
    plan(page, "Toetsing met sleutelfiguren", 9, 12)
    told = f"Bij «{CONCEPT}» vond de kleine groep iets. Maak eerst een versie na 0.1."
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Nodig"))).to_have_count(0)
    look(page, "23-ronde-2-wacht")
    assert TestRound.objects.get(number=2).status == "planned"


def adjust(page) -> None:
    """A new version, to which the round that waits leads; and what was found is solved in it."""
    primary(page, "Maak een nieuwe versie van C1")
    page.get_by_label("Tekst").fill("Vul drie velden in en bewaar.")
    page.get_by_label("Wat is er veranderd?").fill("Van negen naar drie velden.")
    page.get_by_role("button", name="Bewaar deze versie").click()
    page.get_by_role("link", name="Bevindingen").first.click()
    look(page, "24-drempels")
    page.get_by_role("link", name="F01").click()
    page.get_by_label("Aangepast", exact=True).check()
    page.get_by_label("Aangepast: in welke versie?").select_option("0.2")
    page.get_by_label("Wat deden jullie, of waarom niet?").fill("We hielden drie velden over.")
    look(page, "25-bevinding")
    page.get_by_role("button", name="Bewaar het antwoord").click()
    page.get_by_role("link", name="Bekijk voor en na").click()
    look(page, "26-voor-na")
    assert Finding.objects.get().adjusted_in.label == "0.2"


def try_with_key_figures(page) -> None:
    page.get_by_role("link", name="3 Toetsing").first.click()
    look(page, "27-stap-3")
    primary(page, "Bekijk ronde 2")
    expect(page.get_by_text("versie 0.2")).to_be_visible()
    primary(page, "Nodig 12 sleutelfiguren uit")
    page.get_by_role("dialog").get_by_role("button", name="Nodig 12 sleutelfiguren uit").click()
    expect(page.get_by_text("De uitnodigingen vertrekken nu.")).to_be_visible()
    mails = [message for message in send_mails() if "/v/" in message.body]
    assert len(mails) == 12
    for message in mails:
        tell(message)
    page.reload()
    primary(page, "Rond de ronde af")
    page.get_by_role("dialog").get_by_role("button", name="Rond de ronde af").click()
    expect(page.get_by_text("De ronde is afgerond.")).to_be_visible()


def gate_3_shows_it(page, project) -> None:
    page.get_by_role("link", name="3 Toetsing").first.click()
    page.get_by_role("link", name="Alles over deze poort").click()
    look(page, "28-poort-3")
    for point in POINTS:
        expect(page.get_by_text(point)).to_be_visible()
    expect(page.get_by_text("Alles is in orde. Vraag nu de beslissing.")).to_be_visible()


# --- What they share ---------------------------------------------------------------------------


def primary(page, name: str) -> None:
    """The one filled button of the page is this one; press it."""
    button = page.locator("main a.knop:visible, main button.knop:visible").filter(has_text=name).first
    expect(button).to_have_class(re.compile(r"^knop$"))
    button.click()


def in_days(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()
