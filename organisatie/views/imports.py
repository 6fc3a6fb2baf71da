"""Employees from a sheet: upload, columns, preview, apply. The work itself stands in `organisatie.importing`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from organisatie.access import managed_organisation
from organisatie.exporting import as_csv
from organisatie.forms import ColumnsForm, RowForm, UploadForm
from organisatie.importing import runs
from organisatie.importing.limits import Unreadable
from organisatie.importing.mapping import FIELDS
from organisatie.importing.reader import read
from organisatie.importing.workbook import FORMULA_MARK, readable
from organisatie.models import ImportRun

PAGE = 50
Status = ImportRun.Status


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    organisation = managed_organisation(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*posted, too_large="upload_too_large" in request.META)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = read(file, file.size)
        except Unreadable as reason:
            form.add_error("file", str(reason))
        else:
            run = runs.start(organisation=organisation, by=request.user, file_name=file.name, sheet=sheet)
            return redirect("organisatie:invoer", run.pk)
    running = organisation.imports.exclude(status__in=[Status.DONE, Status.ERASED]).defer("rows")[:5]
    return render(request, "organisatie/invoeren.html", {"form": form, "running": running, "fields": FIELDS.values()})


@login_required
@require_safe
def run(request, pk):
    """Where this sheet is now: choosing columns, being worked on, the preview, or done."""
    run = _run(request, pk)
    if request.htmx and run.status not in ImportRun.WORKING:
        # The page that waited asks how far it is: it is done, so lead on to what came out.
        return HttpResponseClientRedirect(request.path)
    if run.status == Status.COLUMNS:
        return redirect("organisatie:invoer_kolommen", run.pk)
    if run.status in ImportRun.WORKING:
        return render(request, "organisatie/invoer_bezig.html", {"run": run})
    if run.status == Status.DONE:
        return render(request, "organisatie/invoer_klaar.html", {"run": run})
    problems = Paginator(_problems(run), PAGE).get_page(request.GET.get("blad"))
    return render(request, "organisatie/invoer_nakijken.html", {"run": run, "problems": problems})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, pk):
    run = _run(request, pk)
    if run.status not in (Status.COLUMNS, Status.READY):
        return redirect("organisatie:invoer", run.pk)
    form = ColumnsForm(request.POST or None, header=run.header, sample=run.rows[:3], mapping=run.mapping)
    if form.is_valid():
        runs.check(run=run, mapping=form.mapping)
        return redirect("organisatie:invoer", run.pk)
    return render(request, "organisatie/invoer_kolommen.html", {"form": form, "run": run})


@login_required
@require_POST
def confirm(request, pk):
    run = _run(request, pk)
    runs.confirm(run=run)
    return redirect("organisatie:invoer", run.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def row(request, pk, number):
    """Correct one row. GET shows a suggestion where there is one; POST keeps it."""
    run = _run(request, pk)
    cells = dict(run.rows).get(number)
    if cells is None or run.status != Status.READY:
        raise Http404
    problems = [problem for problem in run.problems if problem[0] == number]
    values = {field: cells[at] if at < len(cells) else "" for field, at in run.mapping.items()}
    values = {field: "" if cell == FORMULA_MARK else cell for field, cell in values.items()}
    values |= {field: better for _row, field, _sentence, better in problems if better}
    form = RowForm(request.POST if request.method == "POST" else values, mapping=run.mapping)
    if request.method != "POST":
        form.tell(problems)
    elif form.is_valid():
        runs.correct(run=run, number=number, values=form.cleaned_data)
        run.refresh_from_db()
        if not any(problem[0] == number for problem in run.problems):
            messages.success(request, _("Rij %(number)s is in orde.") % {"number": number})
        return redirect("organisatie:invoer", run.pk)
    return render(request, "organisatie/invoer_rij.html", {"run": run, "form": form, "number": number})


@login_required
@require_safe
def leftover(request, pk):
    """The rows that need work, as a file with what is wrong in the last column; it can be uploaded again."""
    run = _run(request, pk)
    about: dict[int, list[str]] = {}
    for number, field, sentence, _better in run.problems:
        about.setdefault(number, []).append(f"{FIELDS.get(field, field)}: {sentence}")
    width = len(run.header)
    rows = [
        [*cells, *[""] * (width - len(cells)), " ".join(about[number])] for number, cells in run.rows if number in about
    ]
    content = as_csv([[*run.header, _("Wat er scheelt")], *rows])
    headers = {"Content-Disposition": 'attachment; filename="te-verbeteren.csv"'}
    return HttpResponse(content, "text/csv; charset=utf-8", headers=headers)


@login_required
@require_POST
def drop(request, pk):
    runs.drop(run=_run(request, pk))
    messages.success(request, _("De ingelezen lijst is gewist. Er is niets ingevoerd uit wat er nog stond."))
    return redirect("organisatie:mensen")


def _run(request, pk) -> ImportRun:
    kept = ImportRun.objects.exclude(status=Status.ERASED).select_related("organisation")
    return get_object_or_404(kept, organisation=managed_organisation(request), pk=pk)


def _problems(run: ImportRun) -> list[dict]:
    cells_of = dict(run.rows)
    shown = []
    for problem, named in zip(run.problems, _named(run.problems), strict=True):
        number, field = problem[0], problem[1]
        at, cells = run.mapping.get(field), cells_of.get(number, [])
        value = cells[at] if at is not None and at < len(cells) else ""
        shown.append(named | {"value": readable(value)})
    return shown


def _named(problems: list) -> list[dict]:
    return [
        {"row": number, "column": FIELDS.get(field, field), "sentence": sentence, "suggestion": better}
        for number, field, sentence, better in problems
    ]
