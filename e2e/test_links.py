"""What stands on the pages of each kind of person: every link opens for who sees it, and every form can be posted."""

import re
from http import HTTPStatus
from typing import NamedTuple

import pytest
from django.test import Client

from e2e.pages import all_pages
from e2e.world import World
from e2e.world_copy import built

# On the database of servers only: on the other the same pages are opened in a browser.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.walk]

WHO = (("lead",), ("admin", "reader"), ("ambassador", "guest", "decider", "anonymous"))
"""In parts that take about as long, so that two workers share them."""
HREF = re.compile(r'href="(/[^"#]*)')
NOT_FOLLOWED = ("/static/", "/afmelden/")


class Seen(NamedTuple):
    status: int
    text: str
    referrer: str


class Visitor:
    """Somebody who opens pages; each address once."""

    def __init__(self, made: World, role: str) -> None:
        self.client = Client()
        self.answers: dict[str, Seen] = {}
        if role in made.users:
            self.client.force_login(made.users[role])

    def open(self, url: str) -> Seen:
        if url not in self.answers:
            answer = self.client.get(url)
            if answer.streaming:
                list(answer)  # puts the file down
            text = "" if answer.streaming else answer.content.decode(errors="replace")
            self.answers[url] = Seen(answer.status_code, text, answer.get("Referrer-Policy", ""))
        return self.answers[url]


@pytest.mark.parametrize("roles", WHO, ids=lambda roles: roles[0])
def test_every_link_opens_for_who_sees_it_and_every_form_can_be_posted(roles):
    """With `no-referrer` a browser posts `Origin: null`, which the CSRF check refuses: the button would never work."""
    made = built()
    closed: dict[str, int] = {}
    hidden: list[str] = []
    for role in roles:
        visitor = Visitor(made, role)
        for page in (one for one in all_pages(made) if one.role == role):
            seen = visitor.open(page.url)
            if "csrfmiddlewaretoken" in seen.text and seen.referrer == "no-referrer":
                hidden.append(f"{role} on {page.name}")
            if role in made.users:
                for link in links_of(seen.text):
                    if (status := visitor.open(link).status) >= HTTPStatus.BAD_REQUEST:
                        closed[f"{role} on {page.name}: {link}"] = status
        assert visitor.answers, role
    assert (closed, hidden) == ({}, [])


def links_of(text: str) -> list[str]:
    """Those to our own pages; a PDF takes a second each and has a row of its own in the table of access."""
    found = {link.replace("&amp;", "&") for link in HREF.findall(text)}
    return sorted(link for link in found if not link.startswith(NOT_FOLLOWED) and ".pdf" not in link)
