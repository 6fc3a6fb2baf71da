"""Put one note or one open answer under a theme, or take it off. Search-as-you-type with htmx; a plain form without."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reselect, reswap, retarget

from bevraging import talking
from bevraging.actions import themes
from bevraging.forms_talks import ThemeForm
from bevraging.models import AnswerTheme, Note, Theme
from bevraging.results_open import shown_answers
from bevraging.views.listening import shown, url_of
from trajecten import access
from trajecten.models import Project

MOST = 12
"""Themes offered at once; typing narrows them."""


@dataclass
class Row:
    """A note or an open answer, as the line of the workbench shows it."""

    project: Project
    thing: Any
    pick: str
    off: str
    letter: str
    back: str
    terug: str = ""

    def context(self) -> dict:
        """What the template of its themes needs; asks once which they are."""
        return {
            "pick": self.pick,
            "off": self.off,
            "key": self.thing.pk,
            "letter": self.letter,
            "said": self.thing.text,
            "terug": self.terug,
            "theme_list": self.theme_list,
            "project": self.project,
        }

    @property
    def theme_list(self) -> list[Theme]:
        if isinstance(self.thing, Note):
            return list(self.thing.themes.select_related("parent"))
        links = AnswerTheme.objects.filter(answer=self.thing).select_related("theme__parent").order_by("theme__name")
        return [link.theme for link in links]

    def add(self, theme: Theme) -> None:
        if isinstance(self.thing, Note):
            themes.tag_note(note=self.thing, theme=theme)
        else:
            themes.tag_answer(answer=self.thing, theme=theme)

    def take_off(self, theme: Theme) -> None:
        if isinstance(self.thing, Note):
            themes.untag_note(note=self.thing, theme=theme)
        else:
            themes.untag_answer(answer=self.thing, theme=theme)


def _note_row(request, slug: str, pk: int) -> Row:
    project = access.editable_project(request, slug)
    found = Note.objects.filter(conversation__project=project).select_related("conversation")
    note = get_object_or_404(found, pk=pk)
    asked = request.POST.get("terug") or request.GET.get("terug")
    back = url_of("gesprek", project, note.conversation_id) if asked == "gesprek" else url_of("werkbank", project)
    return Row(project, note, "bevraging:notitie_thema", "bevraging:notitie_thema_weg", "n", back, asked or "")


def _answer_row(request, slug: str, answer) -> Row:
    """Only an answer that may be shown exists here."""
    project = access.editable_project(request, slug)
    found = get_object_or_404(shown_answers(project), pk=answer)
    back = url_of("werkbank", project) + "?bron=antwoorden"
    return Row(project, found, "bevraging:antwoord_thema", "bevraging:antwoord_thema_weg", "a", back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def note_themes(request, slug: str, pk: int):
    return _pick(request, _note_row(request, slug, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_themes(request, slug: str, answer):
    return _pick(request, _answer_row(request, slug, answer))


@require_POST
@login_required
def note_theme_off(request, slug: str, pk: int, theme: int):
    return _off(request, _note_row(request, slug, pk), theme)


@require_POST
@login_required
def answer_theme_off(request, slug: str, answer, theme: int):
    return _off(request, _answer_row(request, slug, answer), theme)


def _off(request, row: Row, theme: int):
    row.take_off(get_object_or_404(Theme, project=row.project, pk=theme))
    return _done(request, row)


def _pick(request, row: Row):
    form = None
    if request.method == "POST":
        chosen, form = _chosen(request, row)
        if chosen is not None:
            row.add(chosen)
            return _done(request, row)
    query = (request.POST.get("name") or request.GET.get("q", "")).strip()[:60]
    context = row.context()
    mine = context["theme_list"]
    offered, more = _offered(row.project, mine, query)
    known = {theme.name.lower() for theme in [*offered, *mine]}
    context |= {
        "offered": offered,
        "more": more,
        "query": query,
        "may_make": bool(query) and query.lower() not in known,
        "form": form,
        "back": row.back,
        "picking": True,
    }
    answer = shown(request, "thema_kies", state=_("Kies een thema, of typ een nieuw."), **context)
    if form is not None and request.htmx:
        # The question about a name comes in the place of the choice, not of the themes.
        return reswap(reselect(retarget(answer, f"#kies-{row.letter}{row.thing.pk}"), "[data-themakeuze]"), "innerHTML")
    return answer


def _offered(project: Project, mine: list[Theme], query: str) -> tuple[list[Theme], int]:
    """What fits what was typed, by its own name or by that of the theme above it, the most used on top with its count;
    and how many more there are.
    """
    others = talking.themes_of(project, shown_answers(project)).exclude(pk__in=[theme.pk for theme in mine])
    if query:
        others = others.filter(Q(name__icontains=query) | Q(parent__name__icontains=query))
    found = list(others.order_by("-said_n", "name"))
    return found[:MOST], max(len(found) - MOST, 0)


def _chosen(request, row: Row) -> tuple[Theme | None, ThemeForm | None]:
    """The theme that was pressed, or a new one with the name that was typed."""
    pressed = request.POST.get("thema", "")
    if pressed.isdigit():
        return get_object_or_404(Theme, project=row.project, pk=int(pressed)), None
    form = ThemeForm(request.POST, project=row.project)
    # The same name again means the theme that stands there: the action finds it.
    if form.is_valid():
        try:
            return themes.add_theme(project=row.project, by=request.user, name=form.cleaned_data["name"]), None
        except ValidationError as error:
            form.add_error("name", error)
    return None, form


def _done(request, row: Row):
    """Back to the line; with htmx only its themes are drawn anew."""
    if request.htmx:
        return render(request, "bevraging/_themas_van.html", {**row.context(), "fresh": True})
    messages.success(request, _("Bewaard."))
    return redirect(f"{row.back}#{row.letter}{row.thing.pk}")
