"""Concepts: the list, one concept with its versions, and the forms."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisatie.importing.upload import takes_files_up_to
from toetsing import uploads
from toetsing.actions import concepts
from toetsing.forms_concepts import ConceptForm, ReasonForm, VersionForm, agreements_of
from toetsing.models import Concept, ConceptVersion, TestRound
from toetsing.views.rounds_base import (
    as_attachment,
    concept_of,
    results_project,
    sheet,
    shown,
    to,
    url_of,
    version_of,
)
from trajecten import access
from trajecten.form_errors import refuse

LARGEST_FORM = uploads.LARGEST + 64 * 1024
"""A little more than the file itself: so a file that is just too large gets its own sentence."""


@require_safe
@login_required
def overview(request, slug: str):
    project = results_project(request, slug)
    closed = Q(tried__round__status=TestRound.Status.CLOSED)
    found = Concept.objects.filter(project=project).annotate(
        newest=Max("versions__number"), rounds=Count("tried__round", filter=closed, distinct=True)
    )
    page = sheet(request, found.order_by("number"))
    for concept in page.object_list:
        concept.label = ConceptVersion(number=concept.newest).label if concept.newest else ""
    return shown(request, "concepten", project, page=page, state=_how_many(page.paginator.count))


def _how_many(count: int) -> str:
    if not count:
        return _("Er staat nog niets klaar om uit te proberen.")
    return ngettext("%(n)d concept om uit te proberen.", "%(n)d concepten om uit te proberen.", count) % {"n": count}


@require_safe
@login_required
def concept_page(request, slug: str, pk: int):
    concept = concept_of(request, slug, pk, edits=False)
    rounds: dict[int, list] = {}
    for row in concept.tried.select_related("round").order_by("round__number"):
        rounds.setdefault(row.version_id, []).append(row.round)
    versions = list(concept.versions.select_related("made_by").order_by("-number"))
    for version in versions:
        version.rounds = rounds.get(version.pk, [])
        version.was_tried = any(one.status != TestRound.Status.PLANNED for one in version.rounds)
    context = {
        "concept": concept,
        "versions": versions,
        "agreements": agreements_of(concept.project).filter(concepts=concept),
        "state": _where_it_stands(concept, versions),
    }
    return shown(request, "concept", concept.project, **context)


def _where_it_stands(concept: Concept, versions: list) -> str:
    if not concept.in_scope:
        return _("Dit toetsen we niet: %(why)s") % {"why": concept.left_out}
    if not versions:
        return _("Nog geen versie. Zeg eerst wat collega's uitproberen.")
    told = {"version": versions[0].label}
    if any(one.status == TestRound.Status.OPEN for one in versions[0].rounds):
        return _("Versie %(version)s wordt nu uitgeprobeerd.") % told
    if any(one.status == TestRound.Status.CLOSED for one in versions[0].rounds):
        return _("Versie %(version)s is uitgeprobeerd.") % told
    return _("Versie %(version)s staat klaar om uit te proberen.") % told


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    chosen = project.agreements.filter(pk=request.GET.get("afspraak")) if _number(request, "afspraak") else []
    first = {"agreements": list(chosen), "form_key": uuid4()}
    form = ConceptForm(request.POST or None, project=project, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = concepts.make_concept(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return to("versie_nieuw", project, made.pk)
    return shown(request, "concept_gegevens", project, form=form, back=url_of("concepten", project))


def _number(request, name: str) -> bool:
    return request.GET.get(name, "").isdecimal() and len(request.GET[name]) < 12


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    concept = concept_of(request, slug, pk, edits=True)
    form = ConceptForm(request.POST or None, project=concept.project, instance=concept)
    if request.method == "POST" and form.is_valid():
        try:
            concepts.change_concept(concept=concept, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("concept", concept.project, pk)
    context = {"form": form, "concept": concept, "back": url_of("concept", concept.project, pk)}
    return shown(request, "concept_gegevens", concept.project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave_out(request, slug: str, pk: int):
    concept = concept_of(request, slug, pk, edits=True)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            concepts.leave_out(concept=concept, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De poort vraagt nu niet meer naar dit concept."))
            return to("concept", concept.project, pk)
    context = {"form": form, "concept": concept, "back": url_of("concept", concept.project, pk)}
    return shown(request, "concept_niet", concept.project, **context)


@require_POST
@login_required
def take_back(request, slug: str, pk: int):
    concept = concept_of(request, slug, pk, edits=True)
    if concepts.take_back(concept=concept, by=request.user):
        messages.success(request, _("Dit concept doet weer mee."))
    return to("concept", concept.project, pk)


@takes_files_up_to(LARGEST_FORM)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_version(request, slug: str, pk: int):
    concept = concept_of(request, slug, pk, edits=True)
    newest = concept.versions.order_by("-number").first()
    last = newest.number if newest else 0
    first = {"after": last, "text": newest.text if newest else "", "link": newest.link if newest else ""}
    form = VersionForm(*_bound(request), number=last + 1, too_large=_cut_off(request), initial=first)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "without_file"}
        try:
            concepts.add_version(concept=concept, by=request.user, **values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De nieuwe versie staat klaar."))
            return to("concept", concept.project, pk)
    return _version_shown(request, concept, form, ConceptVersion(number=last + 1))


@takes_files_up_to(LARGEST_FORM)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_version(request, slug: str, pk: int, number: int):
    """As long as nobody tried it; afterwards it is a new version."""
    concept = concept_of(request, slug, pk, edits=True)
    version = version_of(concept, number)
    first = {"text": version.text, "link": version.link, "changed": version.changed}
    form = VersionForm(*_bound(request), number=number, instance=version, too_large=_cut_off(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            concepts.change_version(version=version, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("concept", concept.project, pk)
    return _version_shown(request, concept, form, version_of(concept, number))


def _bound(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _cut_off(request) -> bool:
    return request.method == "POST" and "upload_too_large" in request.META


def _version_shown(request, concept: Concept, form: VersionForm, version: ConceptVersion):
    context = {
        "form": form,
        "concept": concept,
        "version": version,
        "fixed": bool(version.pk) and concepts.is_fixed(version),
        "back": url_of("concept", concept.project, concept.pk),
    }
    return shown(request, "versie", concept.project, **context)


@require_safe
@login_required
def version_file(request, slug: str, pk: int, number: int):
    version = version_of(concept_of(request, slug, pk, edits=False), number)
    if not version.file:
        raise Http404
    return as_attachment(version)
