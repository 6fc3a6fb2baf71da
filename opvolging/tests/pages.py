"""What tests of pages of step 6 share."""

import re

from opvolging.addresses import address


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def filled(html: str) -> list[str]:
    """The words of each filled button of the page itself."""
    found = re.findall(r'<(?:a|button) class="knop"[^>]*>(.*?)</(?:a|button)>', html, re.S)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


def get(client, user, project, name, *args, **query):
    client.force_login(user)
    return client.get(address(project, name, *args, **query))


def post(client, user, project, name, *args, **body):
    client.force_login(user)
    return client.post(address(project, name, *args), body)
