from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpvolgingConfig(AppConfig):
    name = "opvolging"
    label = "opvolging"
    verbose_name = _("6. Opvolging")

    def ready(self) -> None:
        from opvolging import step  # noqa: F401  (registers the step)
