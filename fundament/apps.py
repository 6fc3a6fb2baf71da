from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundamentConfig(AppConfig):
    name = "fundament"
    label = "fundament"
    verbose_name = _("2. Fundament")

    def ready(self) -> None:
        # Each registers itself: what is read along, the agenda, reminders, the step, Vandaag, what history says.
        from fundament import agenda, ahead, reminders, step, today  # noqa: F401
        from fundament.actions import targeted  # noqa: F401
