"""What a person looks at before a wave starts: ticking it, adding something of one's own, taking that away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trajecten.form_errors import refuse
from uitrol.actions import running
from uitrol.forms_waves import CheckForm
from uitrol.models import Wave, WaveCheck
from uitrol.views.wave_base import shown, to, url_of, wave_of


def _check_of(wave: Wave, pk: int) -> WaveCheck:
    found = get_object_or_404(WaveCheck.objects.filter(wave=wave), pk=pk)
    found.wave = wave
    return found


@require_POST
@login_required
def check(request, slug: str, number: int, pk: int):
    """`gedaan` says how it stands from now on: «ja» or «nee»."""
    wave = wave_of(request, slug, number, edits=True)
    running.check(check=_check_of(wave, pk), by=request.user, done=request.POST.get("gedaan") != "nee")
    return to("golf", wave.project, number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request, slug: str, number: int):
    wave = wave_of(request, slug, number, edits=True)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            running.add_check(wave=wave, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Het staat op de lijst."))
            return to("golf", wave.project, number)
    context = {"form": form, "wave": wave, "back": url_of("golf", wave.project, number)}
    return shown(request, "golf_check", wave.project, **context)


@require_POST
@login_required
def remove(request, slug: str, number: int, pk: int):
    wave = wave_of(request, slug, number, edits=True)
    try:
        running.remove_check(check=_check_of(wave, pk), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return to("golf", wave.project, number)
