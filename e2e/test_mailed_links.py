"""The buttons behind a mailed link, pressed in a real browser: only that sends the headers that a browser sends."""

import re

import pytest
from playwright.sync_api import expect

from e2e.steps import link_in, send_mails
from e2e.world_copy import built
from organisatie import actions
from organisatie.models import Membership, User

pytestmark = pytest.mark.django_db(transaction=True)


def test_invited_newcomer_makes_an_account_and_lands_on_vandaag(page):
    made = built()
    page.goto(made.invitation)
    page.get_by_label("Je naam").fill("Hilde Janssens")
    page.get_by_label("Wachtwoord").fill("samen-op-het-spoor")
    page.get_by_role("button", name="Maak mijn account").click()
    expect(page).to_have_url(re.compile("/vandaag/$"))
    newcomer = User.objects.get(name="Hilde Janssens")
    assert Membership.objects.filter(user=newcomer, organisation=made.organisation).exists()


def test_invited_colleague_with_an_account_accepts_with_one_button(linde, anker, vik, page, sign_in):
    actions.invite(organisation=linde, email=vik.email, role=Membership.Role.READER, by=None)
    sign_in(page, vik)
    page.goto(link_in(send_mails()[0], "/uitnodiging/"))
    page.get_by_role("button", name="Doe mee").click()
    expect(page).to_have_url(re.compile("/vandaag/$"))
    assert set(vik.memberships.values_list("organisation__name", flat=True)) == {"De Linde", "Het Anker"}


@pytest.mark.parametrize("device", ["phone", "phone_without_js"])
def test_button_in_the_footer_of_a_mail_stops_reminders_and_starts_them_again(request, chromium, device):
    made = built()
    tab, muted = request.getfixturevalue(device), made.surveys["open"].participants.filter(muted=True)
    before = muted.count()
    tab.goto(made.mute)
    tab.get_by_role("button", name="Stuur me geen herinneringen").click()
    expect(tab.get_by_role("heading", name="Je krijgt geen herinneringen meer.")).to_be_visible()
    assert muted.count() == before + 1
    tab.get_by_role("button", name="Stuur me toch een herinnering").click()
    expect(tab.get_by_role("heading", name="Wil je geen herinneringen?")).to_be_visible()
    assert muted.count() == before
