"""What a round still needs before it can open, and what would make it better. One code for the page and for the action."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisatie.models import Location
from toetsing.models import ConceptVersion, Finding, RoundConcept, RoundPerson, TestRound
from trajecten.models import Project

FEWEST_SMALL, MOST_SMALL, FUNCTIONS_SMALL = 5, 8, 2
FEWEST_KEY_FIGURES = 10
MOST_PEOPLE = 50
"""A round is small: whoever wants to hear more people makes a survey."""


@dataclass(frozen=True)
class Need:
    """What a round waits for; with the page where somebody makes it so, when that is another one."""

    sentence: str
    url: str = ""
    link: str = ""

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Spread:
    """How many people, and which functions and locations they reach."""

    people: int
    functions: tuple[tuple[str, int], ...]
    locations: tuple[tuple[str, int], ...]


def spread_of(people: Iterable[RoundPerson]) -> Spread:
    rows = list(people)
    return Spread(
        len(rows), _counted(row.function for row in rows if row.function), _counted(row.location for row in rows)
    )


def _counted(places: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for place in places:
        if place is not None:
            counts[place.name] = counts.get(place.name, 0) + 1
    return tuple(sorted(counts.items()))


def rows_of(test_round: TestRound) -> list[RoundConcept]:
    """The concepts of a round with the version that is tried, and what small rounds say of them. One query.

    `tried_small`: a small round with it was finished. `found_in`: the newest version about which such a round found
    something, or of which something was heard outside a round while a small one had tried it.
    """
    rows = test_round.concepts.select_related("concept", "version").order_by("concept__number")
    return list(rows.annotate(**told_by_small_rounds("concept")))


def told_by_small_rounds(concept: str) -> dict[str, Any]:
    """The columns `tried_small` and `found_in` of `rows_of`; `concept` is where the row holds its concept."""
    small = _small_rounds("concept")
    in_one = Exists(small.filter(round=OuterRef("round")))
    outside = Q(round=None) & Q(Exists(small.filter(version__number__gte=OuterRef("version__number"))))
    found = Finding.objects.asking().filter(Q(in_one) | outside, concept=OuterRef(concept))
    newest = found.order_by("-version__number").values("version__number")[:1]
    return {"tried_small": Exists(_small_rounds(concept)), "found_in": Subquery(newest)}


def _small_rounds(concept: str) -> QuerySet[RoundConcept]:
    done = {"round__kind": TestRound.Kind.SMALL, "round__status": TestRound.Status.CLOSED}
    return RoundConcept.objects.filter(concept=OuterRef(concept), **done)


def people_of(test_round: TestRound) -> list[RoundPerson]:
    """Who is asked, by name. One query."""
    return list(test_round.people.select_related("employee", "location", "function").order_by("employee__name", "pk"))


def running_in(project: int) -> int | None:
    """The number of the round that is open now; there is one at most."""
    running = TestRound.objects.filter(project=project, status=TestRound.Status.OPEN)
    return running.values_list("number", flat=True).first()


def missing(test_round: TestRound, rows: Sequence[RoundConcept], people: int, running: int | None) -> list[Need]:
    """What has to happen before this round can open; none when it can. `rows` as `rows_of` gives them."""
    found = []
    if not rows:
        found.append(Need(_("Kies minstens één concept om uit te proberen.")))
    if not people:
        found.append(Need(_("Kies wie meedoet.")))
    if test_round.ends_at <= timezone.now():
        found.append(Need(_("Kies een moment dat nog komt.")))
    if running is not None:
        url = reverse("toetsing:ronde", args=[test_round.project.slug, running])
        told = {"n": running}
        found.append(Need(_("Ronde %(n)d loopt nog. Rond die eerst af.") % told, url, _("Bekijk ronde %(n)d") % told))
    return found if test_round.is_small else found + _not_adjusted(test_round.project, rows)


def to_adjust(row: Any) -> bool:
    """Whether a small group found something in this version, or in a later one."""
    return row.found_in is not None and row.version.number <= row.found_in


def _not_adjusted(project: Project, rows: Sequence[Any]) -> list[Need]:
    """Key figures never see a version in which nothing was done with what a small group found."""
    found = []
    for row in rows:
        told = {"name": row.concept.name, "version": row.version.label}
        if not row.tried_small:
            sentence = _("«%(name)s» is nog niet met een kleine groep uitgeprobeerd. Doe dat eerst.") % told
            url = reverse("toetsing:ronde_nieuw", args=[project.slug])
            found.append(Need(sentence, f"{url}?soort={TestRound.Kind.SMALL}", _("Plan de try-out")))
        elif to_adjust(row):
            sentence = _("Bij «%(name)s» vond de kleine groep iets. Maak eerst een versie na %(version)s.") % told
            url = reverse("toetsing:versie_nieuw", args=[project.slug, row.concept_id])
            found.append(Need(sentence, url, _("Maak een nieuwe versie")))
    return found


def advice(test_round: TestRound, spread: Spread, wanted: Sequence[str]) -> list[str]:
    """What would make it a better round; it never stops anybody. `wanted`: the names of every location it is about."""
    found = []
    if test_round.is_small:
        if spread.people and not FEWEST_SMALL <= spread.people <= MOST_SMALL:
            found.append(_("Een try-out werkt het best met 5 tot 8 collega's."))
        if spread.people and len(spread.functions) < FUNCTIONS_SMALL:
            found.append(_("Kies collega's uit minstens 2 functiegroepen."))
        return found
    if spread.people and spread.people < FEWEST_KEY_FIGURES:
        more = FEWEST_KEY_FIGURES - spread.people
        found.append(
            ngettext(
                "Nodig nog minstens %(n)d sleutelfiguur uit.", "Nodig nog minstens %(n)d sleutelfiguren uit.", more
            )
            % {"n": more}
        )
    reached = {name for name, _count in spread.locations}
    without = [name for name in wanted if name not in reached]
    if spread.people and without:
        found.append(_("Nog niemand van %(names)s.") % {"names": ", ".join(without)})
    return found


def locations_of(project: Project) -> list[str]:
    """The names of the locations that the project is about: those chosen, or all of the organisation. One query."""
    return sorted(wanted_locations(project).filter(wanted=True).values_list("name", flat=True))


def wanted_locations(project: Project) -> QuerySet[Any]:
    """Every location of the organisation, with `wanted`: the project is about it."""
    picked = project.locations.through.objects.filter(project=project.pk)
    mine = picked.filter(location=OuterRef("pk"))
    here = Location.objects.filter(organisation=project.organisation_id)
    return here.annotate(wanted=ExpressionWrapper(Exists(mine) | ~Exists(picked), BooleanField()))


def newest_versions(project: Project) -> dict[int, ConceptVersion]:
    """The newest version of each concept of a project."""
    versions = ConceptVersion.objects.filter(concept__project=project).order_by("number")
    return {version.concept_id: version for version in versions}
