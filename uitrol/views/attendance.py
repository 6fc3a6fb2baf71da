"""Who was there, on a phone: a number or names, with large buttons and without JavaScript.

The buttons beside the number are links to the same page with another number; only «Bewaar» changes something.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organisatie.models import Employee
from trajecten import gate
from trajecten.form_errors import refuse
from trajecten.moment_words import when_words
from uitrol.actions import attending
from uitrol.forms_moments import CountForm
from uitrol.models import Moment
from uitrol.shifts import people_at
from uitrol.views.inviting import ticked_people
from uitrol.views.wave_base import confirm, may_note, moment_of, shown, to, url_of

CountBy = Moment.CountBy
MOST_OTHERS = 60
"""So many colleagues of the place who were not invited; who looks for somebody else types a name."""
WAYS = {"aantal": CountBy.NUMBER, "namen": CountBy.NAMES}


def _to_note(request, slug: str, pk: int) -> Moment:
    moment = moment_of(request, slug, pk)
    if not may_note(request.user, moment):
        raise PermissionDenied
    return moment


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance(request, slug: str, pk: int):
    moment = _to_note(request, slug, pk)
    if moment.status == Moment.Status.CANCELLED:
        return to("moment", moment.project, pk)
    asked = request.POST.get("tel") or request.GET.get("tel", "")
    way = WAYS.get(asked, CountBy(moment.count_by))
    form = CountForm(request.POST or None, initial={"counted": _number(request, moment)})
    if request.method == "POST" and (way == CountBy.NAMES or form.is_valid()):
        try:
            _save(request, moment, way, form)
        except ValidationError as error:
            if way == CountBy.NAMES:
                messages.error(request, " ".join(error.messages))
            else:
                refuse(form, error)
        except gate.GateClosed as closed:
            messages.error(request, str(closed))
            return to("moment", moment.project, pk)
        else:
            messages.success(request, _saved_words(moment))
            return to("moment", moment.project, pk)
    return _shown(request, moment, way, form)


def _save(request, moment: Moment, way: CountBy, form: CountForm) -> None:
    if way == CountBy.NAMES:
        here = Employee.objects.filter(organisation=moment.project.organisation_id)
        there = here.filter(pk__in=ticked_people(request, "erbij"))
        attending.note_names(moment=moment, by=request.user, employees=there)
    else:
        attending.note_number(moment=moment, by=request.user, **form.cleaned_data)


def _saved_words(moment: Moment) -> str:
    if moment.counted is None:
        return _("Bewaard: het moment is gehouden.")
    words = ngettext("Bewaard: %(n)d collega was erbij.", "Bewaard: %(n)d collega's waren erbij.", moment.counted)
    return words % {"n": moment.counted}


def _number(request, moment: Moment) -> int:
    """What the buttons made of it, or what was noted before."""
    asked = request.GET.get("n", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else (moment.counted or 0)
    return min(number, attending.MOST_PEOPLE)


def _shown(request, moment: Moment, way: CountBy, form: CountForm):
    project, number = moment.project, _number(request, moment)
    context: dict[str, Any] = {
        "moment": moment,
        "when": when_words(moment.starts_at, moment.ends_at, project.organisation.time_zone),
        "way": way.value,
        "form": form,
        "less": max(number - 1, 0),
        "more": [(1, number + 1), (5, number + 5)],
    }
    if way == CountBy.NAMES:
        context |= _names(request, moment)
    return shown(request, "aanwezig", project, **context)


def _names(request, moment: Moment) -> dict[str, Any]:
    """Who is invited, then who else works there; or who is called as was typed. What was ticked stays ticked."""
    ticked = set(ticked_people(request, "erbij"))
    invited = list(moment.people.select_related("employee").order_by("employee__name"))
    for person in invited:
        person.ticked = person.employee_id in ticked or (request.method != "POST" and bool(person.present))
    words = request.GET.get("zoek", "").split()[:5]
    others: Any = Employee.objects.filter(organisation=moment.project.organisation_id).active()
    if words:
        for word in words:
            others = others.filter(Q(name__icontains=word))
    else:
        others = people_at(moment.project, moment.location_id)
    found = list(others.exclude(pk__in=[one.employee_id for one in invited]).order_by("name")[:MOST_OTHERS])
    for employee in found:
        employee.ticked = employee.pk in ticked
    return {"invited": invited, "others": found, "search": " ".join(words)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def held(request, slug: str, pk: int):
    """It was held, and nobody counted: GET asks, POST does."""
    moment = _to_note(request, slug, pk)
    project = moment.project
    if moment.status != Moment.Status.PLANNED:
        return to("moment", project, pk)
    if request.method == "POST":
        try:
            attending.note_number(moment=moment, by=request.user, counted=None)
        except (ValidationError, gate.GateClosed) as refused:
            told = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
            messages.error(request, " ".join(told))
        else:
            messages.success(request, _saved_words(moment))
        return to("moment", project, pk)
    return confirm(
        request,
        project,
        vraag=_("Is dit moment gehouden?"),
        uitleg=_("Weet je hoeveel collega's er waren? Noteer dan liever het aantal."),
        actie=_("Ja, het is gehouden"),
        terug_url=url_of("moment", project, pk),
    )


@require_POST
@login_required
def not_held(request, slug: str, pk: int):
    """Noted by mistake."""
    moment = _to_note(request, slug, pk)
    if attending.not_held(moment=moment, by=request.user):
        messages.success(request, _("Het moment staat weer als gepland."))
    return to("moment", moment.project, pk)
