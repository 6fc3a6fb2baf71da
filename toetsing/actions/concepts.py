"""Concepts and their versions: make, change, leave out of scope, and a next version."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.models import Agreement
from toetsing import kept_files, uploads
from toetsing.models import Concept, ConceptVersion, RoundConcept, TestRound
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project


def hold(project: Project) -> None:
    """Until the end of the transaction nobody else numbers, opens or changes something of this project."""
    Project.objects.filter(pk=project.pk).update(step=F("step"))


@transaction.atomic
def make_concept(
    *,
    project: Project,
    by: Any,
    name: str,
    tries: str,
    agreements: Iterable[Agreement] = (),
    form_key: UUID | None = None,
) -> Concept:
    """A concept without a version yet. The same `form_key` twice gives the same concept.

    Raises ValidationError when the name stands there already, or an agreement is of another project.
    """
    hold(project)
    earlier = project.concepts.filter(form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    number = (project.concepts.aggregate(last=Max("number"))["last"] or 0) + 1
    concept = Concept(project=project, number=number, name=_one_line(name), tries=_one_line(tries), form_key=form_key)
    concept.full_clean(exclude=["form_key"])
    concept.save()
    concept.agreements.set(_of_project(agreements, project))
    history.record("concept_made", project=project, actor=by, concept=concept.code, name=concept.name)
    return concept


@transaction.atomic
def change_concept(*, concept: Concept, by: Any, name: str, tries: str, agreements: Iterable[Agreement]) -> None:
    """Another name, another task, other agreements. Raises ValidationError as `make_concept`."""
    concept.name, concept.tries = _one_line(name), _one_line(tries)
    concept.full_clean(exclude=["form_key"])
    concept.save(update_fields=["name", "tries"])
    concept.agreements.set(_of_project(agreements, concept.project))
    history.record("concept_changed", project=concept.project, actor=by, concept=concept.code, name=concept.name)


@transaction.atomic
def leave_out(*, concept: Concept, by: Any, reason: str) -> bool:
    """Not tried after all: gate 3 does not ask about it. Also out of rounds in preparation. False when it was out already.

    Raises ValidationError without a reason, and while it is being tried.
    """
    reason = _one_line(reason)
    if not reason:
        raise ValidationError({"reason": _("Schrijf waarom jullie dit niet toetsen.")})
    hold(concept.project)
    if concept.tried.filter(round__status=TestRound.Status.OPEN).exists():
        raise ValidationError({"reason": _("Dit concept zit in een ronde die loopt. Rond die eerst af.")})
    if not Concept.objects.filter(pk=concept.pk, left_out="").update(left_out=reason):
        return False
    concept.tried.filter(round__status=TestRound.Status.PLANNED).delete()
    history.record("concept_left_out", project=concept.project, actor=by, concept=concept.code, name=concept.name)
    return True


@transaction.atomic
def take_back(*, concept: Concept, by: Any) -> bool:
    """In scope again; False when it was."""
    if not Concept.objects.filter(pk=concept.pk).exclude(left_out="").update(left_out=""):
        return False
    history.record("concept_taken_back", project=concept.project, actor=by, concept=concept.code, name=concept.name)
    return True


@transaction.atomic
def add_version(
    *,
    concept: Concept,
    by: Any,
    text: str = "",
    file: UploadedFile | None = None,
    link: str = "",
    changed: str = "",
    after: int | None = None,
) -> ConceptVersion:
    """The next version: text, a file or a link. Rounds in preparation try this one from now on.

    `after`: the newest number that its writer saw, 0 for none. A second press gives the version of the first one. Raises
    ValidationError when somebody else was first, when nothing is written, for a wrong file, and when it does not say what
    changed.
    """
    hold(concept.project)
    newest = concept.versions.order_by("-number").first()
    last = newest.number if newest else 0
    if newest and after is not None and after != last:
        if after == last - 1 and newest.made_by == by and (newest.text, newest.link) == (text.strip(), link.strip()):
            return newest
        raise ValidationError(_("Er staat intussen al een nieuwere versie. Kijk die eerst na."))
    version = ConceptVersion(concept=concept, number=last + 1, made_by=by)
    _write(version, text=text, file=file, link=link, changed=changed)
    planned = RoundConcept.objects.filter(concept=concept, round__status=TestRound.Status.PLANNED)
    planned.update(version=version)
    _tell("concept_version_added", version, by)
    return version


@transaction.atomic
def change_version(
    *,
    version: ConceptVersion,
    by: Any,
    text: str = "",
    file: UploadedFile | None = None,
    link: str = "",
    changed: str = "",
    without_file: bool = False,
) -> None:
    """Other words, as long as nobody tried it and nothing was found about it. A new file takes the place of the old one.

    Raises ValidationError once it was in an opened round, and as `add_version`.
    """
    hold(version.concept.project)
    if is_fixed(version):
        raise ValidationError(_("Deze versie is uitgeprobeerd en blijft zoals ze is. Maak een nieuwe versie."))
    kept_files.go_after_commit(ConceptVersion.objects.filter(pk=version.pk))
    if without_file:
        version.file, version.file_name = "", ""
    _write(version, text=text, file=file, link=link, changed=changed)
    _tell("concept_version_changed", version, by)


def is_fixed(version: ConceptVersion) -> bool:
    """It was in a round that opened, or somebody found something about it: then it stays as it is."""
    tried = version.tried.filter(round__status__in=[TestRound.Status.OPEN, TestRound.Status.CLOSED])
    return tried.exists() or version.findings.exists()


def _write(version: ConceptVersion, *, text: str, file: UploadedFile | None, link: str, changed: str) -> None:
    version.text, version.link, version.changed = text.strip(), link.strip(), _one_line(changed)
    if version.number == 1:
        version.changed = ""
    elif not version.changed:
        raise ValidationError({"changed": _("Schrijf op wat er veranderde.")})
    if file is not None:
        kind = _kind_of(file)
        version.file_name = uploads.shown_name(file.name or "")
        file.name = uploads.random_name(kind)
        version.file = file
    version.full_clean(exclude=["concept", "made_by"])
    version.save()


def _kind_of(file: UploadedFile) -> str:
    try:
        return uploads.check(file)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error


def _tell(verb: str, version: ConceptVersion, by: Any) -> None:
    concept = version.concept
    told = {"concept": concept.code, "name": concept.name, "version": version.label}
    history.record(verb, project=concept.project, actor=by, **told)


def _of_project(agreements: Iterable[Agreement], project: Project) -> list[Agreement]:
    found = list(agreements)
    if any(agreement.project_id != project.pk for agreement in found):
        raise ValidationError({"agreements": _("Dit hoort niet bij dit traject. Laad de bladzijde opnieuw.")})
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


register_verb("concept_made", gettext_lazy("{actor} maakte concept {concept}, «{name}»."))
register_verb("concept_changed", gettext_lazy("{actor} paste concept {concept} aan: «{name}»."))
register_verb("concept_left_out", gettext_lazy("{actor} haalde concept {concept}, «{name}», uit de toetsing."))
register_verb("concept_taken_back", gettext_lazy("{actor} nam concept {concept}, «{name}», weer op in de toetsing."))
register_verb("concept_version_added", gettext_lazy("{actor} maakte versie {version} van {concept}, «{name}»."))
register_verb("concept_version_changed", gettext_lazy("{actor} paste versie {version} van {concept}, «{name}», aan."))
