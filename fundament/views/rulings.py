"""Which themes ask for a decision: a choice about it, or «geen besluit nodig» with the reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.models import Theme
from bevraging.views.listening import results_project, sheet
from fundament.actions import bundles
from fundament.forms_bottlenecks import RulingForm
from fundament.models import Decision
from fundament.views.framing_bottlenecks import shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project


@require_safe
@login_required
def overview(request, slug: str):
    project = results_project(request, slug)
    themes = Theme.objects.filter(project=project).select_related("parent", "ruling")
    alive = Decision.objects.exclude(status__in=[Decision.Status.WITHDRAWN, Decision.Status.SUPERSEDED])
    done = Q(ruling__isnull=False) | Q(decisions__status__in=Decision.HOLDING)
    count = themes.aggregate(all=Count("pk", distinct=True), done=Count("pk", filter=done, distinct=True))
    page = sheet(request, themes.prefetch_related(Prefetch("decisions", alive, to_attr="choices")), count["all"])
    for theme in page.object_list:
        theme.no_decision = getattr(theme, "ruling", None)
        theme.decided = any(choice.holds for choice in theme.choices)
    return shown(request, "themas", project, page=page, state=_how_far(count["all"], count["done"]))


def _how_far(themes: int, done: int) -> str:
    if not themes:
        return _("Er zijn nog geen thema's.")
    text = ngettext("%(done)d van %(n)d thema is klaar.", "%(done)d van %(n)d thema's zijn klaar.", themes)
    return text % {"done": done, "n": themes} + " " + _("Er is een besluit, of er is geen nodig.")


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
