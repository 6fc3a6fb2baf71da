from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicatieConfig(AppConfig):
    name = "communicatie"
    label = "communicatie"
    verbose_name = _("4. Communicatie")

    def ready(self) -> None:
        from bevraging import lane

        # Each registers itself: the step, what Vandaag asks, the line on the spoor, the parts of the page for everyone,
        # what history says.
        from communicatie import next_thing, page_agreed, page_help, page_told, step, told_now  # noqa: F401
        from communicatie.actions import page  # noqa: F401

        lane.register("communicatie.urls_public")
