"""The pages of agreements in a real browser: nothing for axe, nothing wider than a small phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from fundament.models import AgreementVersion
from fundament.tests.factories import make_agreement, make_decision, make_framework, mark_tested, put_in_force
from organisatie.tests.factories import make_employee, make_function, make_location
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)
CHANGE = {"changed": "Een vast blok op het startscherm.", "changed_why": "Zo zoekt niemand nog."}


@pytest.fixture
def version(linde, lies) -> AgreementVersion:
    """A05 with a tested second version, among others, in two frameworks."""
    project = make_project(linde, lies, step=4, title="Eén bewonersdossier")
    gent, aalst = make_location(linde, "Huis Hazelnoot"), make_location(linde, "Huis Linde")
    griet = make_employee(linde, "Griet Claes")
    make_employee(linde, "Griet Peeters")
    day = timezone.localdate()
    zorg = make_function(linde, "Zorgkundigen")
    devices = make_framework("Toestellen", project=project, why="Altijd een toestel dat werkt.", owner=griet)
    put_in_force(
        make_agreement(
            "Toestellen gaan bij elke shiftwissel in de laadkar, en stuk melden we meteen.",
            framework=devices,
            when="Bij elke shiftwissel.",
        ),
        gent,
        since=day - timedelta(days=30),
    ).functions.add(zorg)
    make_agreement("We bellen de familie elke week.", project=project)
    version = make_agreement(
        "Wie met familie spreekt, noteert de kern dezelfde dag in het dossier.",
        project=project,
        owner=griet,
        why="Familie krijgt zo overal hetzelfde antwoord.",
        example="Mama at goed vandaag, we spraken af dat we vrijdag bellen.",
        exception="Bij een crisis belt de verpleegkundige eerst.",
    )
    put_in_force(version, gent, aalst, since=day - timedelta(days=60))
    version.agreement.decisions.add(make_decision("Wie noteert wat de familie zegt?", project=project))
    words = {"why": version.why, "example": version.example, "exception": version.exception, **CHANGE}
    second = version.agreement.versions.create(
        number=2, sentence='Wie met familie spreekt, noteert de kern dezelfde dag in het blok "Familie".', **words
    )
    return mark_tested(second)


def paths(version) -> dict[str, str]:
    slug, pk = version.agreement.project.slug, version.agreement_id
    frame = version.agreement.framework_id
    return {
        "lijst": reverse("fundament:afspraken", args=[slug]),
        "afspraak": reverse("fundament:afspraak", args=[slug, pk]),
        "nieuw": reverse("fundament:afspraak_nieuw", args=[slug]),
        "gegevens": reverse("fundament:afspraak_gegevens", args=[slug, pk]),
        "versie": reverse("fundament:afspraak_versie", args=[slug, pk]),
        "verschil": reverse("fundament:afspraak_verschil", args=[slug, pk]),
        "ingaan": reverse("fundament:afspraak_ingaan", args=[slug, pk, 2]),
        "stop": reverse("fundament:afspraak_stop", args=[slug, pk]),
        "kader": reverse("fundament:kader", args=[slug, frame]),
        "kader_nieuw": reverse("fundament:kader_nieuw", args=[slug]),
        "blad": reverse("fundament:blad", args=[slug]) + "?maak=1",
    }


def wider(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_pages_hold_on_a_small_phone_and_axe_finds_nothing(open_page, sign_in, axe, lies, version):
    page = sign_in(open_page(viewport={"width": 320, "height": 700}), lies)
    for name, path in paths(version).items():
        page.goto(path)
        assert not wider(page), name
        axe(page)


def test_agreement_is_written_advised_and_saved_without_javascript(phone_without_js, sign_in, axe, lies, version):
    page = sign_in(phone_without_js, lies)
    page.goto(paths(version)["nieuw"])
    page.get_by_label("De afspraak in één zin").fill("Er wordt niet op papier genoteerd.")
    page.get_by_label("Afsprakenkader").select_option("Toestellen")
    page.get_by_label("Eigenaar").fill("Griet")
    page.get_by_role("button", name="Bewaar de afspraak").click()
    page.get_by_label("Griet Claes").check()
    page.get_by_role("button", name="Bewaar de afspraak").click()
    expect(page.get_by_text("Zeg wat je wél doet. Er staat nu «niet».")).to_be_visible()
    page.get_by_role("button", name="De zin is goed zo, bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Er wordt niet op papier genoteerd.")
    made = AgreementVersion.objects.latest("pk")
    assert (made.agreement.framework.name, made.agreement.owner.name) == ("Toestellen", "Griet Claes")
