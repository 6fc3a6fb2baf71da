"""My own calendar: where it stands, and another address when this one came in other hands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisatie.models import Employee
from uitrol import feeds
from uitrol.actions.feeds import renew_link


def _my_records(user):
    """Who I am in each organisation where I work."""
    mine = Employee.objects.active().filter(user=user).select_related("organisation")
    return feeds.with_generation(mine).order_by("organisation__name")


@require_safe
@login_required
def mine(request):
    rows = list(_my_records(request.user))
    for employee in rows:
        employee.feed = feeds.feed_url(employee.pk, employee.generation)
        employee.subscribe = "webcal://" + employee.feed.partition("://")[2]
        employee.page = feeds.page_url(employee.pk, employee.generation)
    return render(request, "uitrol/mijn_agenda.html", {"rows": rows})


@require_POST
@login_required
def renew(request):
    asked, seen = request.POST.get("wie", ""), request.POST.get("gezien", "")
    found = _my_records(request.user).filter(pk=int(asked)) if asked.isdecimal() and len(asked) < 12 else []
    for employee in found:
        renew_link(employee=employee, seen=int(seen) if seen.isdecimal() and len(seen) < 6 else None)
        messages.success(request, _("Je hebt een nieuwe link. De vorige werkt niet meer."))
    return redirect("uitrol:mijn_agenda")
