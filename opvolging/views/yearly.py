"""Once a year the whole project: what was decided before, and the review itself. Stopping asks once more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import yearly_reading
from opvolging.actions.yearly import hold_project_review
from opvolging.forms_reviews import ProjectReviewForm
from opvolging.models import ProjectReview
from opvolging.views.base_remedies import results_project, shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.gate.errors import NoExit
from trajecten.models import Project
from trajecten.steps import LAST_STEP
from trajecten.templatetags.getallen import datum

Outcome = ProjectReview.Outcome
SURE = "zeker"


@require_safe
@login_required
def overview(request, slug: str):
    project = results_project(request, slug)
    reviews = list(project.yearly_reviews.all()[:20])
    may_hold = project.status == Project.Status.RUNNING and project.step == LAST_STEP
    context = {"reviews": reviews, "may_hold": may_hold, "state": _state(project, reviews)}
    return shown(request, "trajectherziening", project, **context)


def _state(project, reviews) -> str:
    if project.status == Project.Status.STOPPED:
        return _("Dit traject is stopgezet. Alles blijft te lezen.")
    day = reviews[0].next_on if reviews else yearly_reading.first_on(project)
    if day is None:
        return _("Een jaar na de start van stap 6 kijken jullie of dit traject verdergaat.")
    if day < timezone.localdate():
        return _("De jaarlijkse herziening was voor %(day)s. Kijk samen hoe het verdergaat.") % {"day": datum(day)}
    return _("Tegen %(day)s kijken jullie samen hoe het verdergaat.") % {"day": datum(day)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hold(request, slug: str):
    project = access.editable_project(request, slug)
    form = ProjectReviewForm(request.POST or None, organisation=project.organisation)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["outcome"] == Outcome.STOP and request.POST.get(SURE) != "ja":
            return _ask(request, project, form)
        if done := _held(request, project, form):
            return done
    return shown(request, "trajectherziening_houden", project, form=form, back=url_of("trajectherziening", project))


def _ask(request, project, form):
    """What stops, before it does."""
    context = {
        "form": form,
        "sure": SURE,
        "stops": yearly_reading.what_stops(project, timezone.localdate()),
        "back": url_of("trajectherziening_houden", project),
    }
    return shown(request, "traject_stoppen", project, **context)


def _held(request, project, form):
    """Where to go when it is written; None when the reason why not stands on the form."""
    try:
        review = hold_project_review(project=project, by=request.user, **form.cleaned_data)
    except (ValidationError, NoExit) as error:
        refuse(form, error)
        return None
    messages.success(request, _("De herziening van het traject is bewaard."))
    if review.outcome == Outcome.HAND_OVER:
        return to("overdracht", project)
    if review.outcome == Outcome.ADJUST:
        return redirect(reverse("trajecten:heropenen", args=[project.slug]))
    return to("trajectherziening", project)
