"""Bottlenecks, decisions and agreements to test with, written straight into the database: no mail, no gate, no history."""

from datetime import timedelta

from django.utils import timezone

from bevraging.actions import answering
from bevraging.actions import close as close_survey
from bevraging.models import InventoryItem, Theme
from bevraging.tests.factories import make_project, make_survey_of, tokens_of
from fundament.models import (
    Agreement,
    AgreementFramework,
    AgreementVersion,
    Bottleneck,
    Bundle,
    Decision,
    DecisionParty,
    InForce,
    TargetedQuestion,
)
from trajecten.models import Project

RATIONALE = "Zo staat alles op één plaats, en zoekt niemand nog."


def make_bundle(name: str = "Dubbel noteren", *, project: Project | None = None, theme=None, count: int = 0) -> Bundle:
    """A bundle with `count` bottlenecks of today in it; the same one when asked again."""
    bundle, _made = Bundle.objects.get_or_create(
        project=project or make_project(), name=name, defaults={"theme": theme}
    )
    for _number in range(count):
        make_bottleneck(bundle=bundle)
    return bundle


def make_bottleneck(what: str = "Gewicht op papier en in Excel", *, project=None, bundle=None, **fields) -> Bottleneck:
    return Bottleneck.objects.create(
        project=project or (bundle.project if bundle else make_project()),
        bundle=bundle,
        what=what,
        **{"happened_on": timezone.localdate(), **fields},
    )


def make_decision(
    question: str = "Waar noteren we observaties?", *, project=None, options: int = 2, **fields
) -> Decision:
    """A proposal with `options` options, each with something for and against it, and somebody who does the work."""
    project = project or make_project()
    number = (project.decisions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    decision = Decision.objects.create(project=project, number=number, question=question, **fields)
    for place in range(1, options + 1):
        decision.options.create(number=place, title=f"Optie {place}", plus="Eén plaats.", minus="Toestellen nodig.")
    decision.parties.create(part=DecisionParty.Part.CONSULTED, name="zorgkundigen", does_the_work=True)
    return decision


def make_taken(question: str = "Waar noteren we observaties?", *, decider, **fields) -> Decision:
    """A decision that `decider` took today for its first option; to be looked at again in half a year."""
    decision = make_decision(question, **fields)
    decision.decider, decision.chosen = decider, decision.options.first()
    decision.status, decision.taken_at = Decision.Status.TAKEN, timezone.now()
    decision.rationale = decision.rationale or RATIONALE
    decision.review_on = decision.review_on or timezone.localdate() + timedelta(days=182)
    decision.save()
    return decision


def make_framework(name: str = "Eén dossier", *, project=None, **fields) -> AgreementFramework:
    project = project or make_project()
    return AgreementFramework.objects.get_or_create(project=project, name=name, defaults=fields)[0]


def make_agreement(
    sentence: str = "We noteren elke observatie in het dossier.", *, project=None, framework=None, owner=None, **fields
) -> AgreementVersion:
    """The first version, a concept, of a new agreement. `fields` are those of the version."""
    project = project or (framework.project if framework else make_project())
    number = (project.agreements.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    agreement = Agreement.objects.create(
        project=project, framework=framework or make_framework(project=project), number=number, owner=owner
    )
    return agreement.versions.create(number=1, sentence=sentence, **fields)


def mark_tested(version: AgreementVersion, how: str = "In de try-out van maart.") -> AgreementVersion:
    version.status, version.tested_at, version.tested_how = AgreementVersion.Status.TESTED, timezone.now(), how
    version.save()
    return version


def put_in_force(version: AgreementVersion, *locations, since=None) -> AgreementVersion:
    """In force at these locations (nowhere in particular when there are none), since today unless told otherwise."""
    if version.status == AgreementVersion.Status.CONCEPT:
        mark_tested(version)
    version.status = AgreementVersion.Status.IN_FORCE
    version.save()
    for location in locations or (None,):
        InForce.objects.create(
            agreement=version.agreement, version=version, location=location, since=since or timezone.localdate()
        )
    return version


def follows(version: AgreementVersion, decision: Decision) -> AgreementVersion:
    """The agreement follows from this decision."""
    version.agreement.decisions.add(decision)
    return version


def make_core_theme(name: str = "Overdracht", *, project=None, used: bool = True, **fields) -> Theme:
    """A theme under which something stands: a confirmed item of the inventory."""
    project = project or make_project()
    theme = Theme.objects.create(project=project, name=name, **fields)
    if used:
        InventoryItem.objects.create(
            project=project,
            lens="needs",
            text="Een scherm",
            theme=theme,
            status="confirmed",
            confirmed_at=timezone.now(),
        )
    return theme


def make_proposal(project: Project, *, driver, decider, **fields) -> Decision:
    """A proposal that misses nothing: it can be put before its decider."""
    values = {"driver": driver, "decider": decider, "review_on": timezone.localdate() + timedelta(days=182), **fields}
    decision = make_decision(project=project, **values)
    decision.bundles.add(make_bundle(project=project))
    return decision


def make_asked(project: Project, *, driver, decider, **fields) -> Decision:
    """The same, put before its decider: to be answered in a week."""
    days = {"asked_at": timezone.now(), "decide_by": timezone.localdate() + timedelta(days=7)}
    return make_proposal(project, driver=driver, decider=decider, **days, **fields)


def make_targeted(
    question: str = "Hoe lang mag een briefing duren?",
    *,
    decision: Decision | None = None,
    people: int = 6,
    mode: str = "named",
    kind: str = "yesno",
    by=None,
) -> TargetedQuestion:
    """An open question to `people` colleagues; its mails are queued. Answers go under the key «vraag»."""
    survey = make_survey_of(
        [{"key": "vraag", "type": kind, "required": True, "text": {"nl": question}}],
        by=by,
        project=decision.project if decision else make_project(),
        title=question,
        mode=mode,
        purpose="targeted",
        people=(("Aalst", "Zorg", people),),
    )
    return TargetedQuestion.objects.create(decision=decision or make_decision(), survey=survey)


def answer_targeted(targeted: TargetedQuestion, *answers: str, close: bool = True) -> TargetedQuestion:
    """The first people on the list answer so; then it closes, unless it stays open."""
    for token, answer in zip(tokens_of(targeted.survey), answers, strict=False):
        answering.submit(survey=targeted.survey, token=token, answers={"vraag": answer})
    if close:
        close_survey(survey=targeted.survey)
    return targeted
