"""What tests of the pages of the plan share."""

import re

from django.urls import reverse


def url(name, project, *args):
    return reverse(f"communicatie:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def words_of(response) -> str:
    """What a reader sees, without the markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text_of(response)))


def statuses(client, people, path, method="get") -> list[int]:
    """What each of these people gets at `path`."""
    found = []
    for person in people:
        client.force_login(person)
        found.append(getattr(client, method)(path).status_code)
    return found


def typed(audience, **fields) -> dict:
    """A form of a message as a browser sends it."""
    values = {"audience": audience.pk, "key": "why", "title": "Waarom we beginnen", "channel": "briefing", "step": "1"}
    return values | {"said_by": "management", **fields}
