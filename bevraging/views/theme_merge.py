"""Taking two themes together, in two steps: choose with which, read what happens, and only then press."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bevraging import talking
from bevraging.actions import themes
from bevraging.forms_talks import MergeForm
from bevraging.models import Theme
from bevraging.results_open import shown_answers
from bevraging.views.listening import shown, to, url_of
from bevraging.views.theme_page import how_often
from bevraging.views.themes import theme_of
from trajecten.form_errors import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request, slug: str, pk: int):
    """The choice travels in the address, so that the page that asks can be read again. Only POST with the choice acts."""
    theme = theme_of(request, slug, pk)
    project = theme.project
    chosen = request.POST if request.method == "POST" else request.GET if "into" in request.GET else None
    form = MergeForm(chosen, theme=theme)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and into:
        try:
            themes.merge_themes(theme=theme, into=into, by=request.user)
        except ValidationError as error:
            refuse(form, error)
            into = None
        else:
            messages.success(request, _("Alles staat nu onder «%(name)s».") % {"name": into})
            return to("thema", project, into.pk)
    context = {"theme": theme, "form": form, "into": into, "back": url_of("thema", project, pk)}
    if into:
        context["told"] = _what_happens(theme, into)
    return shown(request, "thema_samen", project, **context)


def _what_happens(theme: Theme, into: Theme) -> list[str]:
    """What goes where, in sentences with the counts of now."""
    counted = talking.themes_of(theme.project, shown_answers(theme.project)).in_bulk([theme.pk, into.pk])
    told = [f"«{one.full_name}»: {how_often(counted[one.pk])}" for one in (theme, into)]
    told.append(
        _("Wat onder allebei stond, telt één keer. «%(name)s» verdwijnt. Dat kan je niet terugdraaien.")
        % {"name": theme}
    )
    items, under = theme.items.count(), theme.children.exclude(pk=into.pk).count()
    if items:
        told.append(
            ngettext(
                "%(n)d item van de inventaris verhuist mee.", "%(n)d items van de inventaris verhuizen mee.", items
            )
            % {"n": items}
        )
    if under:
        told.append(ngettext("%(n)d deelthema verhuist mee.", "%(n)d deelthema's verhuizen mee.", under) % {"n": under})
    return told
