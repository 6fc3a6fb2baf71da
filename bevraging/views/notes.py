"""Notes: quick entry that never loses a line, and what is done with one note."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bevraging.actions import inventory, talks
from bevraging.forms_talks import LinesForm, NoteForm
from bevraging.models import Lens
from bevraging.views.listening import confirm as confirm_wiping
from bevraging.views.listening import conversation_of, note_of, shown, to, url_of
from bevraging.views.talks import answer as conversation_answer
from trajecten.form_errors import refuse

BY_LINE = "X-Per-Regel"
"""Sent by static/js/noteren.js: it wants the new lines back, and keeps what was refused."""


@require_POST
@login_required
def write(request, slug: str, pk: int):
    """Every line of the text a note. What is refused stands in the field again, with the reason."""
    conversation = conversation_of(request, slug, pk)
    form = LinesForm(request.POST, conversation=conversation)
    if form.is_valid():
        try:
            written = talks.write_notes(conversation=conversation, lines=form.lines)
        except (talks.ReportFinished, ValidationError) as error:
            refuse(form, error)
        else:
            return _written(request, conversation, written)
    return _refused(request, conversation, form)


def _written(request, conversation, notes):
    if request.headers.get(BY_LINE):
        context = {"notes": notes, "conversation": conversation, "project": conversation.project, "fresh": True}
        return render(request, "bevraging/_notities.html", context | {"lenses": Lens.choices}, status=201)
    url, lens = url_of("gesprek", conversation.project, conversation.pk), request.POST.get("lens")
    return redirect(f"{url}?{urlencode({'lens': lens})}#noteer" if lens else f"{url}#noteer")


def _refused(request, conversation, form):
    if request.headers.get(BY_LINE):
        return render(request, "bevraging/_regel_geweigerd.html", {"form": form}, status=422)
    return conversation_answer(request, conversation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def note_page(request, slug: str, pk: int, note: int):
    """Change one note: its words, what it is about, who spoke, whether it may be repeated."""
    found = note_of(request, slug, pk, note)
    project = found.conversation.project
    back = url_of("gesprek", project, pk) + f"#n{note}"
    if not found.conversation.is_open:
        messages.info(request, str(talks.ReportFinished()))
        return redirect(back)
    form = NoteForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            talks.change_note(note=found, **form.cleaned_data)
        except (talks.ReportFinished, ValidationError) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Notitie bewaard."))
            return redirect(back)
    return shown(request, "notitie", project, form=form, note=found, conversation=found.conversation, back=back)


@require_POST
@login_required
def choose_lens(request, slug: str, pk: int, note: int):
    """One tap: what this note is about."""
    found = note_of(request, slug, pk, note)
    lens = request.POST.get("lens", "")
    try:
        if lens in Lens.values:
            talks.change_note(note=found, lens=lens)
    except talks.ReportFinished as error:
        messages.info(request, str(error))
    return to("gesprek", found.conversation.project, pk, anchor=f"n{note}")


@require_POST
@login_required
def to_inventory(request, slug: str, pk: int, note: int):
    """One click: the note becomes a proposal in the inventory."""
    found = note_of(request, slug, pk, note)
    project = found.conversation.project
    try:
        inventory.item_from_note(note=found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Als voorstel in de inventaris gezet."))
    return to("gesprek", project, pk, anchor=f"n{note}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int, note: int):
    found = note_of(request, slug, pk, note)
    project = found.conversation.project
    if request.method == "POST":
        try:
            talks.remove_note(note=found)
            messages.success(request, _("De notitie is gewist."))
        except talks.ReportFinished as error:
            messages.info(request, str(error))
        return to("gesprek", project, pk)
    return confirm_wiping(
        request,
        project,
        question=_("Wis je deze notitie?"),
        text=f"«{found.text}»",
        action=_("Wis de notitie"),
        keep=_("Hou ze"),
        back=url_of("gesprek", project, pk),
    )
