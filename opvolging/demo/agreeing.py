"""One framework and ten agreements; their words are a concept until they were tried out."""

from fundament.actions.agreements import add_framework, make_agreement, new_version, review_framework
from fundament.models import AgreementFramework
from opvolging.demo import content_agreements as content
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage


def agree(stage: Stage) -> None:
    stage.on(Moment(-45, 4, 10), _agree, content.FIRST)
    later = tuple(code for code in content.AGREEMENTS if code not in content.FIRST)
    stage.on(Moment(-35, 4, 10), _agree, later)
    stage.on(Moment(-38, 1, 10, 30), _say_who_leads)
    stage.on(Moment(-19, 4, 11), _look_again)


def _agree(stage: Stage, codes: tuple[str, ...]) -> None:
    framework = _framework(stage)
    for code in codes:
        said = content.AGREEMENTS[code]
        stage.agreements[code] = make_agreement(
            framework=framework,
            by=stage.lead,
            owner=stage.employee(said.owner),
            decisions=[stage.decisions[said.after]] if said.after else [],
            functions=[stage.function(name) for name in said.for_whom],
            sentence=said.sentence,
            why=said.why,
            when=said.when,
            example=said.example,
            exception=said.exception,
        )


def _framework(stage: Stage) -> AgreementFramework:
    found = AgreementFramework.objects.filter(project=stage.project, name=content.FRAMEWORK).first()
    return found or add_framework(
        project=stage.project,
        by=stage.lead,
        name=content.FRAMEWORK,
        why=content.FRAMEWORK_WHY,
        owner=stage.employee(content.FRAMEWORK_OWNER),
        themes=stage.themes.values(),
        review_months=content.REVIEW_MONTHS,
    )


def _say_who_leads(stage: Stage) -> None:
    """A02 was tried in the first round; what was asked there (F05) gives it a next version."""
    said = content.AGREEMENTS["A02"]
    stage.agreements["A02"] = new_version(
        agreement=stage.agreements["A02"].agreement,
        by=stage.lead,
        functions=[stage.function(name) for name in said.for_whom],
        sentence=said.sentence,
        why=said.why,
        when=content.WEEKEND,
        example=said.example,
        changed=content.CHANGED,
        changed_why=content.CHANGED_WHY,
    )


def _look_again(stage: Stage) -> None:
    """Half a year after it was made, now that every house started."""
    review_framework(framework=_framework(stage), by=stage.lead)
