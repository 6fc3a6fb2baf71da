"""Every page, as everybody who may see it: accessible, within its window, quiet in the console, one thing to do first."""

import re
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from e2e import pages_later, pages_steps, world
from e2e.pages import Page, early_pages, later_pages, step_pages
from e2e.world import World

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = ("anonymous", "respondent", "lead", "admin", "reader", "ambassador", "decider")
DESK, PHONE, NARROW = 1280, 390, 320
HEIGHT = 844
FULL = {"resultTypes": ["violations"]}
# Another colour scheme changes colours and nothing else.
COLOURS = {**FULL, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
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
"""Who looks at which pages; those of later steps apart, so that no test takes a quarter of an hour."""


@pytest.mark.parametrize(("role", "pages"), LOOKS, ids=[f"{role}-{pages.__name__}" for role, pages in LOOKS])
def test_every_page_is_accessible_fits_and_is_quiet(role, pages, open_page, sign_in):
    made: World = world.build()
    tab = open_page(viewport={"width": DESK, "height": HEIGHT}, reduced_motion="reduce")
    if role in made.users:
        sign_in(tab, made.users[role])
    script, findings, heard = AXE_FILE_PATH.read_text(), Findings(), []
    tab.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    for page in pages(made):
        if page.role == role:
            heard.clear()
            look_at(tab, page, script, findings)
            # Chromium itself writes a line about an answer that is an error on purpose.
            findings.add(page, "console", [text for text in heard if f"status of {page.status} " not in text])
    assert findings.problems == []


def look_at(tab, page: Page, script: str, findings: Findings) -> None:
    tab.set_viewport_size({"width": DESK, "height": HEIGHT})
    answer = tab.goto(page.url)
    if answer.status != page.status:
        findings.add(page, "status", str(answer.status))
        return
    if page.name != "bouwstenen":
        findings.add(page, "words", re.findall(SLIPS, tab.locator("body").inner_text()))
    tab.evaluate(script)
    for width in (DESK, PHONE):
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme, options in (("light", FULL), ("dark", COLOURS)):
            tab.emulate_media(color_scheme=scheme)
            findings.add(page, f"{scheme} {width}", tab.evaluate(RUN, options))
    for width in (PHONE, NARROW):
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        findings.add(page, f"wider than {width}", tab.evaluate(WIDER))
    tab.set_viewport_size({"width": DESK, "height": HEIGHT})
    filled = tab.evaluate(FILLED, HEIGHT)
    if len(filled) > 1 and page.name not in MORE_THAN_ONE:
        findings.add(page, "more than one filled button above the fold", ", ".join(filled))


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
