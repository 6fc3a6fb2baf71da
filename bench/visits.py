"""One employee who answers the start survey, from the link to the thanks page: nine taps."""

import re
from urllib.parse import urlencode

from bench.tools import Visitor

STATEMENTS = 7
ENVELOPE = re.compile(r'name="e" value="([^"]+)"')


class Unexpected(Exception):
    """The product answered something else than a visitor may expect."""


class Employee:
    """Somebody with a link. Each step checks what came back: a quick error would be no result."""

    def __init__(self, port: int, survey: int, token: str) -> None:
        self.browser = Visitor(port)
        self.survey, self.token = survey, token
        self.page = ""

    def arrive(self) -> None:
        """Link, first page, first question."""
        where = self._follow("GET", f"/v/{self.token}/")
        self._see(where)
        self._see(f"{where}1/")

    def tap(self, number: int, option: str = "4") -> None:
        """One request of a respondent: the answer is saved, and the next page is shown."""
        self._see(self._follow("POST", f"/v/b/{self.survey}/{number}/", antwoord=option))

    def tap_all(self) -> None:
        for number in range(1, STATEMENTS + 1):
            self.tap(number)

    def finish(self) -> None:
        """The open question, the check page, send, thanks."""
        text = {"tekst": "De werkbonnen komen op tijd.", "knop": "verder"}
        self._see(self._follow("POST", f"/v/b/{self.survey}/{STATEMENTS + 1}/", **text))
        self._see(self._follow("POST", f"/v/b/{self.survey}/nakijken/", verstuur="ja"), "klaar/")
        self.browser.close()

    def _follow(self, method: str, path: str, **data: str) -> str:
        body = urlencode({"e": self._envelope(), **data}) if method == "POST" else ""
        status, where, _page = self.browser.ask(method, path, body)
        if status != 303:
            raise Unexpected(f"{method}: {status}")
        return where

    def _see(self, path: str, ends: str = "/") -> None:
        if not path.endswith(ends):
            raise Unexpected(f"led elsewhere than to {ends}")
        status, _where, self.page = self.browser.ask("GET", path)
        if status != 200:
            raise Unexpected(f"GET: {status}")

    def _envelope(self) -> str:
        found = ENVELOPE.search(self.page)
        if not found:
            raise Unexpected("no form on the page")
        return found[1]


def open_survey(people: int) -> tuple[int, list[str]]:
    """An open survey for so many people, through the product's own actions: (survey, the secrets of the links)."""
    from bevraging.tests.factories import make_open, tokens_of

    share = people // 4
    rest = people - 3 * share
    survey = make_open(people=[(f"Locatie {n}", "Zorg", rest if n == 0 else share) for n in range(4)])
    return survey.pk, tokens_of(survey)
