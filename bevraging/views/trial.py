"""«Probeer zelf»: the lead walks through a draft on the very screens of a respondent. Nothing of it is an answer."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from bevraging import screens, trials
from bevraging.answer_rules import missing, split
from bevraging.models import Survey
from bevraging.papers import Paper, paper
from bevraging.questions import NotAQuestionnaire, is_language
from bevraging.views.base import Status, editable_survey, page_of, to, url_of
from bevraging.views.framing import in_a_frame_of_ours
from bevraging.views.respondent import show_again, show_question, tap_of
from bevraging.views.respondent import to as go
from bevraging.walks import Walk

looks_or_acts = require_http_methods(["GET", "HEAD", "POST"])


def _walk(request: HttpRequest, slug: str, pk: int) -> Walk | None:
    """The walk of this lead through the draft; None when it was sent, and then nothing is left of it."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        trials.forget(request.session, survey)
        return None
    written = _paper(survey)
    chosen = trials.language(request.session, survey)
    return Walk(
        survey=survey,
        paper=written,
        language=chosen if chosen in written.languages else "nl",
        start_url=url_of("proef", survey),
        seal=lambda: format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)),
        read=lambda: trials.answers(request.session, survey),
        back_url=url_of("vragen", survey),
    )


def _paper(survey: Survey) -> Paper:
    version = survey.versions.order_by("-number").first()
    try:
        return paper(version.content, version.languages, version.translations) if version else paper([])
    except NotAQuestionnaire as error:
        raise Http404 from error


def _sent(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    survey = editable_survey(request, slug, pk)
    return to(page_of(survey), survey)


@in_a_frame_of_ours
@looks_or_acts
@login_required
def start(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The first page. POST begins again; «?taal» chooses a language."""
    walk = _walk(request, slug, pk)
    if walk is None:
        return _sent(request, slug, pk)
    if request.method == "POST":
        trials.forget(request.session, walk.survey)
        return go(walk.start_url)
    if is_language(chosen := request.GET.get("taal", "")):
        trials.choose_language(request.session, walk.survey, chosen)
        return go(f"{walk.start_url}?begin=1")
    return screens.start(walk)


@in_a_frame_of_ours
@looks_or_acts
@login_required
def question(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    walk = _walk(request, slug, pk)
    if walk is None:
        return _sent(request, slug, pk)
    if not 1 <= number <= len(walk.paper.asked):
        return go(walk.start_url)
    if request.method != "POST":
        return show_question(request, walk, number)
    tap = tap_of(request, walk, number)
    if tap.problem:
        return show_again(request, walk, number, tap)
    answers = trials.keep(request.session, walk.survey, tap.saved)
    return go(walk.next(answers, after=number) if tap.stay is None else walk.url(number, tap.stay))


@in_a_frame_of_ours
@require_safe
@login_required
def one_question(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """One question as the phone shows it, also when a condition hides it: for the frame beside the list of questions."""
    walk = _walk(request, slug, pk)
    if walk is None:
        return _sent(request, slug, pk)
    for number, asked in enumerate(walk.paper.asked, 1):
        if asked.key == key:
            return screens.question(walk, number)
    raise Http404


@in_a_frame_of_ours
@looks_or_acts
@login_required
def check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """«Klopt dit?»: says what the real one says, and sends nothing."""
    walk = _walk(request, slug, pk)
    if walk is None:
        return _sent(request, slug, pk)
    if request.method != "POST" or request.POST.get("verstuur") != "ja":
        return screens.check(walk)
    if not any(split(walk.paper.asked, walk.answers)):
        return screens.check(walk, message="leeg")
    if missing(walk.paper.asked, walk.answers):
        return screens.check(walk, message="ontbreekt")
    trials.forget(request.session, walk.survey)
    return go(walk.done_url)


@in_a_frame_of_ours
@require_safe
@login_required
def done(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    walk = _walk(request, slug, pk)
    return screens.done(walk, just_sent=True) if walk else _sent(request, slug, pk)
