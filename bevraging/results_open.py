"""Open answers that may be shown, over all surveys of a project: part of the one reader, under the rules of `results`.

Of the whole survey only, from `min_text` answers to a question on, and only what the lead has read and chosen to show.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from bevraging.answer_rules import other_key
from bevraging.models import NamedResponse, OpenAnswer, Survey
from bevraging.questions import Question
from bevraging.result_types import OpenQuestion


def shown_answers(project) -> QuerySet[OpenAnswer]:
    """They come in the order of their random keys, so the order says nothing. One query here, one when it is read.

    Answers by name have no key of their own and stay on the page of their survey.
    """
    published = OpenAnswer.objects.filter(
        survey__project=project, survey__status=Survey.Status.PUBLISHED, survey__mode=Survey.Mode.ANONYMOUS
    )
    enough = (
        published.values("survey", "question")
        .annotate(n=Count("pk"))
        .filter(n__gte=F("survey__min_text"))
        .order_by()
        .values_list("survey", "question")
    )
    readable = Q(pk__in=[])
    for survey, question in enough:
        readable |= Q(survey=survey, question=question)
    return published.filter(readable, state=OpenAnswer.State.SHOWN).order_by("pk")


def text_keys(asked: Iterable[Question], language: str) -> Iterator[tuple[Question, str, str]]:
    """(question, key of its texts, words) of everything that is answered in own words, «iets anders» included."""
    for question in asked:
        if question.is_text:
            yield question, question.key, question.words(language)
        if question.other:
            yield question, other_key(question.key), _("%(text)s (iets anders)") % {"text": question.words(language)}


def open_questions(survey: Survey, asked: Sequence[Question], language: str) -> Iterable[OpenQuestion]:
    """The texts of each question, under the rules above; by name all of them. One query, none without such questions."""
    wanted = list(text_keys(asked, language))
    if not wanted:
        return
    if not survey.is_anonymous:
        named = NamedResponse.objects.filter(participant__survey=survey).order_by("participant__name")
        rows = list(named.values_list("answers", flat=True))
        for question, key, words in wanted:
            texts = tuple(text for row in rows if (text := row.get(key, "")))
            yield OpenQuestion(question, words, len(texts), readable=True, shown=texts, key=key)
        return
    answers = list(OpenAnswer.objects.filter(survey=survey).order_by("pk"))  # random keys: no order to read from
    for question, key, words in wanted:
        mine = [answer for answer in answers if answer.question == key]
        if len(mine) < survey.min_text:
            yield OpenQuestion(question, words, len(mine), readable=False, key=key)
            continue
        yield OpenQuestion(
            question,
            words,
            len(mine),
            readable=True,
            shown=tuple(answer.text for answer in mine if answer.state == OpenAnswer.State.SHOWN),
            unread=tuple(answer for answer in mine if answer.state == OpenAnswer.State.UNREAD),
            hidden=sum(answer.state == OpenAnswer.State.HIDDEN for answer in mine),
            key=key,
        )
