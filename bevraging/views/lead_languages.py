"""The languages of a draft: which ones, and every text with a field per language."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bevraging import actions, translating
from bevraging.languages import in_language, is_rtl, language_name, offered_languages
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.outdated import earlier, outdated
from bevraging.questions import Question
from bevraging.translating import Text
from bevraging.views.base import Status, editable_survey, page, page_of, to, url_of, written_of

FIELDS_A_PAGE = 60
"""A page that can be overseen, and far below what Django takes in one form."""


@dataclass
class Cell:
    """One text in one language, as it stands in the form."""

    name: str
    language: str
    label: str
    words: str
    rtl: bool
    locked: bool
    was: str = ""
    """The Dutch from which it was translated, when that is another one now."""

    @property
    def is_missing(self) -> bool:
        return not self.words

    @property
    def is_outdated(self) -> bool:
        return bool(self.words and self.was and not self.locked)

    @property
    def check(self) -> str:
        """The name of the box that says: it is still right."""
        return f"k.{self.name[2:]}"


@dataclass
class Sheet:
    """The texts on this page, and how to get at the rest."""

    rows: list[tuple[Text, list[Cell]]]
    number: int
    count: int
    languages: list[str] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def languages_page(request, slug: str, pk: int):
    """GET shows; POST adds a language or saves the texts of this page, and only those."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    version, asked = written_of(survey)
    if version is None or not asked:
        messages.error(request, _("Zet minstens één vraag in de bevraging."))
        return to("vragen", survey)
    typed: dict[tuple[str, str], str] = {}
    if request.method == "POST":
        if request.POST.get("doe") == "taal":
            return _add(request, survey)
        typed = _typed(request)
        if _save(request, survey, typed, _places(request, "k")):
            onward = request.POST.get("blad", "")
            return redirect(f"{url_of('talen', survey)}?{_query(request, onward)}")
    return _show(request, survey, version, asked, typed)


def _show(request, survey: Survey, version: QuestionnaireVersion, asked: list[Question], typed: dict):
    chosen = translating.chosen(version.languages, asked)
    gaps = translating.missing(chosen, asked, survey.title, survey.intro, version.translations)
    old = outdated(chosen, asked, survey.title, survey.intro, version.translations)
    wanted = request.GET.get("taal", "")
    shown = [wanted] if wanted in chosen else chosen
    sheet = sheet_of(request, survey, version, asked, shown, typed)
    context = {
        "languages": [
            {
                "code": code,
                "name": language_name(code),
                "missing": len(gaps.get(code, [])),
                "outdated": len(old.get(code, [])),
                "only": code == wanted,
            }
            for code in chosen
        ],
        "promised": bool(version.languages),
        "pulse": any(question.pulse for question in asked),
        "offered": [(code, name) for code, name in offered_languages() if code not in chosen],
        "sheet": sheet,
        "next": sheet.number + 1 if sheet.number < sheet.count else 0,
        "only": wanted if wanted in chosen else "",
        "gaps_only": bool(request.GET.get("leeg")),
        "state": state_sentence(chosen, gaps, old),
        "action": f"{request.path}?{_query(request, str(sheet.number))}",
        "problems": bool(typed),
    }
    return render(request, "bevraging/talen.html", page(request, survey, **context))


def state_sentence(chosen: list[str], gaps: dict[str, list[Text]], old: dict[str, list[Text]]) -> str:
    if not chosen:
        return _("Collega’s lezen deze bevraging enkel in het Nederlands.")
    if old and not gaps:
        return outdated_words(sum(map(len, old.values())))
    if not gaps:
        names = ", ".join(language_name(code) for code in chosen)
        return _("Alles is vertaald: %(languages)s.") % {"languages": names}
    count = sum(map(len, gaps.values()))
    return ngettext("Er ontbreekt nog %(n)d tekst.", "Er ontbreken nog %(n)d teksten.", count) % {"n": count}


def outdated_words(count: int) -> str:
    return ngettext(
        "Bij %(n)d vertaling veranderde het Nederlands. Kijk ze na.",
        "Bij %(n)d vertalingen veranderde het Nederlands. Kijk ze na.",
        count,
    ) % {"n": count}


def sheet_of(request, survey, version, asked: list[Question], shown: list[str], typed: dict) -> Sheet:
    """The page `blad` of all texts, or with `leeg` of those that are missing or outdated in a language shown."""
    known = {question.key: question for question in asked}
    texts = translating.texts_of(asked, survey.title, survey.intro)
    if request.GET.get("leeg") and not typed:
        gaps = translating.missing(shown, asked, survey.title, survey.intro, version.translations)
        old = outdated(shown, asked, survey.title, survey.intro, version.translations)
        empty = {text.name for found in (*gaps.values(), *old.values()) for text in found}
        texts = [text for text in texts if text.name in empty] or texts
    size = max(5, FIELDS_A_PAGE // max(1, len(shown)))
    count = max(1, -(-len(texts) // size))
    if typed:  # what was refused comes back as it was typed, whatever page it stood on
        names = {name for _language, name in typed}
        here, number = [text for text in texts if text.name in names], _number(request, count)
    else:
        number = _number(request, count)
        here = texts[(number - 1) * size : number * size]

    def cell(text: Text, code: str) -> Cell:
        words = typed.get((code, text.name), translating.written(text, code, known, version.translations))
        was = earlier(text, code, version.translations)
        locked = not text.may_change(code)
        return Cell(f"t.{code}.{text.name}", code, in_language(code), words, is_rtl(code), locked, was)

    rows = [(text, [cell(text, code) for code in shown]) for text in here]
    return Sheet(rows, number, count, shown)


def _number(request, count: int) -> int:
    given = request.GET.get("blad", "1")
    return min(max(int(given), 1), count) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _query(request, number: str) -> str:
    """The address of page `number` with the same choice of languages."""
    query = request.GET.copy()
    query["blad"] = number if number.isdigit() else "1"
    return query.urlencode()


def _typed(request) -> dict[tuple[str, str], str]:
    """{(language, name of the text): words} of the fields that were on the page."""
    return {place: given.replace("\r\n", "\n").strip() for place, given in _places(request, "t").items()}


def _places(request, wanted: str) -> dict[tuple[str, str], str]:
    """{(language, name of the text): value} of the fields of one kind: «t» words, «k» a translation that is still right."""
    found = {}
    for field_name, given in request.POST.items():
        kind, _dot, rest = field_name.partition(".")
        language, _dot, name = rest.partition(".")
        if kind == wanted and name:
            found[(language, name)] = given
    return found


def _save(request, survey: Survey, typed: dict[tuple[str, str], str], checked: Collection[tuple[str, str]]) -> bool:
    try:
        actions.save_translations(survey=survey, words=typed, checked=checked, by=request.user)
    except actions.AlreadySent as error:
        messages.error(request, str(error))
    except ValidationError as error:
        for told in error.messages:
            messages.error(request, told)
        return False
    else:
        messages.success(request, _("Bewaard."))
    return True


def _add(request, survey: Survey):
    code = request.POST.get("taal", "")
    try:
        actions.add_language(survey=survey, code=code, by=request.user)
    except actions.AlreadySent as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        return redirect(f"{url_of('talen', survey)}?taal={code}")
    return to("talen", survey)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove_language(request, slug: str, pk: int, language: str):
    """GET asks, POST takes the language back with its words."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    name = language_name(language)
    if request.method == "POST":
        try:
            actions.remove_language(survey=survey, code=language, by=request.user)
        except actions.AlreadySent as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(language)s is weg.") % {"language": name})
        return to("talen", survey)
    context = {
        "vraag": _("Haal je %(language)s weg?") % {"language": name},
        "uitleg": _("De woorden in deze taal verdwijnen uit deze bevraging."),
        "actie": _("Haal %(language)s weg") % {"language": name},
        "terug_url": url_of("talen", survey),
        "gevaar": True,
        "houden": _("Hou de taal"),
    }
    return render(request, "components/bevestig.html", page(request, survey, **context))
