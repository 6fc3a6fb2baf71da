"""One question to a few people before a decision is taken, and what we take from their answers."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging import questions
from bevraging.actions import NotReady, add_employees, launch
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.questions import Question
from fundament.models import Decision, TargetedQuestion
from organisatie.models import Employee
from trajecten import history

__all__ = ["MOST_PEOPLE", "ask", "summarise"]

MOST_PEOPLE = 30
"""A question to more people is a survey of its own."""
TITLE_LENGTH = 120


@transaction.atomic
def ask(
    *,
    decision: Decision,
    by,
    asked: Sequence[Question],
    intro: str,
    employees: Sequence[Employee],
    mode: str,
    until: date,
    lately: str = "",
    reason: str = "",
) -> TargetedQuestion:
    """Send the question now, with at most one more that asks why: everything or nothing.

    The same question while it is still open is the one that went already, so that a second press sends nothing. Raises
    NotReady with a sentence (the decision was taken, too many people, what `launch` refuses); AskedLately when some of
    them got another survey in the last 14 days and `lately` says nothing, as for `launch`.
    """
    # Holding the row makes a second press wait and then find what the first one sent.
    if not Decision.objects.open().filter(pk=decision.pk).update(number=F("number")):
        raise NotReady(_("Dit besluit ligt vast. Stel je vraag bij een nieuw voorstel."))
    content = questions.dump(asked)
    earlier = _still_open(decision, content)
    if earlier is not None:
        return earlier
    if len(employees) > MOST_PEOPLE:
        raise NotReady(_("Kies hooguit %(n)d collega's. Voor meer mensen maak je een bevraging.") % {"n": MOST_PEOPLE})
    survey = _survey(decision, by, asked[0], intro, mode, until)
    QuestionnaireVersion.objects.create(survey=survey, content=content)
    add_employees(survey=survey, employees=employees, by=by)
    launch(survey=survey, by=by, lately=lately, reason=reason)
    survey.refresh_from_db()
    targeted = TargetedQuestion.objects.create(decision=decision, survey=survey)
    history.record("targeted_asked", project=decision.project, actor=by, decision=decision.code, people=survey.invited)
    return targeted


def _still_open(decision: Decision, content: list[dict]) -> TargetedQuestion | None:
    found = decision.targeted.filter(survey__status=Survey.Status.OPEN).select_related("survey")
    return next((one for one in found if one.survey.versions.filter(content=content).exists()), None)


def _survey(decision: Decision, by, question: Question, intro: str, mode: str, until: date) -> Survey:
    project = decision.project
    return Survey.objects.create(
        project=project,
        title=Truncator(question.words("nl")).chars(TITLE_LENGTH),
        intro=intro,
        purpose=Survey.Purpose.TARGETED,
        mode=mode,
        min_group=max(5, project.organisation.min_group),
        step=project.step,
        closes_on=until,
        contact=by.name,
        reminders=1,
        created_by=by,
    )


@transaction.atomic
def summarise(*, targeted: TargetedQuestion, summary: str, by) -> bool:
    """Write down what we take from the answers. True when this call did it, False when it stood there already.

    Other words may come as long as the decision is a proposal; what a taken decision rests on stays as it was. Raises
    ValidationError: still open, nothing written, or taken meanwhile.
    """
    words = summary.strip()
    if not words:
        raise ValidationError({"summary": _("Schrijf in één of twee zinnen wat jullie meenemen.")})
    mine = TargetedQuestion.objects.filter(pk=targeted.pk)
    if mine.filter(survey__closed_at__isnull=True).exists():
        raise ValidationError(_("Deze vraag loopt nog. Vat ze samen zodra ze gesloten is."))
    if mine.filter(summary=words).exists():
        return False
    free = mine.filter(summary="") | mine.filter(decision__status=Decision.Status.PROPOSAL)
    if not TargetedQuestion.objects.filter(pk__in=free.values("pk")).update(
        summary=words, summarised_at=timezone.now()
    ):
        raise ValidationError(_("Het besluit is genomen met deze samenvatting. Ze blijft zoals ze is."))
    targeted.refresh_from_db()
    history.record(
        "targeted_summarised",
        project=targeted.decision.project,
        actor=by,
        decision=targeted.decision.code,
        survey=targeted.survey.title,
    )
    return True


history.register_verb(
    "targeted_asked", gettext_lazy("{actor} stelde bij besluit {decision} een gerichte vraag aan {people} collega's.")
)
history.register_verb(
    "targeted_summarised", gettext_lazy("{actor} vatte de antwoorden op «{survey}» samen bij besluit {decision}.")
)
