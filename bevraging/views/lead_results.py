"""Results, and the reading step before open answers are shown. Every number comes from `bevraging.results`."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging import actions
from bevraging.answer_told import said
from bevraging.drawn_results import drawn_results
from bevraging.exporting import as_csv, as_xlsx, tables_of
from bevraging.models import Survey
from bevraging.result_types import Results
from bevraging.results import named_rows, results_of
from bevraging.results_filter import OfGroup, of_group
from bevraging.results_open import text_keys
from bevraging.views.base import Status, editable_survey, page, survey_or_404, to, url_of
from trajecten import access

AT_ONCE = 20


@require_safe
@login_required
def results_page(request, slug: str, pk: int):
    survey = survey_or_404(request, slug, pk)
    if survey.status == Status.DRAFT:
        return to("vragen", survey)
    edits = access.may_edit_project(request.user, survey.project)
    names = not survey.is_anonymous and access.may_see_names(request.user, survey.project)
    drawn = drawn_results(survey, edits=edits if survey.is_anonymous else names)
    context = {
        "drawn": drawn,
        "state": drawn.state,
        "named": named_answers(survey) if names else [],
        "main": main_action(survey, drawn.unread) if edits and drawn.ready else None,
        "compare_url": url_of("vergelijk", survey),
        "participation_url": url_of("deelname", survey),
        "pdf_url": url_of("resultaten_pdf", survey),
        "export_url": url_of("meenemen", survey) if edits and drawn.ready else "",
        "names": names,
    }
    if "groep" in request.GET and drawn.ready:
        context |= one_group(survey, request.GET["groep"])
    return render(request, "bevraging/resultaten.html", page(request, survey, **context))


def group_or_404(found: Results, wanted: str) -> OfGroup:
    """What may be told of one group. Raises Http404 for one that is not shown, as for one that does not exist."""
    only = of_group(found, wanted, _("zegt ja"))
    if only is None:
        raise Http404
    return only


def one_group(survey: Survey, wanted: str) -> dict:
    """What the page shows of one group."""
    only = group_or_404(results_of(survey), wanted)
    pdf_url = f"{url_of('resultaten_pdf', survey)}?{urlencode({'groep': wanted})}"
    return {"only": only, "all_url": url_of("resultaten", survey), "pdf_url": pdf_url}


def main_action(survey: Survey, unread: int) -> tuple[str, str]:
    if unread:
        label = ngettext("Lees %(n)d open antwoord", "Lees %(n)d open antwoorden", unread) % {"n": unread}
        return label, url_of("lezen", survey)
    return _("Bekijk de poort naar Fundament"), reverse("trajecten:poort", args=[survey.project.slug, 1])


def named_answers(survey: Survey, rows: list | None = None, asked: list | None = None) -> list[dict]:
    """Who answered what, in words; empty for an anonymous survey. `rows` and `asked` when somebody read them already."""
    rows = named_rows(survey) if rows is None else rows
    if not rows:
        return []
    asked = asked or actions.questions_of(survey)
    others = [(key, words) for question, key, words in text_keys(asked, "nl") if key != question.key]
    return [
        {
            "participant": row.participant,
            "said": [(q.words("nl"), said(q, row.answers[q.key])) for q in asked if row.answers.get(q.key)]
            + [(words, row.answers[key]) for key, words in others if row.answers.get(key)],
        }
        for row in rows
    ]


FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_POST
@login_required
def export(request, slug: str, pk: int):
    """The published numbers as a file; a button and no link, because it is written down who took them along.

    By name also who answered what, for who sees that on the page.
    """
    survey = editable_survey(request, slug, pk)
    form = request.POST.get("soort", "")
    names = access.may_see_names(request.user, survey.project)
    found = results_of(survey)
    if form not in FILES or not drawn_results(survey, edits=survey.is_anonymous or names).ready:
        return to("resultaten", survey)
    make, content_type = FILES[form]
    body = make(tables_of(found, actions.questions_of(survey), rows=names))
    actions.note_export(survey=survey, by=request.user, form=form)
    name = f"{survey.project.slug}-{survey.pk}.{form}"
    return HttpResponse(
        body, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reading(request, slug: str, pk: int):
    """Open answers one reads before others do: show, show without a name, or keep back."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.PUBLISHED or not survey.is_anonymous:
        return to("resultaten", survey)
    if request.method == "POST":
        return _review(request, survey)
    found = results_of(survey)
    unread = [(question, answer) for question in found.open_questions for answer in question.unread]
    context = {
        "answers": unread[:AT_ONCE],
        "left": len(unread),
        "back": url_of("resultaten", survey),
        "state": ngettext("Nog %(n)d antwoord te lezen.", "Nog %(n)d antwoorden te lezen.", len(unread))
        % {"n": len(unread)}
        if unread
        else _("Alles is gelezen."),
    }
    return render(request, "bevraging/lezen.html", page(request, survey, **context))


def _review(request, survey: Survey):
    """Everything that stood on the page at once: shown, unless it was ticked to stay hidden."""
    # Only an answer that may be read at all (enough of them) can be reviewed.
    known = {str(answer.pk): answer for question in results_of(survey).open_questions for answer in question.unread}
    hidden = set(request.POST.getlist("verberg"))
    done = 0
    for key in request.POST.getlist("antwoord")[:AT_ONCE]:
        if key in known:
            text = request.POST.get(f"tekst-{key}", "")[:1000]
            done += actions.review_open_answer(survey=survey, answer=known[key].pk, show=key not in hidden, text=text)
    if done:
        messages.success(request, ngettext("%(n)d antwoord gelezen.", "%(n)d antwoorden gelezen.", done) % {"n": done})
    return to("lezen" if len(known) > done else "resultaten", survey)
