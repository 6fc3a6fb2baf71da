"""What people wrote in the feedback of a round, for who leads: one click makes a finding of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from toetsing.actions.findings import finding_from_barrier
from toetsing.barriers import barriers_of
from toetsing.models import Finding
from toetsing.views.base import round_of, shown, to, url_of
from trajecten import access


def _round(request, slug: str, number: int):
    """The round for who leads this very project: of a few people, who wrote something is easily guessed."""
    project = access.project_or_404(request, slug)
    if not access.may_see_names(request.user, project):
        raise PermissionDenied
    return round_of(project, number)


@require_safe
@login_required
def overview(request, slug: str, number: int):
    found = _round(request, slug, number)
    project, barriers = found.project, barriers_of(found)
    known = dict(Finding.objects.filter(project=project, round=found).values_list("form_key", "pk"))
    rows = [(one, url_of("bevinding", project, known[one.key]) if one.key in known else "") for one in barriers]
    left = sum(not url for _one, url in rows)
    return shown(
        request,
        "opmerkingen",
        project,
        round=found,
        rows=rows,
        levels=Finding.Severity.choices,
        state=sentence(rows, left),
    )


def sentence(rows, left: int) -> str:
    if not rows:
        return _("Nog niemand schreef op wat tegenhield.")
    if not left:
        return _("Alles wat jullie hier lazen, staat bij de bevindingen.")
    return ngettext(
        "%(n)d opmerking staat nog niet bij de bevindingen.",
        "%(n)d opmerkingen staan nog niet bij de bevindingen.",
        left,
    ) % {"n": left}


@require_POST
@login_required
def make_finding(request, slug: str, number: int, key):
    """`key` stands for the words themselves: pressed twice, there is one finding."""
    found = _round(request, slug, number)
    barrier = next((one for one in barriers_of(found) if one.key == key), None)
    if barrier is None:
        raise Http404
    try:
        made = finding_from_barrier(barrier=barrier, severity=request.POST.get("ernst", ""), by=request.user)
    except ValidationError:
        messages.error(request, _("Kies hoe erg het is."))
    else:
        messages.success(request, _("%(code)s is genoteerd.") % {"code": made.code})
    return to("opmerkingen", found.project, number)
