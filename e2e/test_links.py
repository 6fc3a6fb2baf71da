"""Every link on a page leads somewhere its reader may go: nobody is sent to a closed door or to nothing."""

import re
from http import HTTPStatus

import pytest
from django.test import Client

from e2e import world
from e2e.pages import all_pages

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROLES = ("lead", "admin", "reader", "ambassador", "guest", "decider")
HREF = re.compile(r'href="(/[^"#]*)')
NOT_FOLLOWED = ("/static/", "/afmelden/")


def test_every_link_on_a_page_opens_for_who_sees_it():
    made = world.build()
    closed: dict[str, int] = {}
    for role in ROLES:
        client, answers = Client(), {}
        client.force_login(made.users[role])
        for page in all_pages(made):
            if page.role == role:
                for link in links_of(client, page.url):
                    if link not in answers:
                        answers[link] = status_of(client, link)
                    if answers[link] >= HTTPStatus.BAD_REQUEST:
                        closed[f"{role} on {page.name}: {link}"] = answers[link]
        assert answers, role

    assert closed == {}


def links_of(client: Client, url: str) -> list[str]:
    """Those on our own pages; a PDF takes a second each and has a row of its own in the table of access."""
    text = client.get(url).content.decode()
    found = {link.replace("&amp;", "&") for link in HREF.findall(text)}
    return sorted(link for link in found if not link.startswith(NOT_FOLLOWED) and ".pdf" not in link)


def status_of(client: Client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        list(answer)  # puts the file down
    return answer.status_code
