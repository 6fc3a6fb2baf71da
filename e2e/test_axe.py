"""Every page, as everybody who may see it: accessible, within its window, quiet in the console, one thing to do first."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from e2e import pages_follow_up, pages_later, pages_steps
from e2e.pages import Page, early_pages, follow_up_pages, later_pages, step_pages
from e2e.world import World
from e2e.world_copy import built

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = ("anonymous", "respondent", "lead", "admin", "reader", "ambassador", "decider")
OF_THEIR_OWN = ("anonymous", "respondent", "lead", "admin", "decider")
DESK, PHONE, NARROW = 1280, 390, 320
HEIGHT = 844
FULL = {"resultTypes": ["violations"]}
RUN = """options => axe.run(document, options).then(r => r.violations.flatMap(
  v => v.nodes.map(n => `${v.id} (${v.help}) at ${n.target}: ${n.html.slice(0, 200)}`)))"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FILLED = """height => [...document.querySelectorAll('main .knop')].filter(knop => {
  const box = knop.getBoundingClientRect();
  const plain = ![...knop.classList].some(name => ['knop--rand', 'knop--stil', 'knop--wis'].includes(name));
  return plain && box.height && box.top < height && !knop.closest('[aria-hidden=true], .gsm, dialog');
}).map(knop => knop.textContent.trim())"""
MORE_THAN_ONE = {"bouwstenen"}
"""Shows every component, so also every button."""


SLIPS = r"\b(?:[Uu]|[Uu]w)\b|\bNone\b|\{\{|\{%|%\(|\b\d{4}-\d\d-\d\d\b|\d\.\d%"
"""Formal words, names from inside, dates and numbers for machines."""


@dataclass
class Findings:
    """What one role met on its way."""

    problems: list[str] = field(default_factory=list)

    def add(self, page: Page, what: str, found) -> None:
        for one in found if isinstance(found, list) else [found] if found else []:
            self.problems.append(f"{page.role} {page.name}: {what}: {one}")


LOOKS = [(role, early_pages) for role in ROLES]
LOOKS += [(role, later_pages) for role in pages_later.ROLES] + [(role, step_pages) for role in pages_steps.ROLES]
LOOKS += [(role, follow_up_pages) for role in pages_follow_up.ROLES]
"""Who looks at which pages; those of later steps apart, so that no test takes a quarter of an hour."""


@pytest.mark.parametrize(("role", "pages"), LOOKS, ids=[f"{role}-{pages.__name__}" for role, pages in LOOKS])
def test_every_page_is_accessible_fits_and_is_quiet(role, pages, open_page, sign_in):
    made: World = built()
    tab = open_page(viewport={"width": DESK, "height": HEIGHT}, reduced_motion="reduce")
    tab.add_init_script(path=AXE_FILE_PATH)
    if role in made.users:
        sign_in(tab, made.users[role])
    findings, heard = Findings(), []
    tab.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    for number, page in enumerate(one for one in pages(made) if one.role == role):
        heard.clear()
        look_at(tab, page, looks_of(role, number), findings)
        # Chromium itself writes a line about an answer that is an error on purpose.
        findings.add(page, "console", [text for text in heard if f"status of {page.status} " not in text])
    assert findings.problems == []


class Look(NamedTuple):
    """One width in one colour scheme; `full`: with everything that axe knows."""

    width: int
    scheme: str
    full: bool


def looks_of(role: str, number: int) -> list[Look]:
    """Three widths: down on one page and up on the next, so that a page begins where the one before it ended.

    Axe looks at the desk and at the phone, in light on the one and in dark on the other, and on the next page the other way
    round. Pages of who only reads along are those of who leads without their buttons: one look of axe, by turns.
    """
    schemes = ("dark", "light") if number // 2 % 2 else ("light", "dark")
    twice = role in OF_THEIR_OWN
    looks = [
        Look(DESK, schemes[0], twice or number % 2 == 0),
        Look(PHONE, schemes[1], twice or number % 2 == 1),
        Look(NARROW, schemes[1], False),
    ]
    return looks[::-1] if number % 2 else looks


def look_at(tab, page: Page, looks: list[Look], findings: Findings) -> None:
    tab.set_viewport_size({"width": looks[0].width, "height": HEIGHT})
    answer = tab.goto(page.url)
    if answer.status != page.status:
        findings.add(page, "status", str(answer.status))
        return
    if page.name != "bouwstenen":
        findings.add(page, "words", re.findall(SLIPS, tab.locator("body").inner_text()))
    for look in looks:
        tab.set_viewport_size({"width": look.width, "height": HEIGHT})
        if look.full:
            tab.emulate_media(color_scheme=look.scheme)
            findings.add(page, f"{look.scheme} {look.width}", tab.evaluate(RUN, FULL))
        if look.width == DESK:
            filled = tab.evaluate(FILLED, HEIGHT)
            if len(filled) > 1 and page.name not in MORE_THAN_ONE:
                findings.add(page, "more than one filled button above the fold", ", ".join(filled))
        else:
            findings.add(page, f"wider than {look.width}", tab.evaluate(WIDER))


def test_looks_reach_every_width_and_scheme():
    """Within four pages axe was on the desk and on the phone in light and in dark, whoever looks."""
    for role, most in (("lead", 8), ("reader", 4)):
        looks = [looks_of(role, number) for number in range(4)]
        seen = [(look.width, look.scheme) for rows in looks for look in rows if look.full]
        assert len(seen) == most
        assert set(seen) == {(width, scheme) for width in (DESK, PHONE) for scheme in ("light", "dark")}
        assert [{look.width for look in rows} for rows in looks] == [{DESK, PHONE, NARROW}] * 4


def test_look_finds_what_is_wrong(open_page):
    """The measure itself: a page with five faults has at least these findings."""
    tab = open_page(viewport={"width": DESK, "height": HEIGHT})
    tab.goto("/hulp/")
    tab.evaluate(
        """() => { document.querySelector('main').innerHTML =
        '<h1>Fout</h1><img src="/merk.svg"><p class="te-bleek">Te bleek</p><a class="knop">Een</a><a class="knop">Twee</a>';
        const pale = document.querySelector('.te-bleek');
        pale.style.color = '#ccc'; pale.style.background = '#fff'; pale.style.width = '900px'; }"""
    )
    tab.evaluate(AXE_FILE_PATH.read_text())
    found = {one.split(" ")[0] for one in tab.evaluate(RUN, FULL)}
    assert {"image-alt", "color-contrast"} <= found
    assert tab.evaluate(FILLED, HEIGHT) == ["Een", "Twee"]
    tab.set_viewport_size({"width": PHONE, "height": HEIGHT})
    assert tab.evaluate(WIDER) > 0
