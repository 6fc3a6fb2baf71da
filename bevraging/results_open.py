"""Open answers that may be shown, over all surveys of a project: part of the one reader, under the rules of `results`.

Of the whole survey only, from `min_text` answers to a question on, and only what the lead has read and chosen to show.
"""

from django.db.models import Count, F, Q, QuerySet

from bevraging.models import OpenAnswer, Survey


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
