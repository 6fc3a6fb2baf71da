"""Decisions in a browser: the decider needs two clicks, every page reads at 320 wide, and axe finds nothing."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.talk_factories import confirmed_item, make_theme
from fundament.models import Decision
from fundament.tests.factories import RATIONALE, make_agreement, make_asked, make_proposal, make_taken
from fundament.tests.test_views_decisions import url

pytestmark = pytest.mark.django_db(transaction=True)
CONTEXT = "Vandaag noteren we op vier plaatsen: papier, Excel, het whiteboard en het dossier. Wie zoekt, belt rond."
OPTIONS = [
    ("Alleen in het dossier", "Eén plaats, doorzoekbaar.", "Er zijn toestellen nodig op elke gang."),
    ("Dossier en een papieren dagblad", "Vertrouwd voor wie al lang meedraait.", "Het dubbele werk blijft."),
    ("Elk huis kiest zelf", "Er is lokaal draagvlak.", "Wie van huis wisselt, moet telkens opnieuw leren."),
]


def fill(decision):
    """As a real one: three options, causes, advice, tasks."""
    for option, (title, plus, minus) in zip(decision.options.all(), OPTIONS, strict=True):
        option.title, option.plus, option.minus = title, plus, minus
        option.save()
    project = decision.project
    decision.themes.add(make_theme(project, "Overdracht"))
    decision.items.add(confirmed_item(project, "Op de gang is er geen toestel om meteen te noteren."))
    decision.parties.create(name="ICT", said="Tien toestellen volstaan, als ze een vaste plaats krijgen.")
    decision.parties.create(part="informed", name="families")
    day = timezone.localdate() + timedelta(days=20)
    decision.tasks.create(what="Toestellen bestellen", who="ICT", due_on=day)
    values = {
        "context": CONTEXT, "consequences": "De schriftjes verdwijnen op elke afdeling.",
        "followed_how": "We tellen elke maand de losse papieren.", "rationale": RATIONALE,
        "advised": decision.options.first(),
    }  # fmt: skip
    Decision.objects.filter(pk=decision.pk).update(**values)
    decision.refresh_from_db()
    return decision


@pytest.fixture
def asked(project, lies, dirk):
    return fill(make_asked(project, driver=lies, decider=dirk, options=3))


def settle(decision, dirk):
    Decision.objects.filter(pk=decision.pk).update(
        status="taken", chosen=decision.options.first(), decider=dirk, taken_at=timezone.now()
    )


def shoot(page, name):
    """For who wants to look: SHOTS=/some/folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_decider_takes_the_proposed_option_in_two_clicks(page, sign_in, dirk, project, asked):
    sign_in(page, dirk).goto(url("beslis", project, asked.pk))
    assert page.locator("input[name=choice]:checked").count() == 0
    page.get_by_text("Alleen in het dossier", exact=True).first.click()
    page.get_by_role("button", name="Bevestig: Alleen in het dossier").click()
    page.get_by_text("Je beslissing is bewaard.").wait_for()
    asked.refresh_from_db()
    assert (asked.status, asked.rationale) == ("taken", RATIONALE)


def test_other_choice_starts_with_an_empty_reason_and_comes_back_to_the_proposed_one(
    page, sign_in, dirk, project, asked
):
    sign_in(page, dirk).goto(url("beslis", project, asked.pk))
    cards, why = page.locator("label.keuze"), page.locator("textarea[name=rationale]")
    may_change = page.get_by_text("Pas het gerust aan.")
    cards.nth(1).click()
    assert (why.input_value(), may_change.is_visible()) == ("", False)
    cards.nth(0).click()
    assert (why.input_value(), may_change.is_visible()) == (RATIONALE, True)
    cards.nth(3).click()
    assert (why.is_visible(), page.locator("textarea[name=reason]").is_visible()) == (False, True)
    page.get_by_role("button", name="Bevestig: nog niet").wait_for()


def test_decider_answers_without_javascript(phone_without_js, sign_in, dirk, project, asked):
    page = sign_in(phone_without_js, dirk)
    page.goto(url("beslis", project, asked.pk))
    page.locator("label.keuze").nth(3).click()
    page.locator("textarea[name=reason]").fill("Wat kost dit?")
    page.get_by_role("button", name="Bevestig je keuze").click()
    page.get_by_text("Bewaard.").wait_for()
    asked.refresh_from_db()
    assert asked.sent_back == "Wat kost dit?"


@pytest.fixture
def screens(project, lies, dirk, asked):
    """(name, who, address) of every screen, with something on each."""
    proposal = fill(
        make_proposal(project, driver=lies, decider=dirk, options=3, question="Wie noteert familiecontact?")
    )
    bare = make_proposal(
        project, driver=lies, decider=None, options=1, question="Met welk toestel maken we wondfoto’s?"
    )
    Decision.objects.filter(pk=bare.pk).update(sent_back="Ik wil eerst weten wat dit kost.", decider=dirk)
    former = fill(
        make_proposal(project, driver=lies, decider=dirk, options=3, question="Waarvan vertrekt de briefing?")
    )
    settle(former, dirk)
    taken = make_taken("Waar staat familie-info?", project=project, decider=dirk, driver=lies, supersedes=former)
    Decision.objects.filter(pk=former.pk).update(status="superseded")
    make_agreement(project=project).agreement.decisions.add(taken)
    taken.tasks.create(what="Startscherm aanpassen", who="ICT", due_on=timezone.localdate())
    return [
        ("keuzes", lies, url("keuzes", project)),
        ("nieuw", lies, url("keuze_nieuw", project) + f"?vervangt={taken.pk}"),
        ("voorstel", lies, url("keuze", project, proposal.pk)),
        ("nog-nodig", lies, url("keuze", project, bare.pk)),
        ("ligt-voor", lies, url("keuze", project, asked.pk)),
        ("besluit", lies, url("keuze", project, taken.pk)),
        ("vervangen", lies, url("keuze", project, former.pk)),
        ("wijzig", lies, url("keuze_wijzig", project, proposal.pk)),
        ("aanleiding", lies, url("keuze_aanleiding", project, proposal.pk)),
        ("partij", lies, url("partij_nieuw", project, proposal.pk)),
        ("optie", lies, url("optie", project, proposal.pk, proposal.options.first().pk)),
        ("voorleggen", lies, url("keuze_voorleggen", project, proposal.pk)),
        ("herzien", dirk, url("keuze_herzien", project, taken.pk)),
        ("beslis", dirk, url("beslis", project, asked.pk)),
        ("vandaag", dirk, reverse("trajecten:vandaag")),
    ]


def test_every_screen_reads_at_320_and_axe_finds_nothing(open_page, sign_in, axe, screens):
    page = open_page()
    for name, who, address in screens:
        sign_in(page, who)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(address)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (name, width, over) == (name, width, 0)
            shoot(page, f"{name}-{width}")
        axe(page)
