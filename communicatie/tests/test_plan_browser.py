"""The pages of the plan in a real browser: nothing for axe, nothing wider than a small phone, and a message that leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from communicatie.models import Message
from communicatie.tests.factories import make_audience, make_employee, make_message, make_page
from communicatie.tests.plan_pages import url
from trajecten import outbox
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(linde, lies):
    """Everybody, the kitchen and the families; told, planned, late, an idea, and one that waits for a mail."""
    project = make_project(linde, lies, step=4, title="Eén bewonersdossier")
    make_page(project)
    make_employee("An Peeters", project=project, function="Zorgkundigen")
    make_employee("Bo Claes", project=project, function="Keuken", email="")
    everybody = make_audience("Iedereen", project=project)
    kitchen = make_audience("Keuken en logistiek", project=project, functions=["Keuken"])
    families = make_audience("Families", project=project, kind="outside", outside_count=380, in_matrix=False)
    today = timezone.localdate()
    make_message("Waarom we starten bij jullie ervaring", audience=everybody, status="sent", reached=1, reached_of=2)
    make_message("Wie helpt jou?", audience=everybody, key="help", planned_on=today - timedelta(days=4))
    make_message("Eén plaats voor dieet en wens", audience=kitchen, key="what_changes", channel="poster")
    make_message("Uw familielid, één dossier", audience=families, status="idea", planned_on=None, channel="letter")
    words = {
        "text": "Zo gaat het voortaan.\n\nWe helpen je.",
        "in_it_for_me": "Minder overtypen.",
        "feedback_to": "bij Joke",
    }
    make_message("Dit verandert er voor jou", audience=everybody, channel="mail", status="ready", key="when", **words)
    return project


def paths(project) -> dict[str, str]:
    return {
        "plan": url("plan", project),
        "kalender": url("plan", project) + "?toon=kalender",
        "lijst": url("boodschappen", project) + "?stap=4",
        "boodschap": url("boodschap", project, 5),
        "verteld": url("boodschap", project, 1),
        "nieuw": url("boodschap_nieuw", project) + "?tekst=4-hulp",
        "wijzig": url("boodschap_wijzig", project, 5),
        "noteer": url("boodschap_verteld", project, 2),
        "vervalt": url("boodschap_vervalt", project, 2),
        "versturen": url("boodschap_versturen", project, 5),
        "bevestig": url("boodschap_verstuur", project, 5),
        "scherm": url("boodschap_scherm", project, 5),
        "doelgroepen": url("doelgroepen", project),
        "doelgroep": url("doelgroep_nieuw", project),
    }


def wider(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_pages_hold_on_a_small_phone_and_axe_finds_nothing(open_page, sign_in, axe, lies, project):
    page = sign_in(open_page(viewport={"width": 320, "height": 700}), lies)
    for name, path in paths(project).items():
        page.goto(path)
        assert not wider(page), name
        axe(page)


def test_matrix_and_month_hold_on_a_wide_screen_and_axe_finds_nothing(page, sign_in, axe, lies, project):
    sign_in(page, lies)
    for name in ("plan", "kalender", "lijst", "scherm"):
        page.goto(paths(project)[name])
        assert not wider(page), name
        axe(page)


def test_empty_cell_becomes_a_message_without_javascript(phone_without_js, sign_in, lies, project):
    page = sign_in(phone_without_js, lies)
    page.goto(url("plan", project))
    page.get_by_role("link", name="vul in : Iedereen, wat verandert er").click()
    page.get_by_role("link", name="Dit verandert er voor jou").click()
    expect(page.get_by_label("De boodschap in het kort")).to_have_value("Dit verandert er voor jou")
    page.get_by_role("textbox", name="Tekst").fill("Zo gaat het voortaan.")
    page.get_by_label("De tekst is klaar om te vertellen").check()
    page.get_by_label("Wanneer").fill(str(timezone.localdate() + timedelta(days=2)))
    page.get_by_role("button", name="Bewaar de boodschap").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit verandert er voor jou")
    made = Message.objects.latest("pk")
    assert (made.audience.name, made.key, made.status) == ("Iedereen", "what_changes", "ready")


def test_message_is_sent_and_followed_without_loading_the_page_again(page, sign_in, lies, project):
    sign_in(page, lies)
    page.goto(url("boodschap", project, 5))
    page.get_by_role("link", name="Kijk na en verstuur").click()
    page.get_by_role("link", name="Verstuur naar 1 collega").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Verstuur je «Dit verandert er voor jou»?")
    dialog.get_by_role("button", name="Verstuur naar 1 collega").click()
    expect(page.get_by_text("0 van 1")).to_be_visible()
    outbox.deliver()
    expect(page.get_by_text("De boodschap is verstuurd.")).to_be_visible()
    page.get_by_text("Toon hun namen").click()
    expect(page.get_by_text("Bo Claes, Aalst")).to_be_visible()
