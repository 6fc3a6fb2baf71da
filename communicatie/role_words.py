"""What one says yes to, role by role: stands in the mail and on the page with the two buttons."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communicatie.models import RoleAsk
from trajecten.criteria import number

Role = RoleAsk.Role

ABOUT = {
    Role.KEY_FIGURE: gettext_lazy("Je vertelt je ploeg wat er verandert, en je hoort wat er leeft."),
    Role.AMBASSADOR: gettext_lazy("Je staat naast je collega's: je toont hoe het gaat en je vertelt ons wat nog niet lukt."),
    Role.HELPER: gettext_lazy("Je toont collega's een taak die jij al goed kent."),
    Role.OWNER: gettext_lazy("Collega's kunnen bij jou terecht met een afspraak, en jij kijkt mee of ze werkt."),
    Role.CONTACT: gettext_lazy("Collega's met een vraag kunnen bij jou terecht."),
}  # fmt: skip


def about(role: str) -> str:
    return str(ABOUT[Role(role)])


def hours_words(hours: Any) -> str:
    """«2,5 uur per week»; empty when nothing was agreed."""
    return _("%(hours)s uur per week") % {"hours": number(hours)} if hours else ""


def asked_words(count: int) -> str:
    return ngettext("Je vroeg %(n)d collega.", "Je vroeg %(n)d collega's.", count) % {"n": count}
