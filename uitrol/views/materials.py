"""Materials: what is shown or given at moments."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organisatie.importing.upload import takes_files_up_to
from toetsing import uploads
from trajecten import access
from trajecten.form_errors import refuse
from uitrol.actions import materials
from uitrol.forms_moments import MaterialForm
from uitrol.models import Material, Moment
from uitrol.views.wave_base import as_attachment, confirm, sheet, shown, to, url_of

LARGEST_FORM = uploads.LARGEST + 64 * 1024
"""A little more than the file itself: so a file that is just too large gets its own sentence."""


@require_safe
@login_required
def overview(request, slug: str):
    project = access.project_or_404(request, slug)
    found = Material.objects.of_project(project).select_related("moment__location", "added_by")
    page = sheet(request, found.order_by("title", "pk"))
    count = page.paginator.count
    state = ngettext("%(n)d stuk materiaal.", "%(n)d stukken materiaal.", count) % {"n": count}
    return shown(request, "materiaal", project, page=page, state=state if count else _("Hier staat nog niets."))


@takes_files_up_to(LARGEST_FORM)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """`?moment=7`: for that moment; otherwise for the whole project."""
    project = access.editable_project(request, slug)
    asked = request.GET.get("moment", "")
    known = asked.isdecimal() and len(asked) < 12
    moment = get_object_or_404(Moment.objects.filter(project=project), pk=int(asked)) if known else None
    back = url_of("moment", project, moment.pk) if moment else url_of("materiaal", project)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    cut_off = request.method == "POST" and "upload_too_large" in request.META
    form = MaterialForm(*posted, too_large=cut_off, initial={"form_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            materials.add_material(project=project, by=request.user, moment=moment, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Het staat klaar."))
            return redirect(back)
    return shown(request, "materiaal_nieuw", project, form=form, moment=moment, back=back)


@require_safe
@login_required
def material_file(request, slug: str, pk: int):
    project = access.project_or_404(request, slug)
    material = get_object_or_404(Material.objects.of_project(project), pk=pk)
    if not material.file:
        raise Http404
    return as_attachment(material)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    """GET asks, POST does."""
    project = access.editable_project(request, slug)
    material = get_object_or_404(Material.objects.of_project(project), pk=pk)
    if request.method == "POST":
        if materials.remove_material(project=project, by=request.user, material=material):
            messages.success(request, _("“%(title)s” is weg.") % {"title": material.title})
        return to("materiaal", project)
    return confirm(
        request,
        project,
        vraag=_("Haal je “%(title)s” weg?") % {"title": material.title},
        uitleg=_("Collega's vinden het dan niet meer bij hun momenten."),
        actie=_("Haal het weg"),
        terug_url=url_of("materiaal", project),
        gevaar=True,
        houden=_("Hou het"),
    )
