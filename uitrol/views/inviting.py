"""Who is invited to a moment: everybody of its location and shift in one click, or some names."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisatie.filters import EmployeeFilter
from organisatie.models import Employee
from uitrol.actions import inviting
from uitrol.models import Moment, MomentPerson
from uitrol.shifts import people_at, shift_words
from uitrol.views.wave_base import confirm, moment_of, sheet, shown, to, url_of


@require_safe
@login_required
def who(request, slug: str, pk: int):
    moment = moment_of(request, slug, pk, edits=True)
    project = moment.project
    if moment.status != Moment.Status.PLANNED:
        return to("moment", project, pk)
    on_list = list(moment.people.select_related("employee__function").order_by("employee__name"))
    known = {person.employee_id for person in on_list}
    found = EmployeeFilter(request.GET, organisation=project.organisation)
    here = found.qs.active().exclude(pk__in=known).order_by("name", "pk")
    everybody = people_at(project, moment.location_id, moment.shift).exclude(pk__in=known).count()
    context = {
        "moment": moment,
        "on_list": on_list,
        "filter": found,
        # Without a search the people of the place itself stand first in line.
        "page": sheet(request, here if found.is_used else here.filter(location=moment.location_id)),
        "everybody": everybody,
        "group": group_words(moment),
        "state": _how_many(len(on_list)),
        "query": request.GET.urlencode(),
        "late": moment.starts_at <= timezone.now(),
    }
    return shown(request, "moment_wie", project, **context)


def group_words(moment: Moment) -> str:
    """«Aalst, dienst nacht»."""
    return f"{moment.location}, {shift_words(moment.shift)}" if moment.shift else str(moment.location)


def _how_many(people: int) -> str:
    if not people:
        return _("Nog niemand uitgenodigd.")
    words = ngettext("%(n)d collega is uitgenodigd.", "%(n)d collega's zijn uitgenodigd.", people)
    return words % {"n": people}


@require_POST
@login_required
def add(request, slug: str, pk: int):
    """The colleagues that were ticked; back to the list with the same search."""
    moment = moment_of(request, slug, pk, edits=True)
    ticked = ticked_people(request, "medewerker")
    if not ticked:
        messages.error(request, _("Vink eerst iemand aan."))
    else:
        chosen = Employee.objects.filter(organisation=moment.project.organisation_id, pk__in=ticked)
        try:
            count = inviting.invite(moment=moment, by=request.user, employees=chosen)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, invited_words(count))
    query = request.POST.get("zoek", "")[:200]
    return redirect(url_of("moment_wie", moment.project, pk) + (f"?{query}" if query else ""))


def ticked_people(request, name: str) -> list[int]:
    return [int(value) for value in request.POST.getlist(name) if value.isdecimal() and len(value) < 12]


def invited_words(count: int) -> str:
    words = ngettext("%(n)d collega is uitgenodigd.", "%(n)d collega's zijn uitgenodigd.", count)
    return words % {"n": count} if count else _("Er kwam niemand bij.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def everyone(request, slug: str, pk: int):
    """Everybody of the location and shift: GET asks, POST does."""
    moment = moment_of(request, slug, pk, edits=True)
    project = moment.project
    if moment.status != Moment.Status.PLANNED:
        return to("moment", project, pk)
    if request.method == "POST":
        try:
            messages.success(request, invited_words(inviting.invite_everyone(moment=moment, by=request.user)))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return to("moment", project, pk)
    known = moment.people.values("employee")
    wanted = people_at(project, moment.location_id, moment.shift).exclude(pk__in=known)
    people, mailed = wanted.count(), wanted.with_mail().count()
    question = ngettext("Nodig je %(n)d collega uit?", "Nodig je %(n)d collega's uit?", people)
    return confirm(
        request,
        project,
        vraag=question % {"n": people},
        uitleg=_(
            "%(group)s. Wie een mailadres heeft (%(mailed)d van %(n)d), krijgt nu een mail met een bestand voor de agenda."
        )
        % {"group": group_words(moment), "mailed": mailed, "n": people},
        actie=ngettext("Nodig %(n)d collega uit", "Nodig %(n)d collega's uit", people) % {"n": people},
        terug_url=url_of("moment_wie", project, pk),
    )


@require_POST
@login_required
def remove(request, slug: str, pk: int, person: int):
    moment = moment_of(request, slug, pk, edits=True)
    rows = MomentPerson.objects.filter(moment=moment).select_related("employee")
    found = get_object_or_404(rows, pk=person)
    try:
        inviting.take_off(moment=moment, by=request.user, person=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s staat niet meer op de lijst.") % {"name": found})
    return to("moment_wie", moment.project, pk)
