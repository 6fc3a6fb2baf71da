"""Support through the project: how it moves, what stands in the way first, and measuring it again in two clicks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bevraging import fatigue
from bevraging.actions.launching import NotReady
from bevraging.actions.pulse import PulsePlan, launch_pulse, plan_pulse
from bevraging.drawn_results import HELPS
from bevraging.models import Survey
from bevraging.question_bank import PULSE
from bevraging.support_trend import FINE, Line, barriers_of, lines_of, measured
from bevraging.trend_chart import chart
from bevraging.views.base import url_of
from trajecten import access
from trajecten.models import Project
from trajecten.templatetags.getallen import getal
from trajecten.views.frame import frame


@require_safe
@login_required
def trend(request, slug: str):
    """All measurements, everybody and per location; and the first barrier of the newest one."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    surveys = measured(project)
    lines = lines_of(surveys)
    context = {
        "lines": [{"line": line, "chart": chart(line)} for line in lines],
        "attention": [line for line in lines if not line.is_all and line.last.zone != FINE],
        "state": state_sentence(lines),
        "barriers": barriers(surveys[-1]) if surveys else [],
        "newest": url_of("resultaten", surveys[-1]) if surveys else "",
        "may_measure": project.status == Project.Status.RUNNING,
    }
    return render(request, "bevraging/draagvlak.html", frame(request, project, **context))


def state_sentence(lines: list[Line]) -> str:
    if not lines:
        return _("Het draagvlak meten jullie met de eerste bevraging.")
    last = lines[0].last
    text = _("Draagvlak nu %(value)s op 100, gemeten in stap %(step)d.") % {"value": last.text, "step": last.step}
    if not last.trend:
        return text
    return f"{text} " + _("Tegenover de meting ervoor: %(trend)s.") % {"trend": last.trend}


def barriers(survey: Survey) -> list[dict]:
    """The first barriers of the newest measurement, in words, with what to do first."""
    words = {question.key: question.words("nl") for question in PULSE}
    return [{"label": label, "text": words[key], "help": HELPS[key]} for label, key in barriers_of(survey)]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure(request, slug: str):
    """GET says who will be asked and until when; the button sends. To who was asked lately only with a reason."""
    project = access.editable_project(request, slug)
    if request.method != "POST":
        return _show_plan(request, project, request.GET.get("rust", ""))
    anyway, reason = request.POST.get("rust") == fatigue.SEND_ANYWAY, request.POST.get("reden", "")
    choice = fatigue.SEND_ANYWAY if anyway else fatigue.LEAVE_OUT
    if anyway and not reason.strip():
        return _show_plan(request, project, choice, reason_error=_("Schrijf kort waarom."))
    try:
        survey = launch_pulse(project=project, by=request.user, lately=choice, reason=reason)
    except NotReady as error:
        messages.error(request, str(error))
        return redirect("bevraging:draagvlak", slug)
    return redirect(url_of("deelname", survey))


def _show_plan(request, project: Project, choice: str, *, reason_error: str = ""):
    plan = plan_pulse(project, lately=choice)
    if plan.running is not None:
        messages.info(request, _("Er loopt al een polsing."))
        return redirect(url_of("deelname", plan.running))
    context = {
        "plan": plan,
        "button": button_words(plan),
        "ways": mail_sentence(plan),
        "state": plan_sentence(plan),
        "lately": getal(plan.rested),
        "reason_error": reason_error,
        "longest_reason": fatigue.LONGEST_REASON,
    }
    return render(request, "bevraging/polsing.html", frame(request, project, **context))


def button_words(plan: PulsePlan) -> str:
    """The verb with the number of mails, as for a survey; without any mail the pulse opens all the same."""
    mails = plan.asked - plan.without_mail
    if not mails:
        told = ngettext("Open de polsing voor %(n)s collega", "Open de polsing voor %(n)s collega's", plan.asked)
        return told % {"n": getal(plan.asked)}
    return ngettext("Verstuur naar %(n)s collega", "Verstuur naar %(n)s collega's", mails) % {"n": getal(mails)}


def mail_sentence(plan: PulsePlan) -> str:
    """How many get a mail and how many a slip; nothing when all get a mail."""
    if not plan.without_mail:
        return ""
    slips = {"slips": getal(plan.without_mail)}
    mails = plan.asked - plan.without_mail
    if not mails:
        return _("Niemand van hen heeft een mailadres: iedereen krijgt een briefje. Druk daarna de briefjes af.")
    told = ngettext(
        "%(mails)s collega krijgt een mail, %(slips)s een briefje. Druk daarna de briefjes af.",
        "%(mails)s collega's krijgen een mail, %(slips)s een briefje. Druk daarna de briefjes af.",
        mails,
    )
    return told % (slips | {"mails": getal(mails)})


def plan_sentence(plan: PulsePlan) -> str:
    if plan.too_few:
        return _("Bijna iedereen kreeg de voorbije 14 dagen al een bevraging. Meet het draagvlak wat later.")
    if plan.half:
        text = _("We vragen het aan %(n)s van %(of)s collega's: deze keer de ene helft, de volgende keer de andere.")
        return text % {"n": getal(plan.asked), "of": getal(plan.people)}
    if plan.rested and not plan.anyway:
        return ngettext(
            "We vragen het aan %(n)s collega die dit traject raakt.",
            "We vragen het aan %(n)s collega's die dit traject raakt.",
            plan.asked,
        ) % {"n": getal(plan.asked)}
    return ngettext(
        "We vragen het aan %(n)s collega: iedereen die dit traject raakt.",
        "We vragen het aan %(n)s collega's: iedereen die dit traject raakt.",
        plan.asked,
    ) % {"n": getal(plan.asked)}
