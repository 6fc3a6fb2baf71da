"""What an employee with a link or a code sees. No account, no session, no user.

GET and HEAD look, POST acts. Django's CSRF cookie is not used here: it gets lost in mail apps, and with it the answer.
The envelope in each form does its work (`bevraging.links.envelope`).
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bevraging import screens, visitors
from bevraging.actions.answering import Outcome, Visit, find_by_code, find_visit, paper_of, save_draft, submit
from bevraging.languages import chrome
from bevraging.links import envelope, open_envelope, token_of
from bevraging.questions import MAX_ANSWER, is_language
from bevraging.tablets import tablet_url
from bevraging.taps import Tap, read_own_words, read_tap
from bevraging.visitors import Visitor
from bevraging.walks import Walk

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
        return screens.code(language_of_page(request))
    return _arrive(request, visit_of_code(typed), typed)


@looks
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """`/v/<token>/`: remember who this is, and go on under an address without the secret. Writes nothing."""
    return _arrive(request, find_visit(secret) or visit_of_code(secret))


def _arrive(request: HttpRequest, visit: Visit | None, typed: str = "") -> HttpResponse:
    if visit is None:
        if visitors.missed(request):
            return screens.too_often(language_of_page(request))
        return screens.unknown(language_of_page(request), typed)
    visitor = visitors.read(request)
    visitor.tablet = ""  # an own link makes it an own device
    visitor.remember(visit.survey.pk, visit.token)
    return visitors.write(to(start_of(visit)), visitor)


def visit_of_code(typed: str) -> Visit | None:
    person = find_by_code(typed)
    return find_visit(token_of(person.pk, person.generation)) if person else None


@looks
def start(request: HttpRequest, survey: int) -> HttpResponse:
    """The first page: trust in ten seconds. Who was here before lands where they were."""
    visitor, visit, _proven = _who(request, survey)
    if visit is None:
        return _lost(request, visitor)
    if is_language(chosen := request.GET.get("taal", "")):
        visitor.language = chosen
        return visitors.write(to(f"{start_of(visit)}?begin=1"), visitor)
    walk = walk_of(visit, visitor)
    if not visit.is_open or visit.participant.answered:
        return screens.done(walk) if visit.participant.answered else screens.closed(walk)
    if "begin" not in request.GET and walk.answers:
        return to(walk.next(walk.answers, query="?welkom=1"))
    return screens.start(walk)


@csrf_exempt
@looks_or_acts
def question(request: HttpRequest, survey: int, number: int) -> HttpResponse:
    """One question: a tap answers, saves and goes on."""
    visitor, visit, proven = _who(request, survey)
    if visit is None:
        return _lost(request, visitor)
    walk = walk_of(visit, visitor)
    if visit.participant.answered:
        return to(walk.done_url)
    if not visit.is_open:
        return screens.closed(walk)
    if not 1 <= number <= len(walk.paper.asked):
        return to(walk.start_url)
    if request.method == "POST":
        return _answer(request, visitor, visit, proven, walk, number)
    return show_question(request, walk, number)


def show_question(request: HttpRequest, walk: Walk, number: int) -> HttpResponse:
    """A question as it stands; the next one when this one is not asked of this person."""
    if number not in walk.numbers:
        return to(walk.next(walk.answers, after=number))
    welcome = "welkom" if "welkom" in request.GET else ""
    return screens.question(walk, number, own_words=asks_own_words(request, walk, number), message=welcome)


def asks_own_words(request: HttpRequest, walk: Walk, number: int) -> bool:
    return "anders" in request.GET and walk.question(number).other and walk.question(number).type == "choice"


def tap_of(request: HttpRequest, walk: Walk, number: int) -> Tap:
    one = walk.question(number)
    if asks_own_words(request, walk, number):
        return read_own_words(request.POST, one)
    return read_tap(request.POST, one, lambda: walk.answers.get(one.key, ""))


def show_again(
    request: HttpRequest, walk: Walk, number: int, tap: Tap, *, message: str = "", status: int = 200
) -> HttpResponse:
    """The same question with what was given, and what is wrong with it."""
    own_words = asks_own_words(request, walk, number)
    given, other = ("", tap.typed) if own_words else (tap.typed, tap.other)
    return screens.question(
        walk, number, given, other, own_words=own_words, message=message or tap.problem, status=status
    )


def _answer(
    request: HttpRequest, visitor: Visitor, visit: Visit, proven: bool, walk: Walk, number: int
) -> HttpResponse:
    tap = tap_of(request, walk, number)
    if not proven:
        return show_again(request, walk, number, tap, message="opnieuw", status=403)
    if tap.problem:
        return show_again(request, walk, number, tap)
    answers = save_draft(survey=visit.survey, token=visit.token, answers=tap.saved, seen=visit.draft)
    where = walk.next(answers, after=number) if tap.stay is None else walk.url(number, tap.stay)
    return _stays(to(where), visitor, visit)


def _stays(response: HttpResponse, visitor: Visitor, visit: Visit) -> HttpResponse:
    """Whoever's page this was, is who goes on in this browser. A cookie that says so already stays as it is."""
    if visitor.knows(visit.survey.pk, visit.token):
        return response
    visitor.remember(visit.survey.pk, visit.token)
    return visitors.write(response, visitor)


@csrf_exempt
@looks_or_acts
def check(request: HttpRequest, survey: int) -> HttpResponse:
    """«Klopt dit?»: look once more, change, send. Only the button sends."""
    visitor, visit, proven = _who(request, survey)
    if visit is None:
        return _lost(request, visitor)
    walk = walk_of(visit, visitor)
    if visit.participant.answered:
        return to(walk.done_url)
    if not visit.is_open:
        return screens.closed(walk)
    if request.method != "POST" or request.POST.get("verstuur") != "ja":
        return screens.check(walk)
    if not proven:
        return screens.check(walk, message="opnieuw", status=403)
    outcome = submit(survey=visit.survey, token=visit.token)
    if outcome in REFUSED:
        return screens.check(walk, message=REFUSED[outcome])
    if outcome is Outcome.CLOSED:
        return screens.closed(walk)
    return _stays(to(walk.done_url), visitor, visit)


REFUSED = {Outcome.EMPTY: "leeg", Outcome.MISSING: "ontbreekt"}


@looks
def done(request: HttpRequest, survey: int) -> HttpResponse:
    """The same thank-you for a first, second and hundredth press."""
    visitor, visit, _proven = _who(request, survey)
    if visit is None:
        return _lost(request, visitor)
    if not visit.participant.answered:
        return to(start_of(visit))
    return screens.done(walk_of(visit, visitor), just_sent=True)


def _who(request: HttpRequest, survey: int) -> tuple[Visitor, Visit | None, bool]:
    """Whose page this is: of the envelope in the form (then it is proven that we made the form), or else of the cookie."""
    visitor = visitors.read(request)
    sealed = open_envelope(request.POST.get("e", "")) if request.method == "POST" else None
    if sealed and visitor.tablet and not visitor.knows(survey, sealed):
        return visitor, None, False  # a page of an earlier colleague at this tablet
    token = sealed or visitor.tokens.get(survey)
    visit = find_visit(token) if token else None
    return visitor, visit if visit and visit.survey.pk == survey else None, bool(sealed)


def _lost(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    if visitor.tablet:
        return to(tablet_url(visitor.tablet))
    typed = request.POST.get("tekst", "") or request.POST.get("anders", "")
    return screens.lost(language_of_page(request), typed[:MAX_ANSWER])


def walk_of(visit: Visit, visitor: Visitor) -> Walk:
    return Walk(
        survey=visit.survey,
        paper=paper_of(visit.survey),
        language=_language_of(visit, visitor.language),
        start_url=start_of(visit),
        seal=lambda: format_html('<input type="hidden" name="e" value="{}">', envelope(visit.token)),
        read=lambda: visit.answers,
        is_open=visit.is_open,
        tablet_url=tablet_url(visitor.tablet) if visitor.tablet else "",
    )


def _language_of(visit: Visit, chosen: str) -> str:
    """The language chosen here, else the colleague's own, when the questions are written in it; else Dutch."""
    if {chosen, visit.participant.language} <= {"", "nl"}:
        return "nl"  # nearly everybody, and the questions need not be looked through
    written = paper_of(visit.survey).languages
    return next((code for code in (chosen, visit.participant.language) if code in written), "nl")


def start_of(visit: Visit) -> str:
    return reverse("bevraging:v_start", args=[visit.survey.pk])


def to(url: str) -> HttpResponse:
    return screens.private(HttpResponseRedirect(url, status=303))


def language_of_page(request: HttpRequest) -> str:
    """The language of a page that belongs to no survey: one of the house."""
    chosen = (
        request.GET.get("taal", "") or visitors.read(request).language or getattr(request, "LANGUAGE_CODE", "nl")[:2]
    )
    return chrome(chosen) if is_language(chosen) else "nl"


__all__ = ["check", "code", "done", "link", "question", "start"]
