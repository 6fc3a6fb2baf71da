"""What a spotlight may begin from: something that went well and is written down elsewhere, named in the address.

The address carries which row, never its words: those would stay in histories of browsers and in logs. Who noted an
entry of the floor is not read here at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bevraging.models import InventoryItem, Lens
from bevraging.results_open import shown_answers
from communicatie.page_told import cut
from opvolging.models import AgreementCheck, Spotlight
from toetsing.models import Finding
from trajecten.models import Project
from uitrol.models import SupportLog

LONGEST = Spotlight._meta.get_field("what").max_length or 120


@dataclass(frozen=True)
class Source:
    """Something that went well, ready to fill in the form."""

    said: str
    """As it was written there; empty when nothing was written."""
    origin: str
    """Where it comes from, in words."""
    first: dict[str, Any] = field(default_factory=dict)
    """What the form begins with, by field."""
    of_answer: bool = False


def source_of(project: Project, asked: Any) -> Source | None:
    """What the address names (`van` and `nr`); None for nothing, for a row of elsewhere and for what did not go well."""
    find = SOURCES.get(asked.get("van", ""))
    return find(project, asked.get("nr", "")) if find else None


def _begins(said: str, origin: str, *, of_answer: bool = False, **first: Any) -> Source:
    words = {"what": cut(" ".join(said.split()), LONGEST)} if said else {}
    return Source(said, origin, words | {name: value for name, value in first.items() if value}, of_answer)


def _finding(project: Project, key: str) -> Source | None:
    found = _row(Finding.objects.filter(project=project, kind=Finding.Kind.COMPLIMENT), key)
    if found is None:
        return None
    agreements = list(found.concept.agreements.order_by("number")[:2])
    about = agreements[0].pk if len(agreements) == 1 else None
    return _begins(found.text, _("Een compliment uit de toetsing"), agreement=about)


def _log(project: Project, key: str) -> Source | None:
    """Without its writer: `author` is not asked for."""
    successes = SupportLog.objects.filter(project=project, kind=SupportLog.Kind.SUCCESS).defer("author")
    found = _row(successes.select_related("task", "theme"), key)
    if found is None:
        return None
    said = found.text or str(found.task or found.theme or "")
    about = found.task.agreement_id if found.task else None
    return _begins(said, _("Een succes van de werkvloer"), location=found.location_id, agreement=about)


def _item(project: Project, key: str) -> Source | None:
    found = _row(InventoryItem.objects.filter(project=project, lens=Lens.GOOD), key)
    if found is None:
        return None
    answer = found.source == InventoryItem.Source.OPEN_ANSWER
    return _begins(found.text, _("Een goed voorbeeld uit de inventaris"), of_answer=answer, location=found.location_id)


def _check(project: Project, key: str) -> Source | None:
    seen = AgreementCheck.objects.filter(rhythm__agreement__project=project, good_example_seen=True)
    found = _row(seen.select_related("rhythm"), key)
    if found is None:
        return None
    rhythm = found.rhythm
    return _begins(
        found.remark, _("Een goed voorbeeld bij een check"), location=rhythm.location_id, agreement=rhythm.agreement_id
    )


def _answer(project: Project, key: str) -> Source | None:
    """Only what who leads read and chose to show, of enough answers together."""
    try:
        found = shown_answers(project).filter(pk=UUID(key)).first()
    except ValueError:
        return None
    return _begins(found.text, _("Een open antwoord"), of_answer=True) if found else None


def _row(rows: Any, key: str) -> Any:
    return rows.filter(pk=key).first() if key.isascii() and key.isdecimal() and len(key) < 12 else None


SOURCES: dict[str, Callable[[Project, str], Source | None]] = {
    "bevinding": _finding,
    "succes": _log,
    "inventaris": _item,
    "check": _check,
    "antwoord": _answer,
}
"""By the word that stands in the address: `?van=succes&nr=12`."""
