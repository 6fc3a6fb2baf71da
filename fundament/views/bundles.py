"""Bundles: the list, one bundle with how often it comes back, put bottlenecks in one, take two together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.views.listening import confirm as confirm_wiping
from bevraging.views.listening import results_project, sheet
from fundament import bottleneck_list, bundle_chart, recurrence
from fundament.actions import bundles
from fundament.forms_bottlenecks import LONGEST_KEY, BundleForm, IntoForm, PutForm
from fundament.models import Bundle
from fundament.views.bottlenecks import answer as list_answer
from fundament.views.framing_bottlenecks import shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project
from trajecten.templatetags.getallen import decimaal, getal


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def overview(request, slug: str):
    """Every bundle with how often it comes back and whether a choice is made about it; the most reported on top."""
    posting = request.method == "POST"
    project = access.editable_project(request, slug) if posting else results_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    form = BundleForm(request.POST or None, project=project) if edits else None
    if posting and form.is_valid():
        try:
            bundle = bundles.add_bundle(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return to("bundel", project, bundle.pk)
    page = sheet(request, bottleneck_list.bundles_of(project))
    often = recurrence.by_bundle(project)
    for bundle in page.object_list:
        bundle.recurrence = often.get(bundle.pk)
    return shown(request, "bundels", project, page=page, form=form, weeks=recurrence.WEEKS, state=_how_many(page))


def _how_many(page) -> str:
    count = page.paginator.count
    if not count:
        return _("Er is nog geen bundel.")
    return ngettext("%(n)d bundel.", "%(n)d bundels, die met de meeste knelpunten bovenaan.", count) % {"n": count}


@require_safe
@login_required
def bundle_page(request, slug: str, pk: int):
    project = results_project(request, slug)
    all_bundles = {bundle.pk: bundle for bundle in bottleneck_list.bundles_of(project)}
    bundle = all_bundles.get(pk)
    if bundle is None:
        raise Http404
    edits = access.may_edit_project(request.user, project)
    page = sheet(request, bottleneck_list.bottlenecks_of(project).filter(bundle=bundle), bundle.report_n)
    periods = recurrence.over_time(bundle)
    now = recurrence.together(periods[-recurrence.WEEKS // 4 :])
    context = {
        "bundle": bundle,
        "page": page,
        "form": PutForm(project=project, bundles=all_bundles.values()) if edits and page.object_list else None,
        "decisions": bundle.decisions.select_related("chosen"),
        "numbers": _numbers(bundle, now),
        "periods": periods,
        "chart": bundle_chart.chart(periods),
        "may_report": access.may_report_bottleneck(request.user, project),
        "state": _state(bundle, now),
    }
    return shown(request, "bundel", project, **context)


def _state(bundle: Bundle, now: recurrence.Recurrence) -> str:
    if not bundle.report_n:
        return _("Hier staat nog geen knelpunt in.")
    text = ngettext(
        "%(n)d melding in de laatste %(weeks)d weken: %(often)s per 4 weken.",
        "%(n)d meldingen in de laatste %(weeks)d weken: %(often)s per 4 weken.",
        now.count,
    )
    return text % {"n": now.count, "weeks": recurrence.WEEKS, "often": decimaal(now.per_four_weeks)}


def _numbers(bundle: Bundle, now: recurrence.Recurrence) -> list[tuple]:
    return [
        (_("Knelpunten"), getal(bundle.report_n), _("alles samen, ook uit de inventaris")),
        (_("Minuten"), getal(bundle.minute_n), _("waar iemand ze noteerde")),
        (
            _("Per 4 weken"),
            decimaal(now.per_four_weeks),
            _("gemeld in de laatste %(n)d weken") % {"n": recurrence.WEEKS},
        ),
    ]


@require_POST
@login_required
def put(request, slug: str):
    """Everything that is ticked goes to one bundle, in one go. What is refused stays ticked."""
    project = access.editable_project(request, slug)
    form = PutForm(request.POST, project=project, bundles=project.bundles.all())
    if form.is_valid():
        try:
            bundle = _chosen(request, project, form)
            moved = bundles.put_in_bundle(project=project, bottlenecks=form.chosen, bundle=bundle, by=request.user)
        except ValidationError as error:
            refuse(form, error)
        else:
            _tell(request, project, moved, bundle)
            return redirect(_back(request, project))
    return list_answer(request, project, form)


def _chosen(request, project: Project, form: PutForm) -> Bundle | None:
    if name := form.cleaned_data["new"]:
        return bundles.add_bundle(project=project, by=request.user, name=name)
    return form.bundles.get(form.cleaned_data["bundle"])


def _tell(request, project: Project, moved: bundles.Moved, bundle: Bundle | None) -> None:
    n = len(moved.pks)
    if not n:
        messages.info(request, _("Dat stond daar al."))
        return
    if bundle:
        text = ngettext("%(n)d knelpunt staat nu in «%(name)s».", "%(n)d knelpunten staan nu in «%(name)s».", n)
    else:
        text = ngettext("%(n)d knelpunt uit de bundel gehaald.", "%(n)d knelpunten uit de bundel gehaald.", n)
    undo = ""
    if moved.from_one_place:
        query = urlencode({"k": moved.pks, "bundel": moved.before or PutForm.NONE}, doseq=True)
        undo = f"ongedaan:{url_of('knelpunten_bundelen_terug', project)}?{query}"
    messages.success(request, text % {"n": n, "name": bundle}, extra_tags=undo)


@require_POST
@login_required
def put_back(request, slug: str):
    """The button of the toast: those bottlenecks to where they were."""
    project = access.editable_project(request, slug)
    before = request.GET.get("bundel", "")
    pks = [int(pk) for pk in request.GET.getlist("k") if pk.isdecimal() and len(pk) < LONGEST_KEY]
    bundle = _bundle(project, int(before)) if before.isdecimal() and len(before) < LONGEST_KEY else None
    bundles.put_in_bundle(project=project, bottlenecks=pks, bundle=bundle, by=request.user)
    messages.success(request, _("Weer zoals het was."))
    return to("knelpunten", project)


def _back(request, project: Project) -> str:
    """To the page it was pressed on, with its filters."""
    home = request.GET.get("van", "")
    if home.isdecimal():
        return url_of("bundel", project, int(home))
    query = request.GET.urlencode()
    return url_of("knelpunten", project) + (f"?{query}" if query else "")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    project = access.editable_project(request, slug)
    bundle = _bundle(project, pk)
    form = BundleForm(request.POST or None, project=project, instance=bundle)
    if request.method == "POST" and form.is_valid():
        try:
            bundles.change_bundle(bundle=bundle, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("bundel", project, pk)
    return shown(request, "bundel_wijzig", project, form=form, bundle=bundle, back=url_of("bundel", project, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request, slug: str, pk: int):
    """The choice travels in the address, so that the page that asks can be read again. Only POST with the choice acts."""
    project = access.editable_project(request, slug)
    bundle = _bundle(project, pk)
    chosen = request.POST if request.method == "POST" else request.GET if "into" in request.GET else None
    form = IntoForm(chosen, bundle=bundle)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and into:
        try:
            bundles.merge_bundles(bundle=bundle, into=into, by=request.user)
        except ValidationError as error:
            refuse(form, error)
            into = None
        else:
            messages.success(request, _("Alles staat nu in «%(name)s».") % {"name": into})
            return to("bundel", project, into.pk)
    context = {"bundle": bundle, "form": form, "into": into, "back": url_of("bundel", project, pk)}
    if into:
        context["told"] = _what_happens(bundle)
    return shown(request, "bundel_samen", project, **context)


def _what_happens(bundle: Bundle) -> list[str]:
    n, choices = bundle.bottlenecks.count(), bundle.decisions.count()
    told = [ngettext("%(n)d knelpunt verhuist.", "%(n)d knelpunten verhuizen.", n) % {"n": n}]
    if choices:
        told.append(ngettext("%(n)d keuze verhuist mee.", "%(n)d keuzes verhuizen mee.", choices) % {"n": choices})
    told.append(_("«%(name)s» verdwijnt. Dat kan je niet terugdraaien.") % {"name": bundle})
    return told


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    """Only an empty one; any other says what is in the way."""
    project = access.editable_project(request, slug)
    bundle = _bundle(project, pk)
    if request.method == "POST":
        try:
            bundles.remove_bundle(bundle=bundle, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return to("bundel", project, pk)
        messages.success(request, _("De bundel is gewist."))
        return to("bundels", project)
    return confirm_wiping(
        request,
        project,
        question=_("Wis je de bundel «%(name)s»?") % {"name": bundle},
        text=_("Er staat niets in. De naam verdwijnt uit de lijst."),
        action=_("Wis de bundel"),
        keep=_("Hou ze"),
        back=url_of("bundel", project, pk),
    )


def _bundle(project: Project, pk: int) -> Bundle:
    bundle = get_object_or_404(Bundle.objects.filter(project=project), pk=pk)
    bundle.project = project
    return bundle
