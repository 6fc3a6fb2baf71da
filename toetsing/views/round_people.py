"""Who is asked for a round: the list, and colleagues to add, by function and location."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, CharField, Value
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from organisatie.filters import EmployeeFilter
from organisatie.models import Employee
from toetsing import readiness
from toetsing.actions import people
from toetsing.models import TestRound
from toetsing.views.rounds_base import round_of, sheet, shown, to, url_of


@require_safe
@login_required
def who(request, slug: str, number: int):
    test_round = round_of(request, slug, number, edits=True)
    if test_round.status != TestRound.Status.PLANNED:
        return to("ronde", test_round.project, number)
    project = test_round.project
    asked = readiness.people_of(test_round)
    spread = readiness.spread_of(asked)
    places, work = _places(project)
    found = EmployeeFilter(request.GET, organisation=project.organisation)
    here = found.qs.active().exclude(pk__in=[one.employee_id for one in asked if one.employee_id])
    wanted = sorted(name for _pk, name, wanted in places if wanted)
    context = {
        "round": test_round,
        "asked": asked,
        "spread": spread,
        "advice": readiness.advice(test_round, spread, wanted),
        "filter": found,
        "choices": _choices(request, places, work),
        "page": sheet(request, here.order_by("name", "pk")),
        "state": _how_many(test_round, spread),
        "query": request.GET.urlencode(),
    }
    return shown(request, "ronde_wie", project, **context)


def _places(project) -> tuple[list, list]:
    """Locations and functions of the organisation in one statement: (key, name, whether the project is about it)."""
    text = CharField()
    places = readiness.wanted_locations(project).annotate(what=Value("l", output_field=text))
    work = project.organisation.functions.annotate(
        wanted=Value(True, output_field=BooleanField()), what=Value("f", output_field=text)
    )
    columns = ("what", "pk", "name", "wanted")
    rows = places.order_by().values_list(*columns).union(work.order_by().values_list(*columns), all=True)
    found: dict[str, list] = {"l": [], "f": []}
    for what, pk, name, wanted in rows:
        found[what].append((pk, name, bool(wanted)))
    return tuple(sorted(found[what], key=lambda row: row[1]) for what in "lf")


def _choices(request, places: list, work: list) -> list[dict]:
    """The two lists to choose from, with what is chosen now."""
    lists = [
        ("location", _("Locatie"), _("alle locaties"), places),
        ("function", _("Functiegroep"), _("alle functiegroepen"), work),
    ]
    return [
        {
            "name": name,
            "label": label,
            "empty": empty,
            "options": [(pk, text, str(pk) == request.GET.get(name)) for pk, text, _wanted in rows],
        }
        for name, label, empty, rows in lists
    ]


def _how_many(test_round: TestRound, spread: readiness.Spread) -> str:
    if not spread.people:
        if test_round.is_small:
            return _("Nog niemand gekozen. Een try-out werkt het best met 5 tot 8 collega's.")
        return _("Nog niemand gekozen. Kies minstens 10 sleutelfiguren, van elke locatie iemand.")
    return reach_words(spread)


def reach_words(spread: readiness.Spread) -> str:
    """«6 collega's, uit 3 functiegroepen en 2 locaties.»"""
    count = ngettext("%(n)d collega", "%(n)d collega's", spread.people) % {"n": spread.people}
    functions = ngettext("%(n)d functiegroep", "%(n)d functiegroepen", len(spread.functions))
    locations = ngettext("%(n)d locatie", "%(n)d locaties", len(spread.locations))
    return _("%(people)s, uit %(functions)s en %(locations)s.") % {
        "people": count,
        "functions": functions % {"n": len(spread.functions)},
        "locations": locations % {"n": len(spread.locations)},
    }


@require_POST
@login_required
def add(request, slug: str, number: int):
    """The colleagues that were ticked; back to the list with the same filter."""
    test_round = round_of(request, slug, number, edits=True)
    ticked = [int(value) for value in request.POST.getlist("medewerker") if value.isdecimal() and len(value) < 12]
    chosen = Employee.objects.filter(organisation=test_round.project.organisation_id, pk__in=ticked)
    if not ticked:
        messages.error(request, _("Vink eerst iemand aan."))
    else:
        _try(request, lambda: people.add_people(test_round=test_round, employees=chosen, by=request.user))
    query = request.POST.get("zoek", "")[:200]
    return redirect(url_of("ronde_wie", test_round.project, number) + (f"?{query}" if query else ""))


@require_POST
@login_required
def add_key_figures(request, slug: str, number: int):
    test_round = round_of(request, slug, number, edits=True)
    _try(request, lambda: people.add_key_figures(test_round=test_round, by=request.user))
    return to("ronde_wie", test_round.project, number)


def _try(request, action) -> None:
    try:
        count = action()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        words = ngettext("%(n)d collega kwam erbij.", "%(n)d collega's kwamen erbij.", count)
        messages.success(request, words % {"n": count} if count else _("Er kwam niemand bij."))


@require_POST
@login_required
def remove(request, slug: str, number: int, pk: int):
    test_round = round_of(request, slug, number, edits=True)
    person = get_object_or_404(test_round.people.select_related("employee"), pk=pk)
    try:
        people.remove_person(test_round=test_round, person=person, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s staat niet meer op de lijst.") % {"name": person})
    return to("ronde_wie", test_round.project, number)
