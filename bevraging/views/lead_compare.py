"""Two rounds beside each other. Every number comes from the two result pages, by way of `bevraging.comparing`."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bevraging.comparing import Compared, compared, figures_beside, rounds_beside
from bevraging.models import Survey
from bevraging.views.base import page, survey_or_404, to, url_of
from trajecten import access


@require_safe
@login_required
def compare(request, slug: str, pk: int):
    """`met` is the other round and `groep` one group; 404 for a round or a group that cannot be compared."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    rounds = rounds_beside(project, pk)
    if not rounds:
        return to("resultaten", survey_or_404(request, slug, pk))
    survey, *others = rounds
    context: dict = {
        "others": others,
        "results_url": url_of("resultaten", survey),
        "wanted": request.GET.get("groep", ""),
    }
    if "met" in request.GET:
        context |= beside(survey, others, request.GET["met"], context["wanted"])
    elif len(others) == 1:
        context |= beside(survey, others, str(others[0].pk), context["wanted"])
    return render(request, "bevraging/vergelijk.html", page(request, survey, **context | {"state": sentence(context)}))


def beside(survey: Survey, others: list[Survey], wanted: str, group: str) -> dict:
    """The two rounds in their order in time. Raises Http404."""
    other = next((one for one in others if str(one.pk) == wanted), None)
    if other is None:
        raise Http404
    both = sorted([survey, other], key=lambda one: (one.closed_at, one.pk))
    found = compared(*figures_beside(both), group)
    if found is None:
        raise Http404
    return {"found": found, "other": other}


def sentence(context: dict) -> str:
    found: Compared | None = context.get("found")
    if not context["others"]:
        return _("Er is nog geen andere bevraging met dezelfde vragen.")
    if found is None:
        return _("Kies de bevraging waarmee je vergelijkt.")
    said = [row for row in found.rows if row.change]
    moved = sum(row.moved for row in said)
    if not said:
        return _("Deze twee bevragingen staan naast elkaar, zonder verschillen te noemen.")
    if not moved:
        return _("Nergens een verschil dat groter is dan toeval.")
    if moved == len(said):
        return _("Bij elke vraag is het verschil groter dan toeval.")
    return _("Bij %(n)s van de %(of)s vragen is het verschil groter dan toeval.") % {"n": moved, "of": len(said)}
