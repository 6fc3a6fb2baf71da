"""`/v/taken/…/`: how somebody rates themselves, task by task. No account; GET looks, POST acts; each sees only their own.

The link is the key: who has it may answer, so no other site can make a form for it (`csrf_exempt`).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bevraging import screens, visitors
from bevraging.frames import page, private
from bevraging.languages import chrome
from organisatie.models import Employee
from uitrol.actions import ratings as actions
from uitrol.models.training import Level
from uitrol.rating_links import employee_of
from uitrol.rating_page import Line, lines_of

SAVED = "bewaard"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest, secret: str) -> HttpResponse:
    person = employee_of(secret)
    if person is None:
        return screens.too_often("nl") if visitors.missed(request) else page("terug_weg", (), "nl", dict, {}, 404)
    with translation.override(chrome(person.language)):
        lines = lines_of(person)
        refused = _act(request, person, lines) if request.method == "POST" else ""
        if request.method == "POST" and not refused:
            return private(HttpResponseRedirect(reverse("uitrol:v_taken", args=[secret]) + f"?{SAVED}=1"))
        context = {
            "person": person,
            "organisatie": person.organisation.name,
            "lines": lines,
            "helping": [one for one in lines if one.asks_help],
            "levels": Level.choices,
            "several": len({one.task.project_id for one in lines}) > 1,
            "saved": SAVED in request.GET and not refused,
            "refused": refused,
        }
        status = 400 if refused else 200
        return private(render(request, "public/uitrol/taken.html", context, status=status))


def _act(request: HttpRequest, person: Employee, lines: list[Line]) -> str:
    """Does what the form says; gives the sentence of what is not right, or nothing."""
    try:
        if "helpt" in request.POST:
            return _help(request, person, lines)
        with transaction.atomic():  # all of it, or nothing
            said = {line.task: levels for line in lines if (levels := _rate(request, person, line))}
            if said:
                actions.rate_all(employee=person, said=said)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _help(request: HttpRequest, person: Employee, lines: list[Line]) -> str:
    answer, _sep, number = request.POST["helpt"].partition(":")
    line = next((one for one in lines if str(one.task.pk) == number), None)
    if line is None or answer not in ("ja", "nee"):
        return _("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens.")
    actions.answer_help(employee=person, task=line.task, yes=answer == "ja")
    return ""


def _rate(request: HttpRequest, person: Employee, line: Line) -> tuple[int | None, int] | None:
    """What was chosen, looking back and now; nothing for a task that is left open, or that is asked after four weeks."""
    if line.asks_later:
        later = _level(request, f"later-{line.task.pk}")
        if later is not None:
            actions.rate_later(employee=person, task=line.task, level=later)
        return None
    then, now = _level(request, f"toen-{line.task.pk}"), _level(request, f"nu-{line.task.pk}")
    if now is None and then is not None:
        raise ValidationError(_("Kies ook hoe het nu gaat bij «%(task)s».") % {"task": line.task})
    return None if now is None else (then, now)


def _level(request: HttpRequest, name: str) -> int | None:
    value = request.POST.get(name, "")
    return int(value) if value in {str(level) for level in Level.values} else None
