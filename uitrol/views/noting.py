"""«Noteren»: an ambassador notes in three taps that somebody was helped, on a phone, also without internet.

Who noted what is nobody's business: only they see their own entries.
"""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisatie.models import Membership
from trajecten import access
from trajecten.form_errors import refuse
from uitrol import noting
from uitrol.actions import logs
from uitrol.forms_noting import NoteForm
from uitrol.models import SupportLog

FROM_PHONE = "X-Wachtrij"
STAYS = timedelta(days=60)
"""How long who notes stays signed in after an entry."""
LATEST = 3
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def note(request):
    """The form; and the one address where an entry comes in, from the page or from the queue of a phone."""
    if request.method == "POST":
        if _is_phone(request) and request.POST.get("who") != noting.mark_of(request.user):
            return JsonResponse({}, status=409)  # it was written by somebody else who used this phone
        return _keep(request, _project_to_note(request, request.POST.get("project", "")))
    mine = list(noting.projects_of(request.user))
    chosen = request.GET.get("traject", "")
    project = _project_to_note(request, chosen) if chosen else _usual_project(request.user, mine)
    if project is None:
        return render(request, "public/uitrol/noteren_leeg.html")
    return _page(request, project, _form(request, project), mine)


def _project_to_note(request, slug: str):
    project = access.project_or_404(request, slug)
    if not access.may_note_support(request.user, project):
        raise PermissionDenied
    return project


def _usual_project(user, mine: list):
    """The one of the last entry, or else the first."""
    if len(mine) < 2:
        return mine[0] if mine else None
    last = SupportLog.objects.written_by(user).order_by("-received_at").values_list("project", flat=True).first()
    return next((one for one in mine if one.pk == last), mine[0])


def _form(request, project, data=None) -> NoteForm:
    usual = noting.usual_of(request.user, project)
    return NoteForm(data, project=project, offer=noting.offer_of(project, request.user), usual=usual)


def _page(request, project, form: NoteForm, mine: list):
    others = [one for one in mine if one.pk != project.pk]
    context = {"project": project, "form": form, "others": others, "mark": noting.mark_of(request.user)}
    return render(request, "public/uitrol/noteren.html", context)


def _keep(request, project):
    form = _form(request, project, request.POST)
    if form.is_valid():
        try:
            log, fresh = logs.note_support(project=project, by=request.user, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            _stay_signed_in(request)
            url = reverse("uitrol:noteren_bewaard", args=[log.key])
            return JsonResponse({"url": url}, status=201 if fresh else 200) if _is_phone(request) else redirect(url)
    if _is_phone(request):
        return JsonResponse({"names": form.found, "text": _first_error(form)}, status=422)
    return _page(request, project, form, list(noting.projects_of(request.user)))


def _is_phone(request) -> bool:
    return FROM_PHONE in request.headers


def _first_error(form) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


def _stay_signed_in(request) -> None:
    """Who only helps need not sign in again each fortnight. Who leads or manages has more to lose, and does."""
    more = (Membership.Role.ADMIN, Membership.Role.LEAD)
    user = request.user
    if not (user.is_staff or Membership.objects.filter(user=user, is_active=True, role__in=more).exists()):
        request.session.set_expiry(int(STAYS.total_seconds()))


@require_safe
@login_required
def state(request):
    """What the queue on a phone asks before it sends: who is signed in here, and the seal for a form."""
    return JsonResponse({"who": noting.mark_of(request.user), "token": get_token(request)})


@require_safe
@login_required
def kept(request, key):
    """Thank you, and how often this person helped this month."""
    log = get_object_or_404(_own(request.user), key=key)
    zone = noting.ZoneInfo(log.project.organisation.time_zone)
    month = timezone.now().astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    context = {
        "log": log,
        "month": noting.counted(request.user, month, project=log.project_id),
        "latest": _own(request.user).filter(project=log.project_id)[:LATEST],
        "undo": timezone.now() - log.received_at < logs.UNDO,
    }
    return render(request, "public/uitrol/bewaard.html", context)


def _own(user):
    return SupportLog.objects.written_by(user).select_related("project__organisation", "location", "task", "theme")


@require_POST
@login_required
def take_back(request, key):
    log = get_object_or_404(SupportLog.objects.written_by(request.user), key=key)
    if logs.take_back(log=log, by=request.user):
        messages.success(request, _("De notitie is weg."))
    else:
        messages.info(request, _("Deze notitie kan niet meer weg."))
    return redirect("uitrol:mijn_momenten")


@require_safe
@login_required
def mine(request):
    """«Mijn momenten»: one's own entries and counts. No address shows those of somebody else."""
    week = noting.counted(request.user, noting.monday())
    context = {
        "rows": list(_own(request.user)[:SHOWN]),
        "week": week,
        "all": noting.counted(request.user, timezone.now() - timedelta(days=365)),
        "mark": noting.mark_of(request.user),
    }
    return render(request, "public/uitrol/mijn.html", context)
