"""Why groups stand together or are left out, in sentences under the results: rule, groups and the size as shown."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.models import Participant, Survey, SurveySegment, Turnout
from bevraging.naming import in_words, least_alone, nowhere
from bevraging.result_types import Group


def notes(survey: Survey, segments: Sequence[SurveySegment], groups: Sequence[Group]) -> Iterable[str]:
    """One query when groups were taken together, none otherwise."""
    if not survey.is_anonymous:
        return
    joined = [group for group in groups if len(group.members) > 1]
    if joined:
        asked, done = _counts(survey)
        for group in joined:
            mine = [s for s in segments if s.dimension == "location" and s.shown_as == group.code]
            yield from _joined(group, mine, asked, done, survey.min_group)
    for dimension, sentence in (
        ("location", _("Per locatie zijn er te weinig antwoorden om apart te tonen.")),
        ("function", _("%(names)s tonen we niet apart: te weinig antwoorden om iedereen onherkenbaar te houden.")),
    ):
        hidden = [segment.label for segment in segments if segment.dimension == dimension and not segment.shown_as]
        if hidden:
            yield sentence % {"names": in_words(hidden)}
    if groups:
        yield _("Cijfers per groep zijn afgerond. Zo zegt een cijfer niet hoeveel collega's er precies meededen.")
    yield _("In het totaal telt iedereen mee.")


def _counts(survey: Survey) -> tuple[Counter[str], Counter[str]]:
    """How many were asked per location name, and how many answered per group: only to judge, never to show."""
    asked: Counter[str] = Counter()
    done: Counter[str] = Counter()
    if survey.people_gone_on:
        for kept in Turnout.objects.filter(survey=survey).exclude(about=Turnout.About.FUNCTION):
            asked[kept.name or nowhere()] += kept.invited if kept.about == Turnout.About.PLACE else 0
            done[kept.location] += kept.answered
        return asked, done
    rows = Participant.objects.filter(survey=survey).order_by().values_list("location", "employee__location__name")
    for code, name, n, answered in rows.annotate(n=Count("pk"), answered=Count("pk", filter=Q(answered=True))):
        asked[name or nowhere()] += n
        done[code] += answered
    return asked, done


def _joined(
    group: Group, segments: Sequence[SurveySegment], asked: Counter[str], done: Counter[str], k: int
) -> Iterable[str]:
    alone = least_alone(k)
    few_asked = [name for s in segments if len(s.members) > 1 for name in s.members if 0 < asked[name] < alone]
    few_done = [name for s in segments if len(segments) > 1 and done[s.code] < k for name in s.members]
    few_done = [name for name in few_done if name not in few_asked]
    told = {"k": k, "size": group.size}
    if few_asked:
        why = ngettext(
            "%(names)s: we vroegen er minder dan %(k)s.",
            "%(names)s: we vroegen er telkens minder dan %(k)s.",
            len(few_asked),
        )
        yield f"{why % {**told, 'names': in_words(few_asked), 'k': alone}} {_therefore(group, few_asked, told)}"
    if few_done:
        why = ngettext(
            "%(names)s gaf minder dan %(k)s antwoorden.",
            "%(names)s gaven elk minder dan %(k)s antwoorden.",
            len(few_done),
        )
        yield f"{why % {'names': in_words(few_done), **told}} {_therefore(group, few_done, told)}"
    if not few_asked and not few_done:
        sentence = _(
            "%(names)s staan samen (%(size)s antwoorden). Groepen onder %(k)s antwoorden tonen we nooit apart."
        )
        yield sentence % {"names": group.label, **told}


def _therefore(group: Group, small: Sequence[str], told: dict) -> str:
    others = [name for name in group.members if name not in small]
    if not others:
        return _("Daarom staan ze samen (%(size)s antwoorden).") % told
    sentence = ngettext(
        "Daarom staat %(names)s samen met %(others)s (%(size)s antwoorden).",
        "Daarom staan %(names)s samen met %(others)s (%(size)s antwoorden).",
        len(small),
    )
    return sentence % {"names": in_words(small), "others": in_words(others), **told}
