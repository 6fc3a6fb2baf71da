"""Who came, on the phone of who gives the session: a large button for each name, also without JavaScript."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from organisatie.models import Employee
from uitrol.actions.presence import note_presence
from uitrol.session_people import may_note_presence, people_of
from uitrol.views.sessions import session_of
from uitrol.views.training_base import url_of

CAME, STAYED_AWAY = "ja", "nee"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def presence(request, slug: str, pk: int):
    session = session_of(request, slug, pk)
    if not may_note_presence(request.user, session):
        raise PermissionDenied
    if request.method == "POST":
        return _note(request, session)
    search = " ".join(request.GET.get("zoek", "").split())[:80]
    people = people_of(session, search)
    context = {
        "session": session,
        "organisatie": session.project.title,
        "vorige": url_of("sessie", session.project, pk),
        "people": people,
        "came": session.attendances.came().count(),
        "search": search,
    }
    return render(request, "public/uitrol/aanwezig.html", context)


def _note(request, session):
    """One name. Back to the same place on the page, so that the next name is under the thumb."""
    answer, _sep, who = request.POST.get("wie", "").partition(":")
    usable = who.isascii() and who.isdecimal() and len(who) < 12 and answer in (CAME, STAYED_AWAY)
    staff = Employee.objects.filter(organisation=session.project.organisation_id)
    employee = get_object_or_404(staff, pk=who if usable else 0)
    place = url_of("sessie_aanwezig", session.project, session.pk)
    search = request.POST.get("zoek", "")[:80]
    try:
        note_presence(session=session, employee=employee, present=answer == CAME, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(place)
    return HttpResponseRedirect(place + (f"?{urlencode({'zoek': search})}" if search else "") + f"#p{employee.pk}")
