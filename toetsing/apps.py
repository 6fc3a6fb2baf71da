from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToetsingConfig(AppConfig):
    name = "toetsing"
    label = "toetsing"
    verbose_name = _("3. Toetsing")

    def ready(self) -> None:
        # Each registers itself: the step, what history says, what is due, what Vandaag asks, the line on the spoor.
        from toetsing import reminders, round_now, step, today  # noqa: F401
        from toetsing.actions import findings  # noqa: F401
