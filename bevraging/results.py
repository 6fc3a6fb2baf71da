"""The results of a survey as they may be shown. Page, table, CSV, PDF and gate all read from here.

Reads `Tally`, where a number that may not be shown does not exist: the same work for a thousand answers as for a
hundred thousand. Only `rows_of` reads the answers themselves, for the recount.
"""

from collections.abc import Iterable, Sequence
from math import sqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.actions.answering import questions_of
from bevraging.models import (
    NamedResponse,
    OpenAnswer,
    Participant,
    Response,
    SupportTally,
    Survey,
    SurveySegment,
    Tally,
)
from bevraging.questions import DONT_KNOW, PULSE_KEYS, SCALE, Question
from bevraging.reading import sums_of
from bevraging.result_types import (
    Cell,
    Group,
    Number,
    OpenQuestion,
    Results,
    Spread,
    Statement,
    Support,
    SupportValue,
)
from bevraging.tallying import INDEX_SCALE, Row

Counts = dict[tuple[str, str, str, str], int]
"""How many said so, per (dimension, segment, question, option); empty texts stand for «all»."""

BAND_HIGH, BAND_LOW = 95, 5
"""Where a group that answers unanimously is drawn: «≥ 90%» and «≤ 10%» say no more than that."""
BARRIER = 3.0


def results_of(survey: Survey, language: str = "nl") -> Results:
    """Everything that may be shown of `survey`. Four queries at most, whatever the number of answers."""
    if survey.status != Survey.Status.PUBLISHED:
        closed = survey.status in (Survey.Status.CLOSED, Survey.Status.ERASED)
        return Results(survey, "too_few" if closed else "open", survey.invited, 0)
    told = Tally.objects.filter(survey=survey).values_list("dimension", "segment", "question", "option", "count")
    counts: Counts = {(dimension, segment, key, option): count for dimension, segment, key, option, count in told}
    segments = survey.groups if hasattr(survey, "groups") else list(SurveySegment.objects.filter(survey=survey))
    groups = _groups(segments, "location", counts)
    functions = _groups(segments, "function", counts)
    asked = questions_of(survey)
    statements = [
        statement
        for question in asked
        if question.is_statement and (statement := _statement(question, counts, groups, functions, survey, language))
    ]
    statements.sort(key=lambda statement: -statement.yes)
    support = _support(survey, counts, groups, functions, asked)
    opened = tuple(_open_questions(survey, asked, language))
    answered = counts["", "", "", ""]
    return Results(
        survey=survey,
        state="ready",
        invited=survey.invited,
        answered=answered,
        headline=_headline(statements),
        numbers=tuple(_numbers(survey, answered, statements, support, opened)),
        statements=tuple(statements),
        groups=groups,
        functions=functions,
        support=support,
        open_questions=opened,
        notes=tuple(_notes(survey, segments)),
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
    if survey.is_anonymous or survey.status != Survey.Status.PUBLISHED:
        return []
    rows = NamedResponse.objects.filter(participant__survey=survey).select_related("participant")
    return list(rows.order_by("participant__name"))


def groups_of_nearly_the_same_people(survey: Survey) -> list[set[str]]:
    """Location codes that were shown together before, in a survey of this project asked to nearly the same people.

    Who left or came would stand alone in the difference between two ways of dividing; so the division stays.
    """
    earlier = Survey.objects.filter(project=survey.project_id, status=Survey.Status.PUBLISHED).exclude(pk=survey.pk)
    here = list(SurveySegment.objects.filter(survey=survey, dimension="location"))
    together: list[set[str]] = []
    mine = _roster(survey) if here else set()
    for other in earlier if here else ():
        if len(mine ^ _roster(other)) >= survey.min_group:
            continue
        names: dict[str, set[str]] = {}
        for segment in SurveySegment.objects.filter(survey=other, dimension="location"):
            names.setdefault(segment.shown_as, set()).update(segment.members)
        together += [{one.code for one in here if shared & set(one.members)} for shared in names.values()]
    return [codes for codes in together if len(codes) > 1]


def _roster(survey: Survey) -> set[str]:
    people = Participant.objects.filter(survey=survey).values_list("employee_id", "email")
    return {f"employee {employee}" if employee else email for employee, email in people}


def _groups(segments: Iterable[SurveySegment], dimension: str, counts: Counts) -> tuple[Group, ...]:
    found: dict[str, list[SurveySegment]] = {}
    for segment in segments:
        if segment.dimension == dimension and segment.shown_as:
            found.setdefault(segment.shown_as, []).append(segment)
    return tuple(
        Group(
            code=code,
            label=" + ".join(segment.label for segment in together),
            members=tuple(name for segment in together for name in segment.members),
            n=counts.get((dimension, code, "", ""), 0),
            invited=sum(segment.invited for segment in together),
        )
        for code, together in found.items()
    )


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
    unanimous = survey.is_anonymous and max(mine) == n
    yes, yes_text = _share(mine, unanimous)
    cells = _cells(question, counts, groups, "location", yes, survey)
    shown = [cell.yes for cell in cells if cell.yes is not None]
    top = max(range(5), key=lambda place: mine[place])
    return Statement(
        question=question,
        text=question.words(language),
        n=n,
        counts=() if unanimous else mine,
        percents=() if unanimous else whole_percents(mine),
        dont_know=counts.get(("", "", question.key, DONT_KNOW), 0),
        yes=yes,
        yes_text=yes_text,
        mean=sum((place + 1) * count for place, count in enumerate(mine)) / n,
        cells=cells,
        function_cells=_cells(question, counts, functions, "function", yes, survey),
        spread=Spread(
            iqv=iqv(mine),
            top_share=BAND_HIGH if unanimous else round(100 * mine[top] / n),
            top_option=SCALE[top],
            difference=max(shown) - min(shown) if len(shown) > 1 else None,
        ),
    )


def _cells(
    question: Question, counts: Counts, groups: Sequence[Group], dimension: str, whole: int, survey: Survey
) -> tuple[Cell, ...]:
    mine = {group.code: _counts_of(counts, dimension, group.code, question.key) for group in groups}
    banded = {code for code, row in mine.items() if survey.is_anonymous and any(row) and _one_sided(row)}
    blurred = _blurred(mine, banded)
    return tuple(
        _cell(
            group,
            mine[group.code],
            counts.get((dimension, group.code, question.key, DONT_KNOW), 0),
            whole,
            banded=group.code in banded,
            blurred=group.code in blurred,
        )
        for group in groups
    )


def _blurred(mine: dict[str, tuple[int, ...]], banded: set[str]) -> set[str]:
    """One group behind a band could be worked out from the whole and the other groups: then a second one is blurred."""
    others = sorted((sum(row), code) for code, row in mine.items() if sum(row) and code not in banded)
    return {others[0][1]} if len(banded) == 1 and others else set()


def _cell(group: Group, row: tuple[int, ...], dont_know: int, whole: int, *, banded: bool, blurred: bool) -> Cell:
    n = sum(row)
    if not n:
        return Cell(group, "–")
    yes, text = _share(row, banded)
    if blurred:
        low = min(yes // 10 * 10, 90)
        yes, text = low + 5, f"{low}–{low + 10}%"
    step = yes - whole
    shade = (abs(step) >= 5) + (abs(step) >= 12)
    vague = banded or blurred
    return Cell(
        group,
        text,
        yes=yes,
        n=n,
        counts=None if vague else row,
        dont_know=0 if vague else dont_know,
        shade=shade if step > 0 else -shade,
    )


def _share(row: tuple[int, ...], banded: bool) -> tuple[int, str]:
    share = round(100 * (row[3] + row[4]) / sum(row))
    if banded:
        return (BAND_HIGH, "≥ 90%") if share >= 50 else (BAND_LOW, "≤ 10%")
    return share, f"{share}%"


def _one_sided(row: tuple[int, ...]) -> bool:
    return row[3] + row[4] in (0, sum(row)) or max(row) == sum(row)


def _counts_of(counts: Counts, dimension: str, segment: str, question: str) -> tuple[int, ...]:
    return tuple(counts.get((dimension, segment, question, option), 0) for option in SCALE)


def iqv(row: Sequence[int]) -> int:
    """Index of qualitative variation, 0–100: (1 − Σp²)·k/(k−1)."""
    n, k = sum(row), len(row)
    return round((1 - sum((count / n) ** 2 for count in row)) * k / (k - 1) * 100) if n else 0


def whole_percents(row: Sequence[int]) -> tuple[int, ...]:
    """Shares in whole percent that add up to 100 (largest remainders get the missing points)."""
    n = sum(row)
    exact = [100 * count / n for count in row]
    whole = [int(share) for share in exact]
    for place in sorted(range(len(row)), key=lambda place: whole[place] - exact[place])[: 100 - sum(whole)]:
        whole[place] += 1
    return tuple(whole)


def _support(
    survey: Survey, counts: Counts, groups: Sequence[Group], functions: Sequence[Group], asked: Sequence[Question]
) -> Support:
    sums = sums_of(survey)
    if ("", "") not in sums:
        return Support(None)
    values = []
    for group in groups:
        row = sums.get(("location", group.code))
        if row:
            mean, error = _mean(row, group.invited)
            barrier = _barrier(counts, asked, "location", group.code)
            values.append((group, mean, error, row.people, barrier))
    whole = sums["", ""]
    mean, error = _mean(whole, survey.invited)
    if values:
        heads = sum(group.invited for group, *_rest in values)
        mean = sum(group.invited * one for group, one, *_rest in values) / heads
        error = sqrt(sum((group.invited / heads * one) ** 2 for group, _m, one, *_rest in values))
    return Support(
        total=SupportValue(_("Iedereen"), round(mean), round(1.96 * error, 1), whole.people),
        groups=tuple(
            SupportValue(g.label, round(m), round(1.96 * e, 1), n, g.code, b.key if b else "")
            for g, m, e, n, b in values
        ),
        barrier=_barrier(counts, asked, "", ""),
    )


def _mean(row: SupportTally, invited: int) -> tuple[float, float]:
    """Mean index and its standard error, with the correction for a finite group."""
    n = row.people
    mean = row.total / n / INDEX_SCALE
    variance = (row.squares - row.total**2 / n) / (n - 1) / INDEX_SCALE**2 if n > 1 else 0.0
    return mean, sqrt(max(variance, 0.0) / n * max(0.0, 1 - n / max(invited, n)))


def _barrier(counts: Counts, asked: Sequence[Question], dimension: str, segment: str) -> Question | None:
    by_key = {question.key: question for question in asked}
    for key in PULSE_KEYS:
        row = _counts_of(counts, dimension, segment, key)
        n = sum(row)
        if key in by_key and n and sum((place + 1) * count for place, count in enumerate(row)) / n <= BARRIER:
            return by_key[key]
    return None


def _open_questions(survey: Survey, asked: Sequence[Question], language: str) -> Iterable[OpenQuestion]:
    answers = list(OpenAnswer.objects.filter(survey=survey).order_by("pk"))  # random keys: no order to read from
    for question in asked:
        if question.is_statement:
            continue
        mine = [answer for answer in answers if answer.question == question.key]
        if not survey.is_anonymous:
            mine_named = [row.answers.get(question.key, "") for row in named_rows(survey)]
            texts = tuple(text for text in mine_named if text)
            yield OpenQuestion(question, question.words(language), len(texts), readable=True, shown=texts)
            continue
        if len(mine) < survey.min_text:
            yield OpenQuestion(question, question.words(language), len(mine), readable=False)
            continue
        yield OpenQuestion(
            question,
            question.words(language),
            len(mine),
            readable=True,
            shown=tuple(answer.text for answer in mine if answer.state == OpenAnswer.State.SHOWN),
            unread=tuple(answer for answer in mine if answer.state == OpenAnswer.State.UNREAD),
            hidden=sum(answer.state == OpenAnswer.State.HIDDEN for answer in mine),
        )


def _headline(statements: Sequence[Statement]) -> str:
    if not statements:
        return _("Er zijn nog geen stellingen met genoeg antwoorden.")
    first, last = statements[0], statements[-1]
    if len(statements) == 1:
        return _("%(yes)s zegt ja op «%(text)s».") % {"yes": first.yes_text, "text": first.text}
    return _("Het vaakst klinkt ja op «%(first)s» (%(most)s). Het minst op «%(last)s» (%(least)s).") % {
        "first": first.text.rstrip("."),
        "most": first.yes_text,
        "last": last.text.rstrip("."),
        "least": last.yes_text,
    }


def _numbers(
    survey: Survey, answered: int, statements: Sequence[Statement], support: Support, opened: Sequence[OpenQuestion]
) -> Iterable[Number]:
    share = round(100 * answered / survey.invited) if survey.invited else 0
    yield Number(_("Deelname"), f"{share}%", _("%(n)s van %(of)s") % {"n": answered, "of": survey.invited})
    if support.total:
        margin = _("op 100, plus of min %(margin)s") % {"margin": str(support.total.margin).replace(".", ",")}
        yield Number(_("Draagvlak"), str(support.total.index), margin)
    differences = [s.spread.difference for s in statements if s.spread.difference is not None]
    if differences:
        yield Number(_("Grootste spreidstand"), str(max(differences)), _("punten verschil tussen locaties"))
    elif statements:
        yield Number(_("Grootste spreidstand"), str(max(s.spread.iqv for s in statements)), _("op 100"))
    texts = sum(question.n for question in opened)
    if opened:
        yield Number(
            _("Open antwoorden"),
            str(texts),
            ngettext("op %(n)s vraag", "op %(n)s vragen", len(opened)) % {"n": len(opened)},
        )


def _notes(survey: Survey, segments: Sequence[SurveySegment]) -> Iterable[str]:
    if not survey.is_anonymous:
        return
    k = survey.min_group
    shared: dict[str, list[str]] = {}
    for segment in segments:
        if segment.dimension == "location" and segment.shown_as:
            shared.setdefault(segment.shown_as, []).append(segment.label)
    for labels in shared.values():
        if len(labels) > 1:
            yield _("%(names)s staan samen. Groepen onder %(k)s antwoorden tonen we nooit apart.") % {
                "names": _join(labels),
                "k": k,
            }
    for dimension, sentence in (
        ("location", _("Per locatie zijn er te weinig antwoorden om apart te tonen.")),
        ("function", _("%(names)s tonen we niet apart: te weinig antwoorden om iedereen onherkenbaar te houden.")),
    ):
        hidden = [segment.label for segment in segments if segment.dimension == dimension and not segment.shown_as]
        if hidden:
            yield sentence % {"names": _join(hidden)}
    yield _("In het totaal telt iedereen mee.")


def _join(names: Sequence[str]) -> str:
    return (
        names[0] if len(names) == 1 else _("%(most)s en %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}
    )
