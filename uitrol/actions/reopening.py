"""An earlier step opens again while waves run: of each wave a person says whether it pauses or goes on."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten import history
from trajecten.gate.running_on import Ask, Chosen, register_running
from trajecten.history import register_verb
from trajecten.models import Project
from trajecten.wording import ended, short
from uitrol.actions.running import pause_wave
from uitrol.models import Wave

PAUSE, GO_ON = "pause", "go_on"


def asks(project: Project) -> list[Ask]:
    """One question for each wave that runs. Two queries, one when none runs."""
    return [_ask(wave) for wave in _running(project).prefetch_related("places__location")]


def carry_out(chosen: Chosen) -> None:
    """Each wave pauses through its own door, with the reason of the reopening; that it goes on is told as well."""
    values = {"step": chosen.step, "reason": ended(short(chosen.reason))}
    for wave in _running(chosen.project):
        answer = chosen.answers.get(_code(wave))
        if answer == PAUSE:
            why = _("Stap %(step)d ging weer open: %(reason)s") % values
            pause_wave(wave=wave, by=chosen.by, why=why)
        elif answer == GO_ON:
            told = {"number": wave.number, "step": chosen.step}
            history.record("wave_goes_on", project=chosen.project, actor=chosen.by, **told)


def _running(project: Project):
    return Wave.objects.filter(project=project, status=Wave.Status.RUNNING)


def _code(wave: Wave) -> str:
    return f"golf_{wave.number}"


def _ask(wave: Wave) -> Ask:
    places = ", ".join(str(place.location) for place in wave.places.all())
    return Ask(
        code=_code(wave),
        name=wave.plain_name,
        text=_("%(wave)s loopt in %(places)s. Pauzeren of doorgaan?") % {"wave": wave.plain_name, "places": places},
        help=_("Bij pauzeren blijven de momenten staan, en lezen collega's mee waarom."),
        choices=((PAUSE, _("Pauzeren")), (GO_ON, _("Doorgaan"))),
    )


register_running("uitrol_waves", asks=asks, does=carry_out)
register_verb("wave_goes_on", gettext_lazy("{actor} liet golf {number} doorgaan toen stap {step} weer openging."))
