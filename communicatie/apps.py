from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        # Each registers itself: the step, what is read along, mails, what is due, Vandaag; the actions what history says.
        from communicatie import agenda, ahead, mails, reminders, step, today  # noqa: F401
        from communicatie.actions import audiences, plan, sending  # noqa: F401
