"""A mail on a machine without a mail server: it looks as in a mail program, and its links lead on."""

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from playwright.sync_api import expect

from trajecten import mailbox

pytestmark = pytest.mark.django_db(transaction=True)
HTML = (
    "<html><head><style>.knop {{ background-color: rgb(11, 93, 102); }}</style></head>"
    '<body><p class="knop"><a href="{link}">Geef mijn mening</a></p><script>parent.document.title = "!"</script></body></html>'
)


def test_mail_keeps_its_style_and_its_link_leads_the_window_on(page, live_server):
    mail = EmailMultiAlternatives("Hoe werk jij?", "Dag", "huis@linde.test", ["an@linde.test"])
    mail.attach_alternative(HTML.format(link=f"{live_server.url}/v/"), "text/html")
    mail.connection = get_connection("trajecten.mailbox.MailboxBackend")
    mail.send()
    assert settings.MAILBOX_ON
    page.goto(f"/postvak/{mailbox.names()[0]}/")
    link = page.frame_locator("iframe.brief").get_by_role("link", name="Geef mijn mening")
    expect(page.frame_locator("iframe.brief").locator(".knop")).to_have_css("background-color", "rgb(11, 93, 102)")
    expect(page).to_have_title("Hoe werk jij? – Trajecten")
    link.click()
    expect(page.get_by_label("Je code")).to_be_visible()
