"""The page for everyone as it is read: found by its link, read in one statement, kept for a minute.

Kept is what was read and the page of who chose nothing, three languages: so a project takes four places at most, and
pages of surveys keep theirs. Whether the link works is asked each time; so are the words of the lead, in the same query.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from bevraging.languages import language_name
from bevraging.questions import LANGUAGES
from communicatie.models import ProjectPage
from communicatie.page_parts import Facts, Reader, columns_on, for_reader, rows_of
from organisatie.models import JobFunction, Location
from trajecten.models import Project
from trajecten.tokens import token_hash

KEEP = 60
"""Seconds. What changes elsewhere (a message told, an agreement, a contact point) is on the page within a minute; what
may not wait moves `changed_at` (`communicatie.actions.page.redraw`)."""
TEXTS = {"what": 1000, "why": 1000, "help": 400}
"""What the lead writes, and how many letters each may have: as the columns of `ProjectPage`."""


def find(secret: str) -> ProjectPage | None:
    """The page behind a link; None for a link that is not ours, one that was replaced, and a page that is closed."""
    pages = ProjectPage.objects.filter(is_on=True).select_related("project__organisation")
    return pages.filter(token_hash=token_hash(secret)).first()


def language_of(wanted: str) -> str:
    return wanted if wanted in LANGUAGES else "nl"


def reader_of(page: ProjectPage, asked: Any, *, fresh: bool = False) -> tuple[Reader, str]:
    """For whom to draw, from what the address asks (`functie`, `locatie`, `taal`), and a mark of what was read.

    A function or location that is not of this project is no choice: a link on a poster never fails. `fresh`: read now.
    """
    day = timezone.localdate()
    mark, facts = _facts(page, day, fresh=fresh)
    reader = Reader(page, facts, language_of(asked.get("taal", "")), day)
    return replace(
        reader,
        function=_chosen(asked.get("functie", ""), reader.functions),
        location=_chosen(asked.get("locatie", ""), reader.locations),
    ), mark


def html_of(page: ProjectPage, asked: Any) -> str:
    """The page for who has the link."""
    reader, mark = reader_of(page, asked)
    if reader.function or reader.location or settings.DEBUG:
        return draw(reader)
    place = f"everyone:{page.pk}:{page.changed_at.timestamp()}:{reader.language}:{mark}"
    html = caches["pages"].get(place)
    if html is None:
        html = draw(reader)
        caches["pages"].set(place, html, KEEP)
    return html


def draw(reader: Reader, *, preview: bool = False) -> SafeString:
    page, language = reader.page, reader.language
    with translation.override(language):
        context = {
            "taal": language,
            "lang": "nl-BE" if language == "nl" else language,
            # Words of the house stand in the language of the page; those of the lead are Dutch unless translated.
            "dutch": SafeString(' lang="nl-BE"') if language != "nl" else "",
            "page": page,
            "project": page.project,
            "organisation_name": page.project.organisation.name,
            "texts": texts_in(page, language),
            "languages": [(code, language_name(code)) for code in LANGUAGES],
            "reader": reader,
            "parts": for_reader(reader),
            "preview": preview,
        }
        return render_to_string("public/communicatie/traject.html", context)


def texts_in(page: ProjectPage, language: str) -> dict[str, tuple[str, bool]]:
    """Each text with whether it is in `language`; in Dutch where nobody wrote it."""
    mine = page.translations.get(language, {}) if language != "nl" else {}
    return {name: (mine.get(name) or getattr(page, name), language == "nl" or bool(mine.get(name))) for name in TEXTS}


def _chosen(asked: str, offered: dict[int, str]) -> int | None:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 12 else None
    return number if number in offered else None


def _facts(page: ProjectPage, day: date, *, fresh: bool) -> tuple[str, Facts]:
    """What was read, and a mark of when: a drawing never outlives what it was made of."""
    place = f"everyone-facts:{page.project_id}:{page.changed_at.timestamp()}:{day}"
    found = None if fresh or settings.DEBUG else caches["pages"].get(place)
    if found is None:
        found = (uuid4().hex, read(page.project_id, day))
        if not fresh:
            caches["pages"].set(place, found, KEEP)
    return found


def read(project: int, day: date) -> Facts:
    """One query, whatever stands on the page."""
    columns = {"functions": _offered(JobFunction, "functions"), "locations": _offered(Location, "locations")}
    columns |= columns_on(day)
    # The prefix keeps them apart from the fields of a project.
    named = {f"everyone_{name}": column for name, column in columns.items()}
    row = Project.objects.filter(pk=project).annotate(**named).values_list(*named).get()
    return {name: rows or [] for name, rows in zip(columns, row, strict=True)}


def _offered(model: Any, field: str) -> Any:
    """Those that the project chose; all of the organisation when it chose none."""
    chosen = getattr(Project, field).through.objects.filter(project=OuterRef(OuterRef("pk")))
    this = chosen.filter(**{model._meta.model_name: OuterRef("pk")})
    mine = model.objects.filter(organisation=OuterRef("organisation")).filter(Exists(this) | ~Exists(chosen))
    return rows_of(mine, "organisation", pk="pk", name="name")
