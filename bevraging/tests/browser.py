"""A browser of an employee, without a screen: follows the link, presses buttons."""

import re

from django.test import Client

from bevraging.models import Survey
from bevraging.tests.factories import tokens_of


class Visitor:
    """A browser of an employee: follows the link, presses buttons. Checks Django's CSRF as a real one."""

    def __init__(self, survey: Survey, person: int = 0, client: Client | None = None) -> None:
        self.survey, self.token = survey, tokens_of(survey)[person]
        self.client = client or Client(enforce_csrf_checks=True)
        self.page = None

    def arrive(self):
        self.page = self.client.get(f"/v/{self.token}/", follow=True)
        return self

    def at(self, path: str = "", **query):
        self.page = self.client.get(f"/v/b/{self.survey.pk}/{path}", query, follow=True)
        return self

    def press(self, path: str, **data):
        self.page = self.client.post(f"/v/b/{self.survey.pk}/{path}", {"e": self.envelope, **data}, follow=True)
        return self

    def tap(self, number: int, option: str):
        return self.at(f"{number}/").press(f"{number}/", antwoord=option)

    @property
    def envelope(self) -> str:
        found = re.search(r'name="e" value="([^"]+)"', self.text)
        return found.group(1) if found else ""

    @property
    def text(self) -> str:
        return self.page.content.decode()

    @property
    def path(self) -> str:
        return self.page.request["PATH_INFO"].removeprefix(f"/v/b/{self.survey.pk}/")
