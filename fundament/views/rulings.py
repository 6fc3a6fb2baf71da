"""Which themes ask for a decision: a choice about it, or «geen besluit nodig» with the reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.models import Theme
from bevraging.views.listening import results_project, sheet
from fundament.actions import bundles
from fundament.forms_bottlenecks import RulingForm
from fundament.models import ThemeRuling
from fundament.reading import read
from fundament.theme_list import how_far, lines_of
from fundament.views.framing_bottlenecks import shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project


@require_safe
@login_required
def overview(request, slug: str):
    """The themes that gate 2 counts, and the others."""
    project = results_project(request, slug)
    lines = lines_of(read(project))
    page = sheet(request, lines)
    ruled = ThemeRuling.objects.filter(theme__in=[one.pk for one in page.object_list if one.ruled])
    reasons = dict(ruled.values_list("theme", "reason"))
    rows = [(one, reasons.get(one.pk, "")) for one in page.object_list]
    return shown(request, "themas", project, page=page, rows=rows, state=how_far(lines))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rule(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    theme = _theme(project, pk)
    form = RulingForm(request.POST or None, organisation=project.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            bundles.rule_no_decision(theme=theme, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            back = url_of("thema_toch_besluit", project, pk)
            messages.success(request, _("Genoteerd: geen besluit nodig."), extra_tags=f"ongedaan:{back}")
            return to("themas", project, anchor=f"t{pk}")
    return shown(request, "thema_geen_besluit", project, form=form, theme=theme, back=url_of("themas", project))


@require_POST
@login_required
def take_back(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    if bundles.take_back_ruling(theme=_theme(project, pk), by=request.user):
        messages.success(request, _("Dit thema vraagt weer een besluit."))
    return to("themas", project, anchor=f"t{pk}")


def _theme(project: Project, pk: int) -> Theme:
    theme = get_object_or_404(Theme.objects.filter(project=project), pk=pk)
    theme.project = project
    return theme
