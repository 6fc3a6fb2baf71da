"""Themes: the one list over notes and open answers, and the workbench where they are put under one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging import talking
from bevraging.actions import themes
from bevraging.forms_talks import ThemeForm
from bevraging.models import AnswerTheme, Lens, Note, Theme
from bevraging.results_open import shown_answers
from bevraging.views.answer_items import with_context
from bevraging.views.listening import confirm as confirm_wiping
from bevraging.views.listening import results_project, sheet, shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def overview(request, slug: str):
    """Every theme with how often it comes back, in notes, in open answers, and in how many sources."""
    posting = request.method == "POST"
    project = access.editable_project(request, slug) if posting else results_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    form = ThemeForm(request.POST or None, project=project) if edits else None
    if posting and form.is_valid():
        try:
            theme = themes.add_theme(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Thema «%(name)s» staat in de lijst.") % {"name": theme})
            return to("themas", project)
    page = sheet(request, talking.as_tree(talking.themes_of(project, shown_answers(project))))
    state = (
        ngettext("%(n)d thema.", "%(n)d thema's.", page.paginator.count) % {"n": page.paginator.count}
        if page.object_list
        else _("Er zijn nog geen thema's.")
    )
    return shown(request, "themas", project, page=page, form=form, state=state)


@require_safe
@login_required
def workbench(request, slug: str):
    """Notes or open answers one under the other, with their themes; only those without a theme unless asked otherwise."""
    project = access.editable_project(request, slug)
    query = request.GET.get("q", "").strip()[:80]
    everything = request.GET.get("toon") == "alles"
    of_answers = request.GET.get("bron") == "antwoorden"
    rows = _answers(project, query, everything) if of_answers else _notes(project, query, everything)
    page = sheet(request, rows)
    if of_answers:
        _with_their_themes(page.object_list)
        with_context(page.object_list)
    count = page.paginator.count
    if everything or query:
        state = ngettext("%(n)d regel.", "%(n)d regels.", count) % {"n": count}
    elif count:
        state = ngettext("Nog %(n)d zonder thema.", "Nog %(n)d zonder thema.", count) % {"n": count}
    else:
        state = _("Alles hoort bij een thema.")
    context = {"page": page, "of_answers": of_answers, "everything": everything, "query": query, "state": state}
    context["lenses"] = Lens.choices
    return shown(request, "werkbank", project, **context)


def _notes(project, query: str, everything: bool):
    found = Note.objects.filter(conversation__project=project).select_related("conversation")
    found = found if everything else found.filter(themes=None)
    found = found.filter(text__icontains=query) if query else found
    return found.prefetch_related("themes__parent").order_by("-conversation__held_on", "conversation_id", "pk")


def _answers(project, query: str, everything: bool):
    found = shown_answers(project).select_related("survey")
    found = found if everything else found.exclude(Exists(AnswerTheme.objects.filter(answer=OuterRef("pk"))))
    return found.filter(text__icontains=query) if query else found


def _with_their_themes(answers) -> None:
    """Puts `theme_list` on each answer of the sheet; one query."""
    by_answer: dict = {}
    for link in AnswerTheme.objects.filter(answer__in=[one.pk for one in answers]).select_related("theme__parent"):
        by_answer.setdefault(link.answer_id, []).append(link.theme)
    for one in answers:
        one.theme_list = sorted(by_answer.get(one.pk, []), key=lambda theme: theme.name.lower())


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    theme = theme_of(request, slug, pk)
    form = ThemeForm(request.POST or None, project=theme.project, instance=theme)
    back = url_of("thema", theme.project, pk)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        theme.refresh_from_db(fields=["name", "description", "parent"])
        try:
            themes.change_theme(theme=theme, by=request.user, **values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("thema", theme.project, pk)
    return shown(request, "thema_wijzig", theme.project, form=form, theme=theme, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    theme = theme_of(request, slug, pk)
    project = theme.project
    if request.method == "POST":
        themes.remove_theme(theme=theme, by=request.user)
        messages.success(request, _("Het thema is gewist."))
        return to("themas", project)
    return confirm_wiping(
        request,
        project,
        question=_("Wis je het thema «%(name)s»?") % {"name": theme},
        text=_("De notities en antwoorden blijven. Ze hangen dan niet meer aan dit thema."),
        action=_("Wis het thema"),
        keep=_("Hou het"),
        back=url_of("thema", project, pk),
    )


def theme_of(request, slug: str, pk: int) -> Theme:
    project = access.editable_project(request, slug)
    theme = get_object_or_404(Theme, project=project, pk=pk)
    theme.project = project
    return theme
