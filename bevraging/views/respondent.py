"""What an employee with a link or a code sees. No account, no session, no user.

GET and HEAD look, POST acts. Django's CSRF cookie is not used here: it gets lost in mail apps, and with it the answer.
The envelope in each form does its work (`bevraging.links.envelope`).
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bevraging import screens, visitors
from bevraging.actions.answering import (
    Outcome,
    Visit,
    find_by_code,
    find_visit,
    questions_of,
    save_draft,
    submit,
)
from bevraging.answer_rules import clean_answer
from bevraging.links import open_envelope, token_of
from bevraging.questions import LANGUAGES, MAX_ANSWER, OPTIONS, Question
from bevraging.visitors import Visitor

looks_or_acts = require_http_methods(["GET", "HEAD", "POST"])


def looks(view):
    """A page that only looks. Exempt, so that a wrong method is told as such, and not as a forged form."""
    return csrf_exempt(require_http_methods(["GET", "HEAD"])(view))


@csrf_exempt
@looks_or_acts
def code(request: HttpRequest) -> HttpResponse:
    """`/v/`: type the code of a paper slip."""
    typed = request.POST.get("code", "")[:60]
    if request.method != "POST":
        return screens.code(_language(request))
    return _arrive(request, _visit_of_code(typed), typed)


@looks
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """`/v/<token>/`: remember who this is, and go on under an address without the secret. Writes nothing."""
    return _arrive(request, find_visit(secret) or _visit_of_code(secret))


def _arrive(request: HttpRequest, visit: Visit | None, typed: str = "") -> HttpResponse:
    if visit is None:
        if visitors.missed(request):
            return screens.too_often(_language(request))
        return screens.unknown(_language(request), typed)
    visitor = visitors.read(request)
    visitor.remember(visit.survey.pk, visit.token)
    return visitors.write(_to("v_start", visit), visitor)


def _visit_of_code(typed: str) -> Visit | None:
    person = find_by_code(typed)
    return find_visit(token_of(person.pk, person.generation)) if person else None


@looks
def start(request: HttpRequest, survey: int) -> HttpResponse:
    """The first page: trust in ten seconds. Who was here before lands where they were."""
    visitor, visit, _proven = _who(request, survey)
    if visit is None:
        return screens.lost(_language(request))
    if (chosen := request.GET.get("taal", "")) in LANGUAGES:
        visitor.language = chosen
        return visitors.write(_to("v_start", visit, query="?begin=1"), visitor)
    language = screens.language_of(visit, visitor.language)
    if not visit.is_open or visit.participant.answered:
        return screens.done(visit, language) if visit.participant.answered else screens.closed(visit, language)
    if "begin" not in request.GET and (answers := visit.answers):
        return _to_next(visit, answers, query="?welkom=1")
    return screens.start(visit, language)


@csrf_exempt
@looks_or_acts
def question(request: HttpRequest, survey: int, number: int) -> HttpResponse:
    """One question: a tap answers, saves and goes on."""
    visitor, visit, proven = _who(request, survey)
    if visit is None:
        return screens.lost(_language(request), request.POST.get("tekst", "")[:MAX_ANSWER])
    language = screens.language_of(visit, visitor.language)
    if visit.participant.answered:
        return _to("v_klaar", visit)
    if not visit.is_open:
        return screens.closed(visit, language)
    asked = questions_of(visit.survey)
    if not 1 <= number <= len(asked):
        return _to("v_start", visit)
    if request.method == "POST":
        return _answer(request, visitor, visit, proven, asked[number - 1], number, language)
    answers = visit.answers
    welcome = "welkom" if "welkom" in request.GET else ""
    return screens.question(visit, language, number, answers.get(asked[number - 1].key), message=welcome)


def _answer(
    request, visitor: Visitor, visit: Visit, proven: bool, asked: Question, number: int, language: str
) -> HttpResponse:
    given, problem = _given(request, asked)
    if not proven:
        return screens.question(visit, language, number, given, message="opnieuw", status=403)
    if problem:
        return screens.question(visit, language, number, given, message=problem)
    answers = save_draft(survey=visit.survey, token=visit.token, answers={asked.key: given}, seen=visit.draft)
    return _stays(_to_next(visit, answers, after=number), visitor, visit)


def _stays(response: HttpResponse, visitor: Visitor, visit: Visit) -> HttpResponse:
    """Whoever's page this was, is who goes on in this browser. A cookie that says so already stays as it is."""
    if visitor.knows(visit.survey.pk, visit.token):
        return response
    visitor.remember(visit.survey.pk, visit.token)
    return visitors.write(response, visitor)


def _given(request: HttpRequest, asked: Question) -> tuple[str, str]:
    """What was answered, and what is wrong with it. A form that sends itself brings no button: nothing is answered."""
    if asked.is_statement:
        option = request.POST.get("antwoord", "")
        return (option, "") if option in OPTIONS else ("", "kies")
    text = request.POST.get("tekst", "")
    pressed = request.POST.get("knop", "")
    if pressed == "sla_over":
        return "", ""
    if len(text.replace("\r\n", "\n")) > MAX_ANSWER:
        return text, "te_lang"
    return (clean_answer(asked, text), "") if pressed == "verder" else (text, "kies")


@csrf_exempt
@looks_or_acts
def check(request: HttpRequest, survey: int) -> HttpResponse:
    """«Klopt dit?»: look once more, change, send. Only the button sends."""
    visitor, visit, proven = _who(request, survey)
    if visit is None:
        return screens.lost(_language(request))
    language = screens.language_of(visit, visitor.language)
    if visit.participant.answered:
        return _to("v_klaar", visit)
    if not visit.is_open:
        return screens.closed(visit, language)
    if request.method != "POST" or request.POST.get("verstuur") != "ja":
        return screens.check(visit, language, visit.answers)
    if not proven:
        return screens.check(visit, language, visit.answers, message="opnieuw", status=403)
    outcome = submit(survey=visit.survey, token=visit.token)
    if outcome is Outcome.EMPTY:
        return screens.check(visit, language, {}, message="leeg")
    if outcome is Outcome.CLOSED:
        return screens.closed(visit, language)
    return _stays(_to("v_klaar", visit), visitor, visit)


@looks
def done(request: HttpRequest, survey: int) -> HttpResponse:
    """The same thank-you for a first, second and hundredth press."""
    visitor, visit, _proven = _who(request, survey)
    if visit is None:
        return screens.lost(_language(request))
    if not visit.participant.answered:
        return _to("v_start", visit)
    return screens.done(visit, screens.language_of(visit, visitor.language), just_sent=True)


def _who(request: HttpRequest, survey: int) -> tuple[Visitor, Visit | None, bool]:
    """Whose page this is: of the envelope in the form (then it is proven that we made the form), or else of the cookie."""
    visitor = visitors.read(request)
    sealed = open_envelope(request.POST.get("e", "")) if request.method == "POST" else None
    token = sealed or visitor.tokens.get(survey)
    visit = find_visit(token) if token else None
    return visitor, visit if visit and visit.survey.pk == survey else None, bool(sealed)


def _to_next(visit: Visit, answers, *, after: int = 0, query: str = "") -> HttpResponseRedirect:
    """To the first question without an answer, looking onward from `after` first; to the check page when there is none."""
    asked = questions_of(visit.survey)
    places = [*range(after, len(asked)), *range(after)]
    for place in places:
        if asked[place].key not in answers:
            return _to("v_vraag", visit, place + 1, query=query)
    return _to("v_nakijken", visit)


def _to(name: str, visit: Visit, *args: int, query: str = "") -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse(f"bevraging:{name}", args=[visit.survey.pk, *args]) + query, status=303)
    return screens.private(response)


def _language(request: HttpRequest) -> str:
    chosen = (
        request.GET.get("taal", "") or visitors.read(request).language or getattr(request, "LANGUAGE_CODE", "nl")[:2]
    )
    return chosen if chosen in LANGUAGES else "nl"


__all__ = ["check", "code", "done", "link", "question", "start"]
