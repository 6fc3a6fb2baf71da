from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToetsingConfig(AppConfig):
    name = "toetsing"
    label = "toetsing"
    verbose_name = _("3. Toetsing")

    def ready(self) -> None:
        from toetsing import step  # noqa: F401  (registers the step)
