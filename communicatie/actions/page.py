"""The page for everyone: write it, open and close it, and give it another link."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.questions import LANGUAGES
from communicatie.models import ProjectPage
from communicatie.page_links import hash_of
from communicatie.page_public import TEXTS
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project

TRANSLATIONS = tuple(code for code in LANGUAGES if code != "nl")


@transaction.atomic
def write_page(
    *, project: Project, by: Any, texts: Mapping[str, str], show_faces: bool = True, language: str = "nl"
) -> ProjectPage:
    """Keep the words in one language, and in Dutch also whether ambassadors are shown; the first time makes the page,
    still closed. A translation with nothing in it goes. The same words again change nothing.

    Raises ValidationError for words that are missing or too long, and for a translation before there is a Dutch text.
    """
    words = {name: texts.get(name, "").replace("\r\n", "\n").strip() for name in TEXTS}
    page = _alone(project) or (_new(project) if language == "nl" else None)
    if page is None or language not in ("nl", *TRANSLATIONS):
        raise ValidationError(_("Schrijf eerst de tekst in het Nederlands."))
    before = (*(getattr(page, name) for name in TEXTS), page.show_faces, page.translations)
    _check(words, needs_what=language == "nl")
    if language == "nl":
        page.what, page.why, page.help, page.show_faces = words["what"], words["why"], words["help"], show_faces
    else:
        others = {code: mine for code, mine in page.translations.items() if code != language}
        page.translations = others | ({language: words} if any(words.values()) else {})
    if page.pk and before == (*(getattr(page, name) for name in TEXTS), page.show_faces, page.translations):
        return page
    page.save()
    history.record("page.written", project=project, actor=by)
    return page


def _new(project: Project) -> ProjectPage:
    return ProjectPage(project=project, generation=1, token_hash=hash_of(project.pk, 1))


def _check(words: Mapping[str, str], *, needs_what: bool) -> None:
    problems: dict[str, Any] = {}
    for name, text in words.items():
        most = TEXTS[name]
        if len(text) > most:
            problems[name] = _("Maak het korter. Er is plaats voor %(limit_value)s tekens.") % {"limit_value": most}
    if needs_what and not words["what"]:
        problems["what"] = _("Vertel eerst in een paar zinnen wat jullie doen.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def switch_page(*, project: Project, by: Any, on: bool) -> bool:
    """Open or close it: from that moment on the link works, or says that nothing is there. False when it was so already.

    Raises ValidationError when nothing was written yet.
    """
    pages = ProjectPage.objects.filter(project=project).exclude(what="")
    if not pages.exists():
        raise ValidationError(_("Vertel eerst in een paar zinnen wat jullie doen."))
    if not pages.filter(is_on=not on).update(is_on=on, changed_at=timezone.now()):
        return False
    history.record("page.opened" if on else "page.closed", project=project, actor=by)
    return True


@transaction.atomic
def renew_link(*, project: Project, by: Any, seen: int) -> bool:
    """Another link; the one of before opens nothing any more. `seen`: the generation that the person looked at, so that
    a second press, or another lead at the same time, makes no third link."""
    fresh = {"generation": seen + 1, "token_hash": hash_of(project.pk, seen + 1), "changed_at": timezone.now()}
    if not ProjectPage.objects.filter(project=project, generation=seen).update(**fresh):
        return False
    history.record("page.link_renewed", project=project, actor=by)
    return True


def redraw(*, project: Project) -> None:
    """What stands on it changed elsewhere and may not wait: every process reads it anew, from this transaction on."""
    ProjectPage.objects.filter(project=project).update(changed_at=timezone.now())


def _alone(project: Project) -> ProjectPage | None:
    """The page of this project, if there is one; until the end of the transaction nobody else writes it."""
    Project.objects.filter(pk=project.pk).update(step=F("step"))
    return ProjectPage.objects.filter(project=project).first()


register_verb("page.written", gettext_lazy("{actor} schreef de bladzijde voor iedereen."))
register_verb("page.opened", gettext_lazy("{actor} zette de bladzijde voor iedereen open."))
register_verb("page.closed", gettext_lazy("{actor} sloot de bladzijde voor iedereen."))
register_verb(
    "page.link_renewed", gettext_lazy("{actor} maakte een nieuwe link voor de bladzijde. De vorige werkt niet meer.")
)
