"""Sessions: the list, one of them, planning, changing, calling off, and that it was held."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging.views.listening import confirm, results_project, sheet
from trajecten import access
from trajecten.form_errors import refuse
from uitrol.actions import training as actions
from uitrol.forms_training import SessionForm, first_values
from uitrol.models import TrainingSession
from uitrol.session_people import may_note_presence
from uitrol.views.training_base import shown, to, url_of

LOOKS_OR_ACTS = ["GET", "HEAD", "POST"]
Status = TrainingSession.Status


@require_safe
@login_required
def overview(request, slug: str):
    """What is still to come, or what was; with how many people came, never who."""
    project = results_project(request, slug)
    came = Count("attendances", filter=Q(attendances__present=True))
    rows = TrainingSession.objects.filter(project=project).select_related("location").prefetch_related("tasks")
    past = bool(request.GET.get("voorbij"))
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = Q(status=Status.PLANNED) | Q(starts_at__gte=today)
    rows = rows.exclude(ahead).order_by("-starts_at", "-pk") if past else rows.filter(ahead).order_by("starts_at", "pk")
    page = sheet(request, rows.annotate(came_n=came))
    context = {"page": page, "past": past, "state": _how_many(page.paginator.count, past)}
    return shown(request, "sessies", project, **context)


def _how_many(count: int, past: bool) -> str:
    if past:
        return ngettext("%(n)d sessie is voorbij.", "%(n)d sessies zijn voorbij.", count) % {"n": count}
    if not count:
        return _("Er is geen sessie gepland.")
    return ngettext("%(n)d sessie vanaf vandaag.", "%(n)d sessies vanaf vandaag.", count) % {"n": count}


@require_safe
@login_required
def session_page(request, slug: str, pk: int):
    session = session_of(request, slug, pk)
    notes = may_note_presence(request.user, session)
    if not (notes or access.may_see_results(request.user, session.project)):
        raise PermissionDenied
    came = session.attendances.came().count()
    context = {
        "session": session,
        "came": came,
        "notes": notes and session.status != Status.CANCELLED,
        "has_come": timezone.localdate(session.starts_at) <= timezone.localdate(),
        "state": _sentence(session, came),
    }
    return shown(request, "sessie", session.project, **context)


def _sentence(session: TrainingSession, came: int) -> str:
    if session.status == Status.CANCELLED:
        return _("Deze sessie gaat niet door.")
    if session.status == Status.PLANNED:
        return _("Gepland. Noteer op de dag zelf wie er was.")
    if not came:
        return _("Gehouden. Er is nog niet genoteerd wie er was.")
    return ngettext("Gehouden. %(n)d collega was erbij.", "Gehouden. %(n)d collega's waren erbij.", came) % {"n": came}


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    asked = [value for value in request.GET.getlist("taak") if value.isascii() and value.isdecimal()]
    form = SessionForm(request.POST or None, project=project, initial={"tasks": asked} if asked else None)
    if request.method == "POST" and form.is_valid():
        try:
            session = actions.plan_session(project=project, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De sessie is gepland."))
            return to("sessie", project, session.pk)
    back = url_of("sessies", project)
    return shown(request, "sessie_form", project, form=form, title=_("Een sessie plannen"), back=back)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def change(request, slug: str, pk: int):
    access.editable_project(request, slug)
    session = session_of(request, slug, pk)
    project = session.project
    form = SessionForm(request.POST or None, project=project, session=session, initial=first_values(session))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_session(session=session, by=request.user, **form.values)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("sessie", project, pk)
    back, title = url_of("sessie", project, pk), _("De sessie wijzigen")
    return shown(request, "sessie_form", project, form=form, session=session, title=title, back=back)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def cancel(request, slug: str, pk: int):
    access.editable_project(request, slug)
    session = session_of(request, slug, pk)
    if request.method == "POST":
        if actions.cancel_session(session=session, by=request.user):
            messages.success(request, _("De sessie gaat niet door."))
        else:
            messages.info(request, _("Deze sessie was al gehouden of geschrapt."))
        return to("sessie", session.project, pk)
    return confirm(
        request,
        session.project,
        question=_("Gaat deze sessie niet door?"),
        text=str(session),
        action=_("Ze gaat niet door"),
        keep=_("Hou ze"),
        back=url_of("sessie", session.project, pk),
    )


@require_POST
@login_required
def held(request, slug: str, pk: int):
    access.editable_project(request, slug)
    session = session_of(request, slug, pk)
    try:
        if actions.hold_session(session=session, by=request.user):
            messages.success(request, _("De sessie is genoteerd als gehouden."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return to("sessie", session.project, pk)


def session_of(request, slug: str, pk: int) -> TrainingSession:
    """A session for who may see the project: strangers get 404."""
    rows = TrainingSession.objects.select_related("location", "helper").prefetch_related("tasks")
    return access.part_or_404(request, rows, slug, pk)
