"""Options, who is heard or told, and who does what by when: add, change, take away. One set of views for the three."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bevraging.views.listening import confirm
from fundament.actions import proposal_parts
from fundament.actions.refusals import Refused
from fundament.forms_decisions import OptionForm, PartyForm, TaskForm
from fundament.models import DecisionTask
from fundament.views.decision_frame import back_to, editable_decision, form_page, refused, settled, url_of


@dataclass(frozen=True)
class Kind:
    """How one of the three lists is kept."""

    code: str
    """As in the names of the addresses and of the argument of its actions."""
    rows: str
    form: Any
    argument: str
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., Any]
    new_title: Any
    title: Any
    state: Any


OPTION = Kind(
    "optie", "options", OptionForm, "option",
    proposal_parts.add_option, proposal_parts.change_option, proposal_parts.remove_option,
    gettext_lazy("Voeg een optie toe"), gettext_lazy("Wijzig de optie"),
    gettext_lazy("Elke optie heeft iets voor en iets tegen."),
)  # fmt: skip
PARTY = Kind(
    "partij", "parties", PartyForm, "party",
    proposal_parts.add_party, proposal_parts.change_party, proposal_parts.remove_party,
    gettext_lazy("Wie denkt mee?"), gettext_lazy("Wijzig wie meedenkt"),
    gettext_lazy("Vraag zeker raad aan wie het werk zelf doet."),
)  # fmt: skip
TASK = Kind(
    "actie", "tasks", TaskForm, "task",
    proposal_parts.add_task, proposal_parts.change_task, proposal_parts.remove_task,
    gettext_lazy("Wie doet wat, en tegen wanneer?"), gettext_lazy("Wijzig de actie"),
    gettext_lazy("Wat er moet gebeuren om het besluit waar te maken."),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str, pk: int, kind: Kind):
    decision = editable_decision(request, slug, pk)
    if away := settled(request, decision):
        return away
    form = kind.form(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        try:
            kind.add(decision=decision, by=request.user, **form.cleaned_data)
        except (ValidationError, Refused) as error:
            refused(form, decision, error)
        else:
            return back_to(decision, kind.rows)
    return form_page(request, decision, form, title=kind.new_title, state=kind.state, save=_("Voeg toe"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int, part: int, kind: Kind):
    decision = editable_decision(request, slug, pk)
    row = _part(decision, kind, part)
    if away := settled(request, decision):
        return away
    form, newer = kind.form(request.POST or None, decision=decision, instance=row), []
    if request.method == "POST" and form.is_valid():
        try:
            kind.change(**{kind.argument: row}, by=request.user, **form.cleaned_data)
        except (ValidationError, Refused) as error:
            newer = refused(form, decision, error)
        else:
            return back_to(decision, kind.rows)
    remove = url_of(f"{kind.code}_wis", decision.project, decision.pk, row.pk)
    return form_page(
        request, decision, form, newer=newer, title=kind.title, state=kind.state, save=_("Bewaar"), remove_url=remove
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int, part: int, kind: Kind):
    decision = editable_decision(request, slug, pk)
    row = _part(decision, kind, part)
    if away := settled(request, decision):
        return away
    if request.method == "POST":
        try:
            kind.remove(**{kind.argument: row}, by=request.user)
        except Refused as error:
            messages.error(request, str(error))
        return back_to(decision, kind.rows)
    return confirm(
        request, decision.project, question=_("Haal je dit weg?"), text=f"«{row}»", action=_("Haal het weg"),
        keep=_("Hou het"), back=url_of("keuze", decision.project, decision.pk),
    )  # fmt: skip


@require_POST
@login_required
def task_done(request, slug: str, pk: int, part: int):
    return _tick(request, slug, pk, part, proposal_parts.complete_task, _("Gedaan. Mooi."))


@require_POST
@login_required
def task_open(request, slug: str, pk: int, part: int):
    return _tick(request, slug, pk, part, proposal_parts.undo_task, _("Weer open."))


def _tick(request, slug: str, pk: int, part: int, action: Callable[..., bool], said: str):
    decision = editable_decision(request, slug, pk)
    task: DecisionTask = _part(decision, TASK, part)
    try:
        if action(task=task, by=request.user):
            messages.success(request, said)
    except Refused as error:
        messages.error(request, str(error))
    return back_to(decision, "tasks")


def _part(decision, kind: Kind, pk: int):
    row = get_object_or_404(getattr(decision, kind.rows).all(), pk=pk)
    row.decision = decision
    return row
