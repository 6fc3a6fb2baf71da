from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UitrolConfig(AppConfig):
    name = "uitrol"
    label = "uitrol"
    verbose_name = _("5. Uitrol")

    def ready(self) -> None:
        # Each registers itself: the step, what is due, what Vandaag asks, the Friday mail, what history says.
        from uitrol import reminders_support, step, today_support, week_mail  # noqa: F401
        from uitrol.actions import barriers  # noqa: F401
