from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BevragingConfig(AppConfig):
    name = "bevraging"
    label = "bevraging"
    verbose_name = _("1. Bevraging")

    def ready(self) -> None:
        from bevraging import step  # noqa: F401  (registers the step)
