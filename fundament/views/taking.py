"""Fetching bottlenecks from what people said: the confirmed inventory, notes of conversations, open answers. One click."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bevraging import inventory_list, people_words
from bevraging.models import InventoryItem, Note
from bevraging.results_open import shown_answers
from bevraging.views.answer_items import with_context
from bevraging.views.listening import sheet
from bevraging.views.listening import url_of as listening_url
from fundament.actions import bottlenecks
from fundament.models import Bottleneck
from fundament.views.framing_bottlenecks import shown, to, url_of
from trajecten import access
from trajecten.models import Project

NOTES, ANSWERS = "notities", "antwoorden"
GOOD = "goed"


@require_safe
@login_required
def overview(request, slug: str):
    """One source at a time. What was taken keeps its place, with the way back."""
    project = access.editable_project(request, slug)
    source = request.GET.get("bron", "")
    context = {NOTES: _notes, ANSWERS: _answers}.get(source, _items)(request, project)
    return shown(request, "knelpunten_ophalen", project, **context)


def _items(request, project: Project) -> dict:
    items = bottlenecks.to_take(project)
    count = items.aggregate(all=Count("pk"), left=Count("pk", filter=Q(bottlenecks=None)))
    page = sheet(request, items.prefetch_related("bottlenecks"), count["all"])
    for item in page.object_list:
        item.source_words = inventory_list.source_words(item, edits=True)
        item.taken = next(iter(item.bottlenecks.all()), None)
    left = count["left"]
    if left:
        state = ngettext("%(n)d punt kan je meenemen.", "%(n)d punten kan je meenemen.", left) % {"n": left}
    else:
        state = _("Alles uit de inventaris is mee.") if count["all"] else _("Er staat nog niets klaar om mee te nemen.")
    return {"source": "", "page": page, "left": left, "state": state}


def _notes(request, project: Project) -> dict:
    page = sheet(request, _open_notes(project))
    count = page.paginator.count
    state = ngettext("%(n)d notitie kan je meenemen.", "%(n)d notities kan je meenemen.", count) % {"n": count}
    return {"source": NOTES, "page": page, "state": state if count else _("Geen notities om mee te nemen.")}


def _open_notes(project: Project):
    """What asks for a choice and is not in the inventory; literal words only when they may be repeated."""
    found = Note.objects.filter(conversation__project=project, lens__in=bottlenecks.ASKS, items=None)
    found = found.exclude(kind=Note.Kind.QUOTE, may_quote=False)
    return found.select_related("conversation").order_by("-conversation__held_on", "conversation_id", "pk")


def _answers(request, project: Project) -> dict:
    page = sheet(request, shown_answers(project).select_related("survey"))
    with_context(page.object_list)
    count = page.paginator.count
    state = ngettext("%(n)d open antwoord om te lezen.", "%(n)d open antwoorden om te lezen.", count) % {"n": count}
    return {"source": ANSWERS, "page": page, "state": state if count else _("Geen open antwoorden om te tonen.")}


@require_POST
@login_required
def take_all(request, slug: str):
    project = access.editable_project(request, slug)
    taken = bottlenecks.take_items(project=project, by=request.user)
    if taken.count:
        text = ngettext("%(n)d punt meegenomen.", "%(n)d punten meegenomen.", taken.count) % {"n": taken.count}
        back = url_of("knelpunten_ophalen_terug", project) + f"?van={taken.first}&tot={taken.last}"
        messages.success(request, text, extra_tags=f"ongedaan:{back}")
    return to("knelpunten_ophalen", project)


@require_POST
@login_required
def give_back_all(request, slug: str):
    project = access.editable_project(request, slug)
    first, last = (request.GET.get(name, "") for name in ("van", "tot"))
    if first.isdecimal() and last.isdecimal() and len(first + last) < 36:
        bottlenecks.give_back_items(project=project, first=int(first), last=int(last), by=request.user)
        messages.success(request, _("Weer weggehaald."))
    return to("knelpunten_ophalen", project)


@require_POST
@login_required
def take_item(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    item = _item(project, pk)
    _taken(request, project, lambda: bottlenecks.take_item(item=item, by=request.user))
    return redirect(_back(request, project, f"i{pk}"))


@require_POST
@login_required
def give_back_item(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    if bottlenecks.give_back_item(item=_item(project, pk), by=request.user):
        messages.success(request, _("Weer weggehaald bij de knelpunten. In de inventaris blijft het staan."))
    return redirect(_back(request, project, f"i{pk}"))


@require_POST
@login_required
def take_note(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    notes = Note.objects.filter(conversation__project=project, lens__in=bottlenecks.ASKS)
    note = get_object_or_404(notes.select_related("conversation__project"), pk=pk)
    _taken(request, project, lambda: bottlenecks.take_note(note=note, by=request.user))
    return redirect(_back(request, project))


@require_POST
@login_required
def take_answer(request, slug: str, answer):
    """As a bottleneck, or as something that goes well (`als`): one question often brings both.

    A name in it, or too many words: the page that makes an item of it asks what to do, and the item comes from there.
    """
    project = access.editable_project(request, slug)
    found = get_object_or_404(shown_answers(project).select_related("survey__project"), pk=answer)
    long = len(found.text) > Bottleneck._meta.get_field("what").max_length
    if long or people_words.find(found.text, people_words.names_of(project.organisation)):
        messages.info(
            request, _("Kijk de woorden eerst na. Bevestig het item in de inventaris, dan kan je het meenemen.")
        )
        return redirect(listening_url("antwoord_inventaris", project, found.pk))
    if request.POST.get("als") == GOOD:
        bottlenecks.keep_as_good(answer=found, by=request.user)
        messages.success(request, _("Bewaard in de inventaris, als goed voorbeeld."))
    else:
        _taken(request, project, lambda: bottlenecks.take_answer(answer=found, by=request.user))
    return redirect(_back(request, project, f"a{found.pk}"))


def _taken(request, project: Project, take) -> None:
    """What `take` makes can go back; what was a note or an answer then stays in the inventory."""
    try:
        made = take()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        undo = url_of("knelpunt_uit_item_terug", project, made.item_id)
        kept = {name: request.GET[name] for name in ("bron", "blad") if request.GET.get(name)}
        undo += f"?{urlencode(kept)}" if kept else ""
        messages.success(request, _("Meegenomen als knelpunt."), extra_tags=f"ongedaan:{undo}")


def _item(project: Project, pk: int) -> InventoryItem:
    item = get_object_or_404(InventoryItem.objects.filter(project=project), pk=pk)
    item.project = project
    return item


def _back(request, project: Project, anchor: str = "") -> str:
    """To the line it was pressed on: the same source, the same sheet."""
    kept = {name: request.GET[name] for name in ("bron", "blad") if request.GET.get(name)}
    query = f"?{urlencode(kept)}" if kept else ""
    return url_of("knelpunten_ophalen", project) + query + (f"#{anchor}" if anchor else "")
