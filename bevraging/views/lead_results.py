"""Results, and the reading step before open answers are shown. Every number comes from `bevraging.results`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging import actions
from bevraging.models import Survey
from bevraging.naming import in_short
from bevraging.questions import PULSE_KEYS, option_words
from bevraging.results import named_rows, results_of
from bevraging.views.base import Status, editable_survey, page, survey_or_404, to, url_of
from trajecten import access

AT_ONCE = 20
LONG_LABEL = 11
HELPS = {
    "waarom": gettext_lazy("Laat de directie nog eens vertellen waarom, in eigen woorden."),
    "goesting": gettext_lazy("Betrek collega's bij de keuzes, en zet in de kijker wat al goed loopt."),
    "weten": gettext_lazy("Laat de leidinggevende per ploeg vertellen wat er verandert, en wat niet."),
    "kunnen": gettext_lazy("Plan een korte taaktraining op de werkvloer."),
    "steun": gettext_lazy("Kies per locatie een aanspreekpunt of ambassadeur, en zeg wie het is."),
}
"""What to do first when this pulse item is the first barrier."""


@require_safe
@login_required
def results_page(request, slug: str, pk: int):
    survey = survey_or_404(request, slug, pk, with_groups=True)
    if survey.status == Status.DRAFT:
        return to("vragen", survey)
    edits = access.may_edit_project(request.user, survey.project)
    found = results_of(survey)
    unread = sum(len(question.unread) for question in found.open_questions)
    context = {
        "results": found,
        "state": state_sentence(found),
        "numbers": [(number.label, number.value, number.context) for number in found.numbers],
        "rows": [row_of(statement, vague=found.nearly_all) for statement in found.statements],
        "pulse": pulse_rows(found),
        "barrier_help": HELPS.get(found.support.barrier.key, "") if found.support.barrier else "",
        "unread": unread if edits else 0,
        "groups": [(group.code, short_label(group), group.size) for group in found.groups],
        "many": len(found.groups) > 5 or any(len(short_label(group)) > LONG_LABEL for group in found.groups),
        "has_spread": any(statement.spread.difference is not None for statement in found.statements),
        "named": named_answers(survey) if edits else [],
        "main": main_action(survey, unread) if edits and found.ready else None,
        "participation_url": url_of("deelname", survey),
    }
    return render(request, "bevraging/resultaten.html", page(request, survey, **context))


def state_sentence(found) -> str:
    if found.state == "open":
        return _("De resultaten komen na het afsluiten. Zo kan niemand zien wie wat antwoordde.")
    if found.state == "too_few":
        return _("We tonen dit niet. Er waren minder dan %(k)d antwoorden.") % {"k": found.survey.min_group}
    return found.headline


def main_action(survey: Survey, unread: int) -> tuple[str, str]:
    if unread:
        label = ngettext("Lees %(n)d open antwoord", "Lees %(n)d open antwoorden", unread) % {"n": unread}
        return label, url_of("lezen", survey)
    return _("Bekijk de poort naar Fundament"), reverse("trajecten:poort", args=[survey.project.slug, 1])


def row_of(statement, *, vague: bool = False) -> dict:
    """A statement ready to draw; cells that stand behind a band show words, never a number."""
    tones = {2: "hoog", 1: "hoog", 0: "", -1: "laag", -2: "laag2"}
    return {
        "statement": statement,
        "shares": list(statement.percents),
        "table": [f"{share}%" for share in statement.percents] if vague else statement.counts,
        "cells": [
            {"cell": cell, "tone": tones[cell.shade], "label": short_label(cell.group)} for cell in statement.cells
        ],
    }


def short_label(group) -> str:
    """«Denderleeuw en 2 andere»: the note below and the table say the whole list."""
    return in_short(group.members)


def pulse_rows(found) -> list[dict]:
    """The five pulse items in their own order."""
    by_key = {statement.question.key: statement for statement in found.statements if statement.question.pulse}
    return [{"text": by_key[key].text, "statement": by_key[key]} for key in PULSE_KEYS if key in by_key]


def named_answers(survey: Survey) -> list[dict]:
    """Who answered what, in words; empty for an anonymous survey."""
    rows = named_rows(survey)
    if not rows:
        return []
    asked, words = actions.questions_of(survey), option_words("nl")
    return [
        {
            "participant": row.participant,
            "said": [
                (q.words("nl"), words.get(row.answers[q.key], row.answers[q.key]))
                for q in asked
                if row.answers.get(q.key)
            ],
        }
        for row in rows
    ]


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
