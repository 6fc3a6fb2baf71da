"""One theme: what was said about it and where, what stands under it, and what the inventory has of it."""

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bevraging import inventory_list, talking
from bevraging.models import AnswerTheme, InventoryItem, Lens, Note
from bevraging.models.talks import SMALL_TALK
from bevraging.results_open import shown_answers
from bevraging.views.answer_items import with_context
from bevraging.views.listening import results_project, shown
from trajecten import access

QUOTES = 100


@require_safe
@login_required
def theme_page(request, slug: str, pk: int):
    """Notes for who leads, otherwise only what may be repeated; open answers that are shown; confirmed items."""
    project = results_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    answers = shown_answers(project)
    family = list(talking.themes_of(project, answers).filter(Q(pk=pk) | Q(parent=pk)))
    theme = next((one for one in family if one.pk == pk), None)
    if theme is None:
        raise Http404
    notes = list(_notes(family, edits=edits)[:QUOTES])
    said = list(_answers(answers, family)[:QUOTES])
    with_context(said)
    items = (
        InventoryItem.objects.filter(theme__in=family)
        .confirmed()
        .in_order()
        .select_related("location", "survey", "note__conversation")
    )
    context = {
        "theme": theme,
        "under": sorted((one for one in family if one.pk != pk), key=lambda one: -one.said_n),
        "notes": [(note, origin(note, edits=edits)) for note in notes],
        "answers": said,
        "items": [(item, inventory_list.source_words(item, edits=edits)) for item in items[:QUOTES]],
        "left_out": max(theme.answer_n - len(said), 0) + (max(theme.note_n - len(notes), 0) if edits else 0),
        "lenses": Lens.choices,
        "search": f"?bij={pk}",
        "state": how_often(theme),
    }
    return shown(request, "thema", project, **context)


def _notes(family, *, edits: bool):
    found = Note.objects.filter(themes__in=family).distinct().select_related("conversation")
    found = found.order_by("conversation_id", "pk")
    return found if edits else found.quotable()


def _answers(answers, family):
    links = AnswerTheme.objects.filter(theme__in=family, answer=OuterRef("pk"))
    return answers.filter(Exists(links)).select_related("survey")


def origin(note: Note, *, edits: bool) -> str:
    """Where a note was said. Of a small conversation who reads along only gets the kind."""
    talk = note.conversation
    kind = talk.get_kind_display().capitalize()
    if not edits and talk.people < SMALL_TALK:
        return kind
    name = f"{kind}, {talk.title}" if talk.title else talk.plain_name
    return f"{note.voice}, {name}" if edits and note.voice else name


def how_often(theme) -> str:
    """«5 notities en 4 open antwoorden, uit 5 bronnen.»"""
    notes = ngettext("%(n)d notitie", "%(n)d notities", theme.note_n) % {"n": theme.note_n}
    answers = ngettext("%(n)d open antwoord", "%(n)d open antwoorden", theme.answer_n) % {"n": theme.answer_n}
    where = ngettext("%(n)d bron", "%(n)d bronnen", theme.source_n) % {"n": theme.source_n}
    return _("%(notes)s en %(answers)s, uit %(where)s.") % {"notes": notes, "answers": answers, "where": where}
