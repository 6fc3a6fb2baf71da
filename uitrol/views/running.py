"""A wave starts, stops for a while, goes on and is done: GET asks, POST does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trajecten import gate
from trajecten.form_errors import refuse
from uitrol import wave_gate
from uitrol.actions import running
from uitrol.forms_waves import PauseForm
from uitrol.models import Wave
from uitrol.views.wave_base import confirm, gate_says, shown, to, url_of, wave_of

Status = Wave.Status


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request, slug: str, number: int):
    wave = wave_of(request, slug, number, edits=True)
    project = wave.project
    if wave.status != Status.PLANNED:
        return to("golf", project, number)
    if request.method == "POST":
        try:
            if running.start_wave(wave=wave, by=request.user):
                messages.success(request, _("De golf is gestart. Veel plezier samen!"))
        except (gate.GateClosed, running.WaveNotReady) as refused:
            messages.error(request, str(refused))
        return to("golf", project, number)
    points = wave_gate.points_of(wave, gate_says(project, "wave.start"))
    context = {"wave": wave, "points": points, "ready": not any(point.is_open for point in points)}
    return shown(request, "golf_start", project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pause(request, slug: str, number: int):
    wave = wave_of(request, slug, number, edits=True)
    project = wave.project
    if wave.status != Status.RUNNING:
        return to("golf", project, number)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            running.pause_wave(wave=wave, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De golf staat even stil."))
            return to("golf", project, number)
    context = {"form": form, "wave": wave, "back": url_of("golf", project, number)}
    return shown(request, "golf_pauze", project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def resume(request, slug: str, number: int):
    wave = wave_of(request, slug, number, edits=True)
    project = wave.project
    if wave.status != Status.PAUSED:
        return to("golf", project, number)
    if request.method == "POST":
        if running.resume_wave(wave=wave, by=request.user):
            messages.success(request, _("De golf gaat verder."))
        return to("golf", project, number)
    return confirm(
        request,
        project,
        vraag=_("Gaat deze golf verder?"),
        uitleg=_("Kijk na of de momenten nog goed staan. Verplaats wat tijdens de pauze viel."),
        actie=_("Laat ze verdergaan"),
        terug_url=url_of("golf", project, number),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finish(request, slug: str, number: int):
    wave = wave_of(request, slug, number, edits=True)
    project = wave.project
    if wave.status not in (Status.RUNNING, Status.PAUSED):
        return to("golf", project, number)
    if request.method == "POST":
        if running.finish_wave(wave=wave, by=request.user):
            messages.success(request, _("De golf is afgerond. Mooi werk."))
        return to("golf", project, number)
    return confirm(
        request,
        project,
        vraag=_("Rond je deze golf af?"),
        uitleg=_("Alles blijft bewaard. Momenten die nog komen, blijven gepland."),
        actie=_("Rond de golf af"),
        terug_url=url_of("golf", project, number),
    )
