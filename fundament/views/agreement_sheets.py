"""«Afspraken op één blad»: as a page and on paper, for one function or for all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bevraging.views.listening import results_project
from fundament.agreement_sheet import Sheet, sheet_html, sheet_of, title_of
from fundament.views.agreement_base import shown, url_of
from trajecten import paper


@require_safe
@login_required
def page(request, slug: str):
    project = results_project(request, slug)
    functions = list(project.organisation.functions.all())
    return _page(request, project, _sheet(request, project, functions), functions)


def _page(request, project, found: Sheet, functions: list, status: int = 200):
    context = {
        "sheet": found,
        "title": title_of(found),
        "functions": functions,
        "state": _how_many(found),
    }
    return shown(request, "blad", project, status=status, **context)


@require_safe
@login_required
def pdf(request, slug: str):
    """The same on A4. Changes nothing, so it is a link. Of an empty sheet there is no paper: not found, and the page says so."""
    project = results_project(request, slug)
    functions = list(project.organisation.functions.all())
    found = _sheet(request, project, functions)
    if not found.count:
        messages.info(request, _("Er staat nog niets op dit blad, dus is er nog geen PDF van."))
        return _page(request, project, found, functions, status=404)
    try:
        content = paper.kept(sheet_html(found))
    except paper.Busy:
        messages.info(request, _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw."))
        return _back(request, project)
    name = slugify(_("Afspraken %(who)s") % {"who": found.function or project.title})[:80].strip("-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _back(request, project):
    query = request.GET.urlencode()
    return redirect(url_of("blad", project) + (f"?{query}" if query else ""))


def _sheet(request, project, functions) -> Sheet:
    asked = request.GET.get("functie", "")
    function = next((one for one in functions if str(one.pk) == asked), None)
    if asked and function is None:
        raise Http404
    return sheet_of(project, function, also_making=bool(request.GET.get("maak")))


def _how_many(found: Sheet) -> str:
    if not found.count:
        return _("Hier geldt nog geen afspraak.")
    if found.also_making:
        return _("Wat nu geldt, en wat in de maak is.")
    return ngettext("%(n)d afspraak geldt nu.", "%(n)d afspraken gelden nu.", found.count) % {"n": found.count}
