"""Looking again at a framework: which ones there are, one with what was decided before, and the review itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from fundament.models import AgreementFramework
from opvolging.actions.reviews import hold_review, months_proposed
from opvolging.forms_reviews import ReviewForm
from opvolging.reviewing import SOON, frameworks_of, held_of, is_past, known_of, living_of
from opvolging.views.base_remedies import results_project, shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project
from trajecten.templatetags.getallen import datum


@require_safe
@login_required
def overview(request, slug: str):
    project, today = results_project(request, slug), timezone.localdate()
    frameworks = list(frameworks_of(project))
    for one in frameworks:
        _dress(one, today)
    past = sum(one.is_past for one in frameworks)
    return shown(request, "herzieningen", project, frameworks=frameworks, state=_state(frameworks, past))


def _dress(framework, today) -> None:
    framework.is_past = is_past(framework, today)
    framework.is_near = framework.review_on is not None and today <= framework.review_on <= today + SOON


def _state(frameworks, past: int) -> str:
    if not frameworks:
        return _("Er is nog geen afsprakenkader.")
    if past:
        told = ngettext(
            "Van %(n)d kader is de herziening verlopen.", "Van %(n)d kaders is de herziening verlopen.", past
        )
        return told % {"n": past}
    days = [one.review_on for one in frameworks if one.review_on]
    return (
        _("De volgende herziening is op %(day)s.") % {"day": datum(min(days))}
        if days
        else _("Kies wanneer jullie opnieuw kijken.")
    )


@require_safe
@login_required
def review_page(request, slug: str, pk: int):
    """What is known of each agreement now, and what was decided the times before."""
    project, today = results_project(request, slug), timezone.localdate()
    framework = _framework(project, pk)
    _dress(framework, today)
    agreements = living_of(framework)
    known = known_of(agreements, today)
    for one in agreements:
        one.known = known[one.pk]
    reviews = held_of(framework)
    making = [one.pk for one in agreements if one.standing.making]
    context = {
        "framework": framework,
        "making": making,
        "agreements": agreements,
        "reviews": reviews,
        "state": _one(framework),
    }
    return shown(request, "herziening", project, **context)


def _one(framework) -> str:
    if framework.review_on is None:
        return _("Nog niet gezegd wanneer jullie dit kader herzien.")
    if framework.is_past:
        return _("De herziening was voor %(day)s. Kijk samen of alles nog klopt.") % {"day": datum(framework.review_on)}
    return _("Jullie herzien dit kader tegen %(day)s.") % {"day": datum(framework.review_on)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hold(request, slug: str, pk: int):
    project, today = access.editable_project(request, slug), timezone.localdate()
    framework = _framework(project, pk)
    agreements = living_of(framework)
    known = known_of(agreements, today)
    for one in agreements:
        one.known = known[one.pk]
    form = ReviewForm(
        request.POST or None,
        organisation=project.organisation,
        agreements=agreements,
        months=months_proposed(framework, today),
    )
    if request.method == "POST" and form.is_valid() and (done := _held(request, framework, form)):
        return done
    back = url_of("herziening", project, pk)
    return shown(
        request, "herziening_houden", project, form=form, framework=framework, agreements=agreements, back=back
    )


def _held(request, framework, form):
    """Where to go when it is written; None when the reason why not stands on the form."""
    data = form.cleaned_data
    try:
        review = hold_review(
            framework=framework, by=request.user, lines=form.lines, months=data["months"], form_key=data["form_key"]
        )
    except ValidationError as error:
        refuse(form, error)
        return None
    messages.success(
        request, _("De herziening is bewaard. De volgende keer is op %(day)s.") % {"day": datum(review.next_on)}
    )
    return to("herziening", framework.project, framework.pk)


def _framework(project: Project, pk: int) -> AgreementFramework:
    found = get_object_or_404(frameworks_of(project), pk=pk)
    found.project = project
    return found
