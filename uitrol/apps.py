from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UitrolConfig(AppConfig):
    name = "uitrol"
    label = "uitrol"
    verbose_name = _("5. Uitrol")

    def ready(self) -> None:
        from uitrol import step  # noqa: F401  (registers the step)

        # What ambassadors note, and barriers: their mails, what is due, what Vandaag asks, what history says.
        from uitrol import reminders_support, today_support, week_mail  # noqa: F401
        from uitrol.actions import barriers  # noqa: F401
