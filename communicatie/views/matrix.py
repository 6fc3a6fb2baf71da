"""The plan of a project: the matrix with its empty cells, and below it what comes, as a list or as a month."""

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from communicatie.calendar import first_of, month_of
from communicatie.matrix import KEYS, NEEDED, Matrix, audiences_of, draw
from communicatie.message_list import is_late, messages_of, with_labels
from communicatie.models import Message
from communicatie.views.plan_base import readable_project, shown, url_of
from trajecten import access
from trajecten.templatetags.getallen import getal

COMING = 12
MONTH = "kalender"


@require_safe
@login_required
def plan(request, slug: str):
    project = readable_project(request, slug)
    audiences = audiences_of(project)
    messages = list(messages_of(project))
    alive = [message for message in messages if message.status != Message.Status.DROPPED]
    matrix = draw(audiences, alive)
    as_month = request.GET.get("toon") == MONTH
    context = {
        "matrix": matrix,
        "columns": [(key.label, key in NEEDED) for key in KEYS],
        "audiences": audiences,
        "counts": {"messages": len(messages)},
        "late": with_labels(message for message in alive if is_late(message)),
        "coming": with_labels(coming(alive)),
        "month": month_of(first_of(request.GET.get("maand", "")), with_labels(alive)) if as_month else None,
        "as_month": as_month,
        "state": sentence(matrix, len(alive)),
        "main": main_action(project, matrix) if access.may_edit_project(request.user, project) else None,
    }
    return shown(request, "plan", project, **context)


def coming(alive: list[Message]) -> list[Message]:
    """What is open and not late: the next ones first, then the ideas without a day."""
    return [message for message in alive if message.is_open and not is_late(message)][:COMING]


def sentence(matrix: Matrix, messages: int) -> str:
    if not matrix.rows:
        return _("Kies eerst voor wie dit plan is. Dan zie je wat er nog ontbreekt.")
    total = len(matrix.needed)
    values = {"filled": getal(matrix.filled), "total": getal(total)}
    if matrix.filled == total:
        return _("Elke doelgroep hoort waarom, wat, wanneer en wie helpt: %(total)s van %(total)s.") % values
    told = ngettext("%(n)s boodschap in het plan.", "%(n)s boodschappen in het plan.", messages) % {
        "n": getal(messages)
    }
    return told + " " + _("%(filled)s van de %(total)s vakjes die iedereen nodig heeft, zijn ingevuld.") % values


def main_action(project, matrix: Matrix) -> tuple[str, str] | None:
    """The filled button: the first cell that is still empty, and otherwise one more message."""
    if not matrix.rows:
        return None
    empty = matrix.first_empty
    query = f"?doelgroep={empty.audience.pk}&waarover={empty.key.value}" if empty else ""
    return _("Plan een boodschap"), url_of("boodschap_nieuw", project) + query
