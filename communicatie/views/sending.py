"""A message leaves: looked at first, tested on oneself, then by mail; or on a poster, a briefing sheet, a screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communicatie.actions import sending
from communicatie.actions.telling import what_waits
from communicatie.mails import context_of, receivers
from communicatie.models import Message
from communicatie.page_address import address_of
from communicatie.plan_papers import briefing_html, door_of, poster_html
from communicatie.reach import size_of
from communicatie.views.plan_base import confirm, message_of, shown, to, url_of
from trajecten import gate, paper
from trajecten.templatetags.getallen import getal


@require_safe
@login_required
def preview(request, slug: str, number: int):
    """The mail as a colleague gets it, to how many it goes, and what is still missing."""
    message = message_of(request, slug, number, edits=True)
    project = message.project
    if not message.is_open:
        return to("boodschap", project, number)
    people, size = receivers(message).count(), size_of(message.audience) or 0
    missing, waits = _missing(message), what_waits(message)
    context = {
        "message": message,
        "mail": context_of(message) | {"first_name": request.user.first_name, "page_url": address_of(project)},
        "people": people,
        "without": size - people,
        "missing": missing,
        "waits": waits,
        "may_send": bool(people) and not missing and not waits,
        "send_label": send_label(people),
        "state": _("Kijk na hoe de mail eruitziet. Er vertrekt nog niets."),
    }
    return shown(request, "boodschap_versturen", project, **context)


def send_label(people: int) -> str:
    return ngettext("Verstuur naar %(n)s collega", "Verstuur naar %(n)s collega's", people) % {"n": getal(people)}


def _missing(message: Message) -> str:
    try:
        sending.why_not(message)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@require_POST
@login_required
def test(request, slug: str, number: int):
    message = message_of(request, slug, number, edits=True)
    try:
        fresh = sending.send_test(message=message, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        words = _("De test is onderweg naar %(address)s.") if fresh else _("De test vertrok net. Kijk in je mail.")
        messages.success(request, words % {"address": request.user.email} if fresh else words)
    return to("boodschap_versturen", message.project, number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send(request, slug: str, number: int):
    """GET asks, POST sends; pressed twice it leaves once."""
    message = message_of(request, slug, number, edits=True)
    project = message.project
    if request.method == "POST":
        try:
            sent = sending.send_message(message=message, by=request.user)
        except (gate.GateClosed, ValidationError) as error:
            words = error.messages if isinstance(error, ValidationError) else [str(error)]
            messages.error(request, " ".join(words))
            return to("boodschap_versturen", project, number)
        messages.success(request, _("De boodschap vertrekt nu.") if sent else _("Deze boodschap was al verteld."))
        return to("boodschap", project, number)
    people = receivers(message).count()
    return confirm(
        request,
        project,
        vraag=_("Verstuur je «%(title)s»?") % {"title": message.title},
        uitleg=_("De mail vertrekt nu, naar iedereen van «%(audience)s» met een mailadres. Daarna blijft de tekst zoals hij is.") % {"audience": message.audience},
        actie=send_label(people),
        terug_url=url_of("boodschap_versturen", project, number),
    )  # fmt: skip


@require_safe
@login_required
def poster(request, slug: str, number: int):
    message = message_of(request, slug, number, edits=False)
    return _on_paper(request, message, poster_html, _("affiche"))


@require_safe
@login_required
def briefing(request, slug: str, number: int):
    message = message_of(request, slug, number, edits=False)
    return _on_paper(request, message, briefing_html, _("blad"))


def _on_paper(request, message: Message, made, word: str):
    try:
        content = paper.kept(made(message))
    except paper.Busy:
        messages.info(request, _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw."))
        return to("boodschap", message.project, message.number)
    name = f"{message.code}-{word}.pdf".lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@login_required
def screen(request, slug: str, number: int):
    """The message on the whole screen of a staff room: large words, and the code to scan."""
    message = message_of(request, slug, number, edits=False)
    return render(request, "communicatie/scherm.html", {"message": message, "project": message.project, "door": door_of(message.project)})  # fmt: skip
