"""A proposal: make one, change it, say where it comes from. What belongs to it (options, who is heard, who does what)
stands in `proposal_parts`; putting it before its decider and what follows in `deciding`.

Each change raises the version of the proposal, so that nobody decides about something else than they read.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.actions.holding import hold, keep, tell_change, told
from fundament.actions.refusals import Settled
from fundament.deciders import deciders_of
from fundament.following import COUNTS
from fundament.models import Decision
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project

CAUSES = ("bundles", "themes", "items")
CHANGEABLE = frozenset(
    {
        "question", "context", "kind", "driver", "decider", "advised", "rationale", "consequences", "followed_how",
        "review_on",
    }
)  # fmt: skip
Status = Decision.Status


@transaction.atomic
def propose(
    *,
    project: Project,
    by: Any,
    question: str,
    kind: str = Decision.Kind.FOUNDATION,
    form_key: UUID | None = None,
    supersedes: Decision | None = None,
    bundles: Iterable[Any] = (),
    themes: Iterable[Any] = (),
    items: Iterable[Any] = (),
    **fields: Any,
) -> Decision:
    """A new proposal, driven by `by` unless `driver` says otherwise. The same `form_key` twice gives the same proposal.

    `supersedes` is a decision of this project that holds. Raises Settled when it does not any more, and ValidationError
    when somebody proposed to replace it already, for a cause of another project, and for people who cannot have that part.
    """
    Project.objects.select_for_update().get(pk=project.pk)  # one number at a time
    if form_key and (earlier := Decision.objects.filter(project=project, form_key=form_key).first()):
        return earlier
    if supersedes is not None:
        _must_hold(supersedes, project)
    last = Decision.objects.filter(project=project).aggregate(last=Max("number"))["last"]
    decision = Decision(
        project=project,
        number=(last or 0) + 1,
        form_key=form_key,
        supersedes=supersedes,
        driver=fields.pop("driver", by),
    )
    _fill(decision, {"question": question, "kind": kind, **fields})
    decision.save(force_insert=True)
    _link(decision, {"bundles": bundles, "themes": themes, "items": items})
    history.record("decision_proposed", project=project, actor=by, **told(decision))
    return decision


@transaction.atomic
def change(*, decision: Decision, by: Any, version: int, **fields: Any) -> list[str]:
    """Other words, people or days; gives the names of what changed. `version` is that of the page.

    Raises ChangedMeanwhile, WithTheDecider, Settled, and ValidationError.
    """
    now = hold(decision, version=version)
    before = {name: getattr(now, name) for name in fields}
    _fill(now, fields)
    changed = [name for name in fields if getattr(now, name) != before[name]]
    if changed:
        now.save(update_fields=changed)
        tell_change(now, by, [str(_field(name).verbose_name) for name in changed])
    keep(decision, **{name: getattr(now, name) for name in changed})
    return changed


@transaction.atomic
def set_causes(
    *,
    decision: Decision,
    by: Any,
    bundles: Iterable[Any] = (),
    themes: Iterable[Any] = (),
    items: Iterable[Any] = (),
) -> None:
    """Where the question comes from. May change after it was taken as well, but not while it lies with the decider.

    Raises WithTheDecider; ValidationError for a cause of another project, and for a taken decision without any.
    """
    chosen: dict[str, Iterable[Any]] = {"bundles": list(bundles), "themes": list(themes), "items": list(items)}
    settled = Decision.objects.filter(pk=decision.pk).exclude(status=Status.PROPOSAL)
    if not settled.update(version=F("version")):  # changes nothing, but waits for who decides right now
        decision = hold(decision)
    elif not any(chosen.values()):
        raise ValidationError(_("Laat minstens één aanleiding staan."))
    _link(decision, chosen)
    tell_change(decision, by, [str(_("aanleidingen"))])


@transaction.atomic
def go_without_agreement(*, decision: Decision, by: Any, reason: str) -> bool:
    """Say why no agreement follows from a decision that holds; an empty reason takes that back. False: it said so already.

    Raises Settled when the decision does not hold, and ValidationError when an agreement follows.
    """
    mine = Decision.objects.filter(pk=decision.pk, status__in=Decision.HOLDING)
    reason = reason.strip()
    if reason and (made := decision.agreements.filter(versions__status__in=COUNTS).first()):
        raise ValidationError({"reason": _("Bij dit besluit staat al afspraak %(code)s.") % {"code": made.code}})
    if not mine.exclude(no_agreement=reason).update(no_agreement=reason):
        if not mine.exists():
            raise Settled(_("Dit besluit geldt niet."))
        return False
    decision.no_agreement = reason
    verb = "decision_without_agreement" if reason else "decision_with_agreement"
    history.record(verb, project=decision.project, actor=by, **told(decision))
    return True


def _field(name: str) -> Any:
    return Decision._meta.get_field(name)


def _must_hold(decision: Decision, project: Project) -> None:
    now = Decision.objects.select_for_update().get(pk=decision.pk)
    if now.project_id != project.pk or not now.holds:
        raise Settled(_("Enkel een besluit dat nu geldt, kan je vervangen."))
    if now.successors.exclude(status=Status.WITHDRAWN).exists():
        raise ValidationError(_("Er is al een voorstel dat dit besluit vervangt."))


def _fill(decision: Decision, fields: dict[str, Any]) -> None:
    """Raises ValidationError, at the field, for what cannot be."""
    if unknown := set(fields) - CHANGEABLE:
        raise TypeError(f"A proposal has no {sorted(unknown)} to change.")
    for name, value in fields.items():
        setattr(decision, name, value)
    _check_people(decision, fields)
    option = fields.get("advised")
    if option is not None and option.decision_id != decision.pk:
        raise ValidationError({"advised": _("Kies een van de opties.")})
    decision.clean_fields(exclude=[field.name for field in Decision._meta.fields if field.name not in fields])


def _check_people(decision: Decision, fields: dict[str, Any]) -> None:
    for name in ("driver", "decider"):
        person = fields.get(name)
        if person is not None and not deciders_of(decision.project).filter(pk=person.pk).exists():
            raise ValidationError({name: _("Kies iemand van jullie organisatie.")})
    if decision.decider_id is not None and decision.decider_id == decision.driver_id:
        raise ValidationError({"decider": _("Wie trekt, beslist niet zelf. Kies iemand anders.")})


def _link(decision: Decision, causes: dict[str, Iterable[Any]]) -> None:
    for name, rows in causes.items():
        found = list(rows)
        if any(row.project_id != decision.project_id for row in found):
            raise ValidationError({name: _("Kies iets uit dit traject.")})
        getattr(decision, name).set(found)


register_verb("decision_proposed", gettext_lazy("{actor} stelde een keuze voor: {code} «{question}»."))
register_verb("decision_without_agreement", gettext_lazy("{actor} noteerde dat er op {code} geen afspraak volgt."))
register_verb("decision_with_agreement", gettext_lazy("{actor} noteerde dat er op {code} toch een afspraak volgt."))
