"""Who looks after what in follow-up, and where nobody does: nobody was chosen, or who was does not work here any more.

One query for many projects. What ended asks for nobody. No name of who left is kept here: a place is open, that is all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.gate_facts import Place, facts_of
from communicatie.models import ContactPoint
from fundament.models import Agreement, AgreementFramework, AgreementVersion
from opvolging.models import CheckRhythm, Remedy
from organisatie.models import Employee
from trajecten.models import Project
from trajecten.reading import Rows

LIVING = ["concept", "tested", "in_force"]
"""Words that hold, begin or are in the making."""


class Kind(StrEnum):
    """In the order in which people read them."""

    FRAMEWORK = "framework"
    AGREEMENT = "agreement"
    RHYTHM = "rhythm"
    REMEDY = "remedy"
    CONTACT = "contact"


TITLES = {
    Kind.FRAMEWORK: gettext_lazy("Afsprakenkaders"),
    Kind.AGREEMENT: gettext_lazy("Afspraken"),
    Kind.RHYTHM: gettext_lazy("Checks"),
    Kind.REMEDY: gettext_lazy("Aanpakken"),
    Kind.CONTACT: gettext_lazy("Aanspreekpunten"),
}


@dataclass(frozen=True)
class Held:
    """Something that somebody looks after, or should."""

    kind: Kind
    pk: int
    label: str
    """«Eén dossier», «A03», «A03 · Linde», «Een teamgesprek», «Linde»."""
    owner: str
    """Their name; empty when nobody works here who looks after it."""
    location: int | None = None
    """Of a contact point; None is for everybody."""

    @property
    def is_vacant(self) -> bool:
        return not self.owner

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"


def columns(today: date) -> dict[str, Subquery]:
    """Of a project: one small list for each kind."""
    alive = AgreementVersion.objects.filter(status__in=LIVING)
    sources: Mapping[Kind, tuple[QuerySet[Any], str, str, dict[str, str]]] = {
        Kind.FRAMEWORK: (
            AgreementFramework.objects.filter(Exists(alive.filter(agreement__framework=OuterRef("pk")))),
            "project", "owner", {"name": "name"},
        ),
        Kind.AGREEMENT: (
            Agreement.objects.filter(Exists(alive.filter(agreement=OuterRef("pk")))),
            "project", "owner", {"number": "number"},
        ),
        Kind.RHYTHM: (
            CheckRhythm.objects.running(), "agreement__project", "owner",
            {"number": "agreement__number", "name": "location__name"},
        ),
        Kind.REMEDY: (
            Remedy.objects.running(), "agreement__project", "owner",
            {"number": "agreement__number", "name": "what"},
        ),
        Kind.CONTACT: (ContactPoint.objects.all(), "project", "employee", {"name": "location__name", "location": "location_id"}),
    }  # fmt: skip
    return {f"held_{kind}": _rows(rows, way, who, fields, today) for kind, (rows, way, who, fields) in sources.items()}


def _rows(found: QuerySet[Any], project: str, who: str, fields: dict[str, str], today: date) -> Subquery:
    """`name` of who looks after it, only when they work here."""
    owner = Employee.objects.active(today).filter(pk=OuterRef(who)).values("name")[:1]
    mine = found.filter(**{project: OuterRef("pk")}).order_by().annotate(somebody=Subquery(owner)).values(project)
    row = JSONObject(pk="pk", owner="somebody", **fields)
    return Subquery(mine.annotate(read=Rows(row)).values("read"), output_field=JSONField())


def held_in(projects: Iterable[Any], today: date) -> dict[int, list[Held]]:
    """{key of a project: all that somebody looks after, or should}. One query."""
    keys = [getattr(one, "pk", one) for one in projects]
    found = Project.objects.filter(pk__in=keys).annotate(**columns(today))
    read = {row.pk: [one for kind in Kind for one in _held(kind, getattr(row, f"held_{kind}"))] for row in found}
    return {pk: read.get(pk, []) for pk in keys}


def vacancies_in(projects: Iterable[Any], today: date) -> dict[int, list[Held]]:
    """{key of a project: where nobody is}. One query."""
    return {pk: [one for one in rows if one.is_vacant] for pk, rows in held_in(projects, today).items()}


def _held(kind: Kind, rows: list[dict[str, Any]] | None) -> list[Held]:
    ordered = sorted(rows or [], key=lambda row: (row.get("number") or 0, row.get("name") or "", row["pk"]))
    return [Held(kind, row["pk"], _label(kind, row), row["owner"] or "", row.get("location")) for row in ordered]


def without_contact(project: Any, held: Iterable[Held]) -> list[Place]:
    """Where nobody can be turned to, as health counts it, except where a point of `held` only seeks somebody else: that
    one is asked for there. One query."""
    points = {one.location for one in held if one.kind is Kind.CONTACT}
    if None in points:
        return []
    return [one for one in facts_of(project).places if not one.has_contact and one.pk not in points]


def _label(kind: Kind, row: dict[str, Any]) -> str:
    if kind is Kind.FRAMEWORK:
        return row["name"]
    if kind is Kind.CONTACT:
        return row["name"] or _("voor iedereen")
    code = f"A{row['number']:02}"
    if kind is Kind.AGREEMENT:
        return code
    return f"{code} · {row['name'] or _('overal')}"
