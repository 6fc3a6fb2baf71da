"""Conversations: the list, one conversation with its notes, its details, and its report that is ready or not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.actions import talks
from bevraging.forms_talks import ConversationForm, LinesForm
from bevraging.models import Conversation, InventoryItem, Lens
from bevraging.naming import in_short
from bevraging.views.listening import confirm as confirm_wiping
from bevraging.views.listening import conversation_of, sheet, shown, to, url_of
from trajecten import access


@require_safe
@login_required
def overview(request, slug: str):
    """All conversations of the project, newest first."""
    project = access.editable_project(request, slug)
    found = Conversation.objects.filter(project=project)
    page = sheet(request, found.for_pages())
    for talk in page.object_list:
        talk.places = in_short(sorted(talk.place_names or []))
    ready = found.finished().count() if page.object_list else 0
    return shown(request, "gesprekken", project, page=page, state=list_sentence(page.paginator.count, ready))


def list_sentence(count: int, ready: int) -> str:
    if not count:
        return _("Er is nog geen gesprek genoteerd.")
    talked = ngettext("%(n)d gesprek genoteerd.", "%(n)d gesprekken genoteerd.", count) % {"n": count}
    done = (
        ngettext("Van %(n)d is het verslag klaar.", "Van %(n)d is het verslag klaar.", ready) % {"n": ready}
        if ready
        else _("Nog geen verslag is klaar.")
    )
    return f"{talked} {done}"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    first = {"held_on": timezone.localdate(), "leader": request.user.name}
    form = ConversationForm(request.POST or None, organisation=project.organisation, initial=first)
    if request.method == "POST" and form.is_valid():
        conversation = talks.add_conversation(project=project, by=request.user, **form.cleaned_data)
        return to("gesprek", project, conversation.pk)
    return shown(request, "gesprek_gegevens", project, form=form, back=url_of("gesprekken", project))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def details(request, slug: str, pk: int):
    """Kind, day, who was there. Also after the report is ready."""
    conversation = conversation_of(request, slug, pk)
    project = conversation.project
    form = ConversationForm(request.POST or None, organisation=project.organisation, instance=conversation)
    if request.method == "POST" and form.is_valid():
        talks.change_conversation(conversation=conversation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return to("gesprek", project, conversation.pk)
    back = url_of("gesprek", project, conversation.pk)
    return shown(request, "gesprek_gegevens", project, form=form, conversation=conversation, back=back)


@require_safe
@login_required
def conversation_page(request, slug: str, pk: int):
    conversation = conversation_of(request, slug, pk)
    return answer(request, conversation, LinesForm(conversation=conversation, initial=remembered(request)))


def remembered(request) -> dict:
    """The lens of the line before: who types live need not choose again. Consent is asked for each quote anew."""
    return {"lens": request.GET.get("lens", "")}


def answer(request, conversation: Conversation, form: LinesForm, *, status: int = 200):
    """The page of one conversation; newest note on top as long as one is writing, in their own order in a report."""
    in_list = Exists(InventoryItem.objects.filter(note=OuterRef("pk")))
    notes = conversation.notes.annotate(in_inventory=in_list).prefetch_related("themes")
    if conversation.is_open:
        notes = notes.order_by("-pk")
    page = sheet(request, notes, conversation.note_count)
    return shown(
        request,
        "gesprek",
        conversation.project,
        status=status,
        conversation=conversation,
        form=form,
        page=page,
        lenses=Lens.choices,
        state=sentence(conversation),
    )


def sentence(conversation: Conversation) -> str:
    """«Focusgroep met 7 mensen, Huis Linde en Huis Vlier. Verslag klaar.»"""
    kind = conversation.get_kind_display().capitalize()
    people = ngettext("%(n)d mens", "%(n)d mensen", conversation.people) % {"n": conversation.people}
    places = ", ".join(sorted(conversation.place_names or [])) or _("geen vaste locatie")
    functions = ", ".join(sorted(conversation.function_names or []))
    who = f"{places}; {functions}" if functions else places
    text = _("%(kind)s met %(people)s (%(who)s).") % {"kind": kind, "people": people, "who": who}
    notes = ngettext("%(n)d notitie.", "%(n)d notities.", conversation.note_count) % {"n": conversation.note_count}
    return f"{text} {notes}" if conversation.is_open else f"{text} {notes} " + _("Het verslag is klaar.")


@require_POST
@login_required
def finish(request, slug: str, pk: int):
    conversation = conversation_of(request, slug, pk)
    try:
        if talks.finish_report(conversation=conversation, by=request.user):
            back = url_of("gesprek_heropen", conversation.project, pk)
            messages.success(request, _("Het verslag is klaar. Het telt nu mee."), extra_tags=f"ongedaan:{back}")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return to("gesprek", conversation.project, pk)


@require_POST
@login_required
def reopen(request, slug: str, pk: int):
    conversation = conversation_of(request, slug, pk)
    if talks.reopen_report(conversation=conversation, by=request.user):
        messages.success(request, _("Je kan weer noteren."))
    return to("gesprek", conversation.project, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    """Confirmed on a page of its own: the notes go along."""
    conversation = conversation_of(request, slug, pk)
    project = conversation.project
    if request.method == "POST":
        talks.remove_conversation(conversation=conversation, by=request.user)
        messages.success(request, _("Het gesprek is gewist."))
        return to("gesprekken", project)
    n = conversation.note_count
    lost = ngettext(
        "De %(n)d notitie gaat mee weg. Dat kan je niet terugdraaien.",
        "De %(n)d notities gaan mee weg. Dat kan je niet terugdraaien.",
        n,
    ) % {"n": n}
    return confirm_wiping(
        request,
        project,
        question=_("Wis je «%(name)s»?") % {"name": conversation},
        text=lost + " " + _("Wat al in de inventaris staat, blijft daar."),
        action=_("Wis het gesprek"),
        keep=_("Hou het"),
        back=url_of("gesprek", project, pk),
    )


__all__ = ["answer", "conversation_page", "details", "finish", "new", "overview", "remove", "reopen"]
