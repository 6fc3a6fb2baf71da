from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        # Each registers itself: the step, its mails, what history says.
        from communicatie import role_mails, step  # noqa: F401
        from communicatie.actions import asks, contacts  # noqa: F401
