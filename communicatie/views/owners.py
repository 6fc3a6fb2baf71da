"""Eigenaars: agreements that nobody looks after yet, each with a name to fill in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communicatie.forms_roles import OwnerForm
from communicatie.views.roles_base import readable_project, shown, to
from fundament.actions.agreements import change_owner
from fundament.agreement_list import ENDED, for_pages, standing_of
from fundament.models import Agreement
from trajecten import access
from trajecten.form_errors import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    if request.method == "POST" and not edits:
        raise PermissionDenied
    form = OwnerForm(request.POST or None, project=project) if edits else None
    if request.method == "POST" and form.is_valid() and _named(request, project, form):
        return to("eigenaars", project)
    living = agreements_of(project)
    vacant = [agreement for agreement in living if not agreement.looked_after]
    context = {
        "form": form,
        "vacant": vacant,
        "owned": [agreement for agreement in living if agreement.looked_after],
        "asked": form["agreement"].value() if form and form.is_bound else "",
        "state": _state(living, vacant),
    }
    return shown(request, "eigenaars", project, **context)


def agreements_of(project) -> list[Agreement]:
    """Those that hold, begin or are in the making, with whether somebody who works here looks after them. One query."""
    today, found = timezone.localdate(), []
    for agreement in for_pages(Agreement.objects.filter(project=project).order_by("number")):
        agreement.standing = standing_of(agreement)
        owner = agreement.owner
        agreement.looked_after = owner is not None and not (owner.active_until and owner.active_until < today)
        if agreement.standing.state != ENDED:
            found.append(agreement)
    return found


def _state(living: list, vacant: list) -> str:
    if not living:
        return _("Er zijn nog geen afspraken.")
    if not vacant:
        return _("Elke afspraak heeft een eigenaar.")
    n = len(vacant)
    return ngettext("%(n)d afspraak zoekt een eigenaar.", "%(n)d afspraken zoeken een eigenaar.", n) % {"n": n}


def _named(request, project, form: OwnerForm) -> bool:
    """Whether it is done; otherwise the reason stands on the form."""
    owner = form.cleaned_data["owner"]
    agreement = Agreement.objects.filter(project=project, pk=form.cleaned_data["agreement"]).first()
    if agreement is None:
        refuse(form, ValidationError(_("Deze afspraak is er niet meer. Laad de bladzijde opnieuw.")))
        return False
    agreement.project = project
    try:
        change_owner(agreement=agreement, by=request.user, owner=owner)
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(request, _("%(name)s is eigenaar van %(code)s.") % {"name": owner, "code": agreement.code})
    return True
