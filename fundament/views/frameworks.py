"""Frameworks: make one, change it, read it, and say that it was looked at."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.views.listening import results_project, sheet
from fundament.actions import agreements
from fundament.agreement_list import for_pages, with_standing
from fundament.forms_agreements import FrameworkForm
from fundament.models import AgreementFramework
from fundament.views.agreement_base import shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.templatetags.getallen import datum


@require_safe
@login_required
def framework_page(request, slug: str, pk: int):
    project = results_project(request, slug)
    framework = _framework(project, pk)
    page = sheet(request, for_pages(framework.agreements.order_by("number")))
    page.object_list = with_standing(page.object_list)
    due = framework.review_on is not None and framework.review_on <= timezone.localdate()
    context = {"framework": framework, "page": page, "state": _state(framework, due=due), "framework_key": str(pk)}
    return shown(request, "kader", project, **context)


def _state(framework: AgreementFramework, *, due: bool) -> str:
    if framework.review_on is None:
        return _("Nog niet gezegd wanneer jullie dit kader nakijken.")
    if due:
        return _("Tijd om dit kader samen na te kijken.")
    return _("Jullie kijken dit kader na op %(day)s.") % {"day": datum(framework.review_on)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = FrameworkForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            made = agreements.add_framework(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Het kader is bewaard."))
            return to("kader", project, made.pk)
    return shown(request, "kader_wijzig", project, form=form, back=url_of("afspraken", project))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    framework = _framework(project, pk)
    form = FrameworkForm(request.POST or None, project=project, instance=framework)
    if request.method == "POST" and form.is_valid():
        try:
            agreements.change_framework(framework=framework, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("kader", project, pk)
    back = url_of("kader", project, pk)
    return shown(request, "kader_wijzig", project, form=form, framework=framework, back=back)


@require_POST
@login_required
def review(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    framework = _framework(project, pk)
    if agreements.review_framework(framework=framework, by=request.user):
        messages.success(request, _("Fijn. De volgende keer is op %(day)s.") % {"day": datum(framework.review_on)})
    return to("kader", project, pk)


def _framework(project, pk: int) -> AgreementFramework:
    rows = AgreementFramework.objects.filter(project=project).select_related("owner").prefetch_related("themes")
    found = get_object_or_404(rows, pk=pk)
    found.project = project
    return found
