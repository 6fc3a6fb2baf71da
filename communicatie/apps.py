from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        # Each registers itself: the step, what Vandaag asks, the line on the spoor.
        from communicatie import next_thing, step, told_now  # noqa: F401
