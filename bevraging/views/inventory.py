"""The inventory: items under the four questions, with filters and a file; proposed, then confirmed."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging import inventory_list
from bevraging.actions import inventory
from bevraging.filters import InventoryFilter
from bevraging.forms_talks import ItemForm
from bevraging.models import QUESTIONS, InventoryItem, Lens
from bevraging.views.listening import confirm as confirm_wiping
from bevraging.views.listening import results_project, sheet, shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse


@require_safe
@login_required
def overview(request, slug: str):
    project = results_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    found = _filtered(request, project, edits=edits)
    page = sheet(request, found.qs)
    context = {
        "filter": found,
        "page": page,
        "questions": _under_questions(page.object_list, edits=edits),
        "state": _how_many(page.paginator.count, found.is_used),
    }
    return shown(request, "inventaris", project, **context)


@require_safe
@login_required
def export(request, slug: str):
    project = results_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    content = inventory_list.as_csv(_filtered(request, project, edits=edits).qs, edits=edits)
    name = f"inventaris-{project.slug}.csv"
    return HttpResponse(
        content, "text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _filtered(request, project, *, edits: bool) -> InventoryFilter:
    rows = inventory_list.items_of(project, edits=edits)
    return InventoryFilter(request.GET, project=project, queryset=rows, edits=edits)


def _under_questions(items, *, edits: bool) -> list[dict]:
    """The four questions, each with its items on this sheet; a question without any is left out."""
    for item in items:
        item.source_words = inventory_list.source_words(item, edits=edits)
    groups = [
        {"code": code, "question": question, "items": [item for item in items if item.lens in lenses]}
        for code, question, lenses in QUESTIONS
    ]
    return [group for group in groups if group["items"]]


def _how_many(count: int, filtered: bool) -> str:
    if filtered:
        return ngettext("%(n)d item gevonden.", "%(n)d items gevonden.", count) % {"n": count}
    if not count:
        return _("Er staat nog niets in de inventaris.")
    return ngettext("%(n)d item in de inventaris.", "%(n)d items in de inventaris.", count) % {"n": count}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = ItemForm(request.POST or None, project=project, initial=_begun(request.GET))
    if request.method == "POST" and form.is_valid():
        try:
            inventory.add_item(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Als voorstel in de inventaris gezet."))
            if request.POST.get("doe") == "nog":
                kept = {name: str(form.cleaned_data[name]) for name in ("lens", "source")}
                return redirect(f"{url_of('item_nieuw', project)}?{urlencode(kept)}")
            return to("inventaris", project)
    return shown(request, "item", project, form=form, back=url_of("inventaris", project))


def _begun(asked: QueryDict) -> dict[str, str]:
    """Under which question and from where, when the address says so: who writes ten in a row chooses that once."""
    known = {"lens": Lens.values, "source": InventoryItem.Source.values}
    return {name: asked[name] for name, values in known.items() if asked.get(name) in values}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def item_page(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    item = _item(project, pk)
    form = ItemForm(request.POST or None, project=project, instance=item)
    if request.method == "POST" and form.is_valid():
        try:
            inventory.change_item(item=item, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("inventaris", project)
    return shown(request, "item", project, form=form, item=item, back=url_of("inventaris", project))


@require_POST
@login_required
def confirm(request, slug: str, pk: int):
    """The one door from proposal to what counts."""
    project = access.editable_project(request, slug)
    if inventory.confirm_item(item=_item(project, pk), by=request.user):
        back = url_of("item_terug", project, pk)
        messages.success(request, _("Bevestigd. Dit telt nu mee."), extra_tags=f"ongedaan:{back}")
    return to("inventaris", project, anchor=f"i{pk}")


@require_POST
@login_required
def take_back(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    if inventory.take_back_item(item=_item(project, pk), by=request.user):
        messages.success(request, _("Weer een voorstel."))
    return to("inventaris", project, anchor=f"i{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    item = _item(project, pk)
    if request.method == "POST":
        inventory.remove_item(item=item, by=request.user)
        messages.success(request, _("Uit de inventaris gehaald."))
        return to("inventaris", project)
    return confirm_wiping(
        request,
        project,
        question=_("Haal je dit uit de inventaris?"),
        text=f"«{item.text}»",
        action=_("Haal het weg"),
        keep=_("Hou het"),
        back=url_of("inventaris", project),
    )


def _item(project, pk: int) -> InventoryItem:
    item = get_object_or_404(InventoryItem.objects.filter(project=project).select_related("note"), pk=pk)
    item.project = project
    return item
