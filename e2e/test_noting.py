"""«Noteren» on a phone: three taps and save, without internet, and again with internet; each entry once."""

import time

import pytest
from django.urls import reverse

from organisatie.tests.factories import make_location
from trajecten.tests.factories import make_project, make_role
from uitrol.models import SupportLog
from uitrol.tests.factories import make_task

pytestmark = pytest.mark.django_db(transaction=True)
READY = """async () => {
  const shelf = await caches.open("noteren-blad");
  return Boolean(navigator.serviceWorker.controller && (await shelf.match("/noteren/")));
}"""
WAITING = "async () => (await self.steunWacht.all()).length"
SLOW = 40_000
"""Milliseconds that the first page may take on a machine that does much else."""


@pytest.fixture
def project(linde, lies, bram):
    """Bram is ambassador in Aalst."""
    project = make_project(linde, lies, step=5)
    place = make_location(linde, "Aalst")
    make_role(project, bram, location=place)
    make_task("Foto toevoegen", project=project)
    make_task("Werkbon zoeken", project=project)
    return project


def tap_three(page, what="Foto toevoegen", kind="Vraag", solved="Ja"):
    for word in filter(None, (what, kind, solved)):
        page.get_by_role("radio", name=word, exact=True).check()
    page.get_by_role("button", name="Bewaar", exact=True).click()


def opened(page):
    page.goto("/noteren/", timeout=SLOW)
    return page


def until(page, script: str, wanted=True) -> None:
    """Asked again until it is so: what Playwright waits with does not wait for a promise."""
    end = time.monotonic() + SLOW / 1000
    while (found := page.evaluate(script)) != wanted:
        assert time.monotonic() < end, found
        page.wait_for_timeout(100)


def can_do_without_internet(page) -> None:
    opened(page)
    until(page, READY)


def written() -> list[tuple]:
    rows = SupportLog.objects.order_by("happened_at")
    return list(rows.values_list("task__sentence", "kind", "solved", "location__name", "author__name"))


def test_three_taps_and_save(sign_in, phone, project, bram):
    page = sign_in(phone, bram)
    opened(page)
    tap_three(page)
    page.get_by_text("Bewaard. Dank je, Bram!").wait_for()
    assert written() == [("Foto toevoegen", "question", "yes", "Aalst", bram.name)]
    page.get_by_role("link", name="Noteer nog een moment").click()
    tap_three(page, kind="Succes", solved="")
    page.get_by_text("Je noteerde deze maand 2 momenten.").wait_for()


def test_without_javascript_it_is_a_plain_form(sign_in, phone_without_js, project, bram):
    page = sign_in(phone_without_js, bram)
    opened(page)
    tap_three(page, kind="Drempel", solved="Doorgegeven")
    page.get_by_text("Bewaard. Dank je, Bram!").wait_for()
    assert written() == [("Foto toevoegen", "barrier", "passed_on", "Aalst", bram.name)]


def test_without_internet_notes_wait_and_leave_later_each_once(sign_in, phone, project, bram):
    page = sign_in(phone, bram)
    can_do_without_internet(page)
    page.context.set_offline(True)
    page.reload()
    for what in ("Foto toevoegen", "Werkbon zoeken", "Iets anders"):
        tap_three(page, what=what)
        page.get_by_text("Geen internet. We bewaren dit op je gsm en sturen het straks door.").wait_for()
    page.get_by_text("3 notities wachten op internet.").wait_for()
    assert written() == []

    page.reload()
    page.get_by_text("3 notities wachten op internet.").wait_for()
    kept = page.evaluate("async () => await self.steunWacht.all()")

    page.context.set_offline(False)
    page.get_by_text("Alles is verstuurd. Dank je!").wait_for()
    assert [row[0] for row in written()] == ["Foto toevoegen", "Werkbon zoeken", None]

    # The phone never heard that they arrived, and sends them all again.
    page.evaluate("async (items) => { for (const one of items) await self.steunWacht.put(one); }", kept)
    assert page.evaluate("async () => await self.steunWacht.send()") == "klaar"
    assert page.evaluate(WAITING) == 0
    assert len(written()) == 3


def test_name_in_a_note_of_before_is_asked_about_when_it_leaves(sign_in, phone, project, bram, lies):
    page = sign_in(phone, bram)
    can_do_without_internet(page)
    page.context.set_offline(True)
    page.get_by_text("Voeg een woordje toe").click()
    page.get_by_label("In een paar woorden").fill("Samen met Lies Maes gezocht")
    tap_three(page)
    page.get_by_text("1 notitie wacht op internet.").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Staat hier een naam in? We zien: Lies Maes.").wait_for()
    assert written() == []
    page.get_by_role("button", name="Haal het eruit en bewaar").click()
    until(page, WAITING, 0)
    assert SupportLog.objects.get().text == "Samen met [naam] gezocht"


def test_notes_of_somebody_else_on_this_phone_stay_theirs(sign_in, phone, project, bram, lies):
    page = sign_in(phone, bram)
    can_do_without_internet(page)
    page.context.set_offline(True)
    tap_three(page)
    page.get_by_text("1 notitie wacht op internet.").wait_for()
    page.context.clear_cookies()
    sign_in(page, lies)
    page.context.set_offline(False)
    page.get_by_text("Er staan nog notities klaar van een andere aanmelding op deze gsm.").wait_for()
    assert page.evaluate(WAITING) == 1
    assert written() == []


def test_signed_out_the_notes_stay_and_the_page_says_so(sign_in, phone, project, bram):
    page = sign_in(phone, bram)
    can_do_without_internet(page)
    page.context.set_offline(True)
    tap_three(page)
    page.get_by_text("1 notitie wacht op internet.").wait_for()
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.get_by_text("Meld je opnieuw aan.").wait_for()
    assert page.evaluate(WAITING) == 1
    assert written() == []


def test_it_can_be_installed_and_keeps_to_its_own_addresses(sign_in, phone, project, bram):
    page = sign_in(phone, bram)
    can_do_without_internet(page)
    scopes = page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)")
    assert [scope.split("/", 3)[3] for scope in scopes] == ["noteren/"]
    manifest = page.request.get(reverse("uitrol:noteren_manifest")).json()
    assert [manifest[name] for name in ("start_url", "scope", "display")] == ["/noteren/", "/noteren/", "standalone"]
    assert [page.request.get(icon["src"]).status for icon in manifest["icons"]] == [200, 200, 200]
    devtools = page.context.new_cdp_session(page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] == ["in-incognito"]  # as every page of a test is


def test_pages_stand_on_a_phone_and_axe_finds_nothing(sign_in, open_page, axe, project, bram):
    for width in (320, 390):
        page = sign_in(open_page(viewport={"width": width, "height": 844}), bram)
        opened(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        axe(page)
    tap_three(page)
    page.get_by_text("Bewaard. Dank je, Bram!").wait_for()
    axe(page)
    page.goto("/noteren/mijn/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
