"""Signing in: with a password, with a mailed code, with a key on one's device; and working for two organisations."""

import re

import pytest
from playwright.sync_api import expect

from e2e.steps import link_in, send_mails, sign_in_with_password
from organisatie.models import Membership
from organisatie.tests.factories import PASSWORD, make_membership
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = re.compile(r"/vandaag/$")


def test_wrong_password_gets_a_sentence_that_says_nothing_about_the_account(lies, page):
    page.goto("/aanmelden/")
    said = []
    for address in (lies.email, "niemand@linde.test"):
        sign_in_with_password(page, address, "dit-is-niet-het-wachtwoord")
        expect(page.get_by_text("Dit mailadres en wachtwoord horen niet bij elkaar.").first).to_be_visible()
        said.append(page.locator(".foutlijst, [role=alert]").first.inner_text())
    assert said[0] == said[1]


def test_mailed_code_shows_a_button_and_only_the_button_signs_in(lies, page, open_page):
    page.goto("/aanmelden/")
    page.get_by_role("link", name="Stuur me een code per mail").click()
    page.get_by_label("E-mailadres").fill(lies.email)
    page.get_by_role("button", name="Stuur me een code").click()
    expect(page.get_by_role("heading", name="Typ je code")).to_be_visible()
    link = link_in(send_mails()[0], "/aanmelden/link/")

    elsewhere = open_page()
    elsewhere.goto(link)
    assert elsewhere.get_by_role("button", name="Meld me aan").count() == 0
    page.goto(link)
    page.goto("/vandaag/")
    expect(page).to_have_url(re.compile("/aanmelden/"))
    page.goto(link)
    page.get_by_role("button", name="Meld me aan").click()
    expect(page).to_have_url(TODAY)


def test_page_asked_for_comes_after_signing_in(linde, lies, page):
    project = make_project(linde, lies)
    page.goto(f"/trajecten/{project.slug}/poort/1/")
    sign_in_with_password(page, lies.email, PASSWORD)
    expect(page).to_have_url(re.compile(rf"/trajecten/{project.slug}/poort/1/$"))


def test_two_organisations_never_mix(linde, anker, lies, vik, page, sign_in):
    make_membership(lies, anker, Membership.Role.READER)
    make_project(linde, lies, title="Van De Linde")
    make_project(anker, vik, title="Van Het Anker", with_decider=False, decider_email="dirk@anker.test")
    sign_in(page, lies)
    for name, seen, unseen in (
        ("De Linde", "Van De Linde", "Van Het Anker"),
        ("Het Anker", "Van Het Anker", "Van De Linde"),
    ):
        page.goto("/trajecten/")
        page.locator("details.ikmenu summary").click()
        page.get_by_role("group", name="Organisatie").get_by_role("button", name=name).click()
        expect(page.get_by_text(f"Je werkt nu in {name}.")).to_be_visible()
        page.goto("/trajecten/")
        expect(page.get_by_text(seen).first).to_be_visible()
        assert page.get_by_text(unseen).count() == 0


def test_key_on_the_device_is_added_and_signs_in(lies, page):
    """With a pretended device of Chromium: internal, with a resident key, that always says yes."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/aanmelden/?next=/mijn/beveiliging/sleutels/nieuw/")
    sign_in_with_password(page, lies.email, PASSWORD)
    # Who changes the locks, shows once more who they are.
    page.wait_for_url(re.compile("/mijn/bevestigen/"))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("textbox").first.fill("Mijn laptop")
    page.get_by_role("checkbox").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda address: "nieuw" not in address)
    expect(page.get_by_text("10 codes")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/aanmelden/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(TODAY)
