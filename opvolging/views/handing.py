"""Who looks after what in follow-up, and the form that gives it to somebody else. Open places stand apart.

A location that has no contact point yet has nothing to hand over: it leads to where one is chosen.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opvolging.actions.handing import hand_over
from opvolging.forms_handing import HandingForm
from opvolging.vacancies import held_in, without_contact
from opvolging.views.base_remedies import results_project, shown, to
from trajecten import access
from trajecten.form_errors import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def overview(request, slug: str):
    """`?toon=open` shows only where nobody is."""
    project = results_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    if request.method == "POST" and not edits:
        raise PermissionDenied
    everything = held_in([project], timezone.localdate())[project.pk]
    vacant = [one for one in everything if one.is_vacant]
    bare = without_contact(project, everything)
    only_open = request.GET.get("toon") == "open"
    held = vacant if only_open else everything
    form = HandingForm(request.POST or None, project=project, held=held)
    if request.method == "POST" and form.is_valid() and _given(request, project, form):
        return to("overdracht", project)
    open_count = len(vacant) + len(bare)
    context = {"form": form, "sections": list(form.sections()), "bare": bare, "n": open_count, "only_open": only_open}
    return shown(request, "overdracht", project, state=_state(everything, vacant, bare), **context)


def _state(everything, vacant, bare) -> str:
    n = len(vacant) + len(bare)
    if bare:
        told = ngettext(
            "%(n)d plaats zoekt een eigenaar of aanspreekpunt.",
            "%(n)d plaatsen zoeken een eigenaar of aanspreekpunt.",
            n,
        )
        return told % {"n": n}
    if not everything:
        return _("Er is nog niets waar iemand voor zorgt.")
    if not vacant:
        return _("Overal zorgt er iemand voor.")
    return ngettext("%(n)d plaats zoekt een eigenaar.", "%(n)d plaatsen zoeken een eigenaar.", n) % {"n": n}


def _given(request, project, form: HandingForm) -> bool:
    """Whether it is done; otherwise the reason stands on the form."""
    try:
        n = hand_over(project=project, by=request.user, owners=form.owners)
    except ValidationError as error:
        refuse(form, error)
        return False
    told = ngettext("%(n)d ding kreeg een andere eigenaar.", "%(n)d dingen kregen een andere eigenaar.", n) % {"n": n}
    messages.success(request, told if n else _("Er veranderde niets."))
    return True
