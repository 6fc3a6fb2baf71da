"""A second lock on an account: an app with codes, recovery codes, and a key on one's device."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from e2e.steps import sign_in_with_password
from organisatie.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = re.compile(r"/vandaag/$")
SECRET = re.compile(r"\b[A-Z2-7]{32}\b")


def code_of(secret: str) -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def show_who_i_am(page) -> None:
    """Who changes the locks, shows once more who they are."""
    page.wait_for_url(re.compile("/bevestigen/"))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()


@pytest.fixture
def locked(lies, page):
    """Lies linked an app, and is signed out: (the secret in her app, her recovery codes)."""
    page.goto("/aanmelden/?next=/mijn/beveiliging/")
    sign_in_with_password(page, lies.email, PASSWORD)
    page.get_by_role("link", name="Koppel een app").click()
    show_who_i_am(page)
    secret = SECRET.search(page.locator("form.kaart").inner_text())[0]
    page.get_by_label("Code uit de app").fill(code_of(secret))
    page.get_by_role("button", name="Koppel de app").click()
    expect(page.get_by_role("heading", name="Herstelcodes").first).to_be_visible()
    page.goto("/mijn/beveiliging/herstelcodes/")
    codes = re.findall(r"\b\d{8}\b", page.locator("main").inner_text())
    assert len(codes) == 10
    page.goto("/afmelden/")
    page.get_by_role("button", name="Meld me af").click()
    expect(page).to_have_url(re.compile("/aanmelden/$"))
    return secret, codes


def test_password_alone_no_longer_opens_an_account_with_an_app(locked, lies, page, axe):
    sign_in_with_password(page, lies.email, PASSWORD)
    expect(page).to_have_url(re.compile("/aanmelden/bevestigen/"))
    assert page.get_by_role("button", name="Gebruik mijn sleutel").count() == 0  # she has none
    axe(page)
    page.goto("/vandaag/")
    expect(page).to_have_url(re.compile("/aanmelden/"))


def test_code_of_the_app_signs_in(locked, lies, page):
    secret, _codes = locked
    sign_in_with_password(page, lies.email, PASSWORD)
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=31)):  # each code works once
        page.get_by_label("Code").fill(code_of(secret))
        page.get_by_role("button", name="Meld me aan").click()
        expect(page).to_have_url(TODAY)


def test_code_that_is_wrong_gets_a_sentence_and_a_new_try(locked, lies, page):
    secret, _codes = locked
    sign_in_with_password(page, lies.email, PASSWORD)
    page.get_by_label("Code").fill("000000" if code_of(secret) != "000000" else "111111")
    page.get_by_role("button", name="Meld me aan").click()
    expect(page.get_by_text("Deze code klopt niet. Kijk ze nog eens na.").first).to_be_visible()
    expect(page.get_by_label("Code")).to_be_visible()


def test_recovery_code_signs_in_once(locked, lies, page):
    _secret, codes = locked
    sign_in_with_password(page, lies.email, PASSWORD)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Meld me aan").click()
    expect(page).to_have_url(TODAY)
    page.goto("/mijn/beveiliging/herstelcodes/")
    show_who_i_am(page)
    expect(page.get_by_text("Je hebt nog 9 codes.")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/aanmelden/")
    sign_in_with_password(page, lies.email, PASSWORD)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Meld me aan").click()
    expect(page.get_by_text("Deze code klopt niet. Kijk ze nog eens na.").first).to_be_visible()


def test_key_on_the_device_is_a_second_lock_behind_the_password(lies, page):
    """With a pretended device of Chromium, and a key that does not take the place of the password."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/aanmelden/?next=/mijn/beveiliging/sleutels/nieuw/")
    sign_in_with_password(page, lies.email, PASSWORD)
    show_who_i_am(page)
    page.get_by_label("Naam van de sleutel").fill("Mijn gsm")
    page.get_by_role("button", name="Maak de sleutel").click()
    page.wait_for_url(lambda address: "nieuw" not in address)

    page.context.clear_cookies()
    page.goto("/aanmelden/")
    sign_in_with_password(page, lies.email, PASSWORD)
    expect(page).to_have_url(re.compile("/aanmelden/bevestigen/"))
    page.get_by_role("button", name="Gebruik mijn sleutel").click()
    expect(page).to_have_url(TODAY)
