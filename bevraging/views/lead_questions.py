"""Phase 1, the questions: shown as the phone shows them, each with its own small page for other words."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bevraging import actions
from bevraging.forms import AddQuestionForm, WordingForm
from bevraging.languages import option_words, other_languages
from bevraging.mails import minutes_for
from bevraging.models import Survey
from bevraging.questions import MAX_QUESTIONS, Question
from bevraging.views.base import Status, editable_survey, page, page_of, phases, to, url_of
from trajecten.form_errors import refuse

FACES = (1, 2, 3, 4, 5)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions_page(request, slug: str, pk: int):
    """All questions; adding one posts here. After sending they can only be read."""
    survey = editable_survey(request, slug, pk)
    asked = actions.questions_of(survey)
    draft = survey.status == Status.DRAFT
    if request.method == "POST" and not draft:
        messages.error(request, str(actions.AlreadySent()))
        return to(page_of(survey), survey)
    form = AddQuestionForm(request.POST or None, asked=asked) if draft else None
    if request.method == "POST" and form.is_valid():
        if _do(
            request,
            form,
            actions.add_question,
            survey=survey,
            key=form.cleaned_data.get("key", ""),
            text=form.cleaned_data["own"],
        ):
            return to("vragen", survey)
    context = {
        "draft": draft,
        "asked": asked,
        "pulse": any(question.pulse for question in asked),
        "state": state_sentence(asked),
        "form": form,
        "full": len(asked) >= MAX_QUESTIONS,
        "phases": phases(survey, "vragen") if draft else [],
        "options": answers_for_preview(),
    }
    return render(request, "bevraging/vragen.html", page(request, survey, **context))


def answers_for_preview() -> list[tuple[int, str]]:
    """(face, words) of each answer as the phone shows it; face 0 is «weet ik niet»."""
    words = list(option_words("nl").values())
    return [*zip(FACES, words[:5], strict=True), (0, words[5])]


def state_sentence(asked: list[Question]) -> str:
    minutes = minutes_for(len(asked))
    return ngettext(
        "%(n)d vraag, ongeveer %(min)s. Pas aan wat je wil, of ga meteen verder.",
        "%(n)d vragen, ongeveer %(min)s. Pas aan wat je wil, of ga meteen verder.",
        len(asked),
    ) % {"n": len(asked), "min": ngettext("%(m)d minuut", "%(m)d minuten", minutes) % {"m": minutes}}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question_page(request, slug: str, pk: int, key: str):
    """Other words for one question, in each language of the survey."""
    survey = editable_survey(request, slug, pk)
    asked = actions.questions_of(survey)
    question = _question(asked, key)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    languages = other_languages(asked)
    form = WordingForm(request.POST or None, question=question, languages=languages)
    if request.method == "POST" and form.is_valid():
        if _do(request, form, actions.save_wording, survey=survey, key=key, texts=form.texts):
            return to("vragen", survey)
    context = {"question": question, "form": form, "translated": bool(languages), "back": url_of("vragen", survey)}
    return render(request, "bevraging/vraag.html", page(request, survey, **context))


@require_POST
@login_required
def place(request, slug: str, pk: int, key: str):
    """One place up or down."""
    survey, _question = _draft_question(request, slug, pk, key)
    _do(request, None, actions.move_question, survey=survey, key=key, up=request.POST.get("richting") == "op")
    return to("vragen", survey)


@require_POST
@login_required
def remove(request, slug: str, pk: int, key: str):
    """Take a question out; it stays on the shelf."""
    survey, _question = _draft_question(request, slug, pk, key)
    done = _do(request, None, actions.remove_question, survey=survey, key=key)
    if done and survey.status == Status.DRAFT:
        messages.success(request, _("De vraag is weg. Je vindt ze terug onderaan."))
    return to("vragen", survey)


def _draft_question(request, slug: str, pk: int, key: str) -> tuple[Survey, Question]:
    survey = editable_survey(request, slug, pk)
    return survey, _question(actions.questions_of(survey), key)


def _question(asked: list[Question], key: str) -> Question:
    for question in asked:
        if question.key == key:
            return question
    raise Http404


def _do(request, form, verb, **values) -> bool:
    """Do it; say why not, at the form or as a message."""
    try:
        verb(by=request.user, **values)
    except actions.AlreadySent as error:
        messages.error(request, str(error))
        return True
    except ValidationError as error:
        if form is None:
            messages.error(request, " ".join(error.messages))
        else:
            refuse(form, error)
        return False
    return True
