from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToetsingConfig(AppConfig):
    name = "toetsing"
    label = "toetsing"
    verbose_name = _("3. Toetsing")

    def ready(self) -> None:
        # Each registers itself: the step, its mails, what history says, what is due, what Vandaag asks, the line on the
        # spoor, what is planned.
        from toetsing import agenda, mails, reminders, report_section, round_now, step, today  # noqa: F401
        from toetsing.actions import concepts, findings, people, rounds  # noqa: F401
