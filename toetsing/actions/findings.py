"""Findings: note one, change it, say what is done with it, take that back. One door for the disposition.

History names a finding by its code: its words may still have to lose a name.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging import people_words
from organisatie.models import Employee
from toetsing.barriers import Barrier
from toetsing.models import ConceptVersion, Finding, TestRound
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project

Kind, Disposition = Finding.Kind, Finding.Disposition
LONGEST = 400
"""Of the words of a finding, and of what is done with it."""


class AlreadyAnswered(Exception):
    """Words of a finding are fixed once it was said what is done with it; the message is a sentence for who tried."""

    def __init__(self) -> None:
        super().__init__(_("Er is al gezegd wat hiermee gebeurt. Neem dat eerst terug."))


@transaction.atomic
def note_finding(
    *,
    project: Project,
    by: Any,
    version: ConceptVersion,
    kind: str,
    text: str,
    severity: str = "",
    round: TestRound | None = None,
    owner: Employee | None = None,
    form_key: UUID | None = None,
) -> Finding:
    """A finding about this version. The same `form_key` twice gives the same finding.

    Raises ValidationError: at the field for a round that did not try this version, an owner or a concept of elsewhere,
    and with the sentence of the constraint it breaks.
    """
    Project.objects.select_for_update().get(pk=project.pk)  # two at once: each gets a number of its own
    if form_key is not None and (earlier := Finding.objects.filter(project=project, form_key=form_key).first()):
        return earlier
    last = project.findings.aggregate(last=Max("number"))["last"] or 0
    finding = Finding(project=project, number=last + 1, kind=kind, text=text, severity=severity, form_key=form_key)
    finding.version, finding.round, finding.owner = version, round, owner
    _keep(finding)
    history.record("finding_noted", project=project, actor=by, code=finding.code, concept=finding.concept.code)
    return finding


@transaction.atomic
def change_finding(*, finding: Finding, by: Any, why: str = "", **fields: Any) -> None:
    """Other words, version, round, kind, severity or owner. What blocks stops blocking only with a reason, and what asks
    for an answer never becomes a compliment: a gate counts on both.

    Raises AlreadyAnswered, and ValidationError as `note_finding`.
    """
    if not Finding.objects.filter(pk=finding.pk, disposition="").update(number=F("number")):
        raise AlreadyAnswered
    before = Finding.objects.get(pk=finding.pk)
    for name, value in fields.items():
        setattr(finding, name, value)
    _may_weigh_so(before, finding, why.strip())
    _keep(finding)
    told = {"before": _weight(before), "after": _weight(finding), "reason": why.strip()}
    if told["before"] == told["after"]:
        history.record("finding_changed", project=finding.project, actor=by, code=finding.code)
    else:
        history.record("finding_weighed", project=finding.project, actor=by, code=finding.code, **told)


def _may_weigh_so(before: Finding, after: Finding, why: str) -> None:
    if before.kind != Kind.COMPLIMENT and after.kind == Kind.COMPLIMENT:
        raise ValidationError(
            {"kind": _("Een drempel of een vraag wordt geen compliment. Noteer het compliment apart.")}
        )
    if before.severity == Finding.Severity.BLOCKING and after.severity != before.severity and not why:
        raise ValidationError({"why": _("Schrijf op waarom dit niet meer blokkeert.")})


def _weight(finding: Finding) -> str:
    """«drempel, blokkerend»."""
    words = [Kind(finding.kind).label, Finding.Severity(finding.severity).label if finding.severity else ""]
    return ", ".join(str(word) for word in words if word)


def _keep(finding: Finding) -> None:
    finding.concept = finding.version.concept
    _must_belong(finding)
    finding.full_clean(exclude=["project"])
    finding.save()


def _must_belong(finding: Finding) -> None:
    """Only what is of this very project; a round only with the version that was tried in it."""
    if finding.concept.project_id != finding.project_id:
        raise ValidationError({"version": _("Kies een concept van dit traject.")})
    if finding.owner is not None:
        _must_work_here(finding.project, finding.owner)
    if finding.round is None:
        return
    if finding.round.project_id != finding.project_id:
        raise ValidationError({"round": _("Kies een ronde van dit traject.")})
    tried = finding.round.concepts.filter(concept=finding.concept).select_related("version").first()
    values = {"round": finding.round, "concept": finding.concept.code}
    if tried is None:
        raise ValidationError({"round": _("%(round)s gaat niet over %(concept)s.") % values})
    if tried.version_id != finding.version_id:
        values["version"] = tried.version.label
        raise ValidationError({"version": _("%(round)s probeerde versie %(version)s van %(concept)s.") % values})


def _must_work_here(project: Project, owner: Employee) -> None:
    if owner.organisation_id != project.organisation_id:
        raise ValidationError({"owner": _("Kies een collega van deze organisatie.")})


def finding_from_barrier(*, barrier: Barrier, severity: str, by: Any) -> Finding:
    """One click: what somebody wrote in a round becomes a barrier, without who wrote it and without names in it.

    The same words about the same concept in the same round are one finding, whoever presses and however often. Raises
    ValidationError for a severity that does not exist.
    """
    project = barrier.round.project
    names = people_words.names_of(project.organisation)
    text = people_words.taken_out(" ".join(barrier.text.split()), names)
    return note_finding(
        project=project,
        by=by,
        version=barrier.version,
        kind=Kind.BARRIER,
        severity=severity,
        text=text if len(text) <= LONGEST else text[: LONGEST - 1] + "…",
        round=barrier.round,
        form_key=barrier.key,
    )


@transaction.atomic
def adjust(*, finding: Finding, version: ConceptVersion | None, by: Any, answer: str = "") -> bool:
    """It was solved in `version`, a newer one than where it was found; False when something was said of it before.

    A question may be answered in the version that it was asked about: then the answer itself must be there. Raises
    ValidationError.
    """
    if version is None or version.concept_id != finding.concept_id:
        raise ValidationError({"adjusted_in": _("Kies een versie van dit concept.")})
    if finding.kind == Kind.QUESTION and not answer.strip():
        raise ValidationError({"answer": _("Schrijf het antwoord op de vraag.")})
    least = finding.version.number + (finding.kind != Kind.QUESTION)
    if version.number < least:
        values = {"version": finding.version.label}
        raise ValidationError({"adjusted_in": _("Kies een versie na %(version)s: daarin is het gevonden.") % values})
    told = {"version": version.label}
    return _answer(finding, by, Disposition.ADJUSTED, "finding_adjusted", told, adjusted_in=version, answer=answer)


@transaction.atomic
def postpone(*, finding: Finding, on: date | None, by: Any, answer: str = "") -> bool:
    """Not now, but on this day; False when something was said of it before. Raises ValidationError for a day that is past."""
    if on is None or on <= timezone.localdate():
        raise ValidationError({"later_on": _("Kies een dag die nog komt.")})
    told = {"day": on.isoformat()}
    return _answer(finding, by, Disposition.LATER, "finding_postponed", told, later_on=on, answer=answer)


@transaction.atomic
def leave(*, finding: Finding, answer: str, by: Any) -> bool:
    """Deliberately not; False when something was said of it before. Raises ValidationError without a reason."""
    if not answer.strip():
        raise ValidationError({"answer": _("Schrijf waarom jullie dit bewust niet aanpassen.")})
    return _answer(finding, by, Disposition.NOT, "finding_left", {}, answer=answer)


def _answer(finding: Finding, by: Any, disposition: str, verb: str, told: dict[str, Any], **values: Any) -> bool:
    if finding.kind == Kind.COMPLIMENT:
        raise ValidationError(_("Een compliment vraagt geen antwoord."))
    if len(values["answer"]) > LONGEST:
        raise ValidationError({"answer": _("Maak het korter. Er is plaats voor %(n)d tekens.") % {"n": LONGEST}})
    now = {"disposition": disposition, "answered_at": timezone.now(), **values}
    if not Finding.objects.asking().filter(pk=finding.pk, disposition="").update(**now):
        return False
    history.record(verb, project=finding.project, actor=by, code=finding.code, **told)
    return True


@transaction.atomic
def take_back(*, finding: Finding, by: Any) -> bool:
    """Open again; False when it was."""
    nothing = {"disposition": "", "adjusted_in": None, "later_on": None, "answer": "", "answered_at": None}
    if not Finding.objects.filter(pk=finding.pk).exclude(disposition="").update(**nothing):
        return False
    history.record("finding_reopened", project=finding.project, actor=by, code=finding.code)
    return True


@transaction.atomic
def give_owner(*, finding: Finding, owner: Employee | None, by: Any) -> bool:
    """Who takes it up, also after it was answered; nobody is allowed. False when that did not change anything."""
    if owner is not None:
        _must_work_here(finding.project, owner)
    mine = Finding.objects.filter(pk=finding.pk)
    same = mine.filter(owner=owner) if owner else mine.filter(owner__isnull=True)
    if same.exists():
        return False
    mine.update(owner=owner)
    history.record("finding_owner", project=finding.project, actor=by, code=finding.code)
    return True


register_verb("finding_noted", gettext_lazy("{actor} noteerde bevinding {code} over {concept}."))
register_verb("finding_changed", gettext_lazy("{actor} paste bevinding {code} aan."))
register_verb(
    "finding_weighed",
    gettext_lazy("{actor} noemt bevinding {code} nu «{after}». Eerst was dat «{before}».{reason!q}"),
)
register_verb(
    "finding_adjusted", gettext_lazy("{actor} noteerde dat bevinding {code} opgelost is in versie {version}.")
)
register_verb("finding_postponed", gettext_lazy("{actor} plande bevinding {code} voor later: {day}."))
register_verb("finding_left", gettext_lazy("{actor} liet bevinding {code} bewust zoals ze is."))
register_verb("finding_reopened", gettext_lazy("{actor} zette bevinding {code} weer open."))
register_verb("finding_owner", gettext_lazy("{actor} koos wie bevinding {code} oppakt."))
