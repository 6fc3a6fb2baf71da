from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UitrolConfig(AppConfig):
    name = "uitrol"
    label = "uitrol"
    verbose_name = _("5. Uitrol")

    def ready(self) -> None:
        # Each registers itself: the step, its mails, what is due, what Vandaag and «Binnenkort» ask, what history says.
        from trajecten.steps import join_criteria
        from uitrol import gate4, mail_kinds, rating_mails, reminders_support, step, today_support, week_mail  # noqa: F401
        from uitrol import page_starts, report_section, wave_agenda, wave_reminders, wave_today  # noqa: F401  # isort: skip
        from uitrol.actions import attending, barriers, inviting, materials, moments, reopening, running, waves  # noqa: F401

        join_criteria(4, gate4.criteria)
