"""Phase 1, the questions: the list beside a phone, and a page for everything of one question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bevraging import actions, translating, type_words
from bevraging.forms import AddQuestionForm
from bevraging.forms_questions import SAVE, QuestionForm
from bevraging.mails import minutes_for
from bevraging.models import Survey
from bevraging.phone import counter_of, frame_of, phone_of
from bevraging.questions import ADVISED_QUESTIONS, MAX_QUESTIONS, TYPES, Question
from bevraging.views.base import Status, editable_survey, page, page_of, phases, to, url_of, written_of
from trajecten.form_errors import refuse

NEW = "nieuw"
"""The key of a question that was not saved yet; it gets another one."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions_page(request, slug: str, pk: int):
    """All questions; adding a ready one or an own statement posts here. After sending they can only be read."""
    survey = editable_survey(request, slug, pk)
    version, asked = written_of(survey)
    draft = survey.status == Status.DRAFT
    if request.method == "POST" and not draft:
        messages.error(request, str(actions.AlreadySent()))
        return to(page_of(survey), survey)
    form = AddQuestionForm(request.POST or None, asked=asked) if draft else None
    if request.method == "POST" and form.is_valid():
        key, text = form.cleaned_data.get("key", ""), form.cleaned_data["own"]
        if _do(request, form, actions.add_question, survey=survey, key=key, text=text):
            return to("vragen", survey)
    shown = phone_of(asked, request.GET.get("toon", ""))
    context = {
        "draft": draft,
        "rows": [{"question": one, "words": type_words.described(one, asked)} for one in asked],
        "pulse": any(question.pulse for question in asked),
        "state": state_sentence(asked),
        "long": number_of(asked) > ADVISED_QUESTIONS,
        "minutes": minutes_for(number_of(asked)),
        "advised": ADVISED_QUESTIONS,
        "form": form,
        "full": len(asked) >= MAX_QUESTIONS,
        "types": [(kind, *type_words.TYPES[kind]) for kind in TYPES],
        "phases": phases(survey, "vragen") if draft else [],
        "phone": shown,
        "languages": len(translating.chosen(version.languages, asked)) if version else 0,
    }
    return render(request, "bevraging/vragen.html", page(request, survey, **context))


def number_of(asked: list[Question]) -> int:
    """How many there are to answer, as the mail says: a text block is none."""
    return sum(question.is_asked for question in asked)


def state_sentence(asked: list[Question]) -> str:
    if not asked:
        return _("Er staat nog geen vraag in. Voeg de eerste toe.")
    count = number_of(asked)
    minutes = minutes_for(count)
    return ngettext(
        "%(n)d vraag, ongeveer %(min)s. Pas aan wat je wil, of ga meteen verder.",
        "%(n)d vragen, ongeveer %(min)s. Pas aan wat je wil, of ga meteen verder.",
        count,
    ) % {"n": count, "min": ngettext("%(m)d minuut", "%(m)d minuten", minutes) % {"m": minutes}}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question_page(request, slug: str, pk: int, key: str):
    """Everything of one question: words, answers, limits, when it is asked."""
    survey = editable_survey(request, slug, pk)
    version, asked = written_of(survey)
    question = _question(asked, key)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    languages = translating.chosen(version.languages, asked)
    return _form_page(request, survey, question, asked, languages)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_question(request, slug: str, pk: int, kind: str):
    """The same page for a question that is still to be written; it exists only once it is saved."""
    survey = editable_survey(request, slug, pk)
    if kind not in TYPES:
        raise Http404
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    version, asked = written_of(survey)
    languages = translating.chosen(version.languages, asked) if version else []
    return _form_page(request, survey, Question(key=NEW, type=kind, text={}), asked, languages)


def _form_page(request, survey: Survey, question: Question, asked: list[Question], languages: list[str]):
    number = asked.index(question) + 1 if question in asked else 0  # 0 for a new one
    before = asked[: number - 1] if number else asked
    save = request.method == "POST" and request.POST.get("doe", SAVE) == SAVE
    form = QuestionForm(request.POST or None, question=question, before=before, languages=languages)
    if request.method == "POST" and not save:
        form.rows.do(request.POST.get("doe", ""))
        form = form.as_typed()
    elif save and not question.pulse and form.is_valid():
        verb = actions.save_question if number else actions.create_question
        if _do(request, form, verb, survey=survey, question=form.result()):
            return to("vragen", survey)
    context = {
        "question": question,
        "form": form,
        "is_new": not number,
        "kind_name": type_words.name_of(question.type),
        "kind_about": type_words.TYPES[question.type][1],
        "phone": frame_of(question) | counter_of(asked, question) if number else None,
        "back": url_of("vragen", survey) + (f"#vraag-{question.key}" if number else ""),
    }
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
def order(request, slug: str, pk: int):
    """The whole list in the order in which it was dragged."""
    survey = editable_survey(request, slug, pk)
    keys = request.POST.getlist("vraag")
    _do(request, None, actions.order_questions, survey=survey, keys=keys)
    return to("vragen", survey)


@require_POST
@login_required
def duplicate(request, slug: str, pk: int, key: str):
    """The same question once more, ready to be changed."""
    survey, _question = _draft_question(request, slug, pk, key)
    made: list[Question] = []
    if _do(request, None, lambda **values: made.append(actions.duplicate_question(**values)), survey=survey, key=key):
        return to("vraag", survey, made[0].key) if made else to("vragen", survey)
    return to("vragen", survey)


@require_POST
@login_required
def remove(request, slug: str, pk: int, key: str):
    """Take a question out; one of the shelf can be found back there."""
    survey, _question = _draft_question(request, slug, pk, key)
    done = _do(request, None, actions.remove_question, survey=survey, key=key)
    if done and survey.status == Status.DRAFT:
        messages.success(request, _("De vraag is weg."))
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
