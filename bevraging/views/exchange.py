"""A questionnaire from a file: choose it, look at what came out, put it in. And the way out: as a sheet or as a file."""

import zlib
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging import actions
from bevraging.exchange.own import Whole, as_json
from bevraging.exchange.pending import Pending, packed, unpacked
from bevraging.exchange.report import MAX_SHOWN, Report
from bevraging.exchange.type_words import type_words
from bevraging.exchange.xlsform_out import as_xlsx
from bevraging.forms_exchange import ReadInForm
from bevraging.languages import language_name
from bevraging.models import Survey
from bevraging.questions import Question
from bevraging.views.base import Status, editable_survey, page, page_of, phases, to, url_of

KEPT = 3600
"""Seconds: long enough to read a report and to have a coffee."""
BEHIND, REPLACE = "achteraan", "vervang"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def read_in(request, slug: str, pk: int):
    """Choose a file. Nothing is put in yet."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return _too_late(request, survey)
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReadInForm(*bound, cut_off="upload_too_large" in request.META)
    if request.method == "POST" and form.is_valid():
        kept = packed(form.imported, form.cleaned_data["file"].name)
        if kept is not None:
            cache.set(_place(request, survey), kept, KEPT)
            return to("inlezen_nakijken", survey)
        form.add_error("file", _("Deze vragenlijst is te groot. Verdeel ze over meer bestanden."))
    context = {"form": form, "phases": phases(survey, "vragen"), "back": url_of("vragen", survey)}
    return render(request, "bevraging/inlezen.html", page(request, survey, **context))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def look(request, slug: str, pk: int):
    """What will be taken over and what not; the button puts it in."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return _too_late(request, survey)
    pending = _pending(request, survey)
    if pending is None:
        messages.info(request, _("Kies het bestand nog eens. We bewaren het maar een uur."))
        return to("inlezen", survey)
    problem = _put_in(request, survey, pending) if request.method == "POST" else ""
    if problem is None:
        return to("vragen", survey)
    return render(request, "bevraging/inlezen_nakijken.html", page(request, survey, **_shown(survey, pending, problem)))


def _put_in(request, survey: Survey, pending: Pending) -> str | None:
    """Do what was chosen; a sentence when it cannot be done, None when it was."""
    how = request.POST.get("hoe")
    if how not in (BEHIND, REPLACE) or not pending.imported.questions:
        return _("Kies eerst waar de vragen komen.")
    if request.POST.get("kenmerk") != pending.mark:
        return _("Je koos intussen een ander bestand. Kijk eerst na wat hieronder staat.")
    try:
        count = actions.put_in(survey=survey, imported=pending.imported, replacing=how == REPLACE, by=request.user)
    except ValidationError as error:
        return " ".join(error.messages)
    except actions.AlreadySent as error:
        messages.error(request, str(error))
        return None
    cache.delete(_place(request, survey))
    messages.success(request, ngettext("%(n)d vraag staat erin.", "%(n)d vragen staan erin.", count) % {"n": count})
    return None


def _shown(survey: Survey, pending: Pending, problem: str) -> dict:
    imported, asked = pending.imported, actions.questions_of(survey)
    count = len(imported.questions)
    lines = imported.report.lines
    return {
        "file": pending.file,
        "mark": pending.mark,
        "problem": problem,
        "state": state_sentence(count, imported.report),
        "rows": list(question_rows(imported.questions)),
        "lines": lines[:MAX_SHOWN],
        "more": len(lines) - len(lines[:MAX_SHOWN]) + imported.report.more,
        "technical": imported.report.technical,
        "languages": ", ".join(language_name(code) for code in imported.languages),
        "button": ngettext("Zet deze %(n)d vraag erin", "Zet deze %(n)d vragen erin", count) % {"n": count},
        "options": _options(len(asked), any(question.pulse for question in asked)),
        "chosen": BEHIND,
        "phases": phases(survey, "vragen"),
        "again": url_of("inlezen", survey),
        "back": url_of("vragen", survey),
    }


def _options(standing: int, pulse: bool) -> list[tuple[str, str, str]]:
    behind = ngettext(
        "De %(n)d vraag die er al staat, blijft staan.", "De %(n)d vragen die er al staan, blijven staan.", standing
    ) % {"n": standing}
    instead = (
        _("Wat er nu staat, gaat weg. Enkel de 5 vragen over draagvlak blijven.")
        if pulse
        else _("Wat er nu staat, gaat weg.")
    )
    return [(BEHIND, _("Zet ze achteraan"), behind), (REPLACE, _("Vervang de vragen van nu"), instead)]


def state_sentence(count: int, report: Report) -> str:
    """«12 vragen kunnen mee. Bij 3 plekken in je bestand zeggen we iets.»"""
    if not count:
        return _("Geen enkele vraag kan mee. Hieronder lees je waarom.")
    able = ngettext("%(n)d vraag kan mee.", "%(n)d vragen kunnen mee.", count) % {"n": count}
    told = len(report.lines) + report.more
    if not told:
        return _("%(able)s Alles is overgenomen.") % {"able": able}
    other = ngettext(
        "Bij %(n)d plaats in je bestand ging iets anders.", "Bij %(n)d plaatsen in je bestand ging iets anders.", told
    ) % {"n": told}
    return f"{able} {other}"


def question_rows(questions: Iterable[Question]) -> Iterable[dict]:
    """Each question with its kind, its answers and what it depends on, as the page shows it."""
    numbers: dict[str, int] = {}
    for number, question in enumerate(questions, 1):
        numbers[question.key] = number
        condition = question.show_if
        yield {
            "number": number,
            "text": question.words("nl"),
            "kind": type_words(question.type),
            "options": [option.words("nl") for option in question.options[:6]],
            "more": len(question.options) - 6,
            "after": numbers.get(condition.key) if condition else None,
        }


def _place(request, survey: Survey) -> str:
    return f"inlezen:{survey.pk}:{request.user.pk}"


def _pending(request, survey: Survey) -> Pending | None:
    kept = cache.get(_place(request, survey))
    try:
        return unpacked(kept) if kept else None
    except (ValueError, KeyError, TypeError, zlib.error):  # left behind by an older release
        return None


def _too_late(request, survey: Survey):
    messages.error(request, str(actions.AlreadySent()))
    return to(page_of(survey), survey)


@require_safe
@login_required
def as_sheet(request, slug: str, pk: int):
    """The questionnaire as an XLSForm, for a spreadsheet or another program."""
    survey = editable_survey(request, slug, pk)
    return _file(as_xlsx(_whole(survey)), XLSX, survey, "xlsx")


@require_safe
@login_required
def as_file(request, slug: str, pk: int):
    """The questionnaire as our own file, with everything in it."""
    survey = editable_survey(request, slug, pk)
    return _file(as_json(_whole(survey)), "application/json", survey, "json")


def _whole(survey: Survey) -> Whole:
    version = survey.versions.order_by("-number").first()
    return Whole(
        questions=actions.questions_of(survey),
        title=survey.title,
        intro=survey.intro,
        languages=version.languages if version else [],
        translations=version.translations if version else {},
        easy=survey.easy,
    )


def _file(content: bytes, mime: str, survey: Survey, ending: str) -> HttpResponse:
    name = f"vragen-{slugify(survey.title)[:60] or survey.pk}.{ending}"
    return HttpResponse(content, mime, headers={"Content-Disposition": f'attachment; filename="{name}"'})
