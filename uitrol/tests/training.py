"""What tests of tasks and sessions share: addresses, a page as one line of text, and who may come in."""

import re

from django.urls import reverse


def url(name, project, *args) -> str:
    return reverse(f"uitrol:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def statuses(client, path, *people, post: bool = False) -> list[int]:
    """What each of these people gets."""
    found = []
    for person in people:
        client.force_login(person)
        found.append((client.post if post else client.get)(path).status_code)
    return found
