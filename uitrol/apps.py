from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UitrolConfig(AppConfig):
    name = "uitrol"
    label = "uitrol"
    verbose_name = _("5. Uitrol")

    def ready(self) -> None:
        import uitrol.rating_mails  # noqa: F401  (registers its mails, and when they are due)
        from uitrol import step  # noqa: F401  (registers the step)
