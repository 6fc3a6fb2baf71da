"""What is in the spotlight becomes a message to an audience: planned here, looked at and sent by step 4.

No name goes along, also not of who agreed: what left by mail cannot be taken back.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from communicatie.actions.plan import plan_message
from communicatie.models import Audience, Message
from opvolging.models import Spotlight
from organisatie.models import User
from trajecten.actions.checks import must_edit


@transaction.atomic
def plan_telling(*, spotlight: Spotlight, by: User, audience: Audience, form_key: UUID | None = None) -> Message:
    """A message of today that is ready to be looked at and sent. The same `form_key` twice gives the same one.

    Raises PermissionDenied, or ValidationError with a sentence: for what is not shown, an audience of elsewhere.
    """
    must_edit(by, spotlight.project)
    held = Spotlight.objects.select_for_update().get(pk=spotlight.pk)  # taken back at the same time: one of both waits
    if not held.is_shown:
        raise ValidationError(_("Zet dit eerst in de kijker."))
    if audience.project_id != held.project_id:
        raise ValidationError({"audience": _("Kies voor wie deze boodschap is")})
    message = plan_message(
        project=spotlight.project,
        by=by,
        ready=True,
        form_key=form_key,
        audience=audience,
        key=Message.Key.SUCCESS,
        channel=Message.Channel.MAIL,
        said_by=Message.From.LEAD,
        step=spotlight.project.step,
        planned_on=timezone.localdate(),
        **words_of(held),
    )
    held.messages.add(message)
    return message


def words_of(spotlight: Spotlight) -> dict[str, Any]:
    """Title and text, in Dutch as every message begins."""
    with override("nl"):
        if spotlight.place:
            told = _("Zo doen ze het in %(place)s:") % {"place": spotlight.place}
        else:
            told = _("Zo doen ze het:")
        ask = _("Kan dit bij jullie ook? Probeer het morgen eens.")
    return {"title": spotlight.what, "text": f"{told}\n{spotlight.how}\n\n{ask}"}
