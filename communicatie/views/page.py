"""The page for everyone, for the project lead: write it, look at it, open it, share its link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.frames import private
from bevraging.languages import in_language
from bevraging.views.listening import results_project
from communicatie import page_links, page_public
from communicatie.actions import page as actions
from communicatie.forms_page import PageForm
from communicatie.models import ProjectPage
from communicatie.page_parts import all_parts, for_reader
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project
from trajecten.views.frame import frame


@require_safe
@login_required
def overview(request, slug: str):
    """What stands on it, its link and QR code. Everybody who sees results may look: the link is for all colleagues."""
    project = results_project(request, slug)
    page = page_of(project)
    context = {"page": page, "state": state_sentence(page)}
    if page is not None:
        reader, _mark = page_public.reader_of(page, {}, fresh=True)
        on_it = {part.code for part in for_reader(reader)}
        context |= {
            "parts": [(part.title, code in on_it) for code, part in all_parts()],
            "written": ["nl", *page.translations],
            "address": page_links.address_of(page) if page.is_on else "",
            "qr": page_links.qr_svg(page) if page.is_on else "",
        }
    return shown(request, "bladzijde", project, **context)


def page_of(project: Project) -> ProjectPage | None:
    page = ProjectPage.objects.filter(project=project).first()
    if page is not None:
        page.project = project
    return page


def state_sentence(page: ProjectPage | None) -> str:
    if page is None:
        return _("Nog niet geschreven. Eén bladzijde waar elke collega alles over dit traject vindt.")
    if page.is_on:
        return _("De bladzijde staat open. Wie de link heeft, leest ze.")
    return _("De bladzijde is dicht. Niemand ziet ze nog.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request, slug: str):
    """The words, in one language at a time."""
    project = access.editable_project(request, slug)
    page = page_of(project)
    language = page_public.language_of(request.GET.get("taal", "")) if page else "nl"
    form = PageForm(request.POST or None, page=page, project=project, language=language)
    if request.method == "POST" and form.is_valid():
        faces = form.cleaned_data.get("show_faces", True)
        try:
            actions.write_page(
                project=project, by=request.user, language=language, texts=form.cleaned_data, show_faces=faces
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De tekst is bewaard."))
            return to("bladzijde", project)
    tabs = [(code, in_language(code), code == language) for code in ("nl", *actions.TRANSLATIONS)] if page else []
    context = {"form": form, "page": page, "language": language, "tabs": tabs}
    return shown(request, "bladzijde_tekst", project, **context)


@require_safe
@login_required
def preview(request, slug: str):
    """As a colleague reads it, made this very moment; also while it is closed."""
    project = results_project(request, slug)
    page = page_of(project)
    if page is None:
        raise Http404
    reader, _mark = page_public.reader_of(page, request.GET, fresh=True)
    return private(HttpResponse(page_public.draw(reader, preview=True)))


@require_POST
@login_required
def switch(request, slug: str):
    """Open or close it."""
    project = access.editable_project(request, slug)
    on = request.POST.get("zet") == "open"
    if on or request.POST.get("zet") == "dicht":
        try:
            done = actions.switch_page(project=project, by=request.user, on=on)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            if done:
                told = _("De bladzijde staat open.") if on else _("De bladzijde is dicht. De link toont niets meer.")
                messages.success(request, told)
    return to("bladzijde", project)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def renew(request, slug: str):
    """Another link, when the old one came where it should not; asks first."""
    project = access.editable_project(request, slug)
    page = page_of(project)
    if page is None:
        raise Http404
    if request.method == "POST":
        seen = request.POST.get("uitgave", "")
        if seen.isascii() and seen.isdigit() and len(seen) < 6:
            if actions.renew_link(project=project, by=request.user, seen=int(seen)):
                messages.success(request, _("Er is een nieuwe link. De vorige werkt niet meer."))
        return to("bladzijde", project)
    words = {
        "vraag": _("Maak je een nieuwe link?"),
        "actie": _("Maak een nieuwe link"),
        "houden": _("Hou deze link"),
        "gevaar": True,
        "terug_url": url_of("bladzijde", project),
    }
    return shown(request, "bladzijde_link", project, page=page, **words)


@require_safe
@login_required
def qr(request, slug: str):
    """The QR code as a picture, for an own poster or a newsletter."""
    project = results_project(request, slug)
    page = page_of(project)
    if page is None or not page.is_on:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="qr-{project.slug}.png"', "Cache-Control": "no-store"}
    return HttpResponse(page_links.qr_png(page), content_type="image/png", headers=headers)


def url_of(name: str, project: Project) -> str:
    return reverse(f"communicatie:{name}", args=[project.slug])


def to(name: str, project: Project):
    return redirect(url_of(name, project))


def shown(request, template: str, project: Project, **context):
    return render(request, f"communicatie/{template}.html", frame(request, project, **context))
