"""The list of employees: look, search, export, add, change, let go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organisatie import actions, exporting
from organisatie.access import managed_organisation, may_manage_people, readable_organisation
from organisatie.filters import EmployeeFilter
from organisatie.forms import EmployeeForm, LeavingForm
from organisatie.models import Employee

PAGE = 50


@login_required
@require_safe
def people(request):
    organisation = readable_organisation(request)
    found = EmployeeFilter(request.GET, organisation=organisation)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("blad"))
    context = {
        "filter": found,
        "page": page,
        "state": _how_many(page.paginator.count, found.is_used),
        "may_manage": may_manage_people(request.user, organisation),
    }
    return render(request, "organisatie/mensen.html", context)


@login_required
@require_safe
def export(request, kind):
    organisation = readable_organisation(request)
    rows = exporting.table(EmployeeFilter(request.GET, organisation=organisation).qs)
    if kind == "xlsx":
        content, mime = exporting.as_xlsx(rows), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:
        content, mime = exporting.as_csv(rows), "text/csv; charset=utf-8"
    name = f"collegas-{organisation.slug}.{kind}"
    return HttpResponse(content, mime, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_employee(request):
    form = EmployeeForm(request.POST or None, organisation=managed_organisation(request))
    if form.is_valid():
        employee = form.save()
        messages.success(request, _("%(name)s staat in de lijst.") % {"name": employee})
        return redirect("organisatie:mensen")
    return render(request, "organisatie/medewerker.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee(request, pk):
    employee = _employee(request, pk)
    form = EmployeeForm(request.POST or None, instance=employee, organisation=employee.organisation)
    if form.is_valid():
        form.save()
        messages.success(request, _("De gegevens van %(name)s zijn bewaard.") % {"name": employee})
        return redirect("organisatie:mensen")
    return render(request, "organisatie/medewerker.html", {"form": form, "employee": employee})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee_leaves(request, pk):
    employee = _employee(request, pk)
    form = LeavingForm(request.POST or None, employee=employee)
    if form.is_valid():
        actions.end_employment(employee=employee, on=form.cleaned_data["on"])
        messages.success(request, _("De laatste werkdag van %(name)s is bewaard.") % {"name": employee})
        return redirect("organisatie:mensen")
    return render(request, "organisatie/uit_dienst.html", {"form": form, "employee": employee})


def _employee(request, pk) -> Employee:
    return get_object_or_404(
        Employee.objects.select_related("organisation"), organisation=managed_organisation(request), pk=pk
    )


def _how_many(count: int, filtered: bool) -> str:
    if filtered:
        text = ngettext("%(count)s collega gevonden.", "%(count)s collega's gevonden.", count)
    else:
        text = ngettext("%(count)s collega in dienst.", "%(count)s collega's in dienst.", count)
    return text % {"count": f"{count:,}".replace(",", ".")}
