"""The targeted questions of a decision as its own page and that of its decider show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.models import Participant, Survey, Tally
from bevraging.participation import total_of
from fundament.models import Decision
from fundament.targeted_answers import Answers, told_by_name
from trajecten import access
from trajecten.templatetags.getallen import datum


@dataclass(frozen=True)
class TargetedRow:
    pk: int
    title: str
    who: str
    """«gevraagd aan 9 collega's, op naam»."""
    state: str
    """What there is to say as long as there is no summary."""
    summary: str
    is_open: bool
    url: str
    """Empty for who may not see answers."""
    answers: Answers | None = None
    """Who said what, for who leads the project."""

    @property
    def to_sum_up(self) -> bool:
        return not self.is_open and not self.summary


def counts(prefix: str = "") -> dict[str, Subquery]:
    """How many answered, by the list of who was asked and by what was published; `prefix` is the way to the question."""
    survey = OuterRef(f"{prefix}survey")
    done = Participant.objects.filter(survey=survey, answered=True).order_by().values("survey")
    counted = Tally.objects.filter(survey=survey, question="", option="", dimension="", segment="")
    return {
        "done": Subquery(done.annotate(n=Count("pk")).values("n")),
        "counted": Subquery(counted.values("count")[:1]),
    }


def targeted_rows(decision: Decision, user: Any, *, answers: bool = False) -> list[TargetedRow]:
    """One query, besides what `access` asks once for this project; with `answers` one more for who may see names."""
    sees = access.may_see_results(user, decision.project)
    asked = list(decision.targeted.select_related("survey").annotate(**counts()))
    named = answers and asked and access.may_see_names(user, decision.project)
    told = told_by_name([one.survey for one in asked]) if named else {}
    return [_row(decision, one, sees=sees, answers=told.get(one.survey_id)) for one in asked]


def ask_url(decision: Decision, user: Any) -> str:
    """Where a new question is made; empty for who may not, and once the decision is no proposal any more."""
    if not decision.is_open or not access.may_edit_project(user, decision.project):
        return ""
    return reverse("fundament:vraag_nieuw", args=[decision.project.slug, decision.pk])


def summaries(rows: Iterable[TargetedRow]) -> list[TargetedRow]:
    """Those that somebody summed up: what the decision sheet tells."""
    return [row for row in rows if row.summary]


def _row(decision: Decision, one: Any, *, sees: bool, answers: Answers | None) -> TargetedRow:
    survey: Survey = one.survey
    return TargetedRow(
        pk=one.pk,
        title=survey.title,
        who=asked_words(survey),
        state=state_words(survey, took_part(one)),
        summary=one.summary,
        is_open=survey.closed_at is None,
        url=reverse("fundament:vraag", args=[decision.project.slug, decision.pk, one.pk]) if sees else "",
        answers=answers,
    )


def asked_words(survey: Survey) -> str:
    told = ngettext("gevraagd aan %(n)d collega", "gevraagd aan %(n)d collega's", survey.invited)
    return f"{told % {'n': survey.invited}}, {survey.get_mode_display()}"


def took_part(one: Any) -> str:
    """«3 van 9», in an anonymous question never more than may be told."""
    return total_of(one.survey, one.survey.invited, one.done or one.counted or 0).text


def state_words(survey: Survey, told: str) -> str:
    if survey.closed_at is None:
        return _("Loopt tot en met %(day)s. Deelname tot nu: %(told)s.") % {
            "day": datum(survey.closes_on),
            "told": told,
        }
    return _("Nog samen te vatten. Deelname: %(told)s.") % {"told": told}
