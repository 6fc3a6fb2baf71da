"""What the journeys share: clicks that are counted, the mails that left, and colleagues who answer in numbers."""

import os
import re

from django.core import mail
from django.test import Client

from trajecten import outbox

ADDRESS = re.compile(r"https?://\S+")


class Clicks:
    """Counts what a person presses, to hold it against the budget in the design."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, control) -> None:
        control.click()
        self.count += 1


def send_mails() -> list:
    """One round of the outbox; gives the mails that left in it."""
    before = len(mail.outbox)
    outbox.deliver()
    return mail.outbox[before:]


def link_in(message, part: str) -> str:
    """The first address in the plain text that holds `part`."""
    return next(address for address in ADDRESS.findall(message.body) if part in address).rstrip(".,)")


def sign_in_with_password(page, address: str, password: str) -> None:
    """On the sign-in page as it stands now."""
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_label("Wachtwoord").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Meld je aan", exact=True).click()


def answer_by_hand(link: str, option: str, text: str = "", *, then: str = "") -> None:
    """A colleague without a browser of ours: the same forms, filled in by the test client. `then`: what they choose after
    the first question, when that is something else."""
    client = Client()
    answer = client.get(link, follow=True, headers={"host": link.split("/")[2]})
    answer = client.get(answer.wsgi_request.path + "1/")
    while 'name="verstuur"' not in (body := answer.content.decode()):
        envelope = re.search(r'name="e" value="([^"]+)"', body).group(1)
        given = {"antwoord": option} if 'name="antwoord"' in body else {"tekst": text, "knop": "verder"}
        answer = client.post(answer.wsgi_request.path, {"e": envelope, **given}, follow=True)
        option = then or option
    envelope = re.search(r'name="e" value="([^"]+)"', body).group(1)
    answer = client.post(answer.wsgi_request.path, {"e": envelope, "verstuur": "ja"}, follow=True)
    assert "Dank je wel!" in answer.content.decode()


def look(page, name: str) -> None:
    """For who wants to see it: with SHOTS=/some/folder a picture of the page as it stands, on a desk and on a phone."""
    folder = os.environ.get("SHOTS")
    if not folder:
        return
    before = page.viewport_size
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    page.set_viewport_size(before)
