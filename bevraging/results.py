"""The results of a survey as they may be shown. Page, table, CSV, PDF and gate all read from here.

Reads `Tally`, where a number that may not be shown does not exist: the same work for a thousand answers as for a
hundred thousand. Only `rows_of` reads the answers themselves, for the recount.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bevraging.actions.answering import questions_of
from bevraging.margins import Measure, of_share, of_spread
from bevraging.marks import people_of, roster_of
from bevraging.models import (
    NamedResponse,
    Response,
    Survey,
    SurveySegment,
)
from bevraging.naming import in_words, nearly_all, size_of_all, step_of
from bevraging.questions import DONT_KNOW, SCALE, Question
from bevraging.reading import counts_of, sums_of
from bevraging.result_types import (
    Group,
    Results,
    Spread,
    Statement,
    Support,
    SupportValue,
)
from bevraging.results_bands import around, edge, sample_of_all, unit_of
from bevraging.results_cells import Said, apart, cells_of, share_of, told
from bevraging.results_counted import counted_of
from bevraging.results_headline import headline, numbers
from bevraging.results_notes import notes
from bevraging.results_open import open_questions
from bevraging.results_spread import UNANIMOUS, Counts, iqv, theme_spreads, whole_percents
from bevraging.support_figures import first_barrier, support_of_all, told_in_groups
from bevraging.suppression import stay_together
from bevraging.tallying import Row


def results_of(survey: Survey, language: str = "nl") -> Results:
    """Everything that may be shown of `survey`. Four queries at most, whatever the number of answers."""
    if survey.status != Survey.Status.PUBLISHED:
        closed = survey.status in (Survey.Status.CLOSED, Survey.Status.ERASED)
        return Results(survey, "too_few" if closed else "open", survey.invited, 0)
    counts: Counts = counts_of(survey)
    segments = list(SurveySegment.objects.filter(survey=survey))
    asked = questions_of(survey)
    found = figures_of(survey, counts, segments, asked, language)
    opened = tuple(open_questions(survey, asked, language))
    return replace(
        found,
        numbers=tuple(numbers(survey, found.answered, found.statements, found.support, opened)),
        open_questions=opened,
        notes=tuple(notes(survey, segments, found.groups)),
    )


def figures_of(
    survey: Survey,
    counts: Counts,
    segments: Sequence[SurveySegment],
    asked: Sequence[Question],
    language: str = "nl",
) -> Results:
    """Of a published survey everything that is counted, from what was read; no texts, no notes. No query."""
    groups = _groups(survey, segments, "location", counts)
    functions = _groups(survey, segments, "function", counts)
    statements = [
        statement
        for question in asked
        if question.is_statement and (statement := _statement(question, counts, groups, functions, survey, language))
    ]
    statements.sort(key=lambda statement: -statement.yes)
    counted = tuple(counted_of(survey, asked, counts, groups, functions, language))
    return Results(
        survey=survey,
        state="ready",
        invited=survey.invited,
        answered=counts["", "", "", ""],
        headline=headline(statements, counted),
        statements=tuple(statements),
        counted=counted,
        themes=theme_spreads(statements, counted),
        groups=groups,
        functions=functions,
        support=_support(survey, counts, groups, functions, asked),
    )


def rows_of(survey: Survey) -> list[Row]:
    """The answers without their writers, in the groups as published: for the recount only."""
    if survey.is_anonymous:
        return list(Response.objects.filter(survey=survey).order_by().values_list("location", "function", "answers"))
    shown = {(s.dimension, s.code): s.shown_as for s in SurveySegment.objects.filter(survey=survey)}
    named = NamedResponse.objects.filter(participant__survey=survey)
    return [
        (shown.get(("location", location), ""), shown.get(("function", function), ""), answers)
        for location, function, answers in named.values_list(
            "participant__location", "participant__function", "answers"
        )
    ]


def named_rows(survey: Survey) -> list[NamedResponse]:
    """Who answered what: only ever for a survey that said so on every page. Nothing for an anonymous one."""
    return named_rows_of([survey])[survey.pk]


def named_rows_of(surveys: Sequence[Survey]) -> dict[int, list[NamedResponse]]:
    """The same of several surveys, by their key. One query, none when nothing can be told."""
    found: dict[int, list[NamedResponse]] = {one.pk: [] for one in surveys}
    told = [one.pk for one in surveys if not one.is_anonymous and one.status == Survey.Status.PUBLISHED]
    if told:
        rows = NamedResponse.objects.filter(participant__survey__in=told).select_related("participant")
        for row in rows.order_by("participant__name"):
            found[row.participant.survey_id].append(row)
    return found


def groups_of_nearly_the_same_people(survey: Survey) -> list[set[str]]:
    """Location codes that stay in one group, because they stood together in an earlier survey of this project and one of
    them was asked of nearly the same people then.

    The earlier sum minus what that one says now would otherwise be the few answers of the others.
    """
    earlier = Survey.objects.filter(project=survey.project_id, status=Survey.Status.PUBLISHED).exclude(pk=survey.pk)
    here = list(SurveySegment.objects.filter(survey=survey, dimension="location"))
    together: list[set[str]] = []
    people = people_of(survey) if here else []
    for other in earlier if here else ():
        asked = roster_of(other)
        new = Counter(location for location, mark in people if mark not in asked)
        names: dict[str, set[str]] = {}
        for segment in SurveySegment.objects.filter(survey=other, dimension="location"):
            names.setdefault(segment.shown_as, set()).update(segment.members)
        members = {one.code: set(one.members) for one in here}
        together += stay_together(names.values(), members, new, survey.min_group)
    return together


def _groups(survey: Survey, segments: Iterable[SurveySegment], dimension: str, counts: Counts) -> tuple[Group, ...]:
    found: dict[str, list[SurveySegment]] = {}
    for segment in segments:
        if segment.dimension == dimension and segment.shown_as:
            found.setdefault(segment.shown_as, []).append(segment)
    return tuple(
        _group(survey, code, together, counts.get((dimension, code, "", ""), 0)) for code, together in found.items()
    )


def _group(survey: Survey, code: str, together: Sequence[SurveySegment], n: int) -> Group:
    members = tuple(name for segment in together for name in segment.members)
    invited = sum(segment.invited for segment in together)
    told = step_of(n, invited, survey.min_group) if survey.is_anonymous else n
    return Group(code, in_words(members), members, told, invited, exact=not survey.is_anonymous)


def _statement(
    question: Question,
    counts: Counts,
    groups: Sequence[Group],
    functions: Sequence[Group],
    survey: Survey,
    language: str,
) -> Statement | None:
    mine = _counts_of(counts, "", "", question.key)
    n = sum(mine)
    if not n:
        return None
    # When fewer than k are missing, shares may not be so fine that they tell how many exactly.
    answered = counts["", "", "", ""]
    size = size_of_all(survey, answered, survey.invited)
    size = min(n, size) if question.show_if else size
    unit = unit_of(size) if survey.is_anonymous and nearly_all(answered, survey.invited, survey.min_group) else 1
    # One who differs counts as none: otherwise the band would say that there is nobody.
    unanimous = survey.is_anonymous and max(mine) >= n - 1
    band = edge(mine[3] + mine[4], n, min(n, size)) if unanimous else None
    percents = whole_percents(mine, unit)
    yes, yes_text = (
        (band.drawn, band.text)
        if band
        else told(percents[3] + percents[4] if unit > 1 else share_of(mine[3] + mine[4], n))
    )
    sample = sample_of_all(survey, answered, n)
    between = band.between if band else around(yes, unit)
    whole = Measure(yes_text, yes, between, of_share(yes, sample), band is not None)
    part = sample.n / sample.answered
    cells = cells_of(_said(counts, groups, "location", question.key), groups, whole, survey, part)
    top = max(range(5), key=lambda place: mine[place])
    return Statement(
        question=question,
        text=question.words(language),
        n=n,
        counts=() if unanimous else mine,
        percents=() if unanimous else percents,
        dont_know=counts.get(("", "", question.key, DONT_KNOW), 0),
        yes=yes,
        yes_text=yes_text,
        mean=sum((place + 1) * count for place, count in enumerate(mine)) / n,
        cells=cells,
        function_cells=cells_of(_said(counts, functions, "function", question.key), functions, whole, survey, part),
        spread=Spread(
            iqv=iqv(percents if unit > 1 else mine),
            top_share=UNANIMOUS if unanimous else percents[top],
            top_option=SCALE[top],
            difference=apart(cells),
            margin=of_spread(percents, sample),
        ),
        measure=whole,
    )


def _said(counts: Counts, groups: Sequence[Group], dimension: str, key: str) -> dict[str, Said]:
    rows = {group.code: _counts_of(counts, dimension, group.code, key) for group in groups}
    return {
        code: Said(row[3] + row[4], sum(row), row, counts.get((dimension, code, key, DONT_KNOW), 0))
        for code, row in rows.items()
    }


def _counts_of(counts: Counts, dimension: str, segment: str, question: str) -> tuple[int, ...]:
    return tuple(counts.get((dimension, segment, question, option), 0) for option in SCALE)


def _support(
    survey: Survey, counts: Counts, groups: Sequence[Group], functions: Sequence[Group], asked: Sequence[Question]
) -> Support:
    sums = sums_of(survey)
    if ("", "") not in sums:
        return Support(None)
    rows = {group.code: row for group in groups if (row := sums.get(("location", group.code)))}
    parts = [(group, rows[group.code]) for group in groups if group.code in rows]
    whole = support_of_all(survey, sums["", ""], [(group.invited, row) for group, row in parts])
    values = []
    for group, words in told_in_groups(survey, parts):
        barrier = _barrier(counts, asked, "location", group.code)
        # A margin of 0 would say that everybody in the group took part, and a missing one too: so groups have none.
        values.append(
            SupportValue(
                group.label,
                words.drawn,
                None,
                group.n,
                group.code,
                barrier.key if barrier else "",
                group.size,
                words.text,
            )
        )
    return Support(total=whole, groups=tuple(values), barrier=_barrier(counts, asked, "", ""))


def _barrier(counts: Counts, asked: Sequence[Question], dimension: str, segment: str) -> Question | None:
    by_key = {question.key: question for question in asked}
    return by_key.get(first_barrier(counts, dimension, segment))
