"""Asking for a role: whom, what was agreed, and how it ends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communicatie import role_words
from communicatie.actions import asks
from communicatie.candidates import Candidates
from communicatie.forms_roles import AskForm, PreparedForm, TermsForm
from communicatie.models import RoleAsk
from communicatie.role_list import SAID_YES, rows_of, terms_of
from communicatie.views.roles_base import ask_of, attempt, confirm, shown, to, url_of
from trajecten import access
from trajecten.form_errors import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request, slug: str):
    """Whom to ask: colleagues by place and shift, to tick; the same page again with what is wrong."""
    project = access.editable_project(request, slug)
    found = Candidates(project, request.GET)
    first = {"role": found.role, "location": found.location}
    form = AskForm(request.POST or None, project=project, initial=first)
    if request.method == "POST":
        ticked = found.ticked(request.POST.getlist("medewerker"))
        if not ticked:
            messages.error(request, _("Vink eerst iemand aan."))
        elif form.is_valid() and (made := _asked(request, project, form, ticked)) is not None:
            messages.success(request, role_words.asked_words(made) if made else _("Iedereen was al gevraagd."))
            return to("rollen", project)
        found.keep(ticked)
    return shown(request, "rol_vragen", project, form=form, found=found)


def _asked(request, project, form: AskForm, ticked: list) -> int | None:
    """How many are asked now; None when it was refused, with the reason on the form."""
    try:
        return len(asks.ask_people(project=project, by=request.user, employees=ticked, **form.cleaned_data))
    except ValidationError as error:
        refuse(form, error)
        return None


@require_safe
@login_required
def one(request, slug: str, pk: int):
    found = ask_of(request, slug, pk)
    return shown(request, "rol_vraag", found.project, ask=found, terms=terms_of(found), state=_state(found))


def _state(found: RoleAsk) -> str:
    if found.does_it:
        return _("Zei ja en doet mee.")
    if found.status == RoleAsk.Status.ASKED:
        if found.employee.email:
            return _("Nog geen antwoord. De vraag vertrok met een mail.")
        return _("Nog geen antwoord. Deze collega heeft geen mailadres: vraag het aan tafel.")
    if found.status in (RoleAsk.Status.ACCEPTED, RoleAsk.Status.STOPPED):
        return _("Doet dit niet meer.")
    return _("Deze vraag is niet meer open.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def terms(request, slug: str, pk: int):
    found = ask_of(request, slug, pk)
    form = TermsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            asks.change_terms(ask=found, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard wat je met %(name)s afsprak.") % {"name": found.employee})
            return to("rollen", found.project)
    return shown(request, "rol_voorwaarden", found.project, ask=found, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def prepared(request, slug: str):
    """Several people were prepared on the same day."""
    project = access.editable_project(request, slug)
    people = list(rows_of(project).filter(SAID_YES).order_by("prepared_on", "employee__name"))
    form = PreparedForm(request.POST or None, asks=people)
    if request.method == "POST" and form.is_valid():
        n = asks.note_prepared(project=project, by=request.user, **form.cleaned_data)
        words = ngettext("%(n)d collega is voorbereid.", "%(n)d collega's zijn voorbereid.", n) % {"n": n}
        messages.success(request, words if n else _("Dat stond er al."))
        return to("rollen", project)
    return shown(request, "rol_voorbereid", project, form=form, people=people)


@require_POST
@login_required
def note_yes(request, slug: str, pk: int):
    """They said yes on paper or at the table."""
    found = ask_of(request, slug, pk)
    done = _("%(name)s doet mee. Fijn!") % {"name": found.employee}
    if attempt(request, lambda: asks.note_yes(ask=found, by=request.user), done, _("Er was al een antwoord.")):
        return to("rol_voorwaarden", found.project, pk)
    return to("rol_vraag", found.project, pk)


@require_POST
@login_required
def send_again(request, slug: str, pk: int):
    found = ask_of(request, slug, pk)
    done = _("De mail vertrekt opnieuw naar %(name)s.") % {"name": found.employee}
    already = _("De mail vertrok vandaag al, of er is een antwoord.")
    attempt(request, lambda: asks.send_again(ask=found, by=request.user), done, already)
    return to("rol_vraag", found.project, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request, slug: str, pk: int):
    found = ask_of(request, slug, pk)
    if request.method == "POST":
        done = _("De vraag is ingetrokken.")
        attempt(request, lambda: asks.withdraw(ask=found, by=request.user), done, _("Er was al een antwoord."))
        return to("rollen", found.project)
    return confirm(
        request,
        found.project,
        vraag=_("Trek je de vraag aan %(name)s in?") % {"name": found.employee},
        uitleg=_("De link in de mail zegt dan dat de vraag niet meer nodig is. Later opnieuw vragen kan."),
        actie=_("Trek de vraag in"),
        terug_url=url_of("rol_vraag", found.project, pk),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stop(request, slug: str, pk: int):
    found = ask_of(request, slug, pk)
    role = found.get_role_display()
    if request.method == "POST":
        done = _("%(name)s is geen %(role)s meer. Bedankt voor alle hulp.") % {"name": found.employee, "role": role}
        attempt(request, lambda: asks.stop(ask=found, by=request.user), done, _("Die rol was al gestopt."))
        return to("rollen", found.project)
    return confirm(
        request,
        found.project,
        vraag=_("Stopt %(name)s als %(role)s?") % {"name": found.employee, "role": role},
        uitleg=_("Wat deze collega deed, blijft staan. Later opnieuw vragen kan."),
        actie=_("Stop deze rol"),
        terug_url=url_of("rol_vraag", found.project, pk),
    )
