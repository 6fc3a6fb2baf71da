from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        from communicatie import step  # noqa: F401  (registers the step)
