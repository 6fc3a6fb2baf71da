"""Phase 2, who is asked: pick employees, paste a list, read a sheet; see and shorten the list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging import actions
from bevraging.forms import WhoForm
from bevraging.models import Survey
from bevraging.people_held import held
from bevraging.people_list import Reading
from bevraging.shared_mail import is_shared
from bevraging.views.base import Status, editable_survey, page, page_of, phases, to, url_of
from organisatie.access import may_manage_people
from trajecten.form_errors import refuse
from trajecten.templatetags.getallen import getal

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def who(request, slug: str, pk: int):
    """Add people; «Verder» goes on when the list is good, «Zet op de lijst» stays."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    count = counts_of(survey)
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    too_large = "upload_too_large" in request.META
    form = WhoForm(*bound, survey=survey, too_large=too_large, initial={"pick": first_pick(survey, count)})
    problems, first = [], None
    valid = request.method == "POST" and form.is_valid()
    if valid:
        first = held(survey, form.reading)
        problems = form.reading.problems
    if first:
        form = again_form(survey, form)
    elif valid:
        added = add(request, survey, form)
        if added is not None:
            tell_doubles(request, form.reading)
            answer = None if problems else after_adding(request, survey, form, added)
            if answer is not None:
                return answer
            count = counts_of(survey)
            form = form if form.errors else retry_form(survey, form)
    context = {
        "form": form,
        "count": count,
        "state": people_sentence(count),
        "problems": problems,
        "held": first,
        "may_manage": bool(first) and may_manage_people(request.user, survey.project.organisation),
        "phases": phases(survey, "wie"),
    }
    return render(request, "bevraging/wie.html", page(request, survey, **context))


def first_pick(survey: Survey, count: dict) -> str:
    """Everybody touched by the project is the likely first choice; later nobody is added by accident."""
    return WhoForm.NONE if count["n"] or not survey.project.impacted().exists() else WhoForm.EVERYBODY


def add(request, survey: Survey, form: WhoForm) -> int | None:
    """Add what the form chose; None when it was refused (said in the form or as a message)."""
    employees, gone, added = form.chosen_employees(), None, 0
    try:
        with transaction.atomic():
            if employees is not None and form.cleaned_data["pick"] == WhoForm.ONLY:
                gone = actions.replace_employees(survey=survey, employees=employees, by=request.user)
            elif employees is not None:
                added = actions.add_employees(survey=survey, employees=employees, by=request.user)
            if form.reading.entries:
                added += actions.add_people(survey=survey, entries=form.reading.entries, by=request.user)
    except (ValidationError, actions.AlreadySent) as error:
        refuse(form, error)
        return None
    if gone is not None:
        messages.info(request, gone_words(gone))
    return added


def after_adding(request, survey: Survey, form: WhoForm, added: int):
    """Go on, or stay to add more. None when the list is still empty: then the form says so."""
    if not survey.participants.exists():
        form.add_error(None, _("Wie wil je horen? Plak namen en mailadressen, of kies collega's."))
        return None
    replaced, listed = form.cleaned_data["pick"] == WhoForm.ONLY, counts_of(survey)["n"]
    if request.POST.get("doe") == "blijf":
        # Of a list that was replaced is told who went and who stands on it: «kwam erbij» would count others.
        messages.success(request, listed_words(listed) if replaced else added_words(added, listed))
        return to("wie", survey)
    if replaced:
        messages.success(request, listed_words(listed))
    return to("versturen", survey)


def tell_doubles(request, reading: Reading) -> None:
    """Say who stood in the list twice, and who shares the mailbox of a team with somebody."""
    if reading.repeated:
        said = ngettext(
            "%(n)d regel stond dubbel in je lijst. Elke collega staat er één keer op.",
            "%(n)d regels stonden dubbel in je lijst. Elke collega staat er één keer op.",
            reading.repeated,
        )
        messages.info(request, said % {"n": reading.repeated})
    if reading.together:
        said = ngettext(
            "%(n)d collega deelt een mailbox met iemand anders en krijgt een briefje.",
            "%(n)d collega's delen een mailbox met iemand anders en krijgen een briefje.",
            reading.together,
        )
        messages.info(request, said % {"n": reading.together})


def again_form(survey: Survey, form: WhoForm) -> WhoForm:
    """The whole list as lines, with the choices beside it: the next press adds what stands there, of a sheet as well."""
    chosen = {name: form.cleaned_data[name] for name in ("pick", "locations", "functions")}
    return WhoForm(survey=survey, initial={**chosen, "pasted": form.reading.as_lines})


def retry_form(survey: Survey, form: WhoForm) -> WhoForm:
    """The lines that need a look stay in the field; the good ones are on the list already."""
    return WhoForm(survey=survey, initial={"pick": WhoForm.NONE, "pasted": form.reading.to_correct})


def added_words(added: int, listed: int) -> str:
    """How many came on the list, and how many stand on it now."""
    if not added:
        return f"{_('Er kwam niemand bij.')} {listed_words(listed)}"
    came = ngettext("%(n)s collega kwam erbij.", "%(n)s collega's kwamen erbij.", added) % {"n": getal(added)}
    return f"{came} {listed_words(listed)}"


def listed_words(listed: int) -> str:
    told = ngettext("%(n)s collega staat nu op de lijst.", "%(n)s collega's staan nu op de lijst.", listed)
    return told % {"n": getal(listed)}


def gone_words(gone: int) -> str:
    if not gone:
        return _("Er ging niemand van de lijst.")
    return ngettext("%(n)s collega ging van de lijst.", "%(n)s collega's gingen van de lijst.", gone) % {
        "n": getal(gone)
    }


def counts_of(survey: Survey) -> dict[str, int]:
    """How many people are on the list, and how many of them have no address."""
    found = survey.participants.aggregate(n=Count("pk"), mail=Count("pk", filter=~Q(email="")))
    return {**found, "without": found["n"] - found["mail"]}


def people_sentence(count: dict[str, int]) -> str:
    if not count["n"]:
        return _("Nog niemand op de lijst. Kies collega's, of plak namen en mailadressen.")
    told = {name: getal(number) for name, number in count.items()}
    people = ngettext("%(n)s collega op de lijst", "%(n)s collega's op de lijst", count["n"]) % told
    return _("%(people)s: %(mail)s met mail, %(without)s zonder mail.") % {"people": people, **told}


@require_safe
@login_required
def people_list(request, slug: str, pk: int):
    """The names, to look for and take off. Only before sending: afterwards nobody sees who was asked one by one."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    people = survey.participants.select_related("employee__location", "employee__function").order_by("name", "pk")
    query = request.GET.get("q", "").strip()[:80]
    if query:
        people = people.filter(Q(name__icontains=query) | Q(email__icontains=query))
    listed = Paginator(people, PER_PAGE).get_page(request.GET.get("blad"))
    for person in listed.object_list:
        person.is_shared = is_shared(person.email)
    context = {
        "page": listed,
        "query": query,
        "state": people_sentence(counts_of(survey)),
        "any_shared": any(person.is_shared for person in listed.object_list),
    }
    return render(request, "bevraging/lijst.html", page(request, survey, **context))


@require_POST
@login_required
def remove_one(request, slug: str, pk: int, participant: int):
    survey = editable_survey(request, slug, pk)
    person = get_object_or_404(survey.participants, pk=participant)
    try:
        actions.remove_participants(survey=survey, ids=[person.pk], by=request.user)
        messages.success(request, _("%(name)s staat niet meer op de lijst.") % {"name": person})
    except actions.AlreadySent as error:
        messages.error(request, str(error))
        return to(page_of(survey), survey)
    return to("lijst", survey)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def empty(request, slug: str, pk: int):
    """Take everybody off the list: GET asks, POST does."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    if request.method == "POST":
        try:
            actions.remove_participants(survey=survey, by=request.user)
        except actions.AlreadySent as error:
            messages.error(request, str(error))
        return to("wie", survey)
    count = counts_of(survey)["n"]
    context = {
        "vraag": ngettext("Haal je %(n)d collega van de lijst?", "Haal je %(n)d collega's van de lijst?", count)
        % {"n": count},
        "uitleg": _("De lijst is dan leeg. Bij de medewerkers van je organisatie verandert niets."),
        "actie": _("Maak de lijst leeg"),
        "terug_url": url_of("wie", survey),
        "gevaar": True,
        "houden": _("Hou de lijst"),
    }
    return render(request, "components/bevestig.html", page(request, survey, **context))
