from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BevragingConfig(AppConfig):
    name = "bevraging"
    label = "bevraging"
    verbose_name = _("1. Bevraging")

    def ready(self) -> None:
        # Each registers itself: the step, its mails, what is due, what history says, the support line, the agenda, what pages read.
        from bevraging import (  # noqa: F401
            agenda,
            feedback_mails,
            housekeeping,
            mails,
            reading,
            reminders,
            report_section,
            retention,
            step,
            support_points,
            today,
            verbs,
        )
