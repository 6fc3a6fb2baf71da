from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        from bevraging import lane
        from communicatie import step  # noqa: F401  (registers the step)

        # Each puts its parts on the page for everyone; the action tells history its sentences.
        from communicatie import page_agreed, page_help, page_told  # noqa: F401
        from communicatie.actions import page  # noqa: F401

        lane.register("communicatie.urls_public")
