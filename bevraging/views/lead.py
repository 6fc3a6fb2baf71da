"""Step 1 for the project lead: the page of the step, a new survey, its details."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging import actions, talking
from bevraging.forms import DetailsForm
from bevraging.models import Survey
from bevraging.naming import moment_of, told_apart
from bevraging.reading import surveys_of
from bevraging.views.base import Status, editable_survey, page, page_of, survey_or_404, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.gate_page import on_step_page
from trajecten.gate_words import rows
from trajecten.steps import step_for
from trajecten.views.frame import frame

MOST = 50


@require_safe
@login_required
def step_page(request, slug: str):
    """All surveys of the project, and what the gate of step 1 still asks."""
    project = access.project_or_404(request, slug, with_gate=True)
    sees = access.may_see_results(request.user, project)
    edits = access.may_edit_project(request.user, project)
    surveys = [survey for survey in surveys_of(project) if survey.status != Status.ERASED][:MOST] if sees else []
    step = step_for(1)
    heard = talking.heard_in(project) if sees else None
    results, track = on_step_page(project, 1, sees=sees)
    context = {
        "step": step,
        "sees": sees,
        "track": track,
        "heard": heard,
        "may_report": _may_report(surveys, heard),
        "items": _items(surveys),
        "state": state_sentence(surveys, sees),
        "rows": rows(results, with_remedies=edits and project.step == 1),
        "main": main_action(surveys) if edits else None,
        "may_make": edits,
    }
    return render(request, "bevraging/stap.html", frame(request, project, **context))


def _may_report(surveys: list[Survey], heard: talking.Heard | None) -> bool:
    """Whether the inventory report would tell anything: as `Report.is_empty`, from what this page knows already."""
    if heard and (heard.finished or heard.confirmed or heard.themes):
        return True
    return any(survey.status != Status.DRAFT for survey in surveys)


def _items(surveys: list[Survey]) -> list[dict]:
    """The lines of the list; two surveys with one title differ by a number and a day."""
    tones, titles = {Status.OPEN: "nu", Status.PUBLISHED: "ok"}, told_apart(surveys)
    return [
        {
            "survey": survey,
            "title": titles[survey.pk],
            "moment": moment_of(survey),
            "tone": tones.get(survey.status, ""),
            "url": url_of(page_of(survey), survey),
        }
        for survey in surveys
    ]


def state_sentence(surveys: list[Survey], sees: bool) -> str:
    if not sees:
        return _("Vraag aan wie het werk doet hoe het nu gaat, en wat ze nodig hebben.")
    if not surveys:
        return _("Er is nog geen bevraging. Je eerste staat in 5 minuten klaar.")
    running = [survey for survey in surveys if survey.status == Status.OPEN]
    if running:
        day = date_format(running[0].closes_on, "l j F")
        return _("De bevraging loopt nog tot en met %(day)s.") % {"day": day}
    if any(survey.status == Status.DRAFT for survey in surveys):
        return _("Je bevraging staat klaar, maar is nog niet verstuurd.")
    done = len([survey for survey in surveys if survey.status == Status.PUBLISHED])
    return ngettext("%(n)d bevraging is klaar.", "%(n)d bevragingen zijn klaar.", done) % {"n": done}


def main_action(surveys: list[Survey]) -> tuple[str, str] | None:
    """The one filled button of the step page; None when it is empty (then the empty state has it).

    A draft with people on its list needs a last look only: its button leads to where it is sent. One query for a draft.
    """
    drafts = [survey for survey in surveys if survey.status == Status.DRAFT]
    if drafts and drafts[0].closes_on and drafts[0].participants.exists():
        return _("Kijk na en verstuur"), url_of("versturen", drafts[0])
    for status, label, name in (
        (Status.DRAFT, _("Werk de bevraging af"), "vragen"),
        (Status.OPEN, _("Bekijk de deelname"), "deelname"),
        (Status.PUBLISHED, _("Bekijk de resultaten"), "resultaten"),
    ):
        for survey in surveys:
            if survey.status == status:
                return label, url_of(name, survey)
    return None


@require_safe
@login_required
def survey_page(request, slug: str, pk: int):
    """Where this survey is now."""
    survey = survey_or_404(request, slug, pk)
    return to(page_of(survey), survey)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def details(request, slug: str, pk: int):
    """Title, first sentence, last day, reminders, who helps, and who sees what. Fixed once it is sent."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    form = DetailsForm(request.POST or None, instance=survey)
    if request.method == "POST" and form.is_valid() and _save(request, survey, form):
        return to("versturen" if survey.participants.exists() else "vragen", survey)
    if request.method == "POST":
        survey.refresh_from_db()
    back = url_of("versturen" if survey.participants.exists() else "vragen", survey)
    return render(request, "bevraging/gegevens.html", page(request, survey, form=form, back=back))


def _save(request, survey: Survey, form: DetailsForm) -> bool:
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    # The form already wrote on `survey`; the action compares with what is stored.
    survey.refresh_from_db()
    try:
        actions.update_details(survey=survey, by=request.user, **values)
    except actions.AlreadySent as error:
        messages.error(request, str(error))
        return True
    except ValidationError as error:
        refuse(form, error)
        return False
    else:
        messages.success(request, _("Bewaard."))
    return True
