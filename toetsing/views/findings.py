"""Findings: the list with its filters and file, one finding with what is done with it, noting and changing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toetsing import finding_list
from toetsing.actions import findings
from toetsing.filters import FindingFilter
from toetsing.forms_findings import AnswerForm, FindingForm, OwnerForm
from toetsing.models import ConceptVersion, Finding, RoundConcept
from toetsing.views.base import finding_of, readable_project, sheet, shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse

Disposition = Finding.Disposition
LONGEST_KEY = 12


@require_safe
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    found = FindingFilter(request.GET, project=project, queryset=finding_list.findings_of(project))
    counts = found.qs.aggregate(n=Count("pk"), left=Count("pk", filter=finding_list.LEFT))
    page = sheet(request, found.qs, count=counts["n"])
    for one in page.object_list:
        one.words = finding_list.answer_words(one)
        one.tone = finding_list.TONES.get(one.severity, ("", ""))
    state = how_many(counts["n"], counts["left"], filtered=found.is_used)
    return shown(request, "drempels", project, filter=found, page=page, state=state)


def how_many(count: int, left: int, *, filtered: bool) -> str:
    if filtered:
        return ngettext("%(n)d bevinding gevonden.", "%(n)d bevindingen gevonden.", count) % {"n": count}
    if not count:
        return _("Er is nog niets genoteerd.")
    told = ngettext("%(n)d bevinding genoteerd.", "%(n)d bevindingen genoteerd.", count) % {"n": count}
    if not left:
        return told + " " + _("Geen open drempels. Mooi zo.")
    return told + " " + ngettext("%(n)d is nog open.", "%(n)d zijn nog open.", left) % {"n": left}


@require_safe
@login_required
def export(request, slug: str):
    project = readable_project(request, slug)
    found = FindingFilter(request.GET, project=project, queryset=finding_list.findings_of(project))
    name = f"drempels-{project.slug}.csv"
    return HttpResponse(
        finding_list.as_csv(found.qs),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = FindingForm(request.POST or None, project=project, initial=suggested(request, project))
    if request.method == "POST" and form.is_valid():
        try:
            made = findings.note_finding(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(code)s is genoteerd.") % {"code": made.code})
            return to("bevinding", project, made.pk)
    return shown(request, "bevinding_form", project, form=form, back=url_of("drempels", project))


def suggested(request, project) -> dict:
    """What the address says already: a kind, a round, and the version of the concept that was tried in it."""
    kind, number, concept = (request.GET.get(name, "") for name in ("soort", "ronde", "concept"))
    first = {"kind": kind if kind in Finding.Kind.values else Finding.Kind.BARRIER}
    if _is_key(number) and _is_key(concept):
        tried = RoundConcept.objects.filter(round__project=project, round__number=number, concept=concept).first()
        if tried is not None:
            return first | {"round": tried.round_id, "version": tried.version_id}
    if _is_key(concept):
        versions = ConceptVersion.objects.filter(concept__project=project, concept=concept)
        return first | {"version": versions.order_by("-number").first()}
    return first


def _is_key(text: str) -> bool:
    """Whether a row can have this number at all."""
    return text.isdecimal() and len(text) < LONGEST_KEY


@require_safe
@login_required
def finding_page(request, slug: str, pk: int):
    project = readable_project(request, slug)
    return answer_page(request, project, finding_of(project, pk))


def answer_page(
    request, project, finding: Finding, form: AnswerForm | None = None, owner_form: OwnerForm | None = None
):
    edits = access.may_edit_project(request.user, project)
    asks = edits and finding.is_open
    finding.tone = finding_list.TONES.get(finding.severity, ("", ""))
    context = {
        "finding": finding,
        "words": finding_list.answer_words(finding),
        "still_blocks": bool(finding.disposition) and finding_list.is_left(finding),
        "form": form or (AnswerForm(finding=finding) if asks else None),
        "owner_form": owner_form or (OwnerForm(finding=finding) if edits else None),
        "state": state_of(finding),
    }
    return shown(request, "bevinding", project, **context)


def state_of(finding: Finding) -> str:
    if finding.kind == Finding.Kind.COMPLIMENT:
        return _("Dit loopt goed. Een compliment vraagt geen antwoord.")
    if finding.is_open:
        return _("Nog open. Zeg wat jullie ermee doen.")
    if finding_list.is_left(finding):
        return _("Dit blokkeert, dus het blijft open tot het in een versie opgelost is.")
    return _("Afgerond: %(words)s.") % {"words": finding_list.answer_words(finding)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    finding = finding_of(project, pk)
    if finding.disposition:
        messages.info(request, str(findings.AlreadyAnswered()))
        return to("bevinding", project, pk)
    form = FindingForm(request.POST or None, project=project, instance=finding)
    if request.method == "POST" and form.is_valid():
        try:
            findings.change_finding(finding=finding, by=request.user, **form.cleaned_data)
        except (ValidationError, findings.AlreadyAnswered) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("bevinding", project, pk)
    back = url_of("bevinding", project, pk)
    return shown(request, "bevinding_form", project, form=form, finding=finding, back=back)


@require_POST
@login_required
def answer(request, slug: str, pk: int):
    """The one door of the disposition."""
    project = access.editable_project(request, slug)
    finding = finding_of(project, pk)
    if not finding.is_open:
        messages.info(request, state_of(finding))
        return to("bevinding", project, pk)
    form = AnswerForm(request.POST, finding=finding)
    if form.is_valid():
        try:
            done = _done(finding, request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            back = url_of("bevinding_terug", project, pk)
            if done:
                messages.success(request, _("Bewaard."), extra_tags=f"ongedaan:{back}")
            return to("bevinding", project, pk)
    return answer_page(request, project, finding, form)


def _done(finding: Finding, by, *, disposition: str, adjusted_in, later_on, answer: str) -> bool:
    if disposition == Disposition.ADJUSTED:
        return findings.adjust(finding=finding, version=adjusted_in, answer=answer, by=by)
    if disposition == Disposition.LATER:
        return findings.postpone(finding=finding, on=later_on, answer=answer, by=by)
    return findings.leave(finding=finding, answer=answer, by=by)


@require_POST
@login_required
def take_back(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    if findings.take_back(finding=finding_of(project, pk), by=request.user):
        messages.success(request, _("Weer open."))
    return to("bevinding", project, pk)


@require_POST
@login_required
def owner(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    finding = finding_of(project, pk)
    form = OwnerForm(request.POST, finding=finding)
    if not form.is_valid():
        return answer_page(request, project, finding, owner_form=form)
    if findings.give_owner(finding=finding, owner=form.cleaned_data["owner"], by=request.user):
        messages.success(request, _("Bewaard."))
    return to("bevinding", project, pk)
