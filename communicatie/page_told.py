"""Parts of the page for everyone: what and why, where we are, and what was told to this reader.

Only what was told already, and to colleagues by what they do and where they work. What the small circle hears before
gate 3, and what people with a role or outside the house hear, is never here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from communicatie.models import Audience, Message
from communicatie.page_parts import Part, Reader, register, rows_of
from trajecten.models import Project
from trajecten.steps import LAST_STEP, all_steps

Key = Message.Key
CHANGES, WHEN = (Key.WHAT_CHANGES, Key.IN_IT_FOR_ME), (Key.WHEN,)
MOST = {CHANGES: 4, WHEN: 2}
"""The newest ones: the page stays light, and nobody reads ten messages on a phone."""
LONGEST, LONGEST_MINE = 500, 250
"""Letters of the text of one message, and of what people have of it."""
FOLDER = "public/communicatie/deel/"


NOW = {
    1: _("We luisteren naar wie het werk doet."),
    2: _("We kiezen samen en maken afspraken."),
    3: _("We proberen het eerst uit in een kleine groep."),
    4: _("We vertellen wat er verandert en wie er helpt."),
    5: _("We gaan van start, met mensen naast je."),
    6: _("We volgen hoe het gaat en sturen bij."),
}
"""What happens in each step, for who is no part of the team."""


def columns(_day: date) -> Mapping[str, Subquery]:
    told = Message.objects.told().filter(
        project=OuterRef("pk"), key__in=[*CHANGES, *WHEN], audience__kind=Audience.Kind.GROUP, audience__inner=False
    )
    return {
        "told": rows_of(
            told,
            pk="pk",
            key="key",
            title="title",
            text="text",
            mine="in_it_for_me",
            audience="audience_id",
            shift="audience__shift",
            at="sent_at",
            repeats="repeats_id",
        ),
        "told_functions": _links(Audience.functions.through, "jobfunction_id"),
        "told_locations": _links(Audience.locations.through, "location_id"),
    }


def _links(through: Any, other: str) -> Subquery:
    found = through.objects.filter(audience__project=OuterRef("pk"))
    return rows_of(found, "audience__project", audience="audience_id", other=other)


def about(reader: Reader) -> dict:
    """What and why, in the words of the lead. A page that is open says what."""
    return {}


def where_now(reader: Reader) -> dict:
    """The six stations, from the step alone: gates and figures are of the house."""
    project = reader.page.project
    stations = [
        {"number": step.number, "name": step.name, "is_done": step.number < project.step, "loops": step.number == LAST_STEP,
         "is_now": step.number == project.step}
        for step in all_steps()
    ]  # fmt: skip
    return {
        "stations": stations,
        "now": all_steps()[project.step - 1],
        "told": NOW[project.step],
        "stopped": project.status == Project.Status.STOPPED,
    }


def changes(reader: Reader) -> dict | None:
    return _told(reader, CHANGES)


def when(reader: Reader) -> dict | None:
    return _told(reader, WHEN)


def _told(reader: Reader, keys: tuple[Message.Key, ...]) -> dict | None:
    """The newest messages for this reader; and whether a choice would show more. A message that was told again stands
    there once, as it was told last."""
    functions, locations = (_by_audience(reader.facts[name]) for name in ("told_functions", "told_locations"))
    again = {row["repeats"] for row in reader.facts["told"]}
    about_this = [row for row in reader.facts["told"] if row["key"] in keys and row["pk"] not in again]
    mine, others = [], []
    for row in about_this:
        for_whom = functions.get(row["audience"], set()), locations.get(row["audience"], set())
        if reader.is_meant(*for_whom):
            mine.append(row)
        elif (for_whom[0] and reader.function is None) or (for_whom[1] and reader.location is None):
            others.append(row)
    if not mine and not others:
        return None
    mine.sort(key=lambda row: (keys.index(row["key"]), _newest_first(row["at"]), -row["pk"]))
    shown = [
        row | {"text": cut(row["text"], LONGEST), "mine": cut(row["mine"], LONGEST_MINE)} for row in mine[: MOST[keys]]
    ]
    return {"messages": shown, "may_choose": bool(others)}


def _newest_first(moment: str) -> tuple[int, ...]:
    """Moments as text sort from old to new; this turns them round."""
    return tuple(-ord(letter) for letter in moment)


def _by_audience(rows: list[dict[str, Any]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["audience"], set()).add(row["other"])
    return found


def cut(text: str, most: int) -> str:
    """At most so many letters, to the end of a word."""
    text = text.strip()
    return text if len(text) <= most else f"{text[: most - 1].rsplit(None, 1)[0]}…"


register("about", 10, Part(_("Wat doen we?"), f"{FOLDER}wat.html", about))
register("where_now", 20, Part(_("Waar staan we?"), f"{FOLDER}spoor.html", where_now))
register("changes", 30, Part(_("Wat verandert er voor mij?"), f"{FOLDER}verteld.html", changes, columns))
register("when", 40, Part(_("Wanneer?"), f"{FOLDER}verteld.html", when, columns))
