"""Frameworks, agreements and their words: the one door until they are put in force (`fundament.actions.enforcing`).

History names an agreement by its code and number: its words stand on its own page, and may still change.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament import trying
from fundament.dates import months_later
from fundament.models import Agreement, AgreementFramework, AgreementVersion, Decision
from organisatie.models import Employee
from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from trajecten.models import Project

Status = AgreementVersion.Status
IN_THE_MAKING = (Status.CONCEPT, Status.TESTED)
WORDS = ("sentence", "why", "when", "example", "exception")
CHANGE = ("changed", "changed_why")


@transaction.atomic
def add_framework(
    *,
    project: Project,
    by: Any,
    name: str,
    why: str = "",
    owner: Employee | None = None,
    themes: Iterable[Any] = (),
    review_months: int = 6,
) -> AgreementFramework:
    """A framework that is looked at again after `review_months`. Raises ValidationError, also for a name that is taken."""
    themes = list(themes)
    _mine(project, owner=owner, rows=themes)
    framework = AgreementFramework(project=project, name=name, why=why, owner=owner, review_months=review_months)
    framework.full_clean()
    framework.review_on = months_later(timezone.localdate(), review_months)
    framework.save()
    framework.themes.set(themes)
    history.record("framework_added", project=project, actor=by, framework=framework.name)
    return framework


@transaction.atomic
def change_framework(*, framework: AgreementFramework, by: Any, themes: Iterable[Any], **fields: Any) -> None:
    """Another name, reason, owner or rhythm. In another rhythm the next review moves along. Raises ValidationError."""
    themes = list(themes)
    _mine(framework.project, owner=fields.get("owner"), rows=themes)
    before = AgreementFramework.objects.select_for_update().get(pk=framework.pk)
    for name, value in fields.items():
        setattr(framework, name, value)
    framework.full_clean()
    moved = framework.review_months - before.review_months
    if moved and before.review_on:
        framework.review_on = months_later(before.review_on, moved)
    framework.save()
    framework.themes.set(themes)
    history.record("framework_changed", project=framework.project, actor=by, framework=framework.name)


@transaction.atomic
def review_framework(*, framework: AgreementFramework, by: Any) -> bool:
    """It was looked at today; the next time is a rhythm later. False when that was said today already."""
    following = months_later(timezone.localdate(), framework.review_months)
    rows = AgreementFramework.objects.filter(pk=framework.pk).exclude(review_on=following)
    if not rows.update(review_on=following):
        return False
    framework.review_on = following
    history.record(
        "framework_reviewed", project=framework.project, actor=by, framework=framework.name, review_on=str(following)
    )
    return True


@transaction.atomic
def make_agreement(
    *,
    framework: AgreementFramework,
    by: Any,
    owner: Employee | None = None,
    decisions: Iterable[Decision] = (),
    functions: Iterable[Any] = (),
    locations: Iterable[Any] = (),
    form_key: UUID | None = None,
    **words: Any,
) -> AgreementVersion:
    """A new agreement with its first words, a concept. The same `form_key` twice gives the same agreement.

    Raises ValidationError for words that do not fit, and for what belongs to another project or organisation.
    """
    decisions, functions, locations = list(decisions), list(functions), list(locations)
    # Two people at once: the second one gets the next number.
    project = Project.objects.select_for_update().get(pk=framework.project_id)
    if form_key and (earlier := Agreement.objects.filter(form_key=form_key).first()):
        if earlier.project_id != project.pk:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return earlier.versions.get(number=1)
    _mine(project, owner=owner, rows=decisions)
    last = project.agreements.aggregate(last=Max("number"))["last"] or 0
    agreement = Agreement(project=project, framework=framework, number=last + 1, owner=owner, form_key=form_key)
    version = AgreementVersion(agreement=agreement, number=1, **_only(words, WORDS))
    version.full_clean(exclude=["agreement"])
    agreement.save()
    version.agreement = agreement
    version.save()
    _audience(version, functions, locations)
    agreement.decisions.set(decisions)
    _followed(decisions)
    history.record("agreement_made", project=project, actor=by, agreement=agreement.code)
    return version


@transaction.atomic
def change_words(
    *, version: AgreementVersion, by: Any, functions: Iterable[Any], locations: Iterable[Any], **words: Any
) -> None:
    """Other words of a concept. Raises ValidationError from when it is tried: what was tried stays as it was tried."""
    held = AgreementVersion.objects.select_for_update().get(pk=version.pk)
    if held.status != Status.CONCEPT:
        raise ValidationError(_("Deze woorden zijn al getoetst. Maak een nieuwe versie."))
    if trying.is_being_tried(held):
        raise ValidationError(_("Deze woorden worden nu uitgeprobeerd. Pas ze aan als de ronde afgerond is."))
    for name, value in _only(words, WORDS if held.number == 1 else WORDS + CHANGE).items():
        setattr(version, name, value)
    version.full_clean(exclude=["agreement"])
    version.save()
    _audience(version, list(functions), list(locations))
    _told("agreement_words_changed", version, by)


@transaction.atomic
def new_version(
    *, agreement: Agreement, by: Any, functions: Iterable[Any] = (), locations: Iterable[Any] = (), **words: Any
) -> AgreementVersion:
    """The next version, a concept; `words` say also what `changed` and `changed_why`.

    A version that was tested and never began makes room for it. Raises ValidationError when another one is being written,
    when nothing is said about the change, or for words that do not fit. Pressed twice, one version.
    """
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    before = agreement.versions.order_by("-number").first()
    if before is None:
        raise ValidationError(_("Deze afspraak heeft nog geen woorden."))
    version = AgreementVersion(agreement=agreement, number=before.number + 1, **_only(words, WORDS + CHANGE))
    if before.status == Status.CONCEPT:
        if before.number > 1 and all(getattr(before, name) == getattr(version, name) for name in WORDS + CHANGE):
            return before
        raise ValidationError(_("Er is al een nieuwe versie in de maak."))
    agreement.versions.filter(status=Status.TESTED).update(status=Status.REPLACED)
    version.full_clean(exclude=["agreement"])
    version.save()
    _audience(version, list(functions), list(locations))
    _told("agreement_version_made", version, by)
    return version


@transaction.atomic
def change_owner(*, agreement: Agreement, by: Any, owner: Employee | None) -> bool:
    """Who looks after it; False when that was so already. Raises ValidationError for somebody of another organisation."""
    _mine(agreement.project, owner=owner)
    if not Agreement.objects.filter(pk=agreement.pk).exclude(owner=owner).update(owner=owner):
        return False
    agreement.owner = owner
    history.record("agreement_owner_changed", project=agreement.project, actor=by, agreement=agreement.code)
    return True


@transaction.atomic
def change_framework_of(*, agreement: Agreement, by: Any, framework: AgreementFramework) -> bool:
    """Under another framework of the project; False when it stood there."""
    _mine(agreement.project, rows=[framework])
    if not Agreement.objects.filter(pk=agreement.pk).exclude(framework=framework).update(framework=framework):
        return False
    agreement.framework = framework
    history.record(
        "agreement_moved", project=agreement.project, actor=by, agreement=agreement.code, framework=framework.name
    )
    return True


@transaction.atomic
def link_decisions(*, agreement: Agreement, by: Any, decisions: Iterable[Decision]) -> bool:
    """These decisions stand behind it, and no others; False when nothing changed. Raises ValidationError."""
    decisions = list(decisions)
    _mine(agreement.project, rows=decisions)
    if set(agreement.decisions.values_list("pk", flat=True)) == {decision.pk for decision in decisions}:
        return False
    agreement.decisions.set(decisions)
    _followed(decisions)
    codes = [decision.code for decision in sorted(decisions, key=lambda one: one.number)]
    history.record(
        "agreement_decisions_linked", project=agreement.project, actor=by, agreement=agreement.code, decisions=codes
    )
    return True


def next_review(framework: AgreementFramework) -> date:
    """On which day it is looked at again when that happens today."""
    return months_later(timezone.localdate(), framework.review_months)


def _mine(project: Project, *, owner: Employee | None = None, rows: Iterable[Any] = ()) -> None:
    """Raises ValidationError for an owner of another organisation, and for what stands in another project."""
    must_be_of([owner] if owner else [], project.organisation_id)
    if any(row.project_id != project.pk for row in rows):
        raise ValidationError(_("Dit hoort niet bij dit traject. Laad de bladzijde opnieuw en kies opnieuw."))


def _audience(version: AgreementVersion, functions: list[Any], locations: list[Any]) -> None:
    must_be_of([*functions, *locations], version.agreement.project.organisation_id)
    version.functions.set(functions)
    version.locations.set(locations)


def _followed(decisions: Iterable[Decision]) -> None:
    """An agreement came of them after all."""
    Decision.objects.filter(pk__in=[one.pk for one in decisions]).exclude(no_agreement="").update(no_agreement="")


def _only(words: dict[str, Any], known: Iterable[str]) -> dict[str, Any]:
    if unknown := set(words) - set(known):
        raise TypeError(f"An agreement has no {sorted(unknown)} to write.")
    return words


def _told(verb: str, version: AgreementVersion, by: Any) -> None:
    agreement = version.agreement
    history.record(verb, project=agreement.project, actor=by, agreement=agreement.code, version=version.number)


register_verb("framework_added", gettext_lazy("{actor} maakte het afsprakenkader «{framework}»."))
register_verb("framework_changed", gettext_lazy("{actor} paste het afsprakenkader «{framework}» aan."))
register_verb(
    "framework_reviewed",
    gettext_lazy("{actor} keek het afsprakenkader «{framework}» na. De volgende keer is op {review_on}."),
)
register_verb("agreement_made", gettext_lazy("{actor} maakte afspraak {agreement}."))
register_verb("agreement_words_changed", gettext_lazy("{actor} paste de woorden van afspraak {agreement} aan."))
register_verb("agreement_version_made", gettext_lazy("{actor} maakte versie {version} van afspraak {agreement}."))
register_verb("agreement_owner_changed", gettext_lazy("{actor} paste de eigenaar van afspraak {agreement} aan."))
register_verb("agreement_moved", gettext_lazy("{actor} zette afspraak {agreement} bij het kader «{framework}»."))
register_verb(
    "agreement_decisions_linked",
    gettext_lazy("{actor} koos welke besluiten bij afspraak {agreement} horen: {decisions}."),
)
