from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundamentConfig(AppConfig):
    name = "fundament"
    label = "fundament"
    verbose_name = _("2. Fundament")

    def ready(self) -> None:
        # Each registers itself: the step, and what history says.
        from fundament import step  # noqa: F401
        from fundament.actions import agreements, enforcing  # noqa: F401
