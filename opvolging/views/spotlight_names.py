"""Whose name may stand beside a spotlight: who leads asks, and takes a question or a name away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opvolging.actions import spotlight_names
from opvolging.forms_spotlights import NameForm
from opvolging.views.spotlight_base import name_of, spotlight_of, to
from opvolging.views.spotlights import answer_page
from trajecten.form_errors import refuse


@require_POST
@login_required
def ask(request, slug: str, pk: int):
    spotlight = spotlight_of(request, slug, pk, edits=True)
    form = NameForm(request.POST, project=spotlight.project)
    if form.is_valid():
        try:
            fresh = spotlight_names.ask_name(spotlight=spotlight, by=request.user, employee=form.cleaned_data["owner"])
        except ValidationError as error:
            refuse(form, error)
        else:
            # The same words for who answered no: that stays between them and their page.
            told = _("De vraag is onderweg.") if fresh else _("Deze collega kreeg de vraag al.")
            messages.success(request, told)
            return to("kijker_een", spotlight.project, pk)
    return answer_page(request, spotlight, name_form=form)


@require_POST
@login_required
def withdraw(request, slug: str, pk: int, name: int):
    spotlight = spotlight_of(request, slug, pk, edits=True)
    if spotlight_names.withdraw(name=name_of(spotlight, name), by=request.user):
        messages.success(request, _("De naam staat er niet bij."))
    return to("kijker_een", spotlight.project, pk)
